"""What a piece of text speaks of, by the words of each topic and their weights."""

from collections.abc import Iterable, Iterator, Sequence

from policy.words import Words

_STRICTER = 1.6
"""How much more is asked of the words of paragraphs in a section that is about something else."""


class TopicIndex:
    """The words of all topics, made ready once. Longer words are found before shorter ones in them."""

    def __init__(self, words: Words) -> None:
        self._rule = words
        self._weights: dict[str, dict[str, int]] = {}
        for topic in words.topics:
            for word, weight in topic.weights.items():
                self._weights.setdefault(word, {})[topic.id] = weight
        lengths: dict[str, set[int]] = {}
        for word in self._weights:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {start: sorted(each, reverse=True) for start, each in lengths.items()}

    def find_words(self, text: str) -> tuple[str, ...]:
        """The known words that stand in a text, each once, in their order."""
        return tuple(dict.fromkeys(self._cut(text)))

    def find_topic(self, words: Iterable[str], among: Sequence[str] = ()) -> str | None:
        """The topic that some words speak of most, however little; `among` some, where they are given."""
        scores = {t: score for t, score in self._score(words).items() if t in among or not among}
        return max(scores, key=lambda topic: scores[topic]) if scores else None

    def find_sure_topic(
        self, words: Iterable[str], extra: Iterable[str] = (), *, strict: bool = False
    ) -> str | None:
        """The topic that different words speak of clearly. `extra` words (of a heading) count twice."""
        scores = self._score(words)
        for topic, score in self._score(extra).items():
            scores[topic] = scores.get(topic, 0) + score
        return self._clear(scores, self._rule.evidence * (_STRICTER if strict else 1))

    def find_heading_topic(self, words: Iterable[str], lead: float | None = None) -> str | None:
        """The topic that the words of a heading name clearly: by `lead` more than any other."""
        return self._clear(self._score(words), self._rule.heading, lead)

    def _clear(self, scores: dict[str, float], least: float, lead: float | None = None) -> str | None:
        if not scores:
            return None
        (topic, best), *others = sorted(scores.items(), key=lambda item: -item[1])
        second = others[0][1] if others else 0
        ahead = best - second >= (self._rule.lead if lead is None else lead)
        return topic if best >= least and ahead else None

    def _score(self, words: Iterable[str]) -> dict[str, float]:
        scores: dict[str, float] = {}
        for word in words:
            for topic, weight in self._weights[word].items():
                scores[topic] = scores.get(topic, 0) + weight
        return scores

    def _cut(self, text: str) -> Iterator[str]:
        at, end = 0, len(text) - 1
        while at < end:
            for length in self._lengths.get(text[at : at + 2], ()):
                word = text[at : at + length]
                if word in self._weights:
                    yield word
                    at += length
                    break
            else:
                at += 1
