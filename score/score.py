"""The whole scorecard of a dossier."""

from typing import Literal

from dossier import Dossier
from policy import Policy
from score.conditions import score_conditions
from score.gate import score_gate
from score.indicators import doubt_stock, score_indicator
from score.readings import Options, Settings, choose_options, list_readings, takes_stock
from score.reference import NO_REFERENCE, ReferenceData
from score.scorecard import IndicatorResult, Scorecard
from validate.submission import lay_out

NO_SETTINGS: Settings = {}


def score_dossier(
    dossier: Dossier,
    policy: Policy,
    *,
    year: Literal[1, 2, 3] = 1,
    settings: Settings = NO_SETTINGS,
    reference: ReferenceData = NO_REFERENCE,
) -> Scorecard:
    """Conditions, indicators against the targets of the first, second or third `year`, and the gate.

    `settings` name another reading of an ambiguous rule than the policy's own. Raises WrongUse for a
    reading or an option that there is not.
    """
    submission = lay_out(dossier, policy)
    chosen = choose_options(policy, settings)
    blank_option = chosen[policy.indicators.gate.blank_targets]
    filed = tuple(
        score_indicator(each, submission, year=year, blank_option=blank_option, reference=reference)
        for each in policy.indicators.indicators
    )
    return Scorecard(
        policy=policy.id,
        conditions=score_conditions(submission),
        indicators=read_indicators(policy, filed, chosen),
        gate=score_gate(policy, filed, chosen, year=year),
        readings=list_readings(policy, chosen),
    )


def read_indicators(
    policy: Policy, filed: tuple[IndicatorResult, ...], chosen: Options
) -> tuple[IndicatorResult, ...]:
    """The indicators under the reading taken of what cumulative ones count."""
    if takes_stock(policy.indicators.gate, chosen):
        return filed
    pairs = zip(policy.indicators.indicators, filed, strict=True)
    return tuple(doubt_stock(indicator, result) for indicator, result in pairs)
