"""How the enterprises' number, revenue, taxes and staff are called, and what else grows."""

import re
from dataclasses import dataclass
from functools import lru_cache

from dossier.facts import GrowthKind
from extract.narrative.blocks import Setting
from policy.form import GrowthWords

GROWTH = "growth_rates"
"""The material that tells of it."""
RATE_WORDS = re.compile(r"增长|增速|增幅|增减|同比")
_GLUED = 8
"""Characters between what else is spoken of and the figure of it: "规上工业中小企业营业收入"."""


@dataclass(frozen=True, slots=True)
class Subject:
    start: int
    end: int
    kind: GrowthKind | None
    """None: something else."""


class GrowthTalk:
    """One programme's words for what grew."""

    def __init__(self, words: GrowthWords) -> None:
        of = "|".join(map(re.escape, words.of)) or "(?!)"
        parts = {
            "others": words.others,
            "number": words.number,
            "revenue": words.revenue,
            "tax": words.tax,
            "staff": words.staff,
        }
        self._of = re.compile(of)
        self._subject = re.compile(
            "|".join(
                f"(?P<{kind}>{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"
                for kind, names in parts.items()
                if names
            )
            or "(?!)"
        )
        self._counted = re.compile(
            rf"(?:{of})数(?=由|从|达|为|增|比|较|同|\d)|(?:{of})(?:净增加?|新增加?|增加)了?\d|(?:{of})(?:由|从)(?:20\d\d年)?[底末]?的?\d[\d.]*万?[户家个]|(?:{of})(?:共|共有|已|达到?|发展到|总计|有|:)*\d|(?:共有|现有|拥有)(?:{of})|(?<=新增)(?:{of})"
        )

    def names(self, text: str) -> bool:
        """Whether a text speaks of those whose growth is asked for."""
        return self._of.search(text) is not None

    def is_home(self, setting: Setting) -> bool:
        """Does a heading say that the growth of the enterprises is told here."""
        if GROWTH in setting.materials:
            return True
        grown = [heading for heading in setting.headings if RATE_WORDS.search(heading)]
        return any(self.names(heading) or "指标" in heading for heading in grown)

    def subjects(self, segment: str) -> list[Subject]:
        """What is spoken of in a part, in order. A number of enterprises that is stated is their number."""
        found: list[Subject] = []
        for match in self._subject.finditer(segment):
            kind = None if match.lastgroup == "others" else match.lastgroup
            glued = found and found[-1].kind is None and match.start() - found[-1].end <= _GLUED
            found.append(Subject(match.start(), match.end(), None if glued else kind))  # type: ignore[arg-type]
        if counted := self._counted.search(segment):
            found.append(Subject(counted.start(), counted.end(), "number"))
        return sorted(found, key=lambda one: one.start)


@lru_cache(maxsize=4)
def growth_talk(words: GrowthWords) -> GrowthTalk:
    return GrowthTalk(words)
