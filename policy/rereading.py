"""The same policy under other readings of its ambiguous rules."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import JsonValue, ValidationError

from policy.base import PolicyError
from policy.model import Policy
from policy.places import Fault
from policy.rules import Option, Reading

Settings = Mapping[str, str]
"""Reading id -> option id, for the readings that are not to be taken as the policy takes them."""


def reread(policy: Policy, settings: Settings) -> Policy:
    """The policy with the options of `settings` taken and their edits made.

    Raises PolicyError for a reading or an option that there is not, or that cannot be taken.
    """
    chosen = [
        (reading_id, find_option(policy, reading_id, option)) for reading_id, option in settings.items()
    ]
    return edit(policy, chosen)


def apply_defaults(policy: Policy) -> Policy:
    """The policy of the files with the edits made that its readings' defaults stand for."""
    taken = [(reading.id, option) for reading in policy.readings for option in find_taken(reading)]
    return edit(policy, taken) if taken else policy


def find_taken(reading: Reading) -> Iterator[Option]:
    """The option taken by default, if taking it edits anything."""
    option = reading.find_option(reading.default)
    if option is not None and option.edits:
        yield option


def find_option(policy: Policy, reading_id: str, option_id: str) -> Option:
    try:
        reading = policy.reading(reading_id)
    except KeyError:
        known = "、".join(each.id for each in policy.readings)
        raise PolicyError(f"没有编号为“{reading_id}”的读法，可以设置的有：{known}。") from None
    option = reading.find_option(option_id)
    if option is None or not option.supported:
        known = "、".join(each.id for each in reading.options if each.supported)
        raise PolicyError(f"读法“{reading_id}”不能选“{option_id}”，可选：{known}。")
    if option_id != reading.default and any(find_taken(reading)):
        raise PolicyError(f"readings.yaml 已把“{reading_id}”定为“{reading.default}”，请在文件中改。")
    return option


def edit(policy: Policy, chosen: list[tuple[str, Option]]) -> Policy:
    data = policy.model_dump(mode="json")
    for reading_id, option in chosen:
        for path, value in option.edits.items():
            put(data, path, value)
        put(data, f"readings/{reading_id}/default", option.id)
    try:
        return Policy.model_validate(data)
    except ValidationError as error:
        names = "、".join(f"{reading_id}={option.id}" for reading_id, option in chosen)
        raise PolicyError(f"按 {names} 改读以后，规则不成立：{error.errors()[0]['loc']}") from error


def put(data: Any, path: str, value: JsonValue) -> None:
    """Put `value` where `path` leads: names of parts, ids of things in a list, or positions, parted by
    "/". Raises KeyError where it leads nowhere."""
    *parts, last = path.split("/")
    for part in parts:
        data = find_part(data, part)
    if not isinstance(data, dict) or last not in data:
        raise KeyError(path)
    data[last] = value


def find_part(data: Any, part: str) -> Any:
    if isinstance(data, dict):
        return data[part]
    if isinstance(data, list):
        for index, item in enumerate(data):
            if str(index) == part or (isinstance(item, dict) and item.get("id") == part):
                return item
    raise KeyError(part)


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
