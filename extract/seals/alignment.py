"""What it takes to turn a name into what may have been read on a ring.

A ring has no beginning: a name may be read from its middle on, and lose its end, or all but its end, where
the seal is cut off.
"""

import numpy as np
from numpy.typing import NDArray

from extract.seals.signs import LOST, Look

Floats = NDArray[np.float64]

_END, _CUT = 2.0, 1.0
"""What a sign costs at the end of a name that was not read; at either end, where the seal is cut."""
_TURNED = 6.0
"""What it costs that a name is read from its middle on."""
_ANY = 4.0
"""What a sign costs of the unknown beginning of a name."""


def change(look: Look, name: str) -> float:
    """What it costs to make a name of what was read; the end may be cut off."""
    if not look.signs:
        return LOST * len(name)
    ends = _align(look, name)[:, -1, :]
    missing = len(name) - np.arange(len(name) + 1)
    at_end = (_CUT if look.cut else _END) * missing
    whole = ends + np.where(missing == 1, np.inf, at_end)
    return float((whole.min(axis=1) + _turns(len(look.signs))).min())


def change_end(look: Look, ending: str, most: float) -> float:
    """The same where anything stands before the ending; infinite where the ending costs more than `most`."""
    count = len(look.signs)
    if not count:
        return np.inf
    ends = _align(look, ending)[:, :, -1]
    turns = _turns(count)
    before = np.minimum(look.nothing, _ANY)
    best = np.inf
    for ahead in range(max(0, count - len(ending) - 2), count):
        own = np.roll(ends[:, count - ahead], -ahead)
        fits = own <= most
        if fits.any():
            best = min(best, float((own + turns + _sums(before, ahead))[fits].min()))
    return best


def _align(look: Look, name: str) -> Floats:
    """For each sign of the ring to begin with, each number of signs taken from there and each number of
    characters of the name, what it costs to make one of the other."""
    count = len(look.signs)
    order = np.add.outer(np.arange(count), np.arange(count)) % count
    other = np.stack([look.cost_of(character) for character in name], axis=1)[order]
    nothing = look.nothing[order]
    lost = LOST * np.arange(len(name) + 1)
    costs = np.empty((count, count + 1, len(name) + 1))
    costs[:, 0] = np.minimum(lost, _CUT * np.arange(len(name) + 1)) if look.cut else lost
    for taken in range(count):
        before = costs[:, taken]
        now = before + nothing[:, taken, None]
        now[:, 1:] = np.minimum(now[:, 1:], before[:, :-1] + other[:, taken])
        costs[:, taken + 1] = np.minimum.accumulate(now - lost, axis=1) + lost
    return costs


def _sums(costs: Floats, count: int) -> Floats:
    """From each place on, what so many of them cost together."""
    return np.array([float(np.roll(costs, -start)[:count].sum()) for start in range(len(costs))])


def _turns(count: int) -> Floats:
    return np.where(np.arange(count) > 0, _TURNED, 0.0)
