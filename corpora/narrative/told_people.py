"""Slots about those who lead: heads of the groups, founding papers, the office, staff, meetings."""

import random

from corpora.narrative.tale import Group, Person
from corpora.narrative.teller import Teller, count_words
from corpora.narrative.told_papers import show_code


def tell_leader(teller: Teller, group: Group, part: str) -> str:
    person = group.leader
    known = part != "bare"
    teller.tell("leader", person.name)
    if part == "chair":
        allow_chair(teller, person)
    else:
        teller.tell("group leader", group.kind, person.name)
    if known:
        teller.tell("leader rank", person.name, person.principal)
    if part in ("name", "bare"):
        return person.name
    return write_person(teller.rng, person)


def allow_chair(teller: Teller, person: Person) -> None:
    """Of a standing meeting, which may be taken for a leading group of the one kind, or for none."""
    teller.allow("group", "development")
    teller.allow("group leader", "development", person.name)


def write_person(rng: random.Random, person: Person) -> str:
    forms = (
        ("{title}{name}", "{title}{name}", "{title}{name}同志", "{name}{title}")
        if len(person.title) < 5
        else ("{title}{name}", "{title}{name}同志")
    )
    return rng.choice(forms).format(title=person.title, name=person.name)


def slot_leader(teller: Teller, part: str, style: str) -> str:
    if part == "title":
        return teller.tale.groups[0].leader.title
    return tell_leader(teller, teller.tale.groups[0], part)


def slot_joint(teller: Teller, part: str, style: str) -> str:
    """The other head of the first group, where it has two."""
    person = teller.tale.secretary
    teller.tell("leader", person.name)
    teller.tell("leader rank", person.name, True)
    teller.tell("group leader", teller.tale.groups[0].kind, person.name)
    return write_person(teller.rng, person)


def slot_second_leader(teller: Teller, part: str, style: str) -> str:
    if part == "title":
        return teller.tale.groups[1].leader.title
    return tell_leader(teller, teller.tale.groups[1], part)


def slot_group(teller: Teller, part: str, style: str) -> str:
    teller.tell("group", teller.tale.groups[0].kind)
    return teller.tale.groups[0].name


def slot_second_group(teller: Teller, part: str, style: str) -> str:
    teller.tell("group", teller.tale.groups[1].kind)
    return teller.tale.groups[1].name


def slot_founding(teller: Teller, part: str, style: str) -> str:
    return tell_founding(teller, teller.tale.groups[0], part)


def slot_second_founding(teller: Teller, part: str, style: str) -> str:
    return tell_founding(teller, teller.tale.groups[1], part)


def tell_founding(teller: Teller, group: Group, part: str) -> str:
    paper = group.paper
    if part != "number":
        teller.tell("group", group.kind)
    if part != "title":
        teller.allow("founded", group.kind, str(paper.year))
        teller.tell("founding", paper.code)
        teller.allow("policy", paper.title)
        teller.allow("policy number", paper.title, paper.code)
    shown = show_code(teller.rng, paper)
    whole = {"title": f"《{paper.title}》", "number": shown}
    return whole.get(part, f"《{paper.title}》（{shown}）")


def slot_founded(teller: Teller, part: str, style: str) -> str:
    group = teller.tale.groups[1 if part == "second" else 0]
    year, month, day = group.paper.year, group.paper.month, group.day
    teller.allow("founded", group.kind, str(year))
    teller.allow("founded", group.kind, f"{year}-{month:02d}")
    if style == "month":
        teller.tell("founded", group.kind, f"{year}-{month:02d}")
        return f"{year}年{month}月"
    teller.tell("founded", group.kind, f"{year}-{month:02d}-{day:02d}")
    return f"{year}年{month}月{day}日"


def slot_office(teller: Teller, part: str, style: str) -> str:
    office = teller.tale.office
    teller.tell("office", office)
    return office


def slot_staff(teller: Teller, part: str, style: str) -> str:
    teller.tell("staff", teller.tale.staff)
    return str(teller.tale.staff)


def slot_seconded(teller: Teller, part: str, style: str) -> str:
    """People lent by other departments: staff, if one wants."""
    count = teller.rng.randint(4, 12)
    teller.allow("staff", count)
    return str(count)


def slot_meetings(teller: Teller, part: str, style: str) -> str:
    teller.tell("meetings", teller.tale.meetings)
    return count_words(teller.rng, teller.tale.meetings)


def slot_person(teller: Teller, part: str, style: str) -> str:
    """Somebody who leads nothing: `{person.2}` is always the same one."""
    return teller.tale.people[int(part or 0)]
