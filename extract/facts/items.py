"""Items of a list that are paragraphs of their own: what the first says of its subject goes for the next."""

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.narrative.blocks import TextBlock

_MARK = re.compile(
    r"\s*(?:(?P<bullet>[●◆■▲★◇□○•·※➢✓√▪])|(?P<circle>[①-⑳])|(?P<bracket>[（(]\s*(?:\d+|[a-hA-H]|[一二三四五六七八九十]+)\s*[)）])"
    r"|(?P<number>\d{1,2}\s*[.．、)）](?!\d))|(?P<dash>[-—–]{1,2}(?=[^\d\s]))|(?P<han>[一二三四五六七八九十]+(?:、|是)))"
)
_LABEL = re.compile(r"\s*[一-鿿“”]{2,8}[：:]\s*\S")
_SHORT = 64
"""Characters of an item that leaves out what the ones before it say."""


def join_items(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """The blocks, short ones of one list together, as one paragraph."""
    run: list[TextBlock] = []
    for block in blocks:
        if run and not _goes_on(run[-1], block):
            yield _joined(run)
            run = []
        run.append(block)
    if run:
        yield _joined(run)


def _goes_on(before: TextBlock, block: TextBlock) -> bool:
    texts = _text(before), _text(block)
    if max(map(len, texts)) > _SHORT or before.setting.headings != block.setting.headings:
        return False
    marks = _kind(texts[0]), _kind(texts[1])
    if block.heading is not None or before.heading is not None:
        return marks[0] is not None and marks[0] == marks[1]
    whole = any(text.endswith("。") for text in texts)
    if texts[0].endswith(("：", ":")) and not (whole and marks[1] is None):
        return True
    return marks[0] == marks[1] and (marks[0] is not None or not whole)


def _text(block: TextBlock) -> str:
    return "".join(sentence.text for sentence in block.sentences)


def _kind(text: str) -> str | None:
    """How an item is marked; None of one that is not."""
    mark = _MARK.match(text)
    labelled = "label" if _LABEL.match(text) else None
    return mark.lastgroup if mark else labelled


def _joined(run: Sequence[TextBlock]) -> TextBlock:
    if len(run) == 1:
        return run[0]
    sentences = tuple(sentence for block in run for sentence in block.sentences)
    return TextBlock(sentences, run[0].setting, run[0].heading)
