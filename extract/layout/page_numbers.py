"""Lines that number a page: -2-, 第2页 共5页, 2/5, as printed and as a scan shows them; and what a fax
machine prints above it: 2021-03-28 09:09 FROM: 0340-2321832 P.08."""

import re
from collections.abc import Sequence

from dossier import Line

_MARK = r"[-—－–~·•.．_|'’\s一]"
"""Dashes, what a picture makes of them, and specks."""
_DIGITS = r"[\dlIOo]{1,4}"
_OF_ALL = r"(?:\s*[,，]?\s*共\s*\d{1,4}\s*页?|\s*[/／]\s*\d{1,4})?"
_NUMBER = re.compile(rf"{_MARK}*第?{_MARK}*{_DIGITS}{_MARK}*页?{_OF_ALL}{_MARK}*")
_MARKED = re.compile(
    rf"{_MARK}*[-—－–~·一.]{_MARK}*\d{{1,3}}{_MARK}*[-—－–~·一]{_MARK}*|\s*第\s*\d{{1,3}}\s*页.{{0,9}}\s*"
)
_FAX = re.compile(r"(?=.*(?:FROM|TO\b|FAX|TEL))(?=.*\d[:：]\d\d|.*\d{7})[^一-鿿]*", re.IGNORECASE)
_TOP, _FOOT = 0.1, 0.88
"""Where, as a part of the page's height, a bare number is one of the page."""


def is_page_number(line: Line, body: Sequence[Line], height: float) -> bool:
    """Near an edge of the page; or by its marks, above or below all else: a picture may show no edges."""
    assert line.box
    if line.box[3] < _TOP * height or line.box[1] > _FOOT * height:
        return any(pattern.fullmatch(line.text) for pattern in (_NUMBER, _FAX))
    return line in (body[0], body[-1]) and _MARKED.fullmatch(line.text) is not None
