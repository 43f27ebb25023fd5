"""Files inside archives and in old formats end up as sources like any other."""

import shutil
import zipfile
from pathlib import Path

import pytest

from extract.files.legacy import find_office
from extract.pipeline import extract_dossier, read_documents
from policy import Policy

SAMPLES = Path(__file__).parent.parent / "corpora" / "inbox"
WORD = SAMPLES / "02 青槐县.docx"


def pack(target: Path, files: dict[str, Path]) -> Path:
    with zipfile.ZipFile(target, "w") as package:
        for name, path in files.items():
            package.write(path, name)
    return target


def test_an_archive_gives_the_same_form_as_its_file(tmp_path: Path, policy: Policy) -> None:
    inner = pack(tmp_path / "inner.zip", {"申报/表.docx": WORD})
    outer = pack(tmp_path / "县.zip", {"材料.zip": inner, "~$表.docx": WORD, "空.pdf": Path(__file__)})
    packed, plain = extract_dossier(outer, policy), extract_dossier(WORD, policy)
    values = {name: (r.status, r.value) for name, r in packed.form.fields.items()}
    assert values == {name: (r.status, r.value) for name, r in plain.form.fields.items()}
    assert {e.source for r in packed.form.fields.values() for e in r.evidence} == {
        "县.zip/材料.zip/申报/表.docx"
    }
    status = {source.path: source.status for source in packed.sources}
    assert status == {
        "县.zip": "read",
        "县.zip/材料.zip": "read",
        "县.zip/材料.zip/申报/表.docx": "read",
        "县.zip/~$表.docx": "skipped",
        "县.zip/空.pdf": "failed",
    }


def test_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    target = tmp_path / "县.zip"
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(target, "w") as package:
        package.write(WORD, "表.docx")
        package.write(WORD, "表.docx")
    sources, documents = read_documents(target)
    assert len({source.path for source in sources}) == 3
    assert len(documents) == 2


def test_an_archive_with_nothing_to_read_was_not_read(tmp_path: Path) -> None:
    ((archive, inside), documents) = read_documents(pack(tmp_path / "县.zip", {"说明": Path(__file__)}))
    assert documents == []
    assert (archive.status, inside.status) == ("failed", "failed")
    assert archive.reason and inside.reason


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_an_old_format_is_told_by_its_bytes_and_named_as_handed_in(tmp_path: Path, policy: Policy) -> None:
    rtf = tmp_path / "申报.docx"
    rtf.write_text("{\\rtf1\\ansi hello world}", encoding="ascii")
    shutil.copy(WORD, tmp_path / "表.doc")
    dossier = extract_dossier(tmp_path, policy)
    read = {source.path: (source.kind, source.reader) for source in dossier.sources}
    assert read == {"申报.docx": ("rtf", "libreoffice, word"), "表.doc": ("docx", "word")}
    assert {e.source for r in dossier.form.fields.values() for e in r.evidence} == {"表.doc"}
