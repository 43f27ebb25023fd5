"""What makes a policy doubtful though its title and number were read: a number that begins otherwise than the
others of the same county, a title that other words ran into."""

import re
from collections import Counter
from collections.abc import Sequence

from dossier import PolicyDocument

OTHER_CODE = "文号“{}”和其他文件的代字不同，请核对是不是本地出台的"
RAN_IN = "标题没有书名号，是从句子里读出的，请核对"

_RAN_IN = re.compile(
    r"(?<!关于)(?:印发|出台|制定|包括|下发|发布|落实了|实施了)|[:：,，;；]|^(?:的|了|和|及|等|即)"
)
_FEWEST = 2
"""So many numbers show how those of a county begin."""


def with_certainty(policies: Sequence[PolicyDocument]) -> tuple[PolicyDocument, ...]:
    """With the doubts that the others leave about each."""
    begins = Counter(one.number[0] for one in policies if one.number)
    own, times = begins.most_common(1)[0] if begins else ("", 0)
    known = own if times >= _FEWEST and times * 2 > begins.total() else None
    return tuple(_doubted(one, known) for one in policies)


def _doubted(one: PolicyDocument, own: str | None) -> PolicyDocument:
    foreign = one.number is not None and own is not None and one.number[0] != own
    doubts = (*((OTHER_CODE.format(one.number),) if foreign else ()), *((RAN_IN,) if _is_run_in(one) else ()))
    return one.model_copy(update={"doubts": (*one.doubts, *doubts)}) if doubts else one


def _is_run_in(one: PolicyDocument) -> bool:
    quote = one.evidence[0].quote if one.evidence else ""
    return "《" not in quote and _RAN_IN.search(one.title) is not None
