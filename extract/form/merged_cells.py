"""Cells whose border was lost: beside the value stand words of the form, which no filler wrote."""

import re
from collections.abc import Iterator

from extract.form.columns import is_head
from extract.form.labels import LabelIndex
from extract.form.splits import goes_on
from extract.text import squeeze, to_halfwidth
from policy.form import FormField

_BRACKETED = re.compile(r"\([^()]*\)")
_CHINESE = re.compile(r"[一-鿿]")
_RAGGED = 2


def find_merged(
    field: FormField, label: str, text: str, index: LabelIndex, *, pictured: bool
) -> Iterator[str]:
    """Doubts (Chinese) about the value of `field`, whose label cell reads `label`."""
    bare = squeeze(to_halfwidth(text))
    if field.seal or not bare:
        return
    figure = field.kind not in ("text", "count_names")
    if other := index.find_within(_BRACKETED.sub("", bare) if figure else bare, field.id, printed=not figure):
        yield f"格子里还写着另一栏的名称“{other}”，可能少了一条格线，两格并成了一格"
    first = re.split(r"[\s:]" if field.kind == "text" else r"\s", to_halfwidth(text).strip())[0]
    if is_head(first):
        yield f"格子里还写着表头的“{first}”，可能少了一条格线，两格并成了一格"
    if not figure and goes_on(label, text, index):
        yield "填写的内容与标签连成了另一个名称，可能分错了格"
    if pictured and field.kind == "text" and _is_ragged(text):
        yield "第一行比下面的短，可能是别的格子里的字"


def _is_ragged(text: str) -> bool:
    """Is the first line one that layout would not have broken so early. Telephone numbers are broken at
    their dash."""
    first, *more = (squeeze(line) for line in text.split("\n"))
    return bool(more) and len(first) + _RAGGED <= len(more[0]) and bool(_CHINESE.search(more[0]))
