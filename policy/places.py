"""Where in a YAML file a rule stands, so that whoever edits it is sent to the line."""

from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Place = tuple[int | str, ...]
"""Keys and positions from the root to a value; the first one names the file."""


def find_line(path: Path, place: Place) -> int:
    """The line, from 1, of the value at `place`; of the nearest thing around it where it is missing.

    Parts that are no key there are passed over: pydantic puts the kind of a union among them.
    """
    node: Node | None = YAML(typ="rt", pure=True).compose(path)
    line = 1
    for part in place:
        if node is None:
            break
        for found, value in find_children(node, part):
            line, node = found, value
    return line


def find_children(node: Node, part: int | str) -> Iterator[tuple[int, Node]]:
    """The line and node of the child called `part`: one or none."""
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        child = node.value[part]
        yield child.start_mark.line + 1, child
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == str(part):
                yield key.start_mark.line + 1, value
                return
