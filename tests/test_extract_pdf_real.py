"""Real PDF files of strangers with Chinese in every old encoding: what is read is what a person sees.

The folder is named by SHENBAO_REAL_FILES; a file that is not in it is skipped.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from dossier import Page
from extract.pdf.document import read_pdf
from extract.pdf.page import look_at_page
from extract.scan.pictures import Picture

FOLDER = os.environ.get("SHENBAO_REAL_FILES", "")

SEEN = {
    "XiaoBiaoSong.pdf": [
        "１",
        "目 录",
        "关于红军作战的原则………………………………………… １",
        "（一九三七年八月一日）",
    ],
    "cid_cff.pdf": ["processor reference chart"],
    "issue2128r.pdf": ["浅谈校长的魅力", "山西省闻喜县诚镇初中 李新录"],
    "issue3521.pdf": ["我们都是黑体字"],
    "issue8372.pdf": ["目录"],
    "vertical.pdf": ["あいうえお", "日本語"],
}
"""The first lines of the first page, looked at by a person."""


def find_real(name: str) -> Path:
    found = sorted(Path(FOLDER).rglob(name)) if FOLDER else []
    if not found:
        pytest.skip(f"没有文件{name} / SHENBAO_REAL_FILES holds no {name}")
    return found[0]


def blind(pictures: Sequence[Picture], source: str, first_number: int) -> tuple[Page, ...]:
    return tuple(Page(first_number + n, "ocr", p.width, p.height) for n, p in enumerate(pictures))


@pytest.mark.parametrize("name", SEEN)
def test_what_a_person_sees_is_read(name: str) -> None:
    page = read_pdf(find_real(name), name, blind).pages[0]
    assert [line.text for line in page.lines][: len(SEEN[name])] == SEEN[name]
    assert page.doubts == ()


def test_a_character_without_a_code_is_not_guessed() -> None:
    """The file has the code of an A where an exclamation mark is seen."""
    page = read_pdf(find_real("SimFang-variant.pdf"), "a.pdf", blind).pages[0]
    assert [line.text for line in page.lines] == ["全 世 界 无 产 者，联 合 起 来\ufffd"]
    assert page.doubts


def test_the_layer_of_another_program_is_not_believed() -> None:
    """Its invisible text says 20l5 and 说阴 where 2015 and 说明 are seen."""
    document = pdfium.PdfDocument(find_real("pr-136-example.pdf"))
    looks = [look_at_page(document[n], n + 1) for n in range(len(document))]
    document.close()
    assert [look.trust.verdict for look in looks] == ["lying"] * 6
    assert not any(look.lines for look in looks)
