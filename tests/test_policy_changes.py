"""A target, a number, a date, a weight, a reading changed in a file changes the result; no program does."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from policy import DEFAULT_PROGRAMME, load_policy
from policy.load import PROGRAMMES, load_folder
from score.examples import find_situation

CHANGES: tuple[tuple[str, str, str, str, dict[str, Any], str, Any, Any], ...] = (
    (
        *("a target", "indicators.yaml", "{ kind: at_least, value: 80 }", "{ kind: at_least, value: 81 }"),
        *({"form": {"科技型中小企业": 80}}, "tech_smes.outcome", "达到", "达不到"),
    ),
    (
        *("a condition", "conditions.yaml", "minimum: 20000", "minimum: 20001"),
        *({"form": {"市场主体数量": 20000}}, "C1.outcome", "达到", "达不到"),
    ),
    (
        *("the number required", "indicators.yaml", "required: 24", "required: 20"),
        *({"form": {}}, "gate.required", 24, 20),
    ),
    (
        *("a date", "calendar.yaml", 'date: "2021-04-30"', 'date: "2021-04-20"'),
        *({"form": {}, "received": "2021-04-25"}, "province_2021.outcome", "达到", "达不到"),
    ),
    (
        *("a reading", "readings.yaml", "default: met", "default: not_met"),
        *({"form": {"主板企业数量": 0}}, "main_board_listed.outcome", "达到", "达不到"),
    ),
    (
        *("a reading with edits", "readings.yaml", "default: year_of_assessment", "default: calendar_year"),
        *({"form": {"规上企业数量": 60}}, "above_scale_enterprises.outcome", "达到", "达不到"),
    ),
    (
        *("an award", "assessment.yaml", "tiers: [100, 300, 500]", "tiers: [100, 300, 600]"),
        *({"grades": ["优", "优", "优"]}, "awards.total", 900.0, 1000.0),
    ),
)


def ask(policy: Any, given: dict[str, Any], wanted: str) -> Any:
    came: Any = find_situation(given).answer(given, policy)
    for part in wanted.split("."):
        came = came[part]
    return came


@pytest.mark.parametrize(
    ("file", "old", "new", "given", "wanted", "before", "after"),
    [each[1:] for each in CHANGES],
    ids=[each[0] for each in CHANGES],
)
def test_a_change_of_the_files_changes_the_result(
    tmp_path: Path, file: str, old: str, new: str, given: dict[str, Any], wanted: str, before: Any, after: Any
) -> None:
    folder = Path(shutil.copytree(PROGRAMMES / DEFAULT_PROGRAMME, tmp_path / "copy"))
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert str(ask(load_policy(), given, wanted)) == str(before)
    assert str(ask(load_folder(folder), given, wanted)) == str(after)


def test_weights_change_the_total(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PROGRAMMES / DEFAULT_PROGRAMME, tmp_path / "copy"))
    path = folder / "scoring.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("weight: 0.8", "weight: 0.5").replace("weight: 0.2", "weight: 0.5"), encoding="utf-8"
    )
    given: dict[str, Any] = {"experts": [90], "survey": [80]}
    kept, changed = ask(load_policy(), given, "scoring"), ask(load_folder(folder), given, "scoring")
    assert (kept["total"], changed["total"]) == (88, 85)
