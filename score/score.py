"""The whole scorecard of a dossier."""

from datetime import date

from dossier import Dossier
from policy import Policy
from score.calendar import place_in_calendar
from score.case import Case
from score.conditions import score_condition
from score.gate import score_gate
from score.indicators import score_indicator
from score.otherwise import find_other_ends, list_gate_ends
from score.readings import list_readings
from score.reference import NO_REFERENCE, ReferenceData
from score.rulebook import Number, Settings, Stage, open_rulebook
from score.scorecard import Scorecard
from score.standing import NO_RULINGS, NOBODY, Rulings, Standing
from validate.submission import lay_out

NO_SETTINGS: Settings = {}


def score_dossier(
    dossier: Dossier,
    policy: Policy,
    *,
    year: Number = 1,
    stage: Stage = "entry",
    settings: Settings = NO_SETTINGS,
    reference: ReferenceData = NO_REFERENCE,
    standing: Standing = NOBODY,
    rulings: Rulings = NO_RULINGS,
    received: date | None = None,
) -> Scorecard:
    """Conditions, indicators against the targets of the first, second or third `year`, the gate, what
    would end differently under other readings, and the dates of an application. `received` is the day of
    receipt, where it was written down.

    `settings` name another reading of an ambiguous rule than the policy's own. Raises WrongUse for a
    reading or an option that there is not, or that nothing would reckon by.
    """
    book = open_rulebook(policy, settings, year, stage)
    case = Case(lay_out(dossier, book.policy), reference, standing, rulings)
    conditions = tuple(score_condition(each, case, book) for each in book.policy.conditions)
    indicators = tuple(score_indicator(each, case, book) for each in book.policy.indicators.indicators)
    ends = find_other_ends(case, book, conditions, indicators)
    gate = score_gate(indicators, book)
    return Scorecard(
        policy=policy.id,
        conditions=conditions,
        indicators=indicators,
        gate=gate.model_copy(update={"other_readings": list_gate_ends(ends)}),
        readings=list_readings(book.policy),
        other_ends=ends,
        calendar=place_in_calendar(case, book, received) if stage == "entry" else None,
    )
