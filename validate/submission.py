"""A dossier laid beside the policy it is held against; how rules get at the form's values."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from dossier import Dossier, Evidence, FieldReading, NamedCount
from policy import Policy
from policy.form import FormField
from validate.wording import exact

NOT_ON_FORM = FieldReading(status="missing")


class Figure(NamedTuple):
    """A number of the form. Only where it is `sure` may it decide anything."""

    value: Decimal
    sure: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """`specs` are the policy's form fields by id, in the form's order."""

    dossier: Dossier
    policy: Policy
    specs: Mapping[str, FormField]

    def reading(self, field_id: str) -> FieldReading:
        """What was read for the field; status missing where the dossier does not speak of it."""
        return self.dossier.form.fields.get(field_id, NOT_ON_FORM)

    def label(self, field_id: str) -> str:
        return self.specs[field_id].label

    def figure(self, field_id: str) -> Figure | None:
        """The field's number (the count, of a count with names); None where no number was read, or an
        amount of which nobody knows whether it is in 元, 万元 or 亿元."""
        reading = self.reading(field_id)
        if reading.status == "review" and lacks_unit(self.specs[field_id], reading):
            return None
        value = reading.value
        if isinstance(value, NamedCount):
            value = value.count
        if value is None or isinstance(value, str) or reading.status not in ("accepted", "review"):
            return None
        return Figure(exact(value), reading.status == "accepted", reading.evidence)

    def has_form(self) -> bool:
        """Whether any cell of the form was found at all."""
        return any(self.reading(field_id).status != "missing" for field_id in self.specs)

    def is_scanned(self) -> bool:
        """Whether the form was read by OCR, so that what was not seen may still stand there."""
        return any(
            evidence.method == "ocr"
            for reading in self.dossier.form.fields.values()
            for evidence in reading.evidence
        )


def lacks_unit(spec: FormField, reading: FieldReading) -> bool:
    """An amount with no unit, neither printed on the form nor written by the county."""
    return spec.kind == "money" and spec.unit is None and reading.unit is None


def lay_out(dossier: Dossier, policy: Policy) -> Submission:
    return Submission(dossier, policy, {spec.id: spec for spec in policy.form.fields})
