"""Items of lists in paragraphs on the fund: what it was used for, by which pot of money."""

import re

_MARK = r"[(\d①-⑳一二三四五六七八九十、.)]"
_LISTED_USE = re.compile(
    rf"{_MARK}+[一-鿿“”]{{3,20}}?(?:资金)?[:,]?\d[\d,.]*[万亿]?元[。;]?$|[一-鿿“”、]{{3,30}}:\d[\d,.]*[万亿]?元[。;]?$"
)
"""An item of a list of uses that is a paragraph of its own."""
_USES = re.compile(
    r"^(?!.*(?:设立|安排|预算|规模)).*(?:投向|用途|去向|流向|使用方向|使用明细|支出结构|支出明细)"
)
"""A heading over what the money was used for."""
_LED = re.compile(rf"{_MARK}*[一-鿿“”]{{2,20}}(?:资金|基金)[。:]")
"""The words that head a paragraph, where they name a pot of money."""
_ITEM = re.compile(r"[(][\d一二三四五六七八九十]+[)]|\d{1,2}[.、](?!\d)|[①-⑳]|[一二三四五六七八九十][是、]")
_LISTED = re.compile(r"[一二三四五六七八九十]是|其中|[(①-⑳\d]")


def is_listed_use(plain: str) -> bool:
    return _LISTED_USE.match(plain) is not None


def heads_uses(heading: str) -> bool:
    return _USES.search(heading) is not None


def is_led(plain: str) -> bool:
    """Does a pot of money head a paragraph."""
    return _LED.match(plain) is not None


def begins_item(plain: str) -> bool:
    return _ITEM.match(plain) is not None


def goes_on_with_list(plain: str) -> bool:
    return _LISTED.match(plain) is not None
