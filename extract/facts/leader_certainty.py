"""What makes the head of a leading group doubtful, though a sentence names one: a change of persons that is
told besides, another person in the same office, an office that is not understood."""

import re
from collections.abc import Iterable, Sequence

from dossier import Leader, LeadingGroup
from extract.facts.holders import Holders
from extract.facts.people import offices_of
from extract.facts.sentences import Sentence, make_plain
from policy.form import LeadershipWords

CHANGED = "正文说到人员有变动（“{}”），请核对现在的组长是哪一位"
TWO_IN_OFFICE = "正文里“{}”写有几个人：{}，请核对"
CUT_SHORT = "“{}”后面的字没有读懂，请核对姓名是不是完整的"
UNREAD = "职务“{}”没有完全读懂，请核对"

_PAUSE = re.compile(r"[,;。()]")
_OF_OTHERS = re.compile(r"原组长|前任组长|原[^,;。]{0,12}组长|副(?:组长|总?召集人|总指挥)|成员|名单")
_REASON = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?(?:先后|曾|期间|其间)*(?:根据|因|鉴于|由于|随着|按照|结合)")
_TERM = re.compile(
    r"\((?=[^()]*年)(?:20\d\d年(?:\d{1,2}月)?)?(?:至|—|-|~|到)*20\d\d年(?:\d{1,2}月)?(?:至今|起任?|任|前|后)?\)(?!\d)"
)
"""The time in which somebody held it."""
_IN_TURN = re.compile(r"(?:先后|依次|相继)由[^,;。]{2,40}任")
_OFFICE = re.compile(
    r"常务|副|党组|党工委|工委|管委会|管理委员会|委员会|人民政府|政府|常委|书记|[县区市]长|[县区市]委|[县区市]|主任|局长|部长|秘书长|主席"
    r"|统战部?|组织部?|宣传部?|政法委?|纪委|监委|政协|人大|代理?|兼|[一二三四]级|调研员|委员|成员|开发|高新|经开|经济|技术|产业|工业|园区?|新区"
    r"|示范|人选|候选人?|总经理|董事长|负责人|领导|专员|助理|[“”]"
)
_BEHIND_NAME = re.compile(
    r"$|[^一-鿿]|[任担兼为是出同先亲负牵带的等挂主女男和与及以由县区市党副常管工代书局政分共双接继总统抓在到对每多曾也均都组就][一-鿿]?"
)
"""What may stand behind a name: a pause, a verb, another office."""
_PLACE = 6
"""Characters of a place ahead of an office."""


def with_certainty(
    groups: Sequence[LeadingGroup], sentences: Iterable[Sentence], words: LeadershipWords, holders: Holders
) -> tuple[LeadingGroup, ...]:
    """With the doubts that the whole narrative leaves about each head."""
    if not any(group.leaders for group in groups):
        return tuple(groups)
    names = frozenset(one.name for group in groups for one in group.leaders if one.name)
    changes = _Changes(words, names)
    for sentence in sentences:
        changes.read(sentence.plain)
    return tuple(
        group.model_copy(update={"leaders": tuple(_doubted(one, changes, holders) for one in group.leaders)})
        for group in groups
    )


def _doubted(leader: Leader, changes: "_Changes", holders: Holders) -> Leader:
    found = (changes.doubt_of(leader), _two_in_office(leader, holders), _unread(leader), _cut_short(leader))
    doubts = tuple(doubt for doubt in found if doubt)
    return leader.model_copy(update={"doubts": (*leader.doubts, *doubts)}) if doubts else leader


class _Changes:
    """Sentences that say that somebody came after somebody else, where it is not clear who."""

    def __init__(self, words: LeadershipWords, names: frozenset[str]) -> None:
        self._words = re.compile("|".join(map(re.escape, words.changed)) or "(?!)")
        self._heads, self._names = re.compile(rf"(?<!副)(?:{'|'.join(map(re.escape, words.head))})"), names
        self._told: list[tuple[str, str, bool]] = []

    def read(self, plain: str) -> None:
        found = (m for m in self._words.finditer(plain) if not self._is_clear(plain, m))
        headed = self._heads.search(plain) is not None
        match = next(found, None) or (_TERM.search(plain) or _IN_TURN.search(plain) if headed else None)
        if match:
            names_some = any(name in plain for name in self._names)
            self._told.append((match.group(), plain, headed and not names_some))

    def _is_clear(self, plain: str, match: re.Match[str]) -> bool:
        """Is it of who was the head before, or of others, or only the reason why the head was named."""
        before = _PAUSE.split(plain[: match.start()])
        ahead, clause = before[-1], _PAUSE.split(plain[match.start() :])[0]
        if _OF_OTHERS.search(",".join((*before[-2:-1], ahead + clause))):
            return True
        head = self._heads.search(plain, match.end())
        named = any(name in plain[head.start() - 12 :] for name in self._names) if head else False
        return _REASON.match(ahead) is not None and named

    def doubt_of(self, leader: Leader) -> str | None:
        offices = [office for office in offices_of(leader.title or "") if leader.name]
        held = re.compile("|".join(rf"(?<!副){re.escape(office)}" for office in offices) or "(?!)")
        for word, plain, of_head in self._told:
            told = self._heads.search(plain) or held.search(plain)
            if of_head or (told and leader.name and leader.name in plain) or held.search(plain):
                return CHANGED.format(word)
        return None


def _two_in_office(leader: Leader, holders: Holders) -> str | None:
    for office in offices_of(leader.title or ""):
        names = holders.names_of(office)
        if len(names) > 1 and leader.name in names:
            return TWO_IN_OFFICE.format(office, "、".join(names))
    return None


def _cut_short(leader: Leader) -> str | None:
    """Words behind the name that are no end of one: it may be longer, or no name."""
    plain = make_plain(leader.evidence[0].quote) if leader.evidence else ""
    if not leader.name or leader.name not in plain:
        return None
    ends = [plain[match.end() :] for match in re.finditer(re.escape(leader.name), plain)]
    return None if any(_BEHIND_NAME.match(behind) for behind in ends) else CUT_SHORT.format(leader.name)


def _unread(leader: Leader) -> str | None:
    """Something else than offices and a place in a title."""
    for office in offices_of(leader.title or ""):
        rest = _OFFICE.sub(" ", office).strip()
        if rest and (" " in rest or len(rest) > _PLACE or not office.startswith(rest)):
            return UNREAD.format(office)
    return None
