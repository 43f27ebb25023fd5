"""The total of a dossier from what was entered for it."""

from desk.entered import Entered
from dossier import Dossier
from policy import Policy
from score.score import score_dossier
from score.total import Total, score_total
from validate.submission import lay_out


def work_out_total(name: str, dossier: Dossier, policy: Policy, entered: Entered) -> Total:
    """The total of the dossier that stands under `name`; the policy has the table of points to score by."""
    gate = score_dossier(dossier, policy).gate
    return score_total(lay_out(dossier, policy), gate, name, entered.scores, entered.answers)
