"""RAR archives: rarfile reads the list, unar unpacks, and the list's checksums decide what is kept."""

import resource
import shutil
import struct
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import rarfile

from dossier.errors import UnreadableSource
from extract.files.members import (
    DAMAGED,
    LINK,
    LOCKED,
    TOO_SLOW,
    WHOLE_DAMAGED,
    Budget,
    Entry,
    Limits,
    Member,
    Refusal,
    Store,
    decode_name,
    read_member,
    too_many,
    why_no_file,
)

_TOOL = "unar"
_BLOCK = 1 << 16
_MEMORY = 2 << 30  # unar is killed where an archive asks for more
_RAR5 = 50
_NO_TOOL = "需要安装 unar 后才能打开rar压缩包（sudo apt-get install unar）"
_VOLUME = "是分卷压缩包的一卷，没有打开，请合并成一个不分卷的压缩包或解压到文件夹后重新提交"
_REST_NAME = "（压缩包的其余部分）"
_REST_LOST = "压缩包从这里开始损坏，后面的文件列不出来，请向申报单位索取完好的压缩包"
_PARSER_ERRORS = (
    rarfile.Error,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
    struct.error,
)


def unpack_rar(archive: Path, room: Path, budget: Budget) -> list[Entry]:
    """See `extract.files.archives.unpack`."""
    tool = shutil.which(_TOOL)
    if tool is None:
        raise UnreadableSource(_NO_TOOL)
    headers, complete = _read_headers(archive, budget.limits)
    files = [(index, header) for index, header in enumerate(headers) if not _is_folder(header)]
    members = [_rar_member(index, header) for index, header in files]
    store = Store(archive, room, budget, members)
    command = [tool, "-quiet", "-no-recursion", "-forks", "skip", "-password", "", "-output-directory", "-"]
    command += ["-indexes", str(archive.absolute())]
    _pour(command, store.admit(members), store, budget.limits.seconds)
    return store.entries() if complete else [*store.entries(), Entry(_REST_NAME, None, _REST_LOST)]


def _read_headers(archive: Path, limits: Limits) -> tuple[list[Any], bool]:
    """The file headers in the order of the archive, and whether the list goes on to the archive's end."""
    headers: list[Any] = []
    last: Any = None

    def take(header: Any) -> None:
        nonlocal last
        last = header
        if header.type == rarfile.RAR_BLOCK_MAIN and header.flags & rarfile.RAR_MAIN_VOLUME:
            raise UnreadableSource(_VOLUME)
        if header.type == rarfile.RAR_BLOCK_FILE:
            headers.append(header)
        if len(headers) > limits.entries:
            raise UnreadableSource(too_many(limits))

    try:
        package = rarfile.RarFile(archive, info_callback=take, part_only=True)
    except _PARSER_ERRORS as error:
        raise UnreadableSource(WHOLE_DAMAGED) from error
    if package.needs_password() and not headers:
        raise UnreadableSource(LOCKED)
    if last is None:
        raise UnreadableSource(WHOLE_DAMAGED)
    at_end = last.data_offset + last.add_size == archive.stat().st_size
    return headers, at_end or last.type == rarfile.RAR_BLOCK_ENDARC


def _is_folder(header: Any) -> bool:
    return bool(header.is_dir()) and not header.file_size


def _rar_member(index: int, header: Any) -> Member:
    crc = header.CRC  # None where the archive has another kind of checksum: then the size alone speaks
    return read_member(index, _name(header), header.file_size, crc, _why_refused(header))


def _name(header: Any) -> str:
    if header.extract_version == _RAR5 or header.flags & rarfile.RAR_FILE_UNICODE:
        return str(header.filename)
    return decode_name(header.orig_filename)


def _why_refused(header: Any) -> str | None:
    if header.needs_password():
        return LOCKED
    if header.is_symlink() or header.file_redir:
        return LINK
    return why_no_file(header.mode) if header.host_os == rarfile.RAR_OS_UNIX else None


def _pour(command: Sequence[str], wanted: Sequence[Member], store: Store, seconds: float) -> None:
    """Unpacks in one run, so that a solid archive is read through once. Where a member does not come out
    whole, a new run begins with it, for it may be the fault of the one before; then it is given up."""
    deadline = time.monotonic() + seconds
    while wanted:
        with _run(command, wanted, deadline) as stream:
            done = _take(stream, wanted, store)
        if done < len(wanted) and time.monotonic() >= deadline:
            store.ended = TOO_SLOW
        if not done:
            store.refuse(wanted[0], store.ended or DAMAGED)
        wanted = wanted[max(done, 1) :]
        if store.ended:
            break
    for member in wanted:
        store.refuse(member, store.ended or DAMAGED)


def _take(stream: IO[bytes], wanted: Sequence[Member], store: Store) -> int:
    """How many of the members are settled, from the first on."""
    for done, member in enumerate(wanted):
        sink = store.open(member)
        try:
            for block in _blocks(stream, member.size):
                sink.write(block)
        except Refusal as refusal:
            sink.refuse(refusal)
            return done + 1
        if not sink.whole:
            sink.discard()
            return done
        sink.keep()
    return len(wanted)


def _blocks(stream: IO[bytes], size: int) -> Iterator[bytes]:
    while size and (block := stream.read(min(size, _BLOCK))):
        size -= len(block)
        yield block


@contextmanager
def _run(command: Sequence[str], wanted: Sequence[Member], deadline: float) -> Iterator[IO[bytes]]:
    """The members' bytes, one after the other, of a process that ends by itself or by the deadline."""
    process = subprocess.Popen(
        [*command, *(str(member.index) for member in wanted)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    timer = threading.Timer(max(0, deadline - time.monotonic()), process.kill)
    timer.start()
    try:
        resource.prlimit(process.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        assert process.stdout is not None
        yield process.stdout
    finally:
        timer.cancel()
        process.kill()
        process.communicate()
