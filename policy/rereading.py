"""The same policy under other readings of its ambiguous rules."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from pydantic import JsonValue, TypeAdapter, ValidationError

from policy.base import PolicyError
from policy.model import Policy
from policy.places import Fault
from policy.rules import Option

Settings = Mapping[str, str]
"""Reading id -> option id, for the readings that are not to be taken as the policy takes them."""

EVERY = "*"
"""In the path of an edit: each of the things there that the rest of the path leads through."""


def reread(policy: Policy, settings: Settings) -> Policy:
    """The policy with the options of `settings` taken and their edits made.

    Raises PolicyError for a reading or an option that there is not, or that cannot be taken.
    """
    for reading_id, option_id in settings.items():
        check_option(policy, reading_id, option_id)
    taken = {reading.id: reading.default for reading in policy.readings}
    return edit(policy.written, {**taken, **settings})


@cache
def ask_for_year(policy: Policy, year: int) -> Policy:
    """The policy with a form that asks for the figures of another year."""
    if policy.form.data_year == year:
        return policy
    form = policy.form.model_copy(update={"data_year": year})
    asking = policy.model_copy(update={"form": form})
    return asking if policy.written is policy else asking.remember(ask_for_year(policy.written, year))


def apply_defaults(policy: Policy) -> Policy:
    """The policy of the files with the edits made that its readings' defaults stand for."""
    taken = {reading.id: reading.default for reading in policy.readings}
    return edit(policy, taken) if any(find_edits(policy, taken)) else policy


def check_option(policy: Policy, reading_id: str, option_id: str) -> None:
    try:
        reading = policy.reading(reading_id)
    except KeyError:
        known = "、".join(each.id for each in policy.readings)
        raise PolicyError(f"没有编号为“{reading_id}”的读法，可以设置的有：{known}。") from None
    option = reading.find_option(option_id)
    if option is None or not option.supported:
        known = "、".join(each.id for each in reading.options if each.supported)
        raise PolicyError(f"读法“{reading_id}”不能选“{option_id}”，可选：{known}。")


def find_edits(policy: Policy, taken: Settings) -> Iterator[Option]:
    """The options taken that edit anything, in the order of the readings."""
    for reading in policy.readings:
        option = reading.find_option(taken[reading.id])
        if option is not None and option.edits:
            yield option


def edit(written: Policy, taken: Settings) -> Policy:
    """`written` is the policy as the files have it: what was read otherwise before is taken back."""
    parts: dict[str, Any] = {}
    for option in find_edits(written, taken):
        for path, value in option.edits.items():
            name = path.split("/")[0]
            if name not in parts:
                parts[name] = written.model_dump(mode="json", include={name})[name]
            put(parts, path, value)
    try:
        edited = {name: adapter_of(name).validate_python(part) for name, part in parts.items()}
    except ValidationError as error:
        changed = [r for r in written.readings if taken[r.id] != r.default] or written.readings
        names = "、".join(f"{reading.id}={taken[reading.id]}" for reading in changed)
        raise PolicyError(f"按 {names} 改读以后，规则不成立：{error.errors()[0]['loc']}") from error
    readings = tuple(each.model_copy(update={"default": taken[each.id]}) for each in written.readings)
    return written.model_copy(update={**edited, "readings": readings}).remember(written)


@cache
def adapter_of(name: str) -> TypeAdapter[Any]:
    """What checks the part of that name alone: a policy has no rule of its own that takes two."""
    annotation: Any = Policy.model_fields[name].annotation
    return TypeAdapter(annotation)


def put(data: Any, path: str, value: JsonValue) -> None:
    """Put `value` where `path` leads: names of parts, ids of things in a list, positions, or * for each,
    parted by "/". Raises KeyError where it leads nowhere."""
    *parts, last = path.split("/")
    places = [data]
    for part in parts:
        places = [found for place in places for found in find_parts(place, part)]
    owners = [place for place in places if isinstance(place, dict) and last in place]
    if not owners:
        raise KeyError(path)
    for owner in owners:
        owner[last] = deepcopy(value)


def find_parts(data: Any, part: str) -> list[Any]:
    if part == EVERY:
        return list(data.values()) if isinstance(data, dict) else list(data)
    if isinstance(data, dict):
        return [data[part]] if part in data else []
    if isinstance(data, list):
        for index, item in enumerate(data):
            if str(index) == part or (isinstance(item, dict) and item.get("id") == part):
                return [item]
    return []


def find_edit_faults(policy: Policy) -> Iterator[Fault]:
    """Edits that lead nowhere."""
    data = policy.model_dump(mode="json")
    for index, reading in enumerate(policy.readings):
        for number, option in enumerate(reading.options):
            for path, value in option.edits.items():
                try:
                    put(data, path, value)
                except KeyError:
                    place = ("readings", index, "options", number, "edits", path)
                    yield place, f"没有“{path}”这个位置"
