"""Who is said to head a group: "由县长张示例任组长", "组长由…担任", "组长：张示例  县长"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.facts.names import is_name
from extract.facts.people import Person, find_listed_person, find_subject, parse_people
from policy.form import LeadershipWords

_STOP = r"[^,;。:《》]"
_LEFT = re.compile(
    r"由|(?:^|(?<=[立建了行]))以(?!来)|成立|[了的]|:|;|,|实行|确定|明确|指定|推选|安排|组建|设立|选举|请"
)
_HE = re.compile(r"[他她]|其|本人|该同志")
_LEFT_OF_HIM = re.compile(rf"{_LEFT.pattern}|[给让派把]")
_LOWER = re.compile(r"乡镇|街道|各村|社区|各单位|各部门|各相关|各成员")
_PLAN = re.compile(r"拟|待|将由")
_BEFORE = re.compile(r"曾|原(?:组长)|此前")
_EARLIER = re.compile(r"(?:^|[,。;])(?:此前|之前|先前|早先)[^,;。]{0,8}?由")
_FORMERLY = re.compile(r"(?:原|(?<!目)前|曾|时)[一两二三几]?(?:任|第一)?$")
_NO_MORE = re.compile(r"不再|不(?:担|兼)?$|卸任|免去|调离")
_IN_COMMAND = re.compile(r"一把手.*,(?P<who>[^,;。:]{4,24}?)(?:同志)?亲自挂帅")
_ONE = r"(?:(?:[、和及](?:常务)?副组长)?(?:[一1][人名位]|由一人兼任?),(?=由|为))?"
"""How many there are, ahead of who: "组长一人，由…担任"."""
_SELF = re.compile(r"(?:同志)?(?:亲自|双人|两人|二人|共同|同时|分别|一起|双双|牵头|挂帅|、)+$")
_CHANGED = re.compile(r"(?:变更|调整|更换|改|换)(?:为|成)")
"""Behind it stands who came after somebody else."""
_SEPARATOR = re.compile(r"[\s,，、;；（）()：:]+")


_AHEAD = re.compile(r"(?P<who>[^,;。:]{4,24}),$")
"""The first of two who are said to head a group each: "县委书记…，县长…分别任…"."""
_DEPUTIES = re.compile(r"(?:[、和及](?:常务)?副[一-鿿]?组长)+")
""" "张示例、李示例任组长、副组长": the last of them are deputies."""
_PERSON_EACH = re.compile(r"(?<=[)）])\s*[、，]\s*(?=[一-鿿]\s*[一-鿿]{1,2}\s*[(（])")
""" "王示例（县长）、张示例（县委书记）" in one line of a list."""
_WORDS_APART = re.compile(r"[、和及与]")
_WHERE = re.compile(r"^.*(?:在|由|经)(?=[县区市党管])")
_OFFICE_IN = re.compile(r"书记|[县区市]长|主任")
_OFFICE_WORD = re.compile(r"(?:书记|[县区市]长|主任)$")
_NAME_BEHIND = re.compile(r"[”\"]?\((?P<name>[一-鿿]{2,4})\)")
_OFFICES = re.compile(r",(?P<offices>[^,;。:()]{2,24})(?=[,;。]|$)")
_BODIES = re.compile(r"(?:委员会|小组|领导组|专班|联席会议|指挥部)[、和及与]")
"""Another body of which somebody else is the head, ahead of the next one's office."""


@dataclass(frozen=True, slots=True)
class Head:
    """Somebody who is said to head a group, by which word ("第一组长"), and where the sentence says so."""

    person: Person
    word: str
    start: int
    end: int


class HeadWords:
    """The patterns of one programme's words for the head of a group."""

    def __init__(self, words: LeadershipWords) -> None:
        heads = "|".join(sorted(map(re.escape, words.head), key=len, reverse=True))
        groups = "|".join(map(re.escape, words.groups))
        head = rf"(?:第一|双|总)?(?<!副)(?:{heads})"
        self._becomes = re.compile(
            rf"(?P<who>{_STOP}{{2,70}}?)(?:(?<=[一-鿿]{{2}})(?<!共)同(?:为|任)|接任|继任|(?<![主责现原曾担兼出])任|担任|为|兼任|出任|担当|履行|代行|行使)(?:{_STOP}{{0,36}}?(?:{groups})的?)?[“”\"]?(?P<head>{head})(?!助理)"
        )
        self._by = re.compile(
            rf"(?<!副)(?P<head>{head})[”\"]?{_ONE}(?:一职)?(?:先后|依次|相继)?(?:{_STOP}{{0,3}}?(?:调整|变更|更换|改))?(?:现|暂|仍|亦|也|继续|统一|同样|一直|还是)?(?:均|都|分别|一并|先|起初|最初|原先)?(?:[一-鿿]{{0,4}}?由|为|是|系|:|、)?"
            rf"(?P<who>(?!的)[^,;。:]{{2,40}}?)(?:担任|兼任|出任|任(?=$|[,;。(])|$|(?=[,;。]|\((?![^()]{{0,20}}(?:书记|[县区市]长|主任)\))|先后|多次|主持))"
        )
        self._each = re.compile(
            rf"(?<!副)(?P<head>{head})(?:分别)?(?::|由|为|是)(?P<who>(?:[一-鿿]{{2,4}}\([^()]{{2,20}}\)[、和]?)+)"
        )
        self._beside = re.compile(rf"(?<!副)(?P<head>{head})\((?P<who>[^()]{{2,24}})\)")
        self._went_on = re.compile(
            rf"(?P<ahead>[^;。:]{{4,90}}),(?:并|亲自|同时|兼|一并)*(?:担任|兼任|出任|任)"
            rf"(?:{_STOP}{{0,36}}?(?:{groups})的?)?[“\"]?(?P<head>{head})(?!助理)"
        )
        self._succeeds = re.compile(
            r"(?:[由](?P<who>[^,;。:由]{3,40}?)(?:同志)?(?:接替|接任|继任)"
            r"|(?:起|后|现|改|至今|调整为)由(?P<now>[^,;。:由]{3,40}?)(?:担任|兼任|出任)"
            r"|[,;](?:现任?|目前|现在)[为是](?P<is>[^,;。:由(]{4,24}))"
        )
        self._both = re.compile(
            rf"(?P<head>双(?:{heads}))[”\"]?(?:制|机制|负责|领导|挂帅|推进)*[”\"]?(?::|,(?:分别)?由)(?P<who>[^,;。:]{{4,60}}?)(?:担任|兼任|任)?(?=[,;。:]|$)"
        )
        self._both_first = re.compile(
            rf"(?:实行|采取|实施|建立|由)(?P<who>[^,;。:]{{6,60}}?)[“\"]?(?P<head>双(?:{heads}))"
        )
        self._in_turn = re.compile(
            rf"(?P<who>{_STOP}{{4,60}}?)(?:同志)?分别(?:担任|任|为)(?P<words>[^,;。:]{{2,24}})"
        )
        self._titled = re.compile(
            rf"(?P<ahead>[^,;。:]{{0,24}}?)(?:{groups})(?P<head>{head})[、兼]?(?P<who>[^,;。:]{{2,20}}?)"
            r"(?:同志)?(?=的|亲自|多次|先后|主持|带领|带队|召开|深入|强调|\d+次)"
        )
        spaced = "|".join(r"\s*".join(map(re.escape, word)) for word in words.head)
        self._listed = re.compile(
            rf"^(?:[^一-鿿]{{0,6}}|\s*[（(]?[一二三四五六七八九十]+[、.．）)])\s*(?:第一)?(?:{spaced})\s*(?:[:：]|\s)\s*(?P<rest>\S.*)$"
        )
        self._alone = re.compile(rf"^\s*(?:第一)?(?:{spaced})\s*[:：]?\s*$")
        self.word = re.compile(rf"(?<!副){head}")
        self._any = re.compile(heads)

    def find(self, text: str, plain: str) -> list[Head]:
        """The heads that a sentence names; none where it is a plan, of a village, or of another time."""
        if not self._any.search(plain) and not self._listed.match(text):
            return []
        if _PLAN.search(plain):
            return []
        if plain.count(")") > plain.count("("):
            plain = plain.replace(")", ",")  # the bracket was opened in the sentence before
        return (
            list(self._each_in_turn(plain))
            or list(self._named(plain))
            or list(self._of_subject(plain))
            or self._of_list(text, plain)
            or list(self._by_name_each(plain))
            or list(self._as_both(plain))
            or [*self._by_whom(plain), *self._successor(plain)]
            or list(self._in_brackets(plain))
            or list(self._in_command(plain))
            or list(self._by_title(plain))
        )

    def is_alone(self, text: str) -> bool:
        """A line that says 组长 and nothing else: the name stands on the next."""
        return self._alone.match(text) is not None

    def lists(self, text: str) -> bool:
        """A line of a list of members."""
        return self._listed.match(text) is not None

    def person_of_line(self, text: str) -> Person | None:
        return find_listed_person(_SEPARATOR.split(_own_part(text).strip()))

    def _of_list(self, text: str, plain: str) -> list[Head]:
        match = self._listed.match(text)
        parts = _PERSON_EACH.split(match["rest"]) if match else []
        people = [self.person_of_line(part) for part in parts]
        return [self.of_line(person, plain) for person in people if person]

    def of_line(self, person: Person, plain: str) -> Head:
        """Somebody for whom a line of a list stands."""
        word = self.word.search(plain)
        return Head(person, word.group() if word else "", 0, len(plain))

    def _named(self, plain: str) -> Iterator[Head]:
        chief = "总召集人" in plain
        for match in self._becomes.finditer(plain):
            if (chief and match["head"] == "召集人") or _LOWER.search(match["who"]):
                continue
            if _NO_MORE.search(match["who"]) or _EARLIER.search(match["who"]):
                continue
            who, own = _SELF.sub("", match["who"]), "亲自" in match["who"]
            if _BEFORE.search(match["who"]) or self.word.search(match["who"]):
                who = _after_last(self.word, who)
            phrase = _after_last(_BODIES, _after_last(_LEFT, who))
            if _HE.fullmatch(phrase) and (told := _told_before(plain[: match.start("who")])):
                yield Head(told, match["head"], match.start("who"), match.end())
                continue
            each = "双" in match["head"] or "共同" in match["who"] or "分别" in match["who"]
            ahead = _AHEAD.search(plain[: match.start("who")]) if "分别" in match["who"] else None
            both = parse_people(_after_last(_LEFT, ahead["who"])) if ahead else []
            both = both if len(both) == 1 and both[0].name and both[0].title else []
            people = [*both, *parse_people(phrase, each=each)]
            deputies = _DEPUTIES.match(plain, match.end())
            few = deputies.group().count("副") if deputies else 0
            for person in people[: len(people) - few] if few < len(people) else people:
                person = _named_behind(person, plain[match.end() :]) if len(people) == 1 else person
                if person.name or (person.title and not own):
                    yield Head(person, match["head"], match.start("who"), match.end())

    def _of_subject(self, plain: str) -> Iterator[Head]:
        """ "县长张示例为第一责任人，任组长": who does what an earlier part says."""
        for match in self._went_on.finditer(plain):
            for part in reversed(match["ahead"].split(",")):
                if person := find_subject(_after_last(_LEFT, part)):
                    yield Head(person, match["head"], match.start(), match.end())
                    break

    def _successor(self, plain: str) -> Iterator[Head]:
        """ "因工作变动由县长张示例接替"."""
        word = self.word.search(plain)
        for match in self._succeeds.finditer(plain) if word else ():
            who = next(found for found in match.group("who", "now", "is") if found)
            for person in parse_people(_SELF.sub("", who)):
                if person.name and word:
                    yield Head(person, word.group(), match.start(), match.end())

    def _each_in_turn(self, plain: str) -> Iterator[Head]:
        """ "县委书记…、县长…分别担任政委和组长": as many words as people, of which one is the head's."""
        for match in self._in_turn.finditer(plain):
            words = _WORDS_APART.split(match["words"])
            people = parse_people(_after_last(_LEFT, match["who"]))
            heads = [at for at, word in enumerate(words) if self.word.fullmatch(word)]
            if len(words) == len(people) > 1 and len(heads) == 1 and people[heads[0]].name:
                yield Head(people[heads[0]], words[heads[0]], match.start(), match.end())

    def _by_title(self, plain: str) -> Iterator[Head]:
        """ "在县委书记、…领导小组组长张示例的高度重视下"."""
        for match in self._titled.finditer(plain):
            ahead = _WHERE.sub("", match["ahead"])
            offices = "、".join(part for part in ahead.split("、") if _OFFICE_WORD.search(part))
            joint = "、" if offices and _OFFICE_IN.search(match["who"]) else ""
            for person in parse_people(offices + joint + match["who"]):
                if person.name and person.sure and is_name(person.name):
                    yield Head(person, match["head"], match.start(), match.end())

    def _by_name_each(self, plain: str) -> Iterator[Head]:
        """ "组长:王示例(县委书记)、张示例(县长)"."""
        for match in self._each.finditer(plain):
            for part in re.findall(r"[^、和()]+\([^()]+\)", match["who"]):
                for person in parse_people(part):
                    if person.name and person.title:
                        yield Head(person, match["head"], match.start(), match.end())

    def _in_brackets(self, plain: str) -> Iterator[Head]:
        """ "组长(县长:张示例)"."""
        for match in self._beside.finditer(plain):
            for person in parse_people(match["who"].replace(":", "")):
                if person.name and person.sure:
                    yield Head(person, match["head"], match.start(), match.end())

    def _as_both(self, plain: str) -> Iterator[Head]:
        """ "“双组长”负责：县委书记…、县长…"."""
        for match in (*self._both.finditer(plain), *self._both_first.finditer(plain)):
            for person in parse_people(match["who"], each=True):
                yield Head(person, match["head"], match.start(), match.end())

    def _in_command(self, plain: str) -> Iterator[Head]:
        """ "以“一把手”为组长的…，县长张示例同志亲自挂帅"."""
        match = _IN_COMMAND.search(plain)
        people = parse_people(match["who"]) if match else []
        for person in people:
            if match and person.name and person.title:
                yield Head(person, "", match.start(), match.end())

    def _by_whom(self, plain: str) -> Iterator[Head]:
        for match in self._by.finditer(plain):
            if _FORMERLY.search(plain[: match.start()][-4:]) or _NO_MORE.search(match["who"]):
                continue
            who = _after_last(_CHANGED, _SELF.sub("", match["who"]))
            for person in parse_people(who, each="双" in match.group()):
                person = _with_offices_behind(person, plain[match.end() :])
                if person.name or person.title:
                    yield Head(person, match["head"], match.start(), match.end())


def _told_before(ahead: str) -> Person | None:
    """Who "他" is: the last one of whom the sentence says something before."""
    for part in reversed(ahead.split(",")):
        if person := find_subject(_after_last(_LEFT_OF_HIM, part)):
            return person
    return None


def _with_offices_behind(person: Person, behind: str) -> Person:
    """ "组长：张示例，县委副书记、县长"."""
    match = _OFFICES.match(behind) if person.name and not person.title else None
    offices = parse_people(match["offices"]) if match else []
    return Person(person.name, offices[0].title, person.sure) if _is_office(offices) else person


def _named_behind(person: Person, behind: str) -> Person:
    """ "县长任组长（张示例）"."""
    match = _NAME_BEHIND.match(behind) if person.title and not person.name else None
    return Person(match["name"], person.title) if match and is_name(match["name"]) else person


def _is_office(people: list[Person]) -> bool:
    return len(people) == 1 and people[0].name is None


def _after_last(pattern: re.Pattern[str], text: str) -> str:
    ends = [match.end() for match in pattern.finditer(text)]
    return text[ends[-1] :] if ends else text


def _own_part(rest: str) -> str:
    """What belongs to the head, where deputies follow on the same line."""
    return re.split(r"副\s*组\s*长|成\s*员|副总|[。；;]", rest)[0]


@lru_cache(maxsize=4)
def head_words(words: LeadershipWords) -> HeadWords:
    return HeadWords(words)
