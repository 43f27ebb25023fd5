"""People as they are named in running text: offices, then a name ("县委副书记、县长张示例")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.facts.names import NO_NAME, SURNAMES, is_name

_OFFICE_END = re.compile(
    r"(?:书记|县长|区长|市长|主任|局长|主席|部长|助理|乡长|镇长|专员|秘书长|一把手|负责人|领导|委员|常委|经理|董事长|组员)"
)
_FORMER = re.compile(r"^(?:历[任届]|原任?|前任?)(?=副|县|区|市|党|局|工|管|中)(?!平)")
_NOBODY = re.compile(r"[一二两三四五六七八九十\d]+[名位个].*|.{0,8}(?:负责人|领导|一把手|负责同志)")
CHIEFS = re.compile(
    r"(?:[县区市]|党政|[县区市]?委|[县区市]?政府|党工委|管委会|[、和及与])+(?:党政)?(?:主要(?:负责同志|负责人|领导(?:同志)?)|“?一把手”?)"
)
"""The first of a county, by no other name: "县委、县政府主要负责同志"."""
_NOW = re.compile(r"^(?:现任|时任|继任|接任|任|现|新任|兼|[我本][县区市]|同志)+(?=.)")
_AND = re.compile(r"[、和与及/兼]|以及|,")
_OFFICE_BEHIND = re.compile(r"^([一-鿿]{2,4})\(([^()]{0,20}(?:书记|[县区市]长|主任))\)$")
"""A name with the office in brackets behind it."""
_NAMED_WITHIN = re.compile(r"[^、,()]*\((?P<who>[^()]{3,24})\)")
"""Somebody's office in general, and in brackets the office and the name: "主要领导(县长张示例)"."""
_BRACKETS = re.compile(r"\([^()]*\)")
_ACTS = re.compile(
    r"(?:同志)?(?:的|每|多次|先后|亲自|主持|带队|带领|率|深入|召开|曾|等|坚持|高度|强调|指出|要求|定期|经常|专题|挂帅"
    r"|作为|对|在|到|就|分别|共同|直接|具体|全程|始终|专门|也|均|都|统揽|统筹|统一)"
)
"""What somebody does, right behind the name."""
_IS = re.compile(r"为|是|任|兼|担|牵头|负责|抓|包|主抓|带头|总负责")
_TO_BE = re.compile(r"^(?:人选|候选人|拟任人选)")
_OTHER_BODY = re.compile(r"^[”“\"]?的|领导小组|领导组")
_HOPED = re.compile(r"人选|候选|拟任|提名")
_MAYBE_NAME = re.compile(r"[一-鿿]{2,3}")


@dataclass(frozen=True, slots=True)
class Person:
    """`title` are the offices as written, joined by 、; either may be unknown. `sure`: the name begins with a
    known surname."""

    name: str | None
    title: str | None
    sure: bool = True


def parse_people(text: str, *, each: bool = False) -> list[Person]:
    """The people in a phrase that names them by office and name. Offices without a name are of the one named
    behind them; of one nobody is named for where it is the last; `each`: each of those is somebody."""
    if CHIEFS.fullmatch(text):
        return [Person(None, text)]
    found: list[Person] = []
    offices: list[str] = []
    for piece in _pieces(_BRACKETS.sub("", _OFFICE_BEHIND.sub(r"\2\1", _NAMED_WITHIN.sub(_within, text)))):
        if _OTHER_BODY.search(piece):
            continue
        office, name, name_first = _split_office(piece)
        if name and name_first:
            found.append(Person(name, office))
            continue
        if office and not name and found and not offices and _leads(found[-1], text):
            found[-1] = Person(found[-1].name, _join([*filter(None, [found[-1].title]), office]))
            continue
        if office and not name and _is_of_other(piece):
            offices = []
            continue
        offices += [office] if office else []
        if name:
            found.append(Person(name, _join(offices), is_name(name)))
            offices = []
    if offices:
        found += [Person(None, office) for office in offices] if each else [Person(None, _join(offices))]
    return [person for person in found if person.name or person.title]


def _pieces(text: str) -> Iterator[str]:
    """The parts between words for "and"; 和 may also be of a name: "县长李和平", "县长王示和任"."""
    start = 0
    for match in _AND.finditer(text):
        ends = [office.end() for office in _OFFICE_END.finditer(text, start, match.start())]
        surname = text[ends[-1] : match.start()] if ends else ""
        if surname in SURNAMES or text[match.end() :].strip("、,(")[:1] in ("", "和", "与", "及"):
            continue
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def _within(match: re.Match[str]) -> str:
    """What stands in brackets, where it names somebody and what stands ahead of them does not."""
    ahead = match.group()[: match.start("who") - match.start() - 1]
    office, name, _ = _split_office(match["who"])
    named = _split_office(ahead)[1] is not None
    return match["who"] if office and name and is_name(name) and not named else match.group()


def find_subject(clause: str) -> Person | None:
    """Who is said to do something, by office and name ("县长张示例牵头负责…")."""
    for end in sorted({match.end() for match in _OFFICE_END.finditer(clause)}, reverse=True):
        for size in (3, 2):
            name, rest = clause[end : end + size], clause[end + size :].removeprefix("同志")
            if is_name(name) and (not rest or _ACTS.match(rest) or _IS.match(rest)):
                people = [one for one in parse_people(clause[: end + size]) if one.name == name]
                return people[0] if people else None
    return None


def find_name(behind: str) -> str | None:
    """The name that stands right behind an office, where it is plain where it ends."""
    for size in (3, 4, 2):
        name, rest = behind[:size], behind[size:]
        ends = not rest or rest[0] in ",、。;:()" or _ACTS.match(rest) or _IS.match(rest)
        if is_name(name) and ends:
            return name
    return None


def _leads(person: Person, text: str) -> bool:
    """Does the phrase begin with the name, so that offices follow it."""
    return person.name is not None and text.startswith(person.name)


def _is_of_other(piece: str) -> bool:
    """Does somebody else hold the office, who is said to do something else ("县委书记张示例总负责")."""
    rest = piece[[match.end() for match in _OFFICE_END.finditer(piece)][-1] :]
    return len(rest) > 2 and not _ACTS.match(rest) and not _TO_BE.match(rest) and rest[0] in SURNAMES


def _split_office(piece: str) -> tuple[str | None, str | None, bool]:
    """An office and the name behind it, or before it ("张示例县长"): which of both comes last."""
    piece = piece.removesuffix("同志").strip('“”"')
    if _FORMER.match(piece) or _NOBODY.fullmatch(piece):
        return None, None, False
    ends = [match.end() for match in _OFFICE_END.finditer(piece)]
    if not ends:
        return (None, piece, True) if is_name(piece) else (None, None, False)
    office, rest = piece[: ends[-1]], piece[ends[-1] :].lstrip("—-–:")
    for size in (3, 2, 4):
        first, behind = office[:size], office[size:]
        if not rest and is_name(first) and not _ends_in_office(first, behind) and _begins_office(behind):
            return _current(behind), first, True
    if to_be := _TO_BE.match(rest):
        office, rest = office + to_be.group(), rest[to_be.end() :]
    return _current(office), _find_name(rest), False


def _find_name(rest: str) -> str | None:
    """The name behind an office: all that stands there, or what stands before a word that says what is done.
    Where nothing else stands there, a name may have a surname that is not known."""
    if is_name(rest):
        return rest
    for size in (3, 2):
        if is_name(rest[:size]) and _ACTS.match(rest[size:]):
            return rest[:size]
    return (
        rest if _MAYBE_NAME.fullmatch(rest) and not NO_NAME.search(rest) and not _ACTS.match(rest) else None
    )


def _ends_in_office(name: str, office: str) -> bool:
    """ "彭云代县长" is 彭云, 代县长: what stands between may be of the office."""
    return name[-1] in "代原常党工管" and office[:2] in ("县长", "区长", "市长", "工委", "委会")


def _begins_office(text: str) -> bool:
    return re.match(r"[县区市党管副代常中乡镇工局]", text) is not None and len(text) >= 2


def _current(office: str) -> str | None:
    """An office without the words that say that it is held now."""
    return _NOW.sub("", office) or None


def _join(offices: Sequence[str]) -> str | None:
    return "、".join(offices) or None


def find_listed_person(tokens: Sequence[str]) -> Person | None:
    """A row of a list of members: a name and offices, apart from each other, in any order."""
    tokens = _with_spaced_words(tokens)
    name = next((token for token in tokens if is_name(token)), None)
    offices = [token for token in tokens if token != name and _OFFICE_END.search(token)]
    if name is None:
        people = parse_people("、".join(tokens))
        unsure = [token for token in tokens if _MAYBE_NAME.fullmatch(token) and token not in offices]
        if len(people) == 1 and people[0].name is None and len(unsure) == 1 and not NO_NAME.search(unsure[0]):
            return Person(unsure[0], people[0].title, sure=False)
        return people[0] if len(people) == 1 else None
    return Person(name, _join(offices))


def _with_spaced_words(tokens: Sequence[str]) -> list[str]:
    """A word of two characters is often spread to the width of three: "韩  冰", "县  长"."""
    words: list[str] = []
    for alone, run in groupby(tokens, key=lambda token: len(token) == 1):
        spread = list(run)
        words += ["".join(pair) for pair in batched_pairs(spread)] if alone else spread
    return words


def batched_pairs(characters: Sequence[str]) -> list[Sequence[str]]:
    return [characters[at : at + 2] for at in range(0, len(characters), 2)]


def offices_of(title: str) -> Iterator[str]:
    """The single offices of a title."""
    yield from (office for office in re.split(r"[、,/;兼\s]+", title) if office)


def is_principal(title: str | None, principals: Sequence[str]) -> bool | None:
    """Whether one of the offices held is a principal's: "县委副书记、县长" is, "副县长" is not. That is not
    known of "县长人选", or of "书记" that does not say whose."""
    if title is None or _HOPED.search(title):
        return None
    if CHIEFS.fullmatch(title):
        return True
    if title not in principals and any(principal.endswith(title) for principal in principals):
        return None
    return any(
        office.endswith(principal) and not office.endswith("副" + principal)
        for office in offices_of(title)
        for principal in principals
    )
