"""Zip packages (.docx, .xlsx) whose bytes depend on their content alone."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

EPOCH = datetime(1980, 1, 1)
"""The date that every part carries: the first that a zip can tell."""


def pack_parts(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip, in the order given.

    They are stored, not deflated: what deflating gives differs between builds of zlib.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            part.create_system = 0
            package.writestr(part, content)
    return buffer.getvalue()


def unpack_parts(package: bytes) -> dict[str, bytes]:
    """The parts of a zip, in its order."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def write_package(package: bytes, path: Path) -> None:
    """Writes a zip that a library made, without the hour and the machine it was made on."""
    path.write_bytes(pack_parts(unpack_parts(package)))
