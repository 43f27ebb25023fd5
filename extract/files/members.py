"""The files inside an archive: names that can do no harm, sizes that nobody can lie about."""

import re
import stat
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.errors import UnreadableSource

LOCKED = "压缩包有密码，请去掉密码后重新提交"
WHOLE_DAMAGED = "压缩包已损坏，打不开，请向申报单位索取完好的文件"
DAMAGED = "在压缩包里已损坏，解不出来，请向申报单位索取完好的文件"
LINK = "是快捷方式或链接，不是文件本身，没有解压；如是申报材料，请提交文件本身"
DEVICE = "是系统设备，不是文件，没有解压；如是申报材料，请提交文件本身"
METHOD = "用了少见的压缩方法，解不开，请用zip格式重新压缩后提交"
TOO_SLOW = "解压时间过长，已经停止，请人工解压到文件夹后再读取"
_UNSAFE = "文件名里有绝对路径、盘符或“..”，为安全没有解压，请重新压缩后提交"
_NAMELESS = "在压缩包里没有文件名，没有解压，请重新压缩后提交"
_NO_DISK = "解压时写不进磁盘，可能是磁盘已满，请清理磁盘后重新运行"

_SHOWN = 300  # letters of a name; no system makes longer ones
_DRIVE = re.compile(r"[A-Za-z]:")
_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # what breaks a line, or turns the order of letters


@dataclass(frozen=True, slots=True)
class Limits:
    """`ratio` is of what comes out of one archive to the archive itself, and holds from `ratio_floor` on:
    a small archive of blank pages rightly shrinks far more. `seconds` is for unar, an archive."""

    depth: int = 3
    entries: int = 2000
    bytes: int = 2 << 30
    file_bytes: int = 500 << 20
    ratio: int = 200
    ratio_floor: int = 64 << 20
    seconds: float = 600


@dataclass(slots=True)
class Budget:
    """What all archives of one dossier may use together, and what they have used so far."""

    limits: Limits = Limits()
    entries: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of an archive. `name` is its path there, with `/`, safe to show, and may occur twice; `path`
    is where it was unpacked, None where `refused` says, in Chinese, why it was not and what to do."""

    name: str
    path: Path | None
    refused: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """A file as the archive declares it. `index` is its place in the archive's own order."""

    index: int
    name: str
    size: int
    crc: int | None
    refused: str | None = None


class Refusal(Exception):
    """A member is not unpacked; nor is any after it in its archive where it `ends`."""

    def __init__(self, reason: str, *, ends: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.ends = ends


def decode_name(raw: bytes) -> str:
    """A name whose encoding the archive does not tell: macOS writes UTF-8, Chinese Windows GBK. Two
    letters of GBK can be valid UTF-8, but never of Chinese characters."""
    try:
        name = raw.decode("utf-8")
        if name.isascii() or any(letter >= "\u2e80" for letter in name):
            return name
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("cp437")


def read_member(index: int, name: str, size: int, crc: int | None, refused: str | None = None) -> Member:
    """A member with its name made safe to show, refused where the name leads out of the archive."""
    path = name.replace("\\", "/")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    unsafe = path.startswith("/") or _DRIVE.match(path) or any(part.strip() == ".." for part in parts)
    if unsafe:
        return Member(index, _shown(path), size, crc, _UNSAFE)
    if not parts:
        return Member(index, "（没有文件名）", size, crc, _NAMELESS)
    return Member(index, _shown("/".join(parts)), size, crc, refused)


def why_no_file(mode: int) -> str | None:
    """Why a Unix mode, 0 where there is none, is not that of a file."""
    if stat.S_ISLNK(mode):
        return LINK
    return DEVICE if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR) else None


def _shown(name: str) -> str:
    safe = "".join("\ufffd" if unicodedata.category(letter) in _HARMFUL else letter for letter in name)
    return safe if len(safe) <= _SHOWN else safe[:_SHOWN] + "…"


class Store:
    """Takes in the members of one archive, under numbers for names, as long as there is budget."""

    def __init__(self, archive: Path, room: Path, budget: Budget, members: Sequence[Member]) -> None:
        """Raises UnreadableSource where the archive has more members than there is budget for."""
        limits = budget.limits
        if budget.entries + len(members) > limits.entries:
            raise UnreadableSource(too_many(limits))
        self.ended: str | None = None
        self._room = room
        self._budget = budget
        self._numbers = {member.index: budget.entries + n for n, member in enumerate(members, start=1)}
        self._left = limits.ratio_floor + limits.ratio * archive.stat().st_size
        self._entries: dict[int, Entry] = {}
        budget.entries += len(members)

    @property
    def left(self) -> int:
        """How many bytes may still come out."""
        return min(self._left, self._budget.limits.bytes - self._budget.bytes)

    def admit(self, members: Iterable[Member]) -> list[Member]:
        """The members that may be unpacked; lists the others with their reasons."""
        admitted = []
        for member in members:
            if reason := member.refused or self._why_too_big(member.size):
                self.refuse(member, reason)
            else:
                admitted.append(member)
        return admitted

    def open(self, member: Member) -> "Sink":
        return Sink(self, member, self._room / f"{self._numbers[member.index]:04}")

    def save(self, member: Member, blocks: Iterable[bytes]) -> None:
        """Unpacks a member from its blocks, or lists it with the reason."""
        if self.ended:
            self.refuse(member, self.ended)
            return
        sink = self.open(member)
        try:
            for block in blocks:
                sink.write(block)
        except Refusal as refusal:
            sink.refuse(refusal)
        else:
            sink.keep()

    def spend(self, size: int, of_file: int) -> None:
        """Counts bytes that came out, whether or not they are kept. Raises Refusal past a limit."""
        self._budget.bytes += size
        self._left -= size
        if self.left < 0:
            raise Refusal(self.why_full(), ends=True)
        if reason := self._why_too_big(of_file):
            raise Refusal(reason)

    def why_full(self) -> str:
        limits = self._budget.limits
        if limits.bytes - self._budget.bytes <= self._left:
            return f"压缩包解压后总共超过{limits.bytes >> 20}MB，没有解压，请人工解压到文件夹后再读取"
        return f"压缩包解压后比原来大{limits.ratio}倍以上，不像正常的文件，没有解压，请核实后人工解压再读取"

    def keep(self, member: Member, path: Path) -> None:
        self._entries[member.index] = Entry(member.name, path, None)

    def refuse(self, member: Member, reason: str) -> None:
        self._entries[member.index] = Entry(member.name, None, reason)

    def entries(self) -> list[Entry]:
        """All members in the order of their names, namesakes in the order of the archive."""
        return [entry for _, entry in sorted(self._entries.items(), key=lambda item: (item[1].name, item[0]))]

    def _why_too_big(self, size: int) -> str | None:
        limit = self._budget.limits.file_bytes
        if size <= limit:
            return None
        return f"解压后超过{limit >> 20}MB，没有解压，请缩小或分成几个文件后重新提交"


class Sink:
    """The one file that a member is written to, never before its bytes are counted."""

    def __init__(self, store: Store, member: Member, path: Path) -> None:
        self.member = member
        self._store = store
        self._path = path
        self._size = 0
        self._crc = 0
        try:
            self._file = path.open("xb")
        except OSError as error:
            raise UnreadableSource(_NO_DISK) from error

    @property
    def whole(self) -> bool:
        """Did all come out that was declared, unharmed."""
        return self._size == self.member.size and self.member.crc in (None, self._crc)

    def write(self, block: bytes) -> None:
        """Raises Refusal past a limit, UnreadableSource where the disk is full."""
        self._size += len(block)
        self._store.spend(len(block), self._size)
        self._crc = zlib.crc32(block, self._crc)
        try:
            self._file.write(block)
        except OSError as error:
            raise UnreadableSource(_NO_DISK) from error

    def keep(self) -> None:
        """Lists the file, as damaged where it is not whole."""
        if not self.whole:
            self.refuse(Refusal(DAMAGED))
            return
        try:
            self._file.close()
        except OSError as error:
            raise UnreadableSource(_NO_DISK) from error
        self._store.keep(self.member, self._path)

    def refuse(self, refusal: Refusal) -> None:
        self.discard()
        self._store.refuse(self.member, refusal.reason)
        if refusal.ends:
            self._store.ended = refusal.reason

    def discard(self) -> None:
        """As if it had never been opened."""
        self._file.close()
        self._path.unlink()


def too_many(limits: Limits) -> str:
    return f"压缩包里的文件太多，总共超过{limits.entries}个，没有打开，请人工解压到文件夹后再读取"
