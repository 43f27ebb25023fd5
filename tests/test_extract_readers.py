"""A reader that runs out of memory says nothing about the file."""

from pathlib import Path

import cv2
import pytest

from dossier import Document
from extract.files.intake import describe_file
from extract.files.readers import READERS, read_source


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        cv2.error(
            "OpenCV(5.0.0) alloc.cpp:73: error: (-4:Insufficient memory) Failed to allocate 8706856 bytes"
        ),
        RuntimeError("Non-zero status code returned while running Conv node. Status Message: std::bad_alloc"),
    ],
)
def test_too_little_memory_is_no_fault_of_the_file(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path, source: str) -> Document:
        raise error

    monkeypatch.setitem(READERS, "pdf", read)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + bytes(900))
    with pytest.raises(MemoryError):
        read_source(describe_file(tmp_path / "a.pdf", "a.pdf"))


def test_any_other_error_is_told_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path, source: str) -> Document:
        raise RuntimeError("unexpected byte")

    monkeypatch.setitem(READERS, "pdf", read)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + bytes(900))
    record, document = read_source(describe_file(tmp_path / "a.pdf", "a.pdf"))
    assert (record.status, document) == ("failed", None)
    assert record.reason and "RuntimeError" in record.reason
