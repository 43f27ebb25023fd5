"""7z archives, through py7zr: it pushes the bytes of one file after the other, solid block by solid block."""

import lzma
import struct
import zlib
from pathlib import Path
from typing import Any, BinaryIO, cast

from py7zr import SevenZipFile
from py7zr.exceptions import (
    ArchiveError,
    DecompressionBombError,
    PasswordRequired,
    UnsupportedCompressionMethodError,
)
from py7zr.io import Py7zIO, WriterFactory
from py7zr.properties import CompressionMethod as Method
from py7zr.py7zr import ArchiveFile

from dossier.errors import UnreadableSource
from extract.files.members import (
    DAMAGED,
    LINK,
    LOCKED,
    METHOD,
    WHOLE_DAMAGED,
    Budget,
    Entry,
    Member,
    Refusal,
    Sink,
    Store,
    read_member,
    why_no_file,
)

# The decoders of PPMd and the like are libraries that damaged bytes can crash, and the process with them;
# that of Deflate gives all that a block of input holds at once, a thousand times its size.
_METHODS = frozenset(
    {
        Method.COPY,
        Method.DELTA,
        Method.BCJ,
        Method.P7Z_BCJ,
        Method.LZMA,
        Method.LZMA2,
        Method.MISC_BZIP2,
        Method.CRYPT_AES256_SHA256,
    }
)
# What py7zr is known to raise on bytes that no archiver wrote.
_ERRORS = (
    ArchiveError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)


def unpack_7z(archive: Path, room: Path, budget: Budget) -> list[Entry]:
    """See `extract.files.archives.unpack`."""
    with archive.open("rb") as file, _open(file) as package:
        files = [file for file in package.files if not (file.is_directory and file.emptystream)]
        members = [_seven_zip_member(index, file) for index, file in enumerate(files)]
        store = Store(archive, room, budget, members)
        _Unpacking(package, files, store).run(store.admit(members))
    return store.entries()


def _open(file: BinaryIO) -> SevenZipFile:
    try:
        package = SevenZipFile(file)
        iter(package.files)
    except PasswordRequired as error:
        raise UnreadableSource(LOCKED) from error
    except _ERRORS as error:
        raise UnreadableSource(WHOLE_DAMAGED) from error
    return package


def _seven_zip_member(index: int, file: ArchiveFile) -> Member:
    refused = LINK if file.is_symlink or file.is_junction else why_no_file(file.st_fmt or 0)
    if file.is_directory:
        refused = DAMAGED  # a folder with content
    if file.folder and any(coder["method"] not in _METHODS for coder in file.folder.coders):
        refused = refused or METHOD
    return read_member(index, file.filename, file.uncompressed, file.crc32, refused)


class _Unpacking(WriterFactory):
    """Takes what py7zr pushes. Solid blocks are read through once; where one breaks, the others go on."""

    def __init__(self, package: SevenZipFile, files: list[ArchiveFile], store: Store) -> None:
        self.store = store
        self.open: Sink | None = None
        self.left: dict[str, Member] = {}
        self._package = package
        self._files = files
        for index, file in enumerate(files):
            # Numbers for names, so that py7zr neither stumbles over a name nor mixes up namesakes; and
            # no check of its own, which would give up all that follows a damaged file.
            cast(dict[str, Any], file.file_properties()).update(filename=str(index), digest=None)

    def run(self, members: list[Member]) -> None:
        for member in members:
            if member.size:
                self.left[str(member.index)] = member
            else:
                self.store.save(member, ())
        while self.left:
            self._run_once()

    def _run_once(self) -> None:
        """Unpacks what is left, up to the first broken block. Something is settled every time."""
        first = next(iter(self.left))
        self._package.reset()
        self._package.max_extract_size = self.store.left
        try:
            self._package.extract(targets=list(self.left), factory=self)
            self._give_up_block(first, Refusal(DAMAGED))
        except Refusal as refusal:
            self._give_up_block(first, refusal)
        except DecompressionBombError:
            self._give_up_block(first, Refusal(self.store.why_full(), ends=True))
        except PasswordRequired:
            self._give_up_block(first, Refusal(LOCKED))
        except UnsupportedCompressionMethodError:
            self._give_up_block(first, Refusal(METHOD))
        except _ERRORS:
            self._give_up_block(first, Refusal(DAMAGED))

    def _give_up_block(self, first: str, refusal: Refusal) -> None:
        """Refuses what is left of the block that was being read; of all where the refusal `ends`."""
        if self.open:
            first = str(self.open.member.index)
            self.open.discard()
            self.open = None
        block = self._files[int(first)].folder
        for number, member in list(self.left.items()):
            if refusal.ends or self._files[int(number)].folder is block:
                self.store.refuse(member, refusal.reason)
                del self.left[number]

    def create(self, filename: str) -> Py7zIO:
        self.open = self.store.open(self.left[filename])
        return _Writer(self, self.open)


class _Writer(Py7zIO):
    """One file of a 7z archive on its way to its sink."""

    def __init__(self, unpacking: _Unpacking, sink: Sink) -> None:
        self._unpacking = unpacking
        self._sink = sink

    def write(self, s: bytes | bytearray) -> int:
        self._sink.write(bytes(s))
        return len(s)

    def close(self) -> None:
        self._sink.keep()
        self._unpacking.open = None
        del self._unpacking.left[str(self._sink.member.index)]

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def flush(self) -> None:
        """Nothing is held back."""

    def size(self) -> int:
        return 0
