"""What the desk holds of one dossier once it was read, checked and scored; the renderers start here."""

from dataclasses import dataclass

from dossier import Dossier
from score.scorecard import Scorecard
from score.total import Total
from validate.applicant import Applicant
from validate.finding import Finding


@dataclass(frozen=True, slots=True)
class Review:
    """`name` is the inbox entry's name and the name of its folder under OUT. Where the dossier could not
    be read at all, `failure` says why in Chinese and all others are None or empty. `applicant` is who of the
    register applies, None where there is none, `total` what the points come to that were entered."""

    name: str
    dossier: Dossier | None
    findings: tuple[Finding, ...] = ()
    scorecard: Scorecard | None = None
    failure: str | None = None
    applicant: Applicant | None = None
    total: Total | None = None
