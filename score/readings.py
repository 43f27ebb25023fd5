"""Which reading of each ambiguous rule is taken: the policy's own, unless a setting says otherwise."""

from collections.abc import Mapping

from dossier.errors import WrongUse
from policy import Policy
from policy.rules import Gate, Reading
from score.scorecard import ReadingTaken

Settings = Mapping[str, str]
"""Reading id -> option id, for the readings that are not to be taken as the policy takes them."""

Options = Mapping[str, str]
"""Reading id -> option id, for every reading of the policy."""

AS_FILED = "stock"
"""The option of the gate's `basis` reading under which the form's figure is the indicator's. Under any
other, the indicator is a part of it: too low a figure still fails, but one high enough proves nothing."""

PRINTED = frozenset({"gate", "conditions", "fields", "materials"})
"""The results of a review. Readings that affect none of them are printed elsewhere."""


def choose_options(policy: Policy, settings: Settings) -> Options:
    """The option taken of every reading. Raises WrongUse for a reading or option that there is not, and
    for one that nothing here would reckon by: what is printed as taken must have been taken."""
    switchable = find_switchable(policy.indicators.gate)
    readings = {reading.id: reading for reading in policy.readings}
    for reading_id, option_id in settings.items():
        if reading_id not in readings:
            raise WrongUse(f"没有编号为“{reading_id}”的读法，可以改的有：{'、'.join(switchable)}。")
        known = [option.id for option in readings[reading_id].options]
        if option_id not in known:
            raise WrongUse(f"读法“{reading_id}”没有选项“{option_id}”，可选：{'、'.join(known)}。")
        if option_id != readings[reading_id].default and reading_id not in switchable:
            raise WrongUse(f"读法“{reading_id}”不能改，可以改的有：{'、'.join(switchable)}。")
    return {reading.id: settings.get(reading.id, reading.default) for reading in policy.readings}


def find_switchable(gate: Gate) -> tuple[str, ...]:
    return tuple(each for each in (gate.entry, gate.blank_targets, gate.basis) if each is not None)


def list_readings(policy: Policy, chosen: Options) -> tuple[ReadingTaken, ...]:
    """The readings that bear on a review, in the policy's order."""
    return tuple(
        ReadingTaken(
            id=reading.id,
            title=reading.title,
            option=chosen[reading.id],
            text=say_option(reading, chosen[reading.id]),
        )
        for reading in policy.readings
        if PRINTED & set(reading.affects)
    )


def say_option(reading: Reading, option_id: str) -> str:
    return next(option.text for option in reading.options if option.id == option_id)


def takes_stock(gate: Gate, chosen: Options) -> bool:
    return gate.basis is None or chosen[gate.basis] == AS_FILED
