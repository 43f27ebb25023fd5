"""Where in a YAML file a rule stands, so that whoever edits it is sent to the line."""

from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Place = tuple[int | str, ...]
"""Keys and positions from the root to a value; the first one names the file."""

Fault = tuple[Place, str]
"""Where something is wrong, and what, in Chinese."""


def find_tree(path: Path) -> Node | None:
    """The YAML of `path` with the place of everything in it; None where it is empty."""
    node: Node | None = YAML(typ="rt", pure=True).compose(path)
    return node


def find_line(tree: Node | None, place: Place) -> int:
    """The line, from 1, of the value at `place`; of the nearest thing around it where it is missing.

    Parts that are no key there are passed over: pydantic puts the kind of a union among them, once for each
    thing that has one, even where a key is called the same.
    """
    node, line, told = tree, 1, None
    for part in place:
        if node is not told and part == find_kind(node):
            told = node
            continue
        line, node = find_child(node, part) or (line, node)
    return line


def find_kind(node: Node | None) -> str | None:
    """What stands under `kind` in a mapping."""
    found = find_child(node, "kind") if isinstance(node, MappingNode) else None
    return str(found[1].value) if found and isinstance(found[1], ScalarNode) else None


def find_child(node: Node | None, part: int | str) -> tuple[int, Node] | None:
    """The line and node of the child called `part`."""
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        child = node.value[part]
        return child.start_mark.line + 1, child
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == str(part):
                return key.start_mark.line + 1, value
    return None
