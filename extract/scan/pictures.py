"""Pictures of pages: what a scanner or a telephone made of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""Height x width x 3, red first; grey pictures height x width."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One page as a person is meant to see it: its pixels (red first), its size in points."""

    pixels: Image
    width: float
    height: float
