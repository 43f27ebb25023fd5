"""What clerks write around a figure: the date it is of, and a part of it ("235家，其中新增26家")."""

import re

from extract.form.cautions import UNMAKING
from extract.numbers import parse_quantity
from extract.text import to_halfwidth

_DAY = r"(20\d\d)年(?:度|(?:12月)?(?:31日)?(?:年)?(?:底|末|份)?)"
_DATE = re.compile(
    rf"^(?:截[至止](?:到)?|到|至)?{_DAY}[,:]?\s*|[(,]\s*(?:截[至止](?:到)?)?{_DAY}(?:数据|数)?\)?$"
)
_PART = re.compile(r"[,;(](?:其中|含)[:,]?(.+?)\)?$")
_ASKS_FOR_ADDED = re.compile(r"新(?:增|培育|孵化|认定|建|设)")
_ADDED = re.compile(r"新增|新培育|新认定|当年|本年")


def strip_frame(text: str, label: str, data_year: int) -> tuple[str, list[str]]:
    """The text without its date and its "其中", half-width; and the doubts (Chinese) these raise."""
    line = to_halfwidth(text).strip()
    joined = re.sub(r"(?<=[^\d.,\s])\s+|\s+(?=[^\d.,\s])", "", line)
    doubts: list[str] = []
    if match := _DATE.search(joined):
        year = int(match[1] or match[2])
        joined = joined[: match.start()] + joined[match.end() :]
        if year != data_year:
            doubts.append(f"写的是{year}年的数，本次要求{data_year}年")
    if match := _PART.search(joined):
        whole, part = parse_quantity(joined[: match.start()]), parse_quantity(match[1])
        if whole is None or part is None or part.value > whole.value:
            return joined, doubts
        if unmade := UNMAKING.search(match[1]):
            doubts.append(f"写着“{match[1][:20]}”（{unmade.group()}），不知是否应算在内")
        joined = joined[: match.start()]
        if _ADDED.search(match[1]) and _ASKS_FOR_ADDED.search(label):
            doubts.append("写了总数和当年新增数，不知这一栏应取哪一个")
    return joined, doubts
