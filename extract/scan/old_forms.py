"""Forms of characters that print today hardly tells from the present ones, as the present ones.

The recogniser knows both, and once it has read one old form it reads on in them: 標题, 产學研對接.
"""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("old_forms.txt")


def fold_old_forms(text: str) -> str:
    return text.translate(_load_table())


@cache
def _load_table(path: Path = TABLE) -> dict[int, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [pair for line in lines if not line.startswith("#") for pair in line.split()]
    return {ord(pair[0]): pair[1] for pair in pairs}
