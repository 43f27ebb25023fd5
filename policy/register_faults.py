"""What can be wrong with a register: codes that do not fit, names that name nobody or several."""

from collections.abc import Iterator

from policy.model import Policy
from policy.places import Fault, Place
from policy.register import Registry

_PROVINCE, _CITY = 2, 4
"""Digits of a code that are the province's and the city's."""


def find_register_faults(policy: Policy) -> Iterator[Fault]:
    registry = policy.registry
    yield from find_code_faults(registry)
    yield from find_name_faults(registry)
    yield from find_zone_faults(registry)
    yield from find_status_faults(policy)


def find_code_faults(registry: Registry) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for index, city in enumerate(registry.cities):
        here: Place = ("registry", "cities", index)
        if city.code[:_PROVINCE] != registry.cities[0].code[:_PROVINCE]:
            yield (*here, "code"), f"{city.name}的代码{city.code}与其他市不同省"
        for number, county in enumerate(city.counties):
            place = (*here, "counties", number, "code")
            if county.code[:_CITY] != city.code[:_CITY]:
                yield place, f"{county.name}的代码{county.code}不在{city.name}（{city.code}）名下"
            if county.code in seen:
                yield place, f"代码{county.code}写了两次，已用于“{seen[county.code]}”"
            seen.setdefault(county.code, county.name)


def find_name_faults(registry: Registry) -> Iterator[Fault]:
    """Two counties of one city under one name could never be told apart; two cities neither."""
    names: set[str] = set()
    for index, city in enumerate(registry.cities):
        if city.name in names:
            yield ("registry", "cities", index, "name"), f"“{city.name}”写了两次"
        names.add(city.name)
        called: set[str] = set()
        for number, county in enumerate(city.counties):
            if county.name in called:
                yield ("registry", "cities", index, "counties", number, "name"), f"“{county.name}”写了两次"
            called.add(county.name)


def find_zone_faults(registry: Registry) -> Iterator[Fault]:
    cities = {city.name for city in registry.cities}
    for index, zone in enumerate(registry.zones.known):
        here: Place = ("registry", "zones", "known", index)
        if zone.city is not None and zone.city not in cities:
            yield (*here, "city"), f"名册中没有“{zone.city}”这个市"
        if zone.host is not None and (fault := say_unfound(registry, zone.host)):
            yield (*here, "host"), fault


def find_status_faults(policy: Policy) -> Iterator[Fault]:
    registry = policy.registry
    for index, status in enumerate(registry.statuses):
        here: Place = ("registry", "statuses", index)
        listed: dict[str, str] = {}
        for number, each in enumerate(status.lists):
            for rank, name in enumerate(each.counties):
                place = (*here, "lists", number, "counties", rank)
                if fault := say_unfound(registry, name):
                    yield place, fault
                elif (code := registry.by_name[name][0][1].code) in listed:
                    yield place, f"“{name}”写了两次，已在“{listed[code]}”中"
                else:
                    listed[code] = each.title
        sure = sum(len(each.counties) for each in status.lists if each.holds and each.certain)
        if status.total is not None and sure > status.total:
            yield (*here, "total"), f"total 写的是{status.total}个，名单上有{sure}个"
    known = {status.id for status in registry.statuses}
    for index, condition in enumerate(policy.conditions):
        for number, requirement in enumerate(condition.requirements):
            asked = getattr(requirement, "status", None)
            if known and asked is not None and asked not in known:
                place = ("conditions", index, "requirements", number, "status")
                yield place, f"registry.yaml 的 statuses 中没有“{asked}”"


def say_unfound(registry: Registry, name: str) -> str:
    """Why a name does not name one county; empty where it does."""
    found = registry.by_name.get(name, ())
    if not found:
        return f"名册中没有“{name}”"
    if len(found) > 1:
        full = "、".join(city.name + name for city, _ in found)
        return f"“{name}”不止一个，请写成{full}之一"
    return ""
