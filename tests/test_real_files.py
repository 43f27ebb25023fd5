"""Real files of strangers, where there are any: nothing breaks, nothing is taken for what it is not.

The folder is named by SHENBAO_REAL_FILES; the files themselves are not ours to keep.
"""

import os
from pathlib import Path

import pytest

from dossier import Dossier
from extract.pipeline import extract_dossier, read_documents
from policy import Policy

FOLDER = os.environ.get("SHENBAO_REAL_FILES", "")
FILES = sorted(path for path in Path(FOLDER).rglob("*") if path.is_file()) if FOLDER else []

pytestmark = pytest.mark.skipif(
    not FILES, reason="没有设置SHENBAO_REAL_FILES / SHENBAO_REAL_FILES names no folder with files"
)


def short(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


@pytest.fixture(scope="module")
def dossiers(policy: Policy) -> dict[Path, Dossier]:
    return {path: extract_dossier(path, policy) for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=short)
def test_a_file_is_read_or_has_a_reason(path: Path, dossiers: dict[Path, Dossier]) -> None:
    (source,) = dossiers[path].sources
    assert source.status == "read" or source.reason
    assert "出错" not in (source.reason or ""), "a parser broke and nobody expected it"
    assert Dossier.model_validate_json(dossiers[path].model_dump_json()) == dossiers[path]


@pytest.mark.parametrize("path", FILES, ids=short)
def test_a_form_of_another_programme_is_not_ours(path: Path, dossiers: dict[Path, Dossier]) -> None:
    fields = dossiers[path].form.fields
    assert {name: r.value for name, r in fields.items() if r.status == "accepted"} == {}
    assert dossiers[path].materials["application_form"].status != "present"


@pytest.mark.parametrize("path", FILES, ids=short)
def test_boxes_lie_on_their_page(path: Path) -> None:
    for document in read_documents(path)[1]:
        for page in document.pages:
            if page.width is None or page.height is None:
                continue
            for cell in (cell for table in page.tables for cell in table.cells):
                assert cell.box is not None
                x0, y0, x1, y1 = cell.box
                assert -1 <= x0 < x1 <= page.width + 1
                assert -1 <= y0 < y1 <= page.height + 1


def test_all_together_are_one_dossier(policy: Policy) -> None:
    dossier = extract_dossier(Path(FOLDER), policy)
    assert len(dossier.sources) == len(FILES)
    assert all(source.reason for source in dossier.sources if source.status != "read")
