"""The sums that events brought: loans agreed on and paid out, orders, sales."""

import re
from collections.abc import Iterator

from extract.facts.quantities import Amount, find_amounts

_BROUGHT = re.compile(
    r"签约|签单|授信|贷款|融资|成交|意向|协议|合同|放款|投放|订单|销售|到位|交易|达成|签订|发放|放贷|落实|信贷|金额|获贷|履约|用信|到账|卖出|售出"
)
_INTENDED = re.compile(r"意向|拟|协议")
_RECEIVED = re.compile(
    r"到位|发放|投放|放款|落实|成交|销售|实际|获得|获贷|放贷|完成|履约|用信|到账|卖出|售出"
)
_CREDIT = re.compile(r"获贷|贷款|授信|放款|信贷|融资|放贷|投放")
_SLASH = re.compile(r"\d[场次期]+[/、(|]$")  # "银企对接：4场/1.9亿元"
_NOT_BROUGHT = re.compile(r"投资|产值|收入|余额|补贴|补助|奖励|专项资金|税|注册资本|经费")
_SALES, _LENDS = "exhibitions", "financing"
"""The kind where things are sold, and the one with loans."""


def find_sums(kind: str, segment: str, plain: str) -> Iterator[tuple[Amount, int]]:
    """Those of a part of a sentence, each with how firm it is: 0 if it was only intended, 1 if agreed on, 2
    if received."""
    last = 0
    for amount in find_amounts(segment):
        label = "" if amount.start else _label_before(segment, plain)
        around = label + segment[max(0, amount.start - 14) : amount.end + 6]
        ahead = label + segment[max(last, amount.start - 14) : amount.start]
        last = amount.end
        sold = kind == _SALES and "销售收入" in around
        lent = kind != _LENDS and _CREDIT.search(around) is not None
        bare = kind == _LENDS and _SLASH.search(segment[: amount.start])
        if amount.each or amount.hedge or lent or not (bare or _BROUGHT.search(around)):
            continue
        if sold or not _NOT_BROUGHT.search(around):
            said = ahead + segment[amount.end : amount.end + 6].split("、")[0]
            yield amount, 0 if _INTENDED.search(said) else 2 if _RECEIVED.search(said) else 1


def _label_before(segment: str, plain: str) -> str:
    """What heads a part that is nothing but an amount: "贷款：9200万元"."""
    match = re.search(rf"([^,;。:()]{{2,6}}):{re.escape(segment)}", plain)
    return match[1] if match else ""
