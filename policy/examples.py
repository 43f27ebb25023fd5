"""Examples of the rules that an official can read: a sentence, what is given, what must come of it.

They lie in the folder `examples` of a programme, in as many files as one likes. Who works them out is
`score.examples`.
"""

from pathlib import Path
from typing import Annotated

from pydantic import Field, JsonValue, TypeAdapter, ValidationError

from policy.base import Id, PolicyError, Rule
from policy.catalogue import list_rules
from policy.files import parse_file, read_text
from policy.load import DEFAULT_PROGRAMME, PROGRAMMES
from policy.model import Policy
from policy.places import Fault, find_line, find_tree
from policy.wording import list_faults

FOLDER = "examples"

Given = dict[str, JsonValue]


class Example(Rule):
    """`rule` names the rule or rules that it shows. `given` is a situation and `expect` what must come of
    it; the keys they may hold are those of the situations in `score.examples`."""

    rule: Id | Annotated[tuple[Id, ...], Field(min_length=1)]
    sentence: Annotated[str, Field(min_length=1)]
    given: Given
    expect: Annotated[Given, Field(min_length=1)]

    @property
    def rules(self) -> tuple[str, ...]:
        return (self.rule,) if isinstance(self.rule, str) else self.rule


_EXAMPLES = TypeAdapter(tuple[Example, ...])


def load_examples(policy: Policy, folder: Path | None = None) -> tuple[Example, ...]:
    """All examples of the programme in `folder` (the policy's own, where none is named), in the order of
    their files' names. Raises PolicyError on what is no example, and on rules that there are not."""
    home = (folder or PROGRAMMES / (policy.id or DEFAULT_PROGRAMME)) / FOLDER
    known = {rule.id for rule in list_rules(policy)}
    return tuple(each for path in sorted(home.glob("*.yaml")) for each in load_file(path, known))


def load_file(path: Path, known: set[str]) -> tuple[Example, ...]:
    name = f"{FOLDER}/{path.name}"
    try:
        examples = _EXAMPLES.validate_python(parse_file(name, read_text(path)) or ())
    except ValidationError as error:
        raise refuse(path, list_faults(error.errors())) from error
    dangling: list[Fault] = [
        ((index, "rule"), f"没有编号为“{rule}”的规则")
        for index, example in enumerate(examples)
        for rule in example.rules
        if rule not in known
    ]
    if dangling:
        raise refuse(path, dangling)
    return examples


def refuse(path: Path, faults: list[Fault]) -> PolicyError:
    tree = find_tree(path)
    said = [f"{FOLDER}/{path.name} 第{find_line(tree, place)}行: {message}" for place, message in faults]
    return PolicyError("\n".join(said))
