"""What the reports are called, and how those of a batch point at those of its dossiers."""

import hashlib
from urllib.parse import quote

from desk.review import Review
from dossier import Evidence

SUMMARY = "审查摘要.docx"
NOTICE = "补正通知.docx"
DETAIL = "审查明细.html"
CUTOUTS = "原文截图"
"""The folder beside it."""
RECORD = "dossier.json"
WORKBOOK = "汇总表.xlsx"
PAGE = "index.html"
SHARED = "雷同段落.html"


def name_cutout(evidence: Evidence) -> str:
    """The file that shows the place, in the folder of cut-outs. A place has one name wherever it is told of,
    whatever is said to stand there."""
    box = ",".join(f"{edge:.2f}" for edge in evidence.box or ())
    place = f"{evidence.source}\n{evidence.page}\n{box}"
    digest = hashlib.sha256(place.encode(errors="surrogatepass")).hexdigest()
    return f"{digest[:20]}.webp"


def link_to(review: Review, report: str) -> str:
    """The way from the batch's folder to a report of one dossier, as a relative address.

    Chinese stays as it is, as Excel and WPS write it; what has a meaning in an address is escaped.
    """
    return f"{''.join(map(escape_character, review.name))}/{report}"


def escape_character(character: str) -> str:
    # A file name that is no UTF-8 comes with its bytes as lone surrogates.
    is_raw_byte = "\udc80" <= character <= "\udcff"
    if character.isascii() or "\ud800" <= character <= "\udfff":
        return quote(character, safe="", errors="surrogateescape" if is_raw_byte else "replace")
    return character
