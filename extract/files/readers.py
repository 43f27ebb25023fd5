"""One reader a medium, chosen by what the bytes say."""

from collections.abc import Callable
from pathlib import Path

from dossier import Document, Source
from dossier.errors import UnreadableSource
from extract.files.intake import SourceFile
from extract.files.kinds import KIND_NAMES
from extract.files.opening import ARCHIVES, Opened
from extract.files.picture_kinds import PICTURES

ARCHIVE = "archive"
"""What is named as the reader of an archive that was opened."""

Reader = Callable[[Path, str], Document]


def _read_word(path: Path, source: str) -> Document:
    from extract.word.document import read_word

    return read_word(path, source)


def _read_sheet(path: Path, source: str) -> Document:
    from extract.sheet.workbook import read_sheet

    return read_sheet(path, source)


def _read_pdf(path: Path, source: str) -> Document:
    from extract.pdf.document import read_pdf

    return read_pdf(path, source)


def _read_picture(path: Path, source: str) -> Document:
    from extract.scan.picture_files import read_picture_file

    return read_picture_file(path, source)


# A process that reads only Word files never loads the libraries for PDF and pictures.
READERS: dict[str, Reader] = {
    "docx": _read_word,
    "xlsx": _read_sheet,
    "pdf": _read_pdf,
    **dict.fromkeys(PICTURES, _read_picture),
}

_OF_TELEPHONES = "是{}格式的图片，打不开；请在手机或电脑上另存为JPG后重新提交"
_REASONS = {
    "unreachable": "没有权限读取，或正被别的程序打开；请关闭打开它的程序、检查权限后再试",
    "empty": "是空文件，没有内容，请重新提交",
    "locked": "文件有打开密码，请去掉密码后重新提交",
    "damaged": "文件已损坏，打不开，请向申报单位索取完好的文件",
    "heic": _OF_TELEPHONES.format("HEIC"),
    "avif": _OF_TELEPHONES.format("AVIF"),
    "unknown": "认不出是什么文件，没有读取；如是申报材料，请另存为Word、Excel或PDF后重新提交",
}


_NO_MEMORY = ("std::bad_alloc", "Insufficient memory")


def read_source(file: SourceFile) -> tuple[Source, Document | None]:
    """The record of a file that is read as it is, and what its reader saw."""
    return read_opened(Opened(file, file.path, file.kind))


def read_opened(opened: Opened) -> tuple[Source, Document | None]:
    """The record of a file, and what its reader saw; None where nothing could be read. Never raises for
    what is in the file."""
    file = opened.file
    if file.ignored:
        return _record(file, "skipped", reason=file.ignored), None
    if opened.refused:
        return _record(file, "failed", reason=opened.refused), None
    if file.kind in ARCHIVES:
        return _record(file, "read", reader=ARCHIVE), None
    reader = READERS.get(opened.kind)
    if reader is None:
        return _record(file, "failed", reason=_reason(file.kind)), None
    try:
        document = reader(opened.path, file.name)
    except UnreadableSource as error:
        status = "skipped" if error.skipped else "failed"
        return _record(file, status, reason=str(error)), None
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  strangers' files break parsers in every way there is
        _tell_lack_of_memory(error)
        reason = f"文件内容异常，读取时出错（{type(error).__name__}），请另存为一份新文件后重新提交"
        return _record(file, "failed", reason=reason), None
    pages = len(document.pages) if document.paged or document.reader == "sheet" else None
    reader_name = document.reader if opened.kind == file.kind else f"libreoffice, {document.reader}"
    if opened.doubt:
        document = document.with_doubt(opened.doubt)
    return _record(file, "read", reader=reader_name, pages=pages), document


def _tell_lack_of_memory(error: Exception) -> None:
    """OpenCV and the recogniser have names of their own for a MemoryError, which is raised."""
    if any(words in str(error) for words in _NO_MEMORY):
        raise MemoryError from error


def _reason(kind: str) -> str:
    if kind in _REASONS:
        return _REASONS[kind]
    named = KIND_NAMES.get(kind)
    return (
        f"是{named}，没有读取；如是申报材料，请另存为Word、Excel或PDF后重新提交"
        if named
        else _REASONS["unknown"]
    )


def _record(
    file: SourceFile,
    status: str,
    *,
    reader: str | None = None,
    pages: int | None = None,
    reason: str | None = None,
) -> Source:
    return Source.model_validate(
        {
            "path": file.name,
            "sha256": file.sha256,
            "bytes": file.bytes,
            "kind": file.kind,
            "pages": pages,
            "status": status,
            "reader": reader,
            "reason": reason,
        }
    )
