"""What findings are about, in a few words: the page and the workbook count and filter by these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desk.summaries.words import SEVERITIES
from policy import Policy
from validate.finding import Finding, Severity

KINDS: Final[Mapping[str, str]] = {
    "form": "申报表没有填",
    "doubt": "数值须核对",
    "sums": "表内数据不合",
    "text": "表与正文不一致",
    "repeat": "正文前后不一致",
    "material": "缺材料或内容",
    "seal": "印章",
    "fact": "正文须核对",
    "dates": "年份和日期",
    "copied": "雷同或沿用",
    "others": "与部门数据不一致",
    "files": "文件",
    "other": "其他",
}
OF_RULES: Final[Mapping[str, str]] = {
    "FORM": "form",
    "FIELD": "form",
    "FIELD-REVIEW": "doubt",
    "MATERIAL": "material",
    "SEAL": "seal",
    "SOURCE": "files",
    "FACT": "fact",
    "LEADER": "fact",
    "DEPARTMENT": "others",
}
"""By the whole name of a rule or by its first word."""
OF_CHECKS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("compare", "names", "range", "ratio", "hint"), "sums"),
    **dict.fromkeys(("fund", "mention", "staff", "listed_names"), "text"),
    **dict.fromkeys(("fund_uses", "tally", "repeat"), "repeat"),
    **dict.fromkeys(("year", "policy_date", "stale_year", "activity_year", "wrong_date"), "dates"),
    **dict.fromkeys(("other_place", "shared"), "copied"),
    **dict.fromkeys(("groups", "fund_absent"), "material"),
}
"""By the kind of check that the policy names."""


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many findings of one kind there are, of each severity, and in how many dossiers."""

    kind: str
    word: str
    counts: tuple[tuple[Severity, int], ...]
    dossiers: int

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)


def find_kind(finding: Finding, policy: Policy) -> str:
    check = next((check.kind for check in policy.checks if check.id == finding.rule), None)
    if check is not None:
        return OF_CHECKS.get(check, "other")
    return OF_RULES.get(finding.rule) or OF_RULES.get(finding.rule.partition("-")[0], "other")


def count_kinds(dossiers: Sequence[Sequence[tuple[str, Finding]]]) -> tuple[KindCount, ...]:
    """Of the findings of each dossier, with their kinds; most frequent first, kinds without any left out."""
    every = [pair for found in dossiers for pair in found]
    counts = [
        KindCount(
            kind=kind,
            word=word,
            counts=tuple(
                (severity, sum(k == kind and f.severity == severity for k, f in every))
                for severity in SEVERITIES
            ),
            dossiers=sum(any(k == kind for k, _ in found) for found in dossiers),
        )
        for kind, word in KINDS.items()
    ]
    return tuple(sorted((each for each in counts if each.total), key=lambda each: -each.total))
