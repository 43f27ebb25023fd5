"""An applicant's name from a picture that the register does not know."""

from typing import Literal

import pytest

from dossier import Evidence, FieldReading, Form
from extract.form.applicants import doubt_misread_applicant, find_near_name
from policy import Policy


@pytest.mark.parametrize(
    ("name", "near"),
    [("孟县", "盂县"), ("盂县", None), ("阳泉市孟县", "阳泉市盂县"), ("示例县", None), ("云岫县", None)],
)
def test_the_shortest_names_that_nobody_has(name: str, near: str | None, policy: Policy) -> None:
    assert find_near_name(name, policy.registry) == near


@pytest.mark.parametrize(("method", "status"), [("ocr", "review"), ("text", "accepted")])
def test_only_what_was_recognised_may_be_misread(
    method: Literal["ocr", "text"], status: str, policy: Policy
) -> None:
    place = Evidence(source="表.pdf", page=1, quote="孟县", method=method)
    reading = FieldReading(status="accepted", value="孟县", raw="孟县", confidence=1.0, evidence=(place,))
    form = Form(fields={"applicant_name": reading})
    read = doubt_misread_applicant(form, "applicant_name", policy.registry).fields["applicant_name"]
    assert read.status == status
    assert (read.confidence < 1) == bool(read.reasons) == (status == "review")
