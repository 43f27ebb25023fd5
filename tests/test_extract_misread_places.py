"""Names of places that were read for others."""

from typing import Literal

import pytest

from dossier import Evidence, FieldReading, Form
from extract.form.misread_places import doubt_misread_places
from policy import load_policy

POLICY = load_policy()
APPLICANT, DEPARTMENT = (field.id for field in POLICY.form.fields[:2])


def read_as(applicant: str, department: str, method: Literal["ocr", "word"] = "ocr") -> list[str]:
    """The status of both names after doubting."""
    fields = {
        name: FieldReading.model_validate(
            {
                "status": "accepted",
                "value": value,
                "raw": value,
                "confidence": 1.0,
                "evidence": (Evidence(source="1.pdf", page=1, box=(0, 0, 1, 1), quote=value, method=method),),
            }
        )
        for name, value in ((APPLICANT, applicant), (DEPARTMENT, department))
    }
    form = doubt_misread_places(Form(data_year=2020, fields=fields), POLICY)
    for reading in form.fields.values():
        assert bool(reading.reasons) == (reading.status == "review")
    return [form.fields[name].status for name in (APPLICANT, DEPARTMENT)]


@pytest.mark.parametrize(
    ("applicant", "department", "expected"),
    [
        ("孟县", "发展和改革局", ["review", "accepted"]),
        ("孟县", "孟县工业和信息化局", ["review", "review"]),
        ("阳泉市孟县", "孟县工业和信息化局", ["review", "review"]),
        ("盂县", "孟县工业和信息化局", ["accepted", "review"]),
        ("盂县", "盂县工业和信息化局", ["accepted", "accepted"]),
        ("定襄县", "县工业和信息化局", ["accepted", "accepted"]),
        ("侯马经济开发区", "管理委员会", ["accepted", "accepted"]),
        ("某某示范区", "管理委员会办公室", ["accepted", "accepted"]),
    ],
)
def test_one_character_away_from_a_place_of_the_register(
    applicant: str, department: str, expected: list[str]
) -> None:
    assert read_as(applicant, department) == expected


def test_what_was_typed_is_as_it_was_typed() -> None:
    assert read_as("孟县", "孟县工业和信息化局", "word") == ["accepted", "accepted"]
