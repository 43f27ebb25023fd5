"""The weights of words, learnt from lessons: `python -m corpora.learn` writes them into words.yaml.

A word weighs the more for a topic the oftener sections of that topic have it, and the less the oftener the
sections of any other one do, or Chinese texts at large. Only what stands under `learnt` is written; what
people added stays.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import jieba
import typer
from ruamel.yaml import YAML

from corpora.narrative.lessons import Lesson, make_lessons
from policy import Policy, load_policy
from policy.load import PROGRAMMES

SEED = 19
LESSONS = 300
_SHORTEST, _LONGEST = 2, 8
_SELDOM, _SMOOTH = 0.06, 0.05
"""A word must stand in such a part of a topic's sections; and what is added to every such part."""
_LEAST, _MOST = 2, 5
_KEPT = 60
_COMMON = 1500
"""How often a word may stand in the texts that jieba counted before it tells less."""


def main(
    count: Annotated[int, typer.Option(help="Counties whose sections are read.")] = LESSONS,
    seed: Annotated[int, typer.Option(help="Another seed makes other lessons.")] = SEED,
) -> None:
    """Learn the weights anew and write them."""
    policy = load_policy()
    weights = learn_weights(make_lessons(seed, count, policy), names_of(policy))
    write_weights(PROGRAMMES / policy.id / "words.yaml", weights)
    for topic, words in weights.items():
        print(topic, len(words))


def learn_weights(lessons: Iterable[Lesson], names: frozenset[str]) -> dict[str, dict[str, int]]:
    """The weight of each word by topic, the heaviest first. `names` are words that tell nothing."""
    with TemporaryDirectory() as private:
        cutter = load_cutter(Path(private))
        shares = _count_shares(lessons, cutter)
    learnt = {}
    for topic, share in shares.items():
        others = [other for name, other in shares.items() if name != topic]
        weights = {
            word: round(_weigh(word, part, others) - _commonness(cutter.FREQ.get(word, 0)))
            for word, part in share.items()
            if part >= _SELDOM
        }
        kept = sorted((w for w in weights if weights[w] >= _LEAST and w not in names), key=lambda w: w)
        learnt[topic] = {
            word: min(_MOST, weights[word]) for word in sorted(kept, key=lambda w: -weights[w])[:_KEPT]
        }
    return learnt


def _weigh(word: str, share: float, others: Iterable[Mapping[str, float]]) -> float:
    elsewhere = max(other.get(word, 0.0) for other in others)
    return math.log2((share + _SMOOTH) / (elsewhere + _SMOOTH))


def _commonness(count: int) -> float:
    return math.log2(max(1.0, count / _COMMON))


def _count_shares(lessons: Iterable[Lesson], cutter: Any) -> dict[str, dict[str, float]]:
    """In which part of a topic's sections each word stands."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    sections: Counter[str] = Counter()
    for lesson in lessons:
        sections[lesson.material] += 1
        counted[lesson.material].update({*cutter.cut("\n".join((lesson.heading, *lesson.paragraphs)))})
    return {
        topic: {word: n / sections[topic] for word, n in words.items() if _may_tell(word)}
        for topic, words in counted.items()
    }


def load_cutter(folder: Path) -> Any:
    """jieba with its cache in a folder of our own: what lies in a shared one may be anybody's."""
    cutter = jieba.Tokenizer()
    cutter.tmp_dir = str(folder)
    return cutter


def _may_tell(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and all("一" <= c <= "鿿" for c in word)


def names_of(policy: Policy) -> frozenset[str]:
    """Places and people's words: true of one county only."""
    return frozenset(word for words in policy.programme.aliases.values() for word in words)


def write_weights(path: Path, weights: Mapping[str, Mapping[str, int]]) -> None:
    yaml = YAML()
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=2, offset=0)
    data = yaml.load(path)
    for topic in data["topics"]:
        topic.pop("learnt", None)
        words = weights.get(topic["id"], {})
        lines: dict[int, list[str]] = {}
        for word, weight in words.items():
            lines.setdefault(weight, []).append(word)
        if lines:
            topic["learnt"] = {
                weight: " ".join(sorted(lines[weight])) for weight in sorted(lines, reverse=True)
            }
    yaml.dump(data, path)


if __name__ == "__main__":
    typer.run(main)
