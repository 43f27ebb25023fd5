"""What a narrative says of another county than its own: an example beside the own county is left out, a
sentence of nobody else was perhaps taken over and is doubted."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from dossier import Evidence
from extract.facts.sentences import Sentence, make_plain
from extract.narrative.blocks import Narrative, TextBlock
from policy.register import Registry

TAKEN_OVER = "这一句写的是“{}”，请核对是不是本地的情况"
_NAME = re.compile(r"(?:^|[,;。:《(、“])(?:中共|山西省)?([一-鿿]{1,3}[县区])(?=[一-鿿])")
_GENERAL = re.compile(
    r"(?:[我本全各该此邻某两外每贫老新城郊社地山景厂辖园林矿湖牧街片校库跨县市省]|示范|试点|申报|创建|开发|高新|经开|经济|技术|产业|工业|集聚|功能|核心"
    r"|贫困|革命|周边|其[他它]|兄弟|相邻|先进|同类|省内|省外|沉陷|[一二三四五六七八九十]个|个|所有|多|友好|结对)[县区]$"
    r"|[在与和对向从到为使以让把将被由及同比较经报年任]|所|成[为立]|建[立设]|打造|领导|办公|纳入|列入|根据|组建|设立|印发|下发|上报|担任|涉及|包括|位于|作为|列支|安排|属于"
)
"""No name of a county, or one with other words ahead."""
_THEN = (
    r"(?:财政|委(?!副?书记|常委)|(?:人民)?政府|管委会|工信|由|共|则|也|已|还|有|以|把|先后|全年|目前|举办|组织|开展|召开|安排|设立|成立|建立|出台|印发"
    r"|拨付|投入|支持|兑现|拥有|现有|20\d\d年)"
)
_SUBJECT = re.compile(
    rf"[^一-鿿]*(?:20\d\d年[底末度]?|同期|同年|当年|而|其中|例如|比如|如|像|另外|此外|相比之下)*(?:的)?(?P<name>[一-鿿]{{1,3}}[县区])(?={_THEN})"
)
_OWN = re.compile(r"[我本][县区]|全[县区]|我们")
_COMPARES = re.compile(
    r"同期|相比|差距|学习|借鉴|参照|例如|比如|高于|低于|多于|少于|先进|则|而|对标|经验|排名|领先"
)
_ZONE = re.compile(r"开发区|高新区|经开区|园区")
_CLAUSE = re.compile(r"[,;:]")
_PAUSE = re.compile(r"([，,；;：:])")
_FEWEST = 3
"""So often a county names itself at least."""


def without_other_counties(narrative: Narrative, registry: Registry) -> Narrative:
    """The narrative without what it tells of others; as it is where its own county is not plain, or where it
    is of a zone, which may name the county that it lies in. Another county is one of the register, or
    one that is named more than once."""
    own = _find_own(narrative)
    if own is None:
        return narrative
    others = _find_others(narrative, own, registry)
    if not others:
        return narrative
    texts = []
    for block in narrative.texts:
        sentences = tuple(kept for one in block.sentences if (kept := _without_others(one, own, others)))
        if sentences:
            texts.append(block if sentences == block.sentences else replace(block, sentences=sentences))
    return replace(narrative, texts=tuple(texts))


def _find_own(narrative: Narrative) -> str | None:
    named = Counter(name for plain in _plains(narrative.texts) for name in _names_in(plain))
    zones = sum(len(_ZONE.findall(plain)) for plain in _plains(narrative.texts))
    if not named or zones > sum(len(_OWN.findall(plain)) for plain in _plains(narrative.texts)) > 0:
        return None
    (own, often), *others = named.most_common(2)
    return own if often >= _FEWEST and all(often > times for _, times in others) else None


def _find_others(narrative: Narrative, own: str, registry: Registry) -> frozenset[str]:
    plains = list(_plains(narrative.texts))
    subjects = {name for plain in plains for clause in _CLAUSE.split(plain) if (name := _subject_of(clause))}
    others = {name for name in subjects if not (name in own or own in name or own[:-1] in name)}
    known = {name for name in others if name in registry.by_name}
    return frozenset(known | {name for name in others if sum(plain.count(name) for plain in plains) > 1})


def _plains(texts: tuple[TextBlock, ...]) -> Iterator[str]:
    for block in texts:
        for sentence in block.sentences:
            yield sentence.plain


def _names_in(plain: str) -> Iterator[str]:
    if "县" in plain or "区" in plain:
        yield from (name for name in _NAME.findall(plain) if not _GENERAL.search(name))


def _subject_of(clause: str) -> str | None:
    """The county of which a clause speaks."""
    match = _SUBJECT.match(clause)
    return match["name"] if match and not _GENERAL.search(match["name"]) else None


def _without_others(sentence: Sentence, own: str, others: frozenset[str]) -> Sentence | None:
    """The sentence without its clauses on another county; with a doubt where it speaks of nobody else."""
    if not any(name in sentence.plain for name in others):
        return sentence
    parts = _PAUSE.split(sentence.text)
    kept, other, first = "", None, None
    for clause, mark in zip(parts[::2], [*parts[1::2], ""], strict=True):
        plain = make_plain(clause)
        subject = _subject_of(plain)
        other = subject if subject in others else None if _OWN.search(plain) or own in plain else other
        first = first or other
        kept += "" if other else clause + mark
    if first is None:
        return sentence
    if not (_OWN.search(sentence.plain) or own in sentence.plain or _COMPARES.search(sentence.plain)):
        return replace(sentence, doubts=(*sentence.doubts, TAKEN_OVER.format(first)))
    return _cut_to(sentence, kept) if kept.strip() else None


def _cut_to(sentence: Sentence, kept: str) -> Sentence:
    def place(quote: str) -> Evidence:
        return sentence.place(quote if quote in sentence.text else sentence.text.strip())

    return Sentence(kept, make_plain(kept), place, sentence.doubts)
