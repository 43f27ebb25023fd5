"""All that is known of one application when its rules are worked out."""

from dataclasses import dataclass, field

from score.reference import NO_REFERENCE, ReferenceData
from score.standing import NO_RULINGS, NOBODY, Rulings, Standing
from validate.submission import Submission


@dataclass(frozen=True, slots=True)
class Case:
    submission: Submission
    reference: ReferenceData = NO_REFERENCE
    standing: Standing = NOBODY
    rulings: Rulings = field(default_factory=lambda: NO_RULINGS)
