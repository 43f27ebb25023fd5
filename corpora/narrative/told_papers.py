"""Slots about policies."""

import random
from collections.abc import Iterator

from corpora.narrative.tale import FIRST_YEAR, Issued
from corpora.narrative.teller import Scope, Teller, fixed
from corpora.writing.written import to_chinese


def show_code(rng: random.Random, paper: Issued) -> str:
    if paper.broken:
        return f"{paper.series}〔{paper.year}{paper.number}号"
    left, right = rng.choice(("〔〕", "〔〕", "〔〕", "〔〕", "[]", "［］", "（）", "【】", "()"))
    return f"{paper.series}{left}{paper.year}{right}{paper.number}号"


def tell_paper(teller: Teller, paper: Issued) -> None:
    teller.tell("policy", paper.title)
    teller.allow("policy issuer", paper.title, paper.issuer)
    since = teller.allow if paper.broken else teller.tell
    since("policy since", paper.title, paper.year >= FIRST_YEAR)


def tell_code(teller: Teller, paper: Issued) -> str:
    if paper.broken:
        teller.tell("broken number", paper.title)
    else:
        teller.tell("policy number", paper.title, paper.code)
    return show_code(teller.rng, paper)


def slot_paper(teller: Teller, part: str, style: str) -> str:
    """One of the county's policies with its number, cited in passing."""
    paper = teller.rng.choice([paper for paper in teller.tale.papers if not paper.broken])
    tell_paper(teller, paper)
    return f"《{paper.title}》（{tell_code(teller, paper)}）"


def allow_scheme(teller: Teller, title: str) -> None:
    teller.allow("policy", title)
    teller.allow("scheme", title)


def slot_scheme(teller: Teller, part: str, style: str) -> str:
    """A development plan without a number, which may be counted among the policies."""
    industry = teller.rng.choice(teller.tale.county.text("leading_industries_names").split("、"))
    title = f"{industry}产业发展规划"
    allow_scheme(teller, title)
    return f"《{title}》"


def slot_rules(teller: Teller, part: str, style: str) -> str:
    """The rules of the fund: one of the county's policies where there are such, else a title alone."""
    for paper in teller.tale.papers:
        if "专项资金" in paper.title and not paper.broken:
            tell_paper(teller, paper)
            return f"《{paper.title}》（{tell_code(teller, paper)}）"
    title = f"{teller.tale.county.place.name}中小企业发展专项资金管理办法"
    allow_scheme(teller, title)
    return f"《{title}》"


def over_papers(teller: Teller) -> Iterator[Scope]:
    for index, paper in enumerate(teller.tale.papers, 1):
        tell_paper(teller, paper)

        def code(style: str, paper: Issued = paper) -> str:
            return tell_code(teller, paper)

        def issuer(style: str, paper: Issued = paper) -> str:
            teller.tell("policy issuer", paper.title, paper.issuer)
            return paper.issuer

        yield {
            "i": fixed(str(index)),
            "numeral": fixed(f"{to_chinese(index)}"),
            "title": fixed(paper.title),
            "number": code,
            "issuer": issuer,
            "issued": fixed(str(paper.year)),
            "issued_month": fixed(str(paper.month)),
        }
