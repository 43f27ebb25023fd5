"""Word files and workbooks in old and foreign formats, made into .docx and .xlsx by LibreOffice.

What comes out is only ever read by our own readers, never handed on. LibreOffice starts once for all files
that it reads the same way; a file that makes it die or hang is found by what was written before it, and the
rest go on without it.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree

from extract.files.legacy_inputs import prepare_input


@dataclass(frozen=True, slots=True)
class _Way:
    """What a kind becomes, the ending LibreOffice knows it by, and how LibreOffice must be called."""

    made: str
    suffix: str
    options: tuple[str, ...] = ()


_PAGE = _Way("docx", ".html", ("--infilter=HTML (StarWriter)",))
_WAYS = {
    "doc": _Way("docx", ".doc"),
    "wps": _Way("docx", ".wps"),
    "rtf": _Way("docx", ".rtf"),
    "odt": _Way("docx", ".odt"),
    "fodt": _Way("docx", ".fodt"),
    "docm": _Way("docx", ".docm"),
    "docx-strict": _Way("docx", ".docx"),
    "wordml": _Way("docx", ".xml"),
    "flat-opc": _Way("docx", ".docx"),
    "html": _PAGE,
    "mhtml": _PAGE,
    "xls": _Way("xlsx", ".xls"),
    "xlsb": _Way("xlsx", ".xlsb"),
    "ods": _Way("xlsx", ".ods"),
    "fods": _Way("xlsx", ".fods"),
    "excelml": _Way("xlsx", ".xml"),
    "xlsx-strict": _Way("xlsx", ".xlsx"),
}
CONVERTED: dict[str, str] = {kind: way.made for kind, way in _WAYS.items()}
"""By kind: what it is made into, "docx" or "xlsx"."""

LOSES_LOOKS = frozenset({"wordml", "html", "mhtml"})
"""Kinds of which LibreOffice drops what speaks against a text (hidden, white, struck, raised): nothing read
from them is certain."""

NO_OFFICE = (
    "需要安装 LibreOffice 后转换"
    "（sudo apt-get install --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui）"
)
_CANNOT_OPEN = "旧格式文件打不开（可能已损坏或有打开密码），请用Word或WPS打开后另存为docx或xlsx再提交"
_TOO_SLOW = "旧格式文件转换超过时限，请用Word或WPS打开后另存为docx或xlsx再提交"
_MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_PLACES = ("/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice")
_MOST_PER_CALL = 500
_PATIENCE = 60.0
_POLL = 0.05


@dataclass(frozen=True, slots=True)
class _Item:
    """A file to convert, copied under a neutral name."""

    sha256: str
    copy: Path
    way: _Way


def find_office() -> Path | None:
    """The program of LibreOffice, None where it is not installed."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    places = [*map(Path, _PLACES), *sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)]
    return next((place for place in places if place.is_file()), None)


def convert_files(files: Sequence[tuple[Path, str, str]], folder: Path, seconds: float) -> dict[str, str]:
    """Writes `folder`/<sha256>.<docx|xlsx> for each (path, kind, sha256), kinds as in CONVERTED. What is
    there already is not made again. `seconds` bound the whole work. Returns the failures by sha256, with
    the reason in Chinese."""
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + seconds
    failures: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="shenbao-", ignore_cleanup_errors=True) as temp:
        items = []
        for path, kind, sha256 in sorted({file[2]: file for file in files}.values(), key=lambda f: f[2]):
            if not (folder / f"{sha256}.{CONVERTED[kind]}").exists():
                item = _Item(sha256, Path(temp) / f"{sha256}{_WAYS[kind].suffix}", _WAYS[kind])
                try:
                    done = prepare_input(path, kind, item.copy)
                except (OSError, ValueError, LookupError, etree.LxmlError):
                    failures[sha256] = _CANNOT_OPEN
                    continue
                if not (done and _keep(item.copy, folder, item)):
                    items.append(item)
        office = find_office()
        if office is None:
            return failures | dict.fromkeys((item.sha256 for item in items), NO_OFFICE)
        for number, batch in enumerate(_batches(items)):
            work = Path(temp) / f"{number}"
            failures |= _Conversion(office, batch, folder, work, deadline, seconds).run()
    return failures


def _batches(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Files that one call of LibreOffice can take."""
    for way in dict.fromkeys((item.way.made, item.way.options) for item in items):
        alike = [item for item in items if (item.way.made, item.way.options) == way]
        for start in range(0, len(alike), _MOST_PER_CALL):
            yield alike[start : start + _MOST_PER_CALL]


def _keep(made: Path, folder: Path, item: _Item) -> bool:
    """Moves what was made to its place, if it is whole. Another process may do the same at the same time."""
    try:
        with ZipFile(made) as package:
            main = package.read(_MAIN_PART[item.way.made]) if package.testzip() is None else b""
    except (BadZipFile, OSError, KeyError, zlib.error, EOFError):
        return False
    # Bytes that are no workbook Calc reads as text, into one sheet that is called like the file.
    if not main or (item.way.made == "xlsx" and b'name="%s' % item.sha256[:31].encode() in main):
        return False
    target = folder / f"{item.sha256}.{item.way.made}"
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".part", delete=False) as part:
        part.write(made.read_bytes())
    Path(part.name).replace(target)
    return True


@dataclass
class _Conversion:
    """The calls of LibreOffice for one batch: as a rule one."""

    office: Path
    waiting: list[_Item]
    folder: Path
    work: Path
    deadline: float
    seconds: float

    def run(self) -> dict[str, str]:
        """Returns the failures. A file at which LibreOffice died gets one more try, alone."""
        failures: dict[str, str] = {}
        suspects: list[_Item] = []
        calls = 0
        while self.waiting and time.monotonic() < self.deadline:
            calls += 1
            ending = self._call(self.work / str(calls), self.waiting)
            made = [n for n, item in enumerate(self.waiting) if self._is_made(item)]
            # It works in the order given: what is missing before the last one made could not be opened.
            reached = max(made, default=-1) + 1
            passed, left = self.waiting[:reached], self.waiting[reached:]
            if ending == "ended":
                passed, left = self.waiting, []
            failures |= {item.sha256: _CANNOT_OPEN for item in passed if not self._is_made(item)}
            if ending == "hung" and left:
                failures[left.pop(0).sha256] = _TOO_SLOW
            elif ending == "died" and left:
                suspects.append(left.pop(0))
            self.waiting = left
        failures |= dict.fromkeys((item.sha256 for item in self.waiting), _TOO_SLOW)
        for item in suspects:
            calls += 1
            if time.monotonic() < self.deadline:
                self._call(self.work / str(calls), [item])
            if not self._is_made(item):
                failures[item.sha256] = _CANNOT_OPEN
        return failures

    def _is_made(self, item: _Item) -> bool:
        return (self.folder / f"{item.sha256}.{item.way.made}").exists()

    def _call(self, work: Path, items: Sequence[_Item]) -> str:
        """One run of LibreOffice: "ended", "died" or "hung". What it made and is whole is kept."""
        out = work / "out"
        out.mkdir(parents=True)
        _write_profile(work / "profile")
        way = items[0].way
        command = [str(self.office), f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless"]
        command += ["--norestore", "--nolockcheck", "--nodefault", "--nologo", *way.options]
        command += ["--convert-to", way.made, "--outdir", str(out), *(str(item.copy) for item in items)]
        ending = self._watch(command, out)
        for item in items:
            _keep(out / f"{item.sha256}.{way.made}", self.folder, item)
        shutil.rmtree(work, ignore_errors=True)
        return ending

    def _watch(self, command: list[str], out: Path) -> str:
        """Waits until LibreOffice ends, or makes nothing new for too long; then all its processes go."""
        patience = min(_PATIENCE, self.seconds / 4)
        silent = subprocess.DEVNULL
        office = subprocess.Popen(
            command, stdin=silent, stdout=silent, stderr=silent, env=_environment(), start_new_session=True
        )
        seen, since = 0, time.monotonic()
        try:
            while office.poll() is None:
                now, there = time.monotonic(), sum(1 for _ in out.iterdir())
                if there > seen:
                    seen, since = there, now
                if now - since > patience or now > self.deadline:
                    return "hung"
                time.sleep(_POLL)
            return "ended" if office.returncode == 0 else "died"
        finally:
            _end_group(office)


def _end_group(office: "subprocess.Popen[bytes]") -> None:
    """LibreOffice leaves children behind, also when its first process is gone."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(office.pid, signal.SIGKILL)
    office.wait()


# What LibreOffice may not do: run macros, follow links, reach the network, ask anybody anything

_NOWHERE = "127.0.0.1"
_SETTINGS: Mapping[str, Mapping[str, str]] = {
    "Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
    },
    "Office.Common/Misc": {"FirstRun": "false", "ShowTipOfTheDay": "false"},
    "Office.Writer/Content/Update": {"Link": "0", "Field": "false", "Chart": "false"},
    "Office.Calc/Content/Update": {"Link": "1"},
    "Office.Calc/Formula/Load": {"OOXMLRecalcMode": "1", "ODFRecalcMode": "1"},
    "Office.Recovery/AutoSave": {"Enabled": "false"},
    "Office.Recovery/RecoveryInfo": {"Enabled": "false"},
    "Setup/L10N": {"ooLocale": "en-US", "ooSetupSystemLocale": "zh-CN"},
    "Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": _NOWHERE,
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": _NOWHERE,
        "ooInetHTTPSProxyPort": "9",
        "ooInetFTPProxyName": _NOWHERE,
        "ooInetFTPProxyPort": "9",
    },
}


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


def _environment() -> dict[str, str]:
    nowhere = {f"{name}_proxy": f"http://{_NOWHERE}:9" for name in ("http", "https", "ftp", "all")}
    return {
        **os.environ,
        **nowhere,
        "no_proxy": "",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "SAL_USE_VCLPLUGIN": "svp",
    }
