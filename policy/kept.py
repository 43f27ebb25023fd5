"""The policy's files once read, kept as JSON: reading them as YAML takes a quarter of a second.

What is kept is found by a digest of the files' own text, so it is never older than they are, and it is
checked like the files. It lies in a folder that nobody else can write to; where there is none, or
anything is amiss, the files are read again.
"""

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from ruamel.yaml import __version__ as reader_version

Parts = dict[str, object]
"""The content of each file by its name."""


def find_kept(texts: Mapping[str, str]) -> Parts | None:
    """What was kept of files with these texts, None where nothing was."""
    try:
        place = find_place(texts)
        if not is_private(place.parent):
            return None
        kept = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, RuntimeError, ValueError):
        return None
    return kept if isinstance(kept, dict) and list(kept) == list(texts) else None


def keep(texts: Mapping[str, str], parts: Parts) -> None:
    """Keep `parts` for the next time, in place of what was kept before. Does nothing where it cannot."""
    try:
        data = json.dumps(parts, ensure_ascii=False)
        if json.loads(data) != parts:
            return
        place = find_place(texts)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_private(place.parent):
            return
        draft = place.with_suffix(f".{os.getpid()}")
        draft.write_text(data, encoding="utf-8")
        draft.replace(place)
        for older in place.parent.glob("policy-*.json"):
            if older != place:
                older.unlink(missing_ok=True)
    except (OSError, RuntimeError, TypeError, ValueError):
        return


def find_place(texts: Mapping[str, str]) -> Path:
    """Where the content of these files is kept. Raises RuntimeError where the user has no home."""
    digest = sha256(reader_version.encode())
    for name, text in texts.items():
        digest.update(f"{name}\0{len(text)}\0{text}".encode())
    root = os.environ.get("XDG_CACHE_HOME")
    folder = Path(root) if root else Path.home() / ".cache"
    return folder / "shenbao" / f"policy-{digest.hexdigest()[:32]}.json"


def is_private(folder: Path) -> bool:
    status = folder.stat()
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022
