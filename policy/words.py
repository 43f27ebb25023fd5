"""The words by which a piece of text is told to be about one matter or another."""

from typing import Annotated

from pydantic import Field

from policy.base import Id, Rule

Weights = dict[Annotated[int, Field(ge=1, le=9)], str]
"""Words, parted by spaces, by how much they say."""


class Topic(Rule):
    """A material by its id, or another matter of which narratives speak. `learnt` words come from examples,
    `added` ones from people who know the papers."""

    id: Id
    learnt: Weights = Field(default_factory=dict)
    added: Weights = Field(default_factory=dict)

    @property
    def weights(self) -> dict[str, int]:
        """The weight of each word; what people say goes before what was learnt."""
        return {
            word: weight
            for words in (self.learnt, self.added)
            for weight, line in words.items()
            for word in line.split()
        }


class Words(Rule):
    """A text is taken to be about a topic when its different words weigh `evidence` or more together, and
    `lead` more than for any other topic; a heading alone when they weigh `heading`."""

    evidence: float = 12
    lead: float = 5
    heading: float = 8
    topics: tuple[Topic, ...] = ()
