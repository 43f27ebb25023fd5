"""Another county's name where the county's own should stand: text that was taken over from elsewhere.

What counts is how a county is spoken of: as the owner of offices and policies, or beside the own one, as an
example or a partner, which is no fault.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from policy.text_checks import OtherPlaceCheck
from validate.own_names import find_own_name, strip_rank
from validate.place_mentions import PlaceMention, find_mentions, find_names
from validate.submission import Submission
from validate.verdict import UNSURE_TEXT, Verdict

_RULES, _TITLES = 3, 2
_SHARE = 0.6
"""A name that stands so often, and makes up so much of all names, is the text's own."""


def judge_other_place(check: OtherPlaceCheck, submission: Submission) -> Iterator[Verdict]:
    """One verdict a name; nothing is said where nobody knows the own one. Counties that are only named
    beside the own one are one note, as far as the register knows them. To a zone any county that it names
    may be its own."""
    passages = submission.dossier.passages
    every = [
        each for passage in passages for each in find_mentions(passage, check, submission.policy.registry)
    ]
    own = find_own_name(submission.dossier, submission.policy) or find_titling(submission)
    own = own or find_ruling(every)
    if own is None:
        yield Verdict(check, None, broken=None)
        return
    named: dict[str, list[PlaceMention]] = defaultdict(list)
    for each in every:
        named[each.name].append(each)
    others = sorted(set(named) - set(list_own(own, named, submission)))
    passing: list[PlaceMention] = []
    for name in others:
        owning = [each for each in named[name] if each.standing == "owner"]
        if owning:
            yield judge(as_note(check) if is_zone(own, submission) else check, name, own, owning)
        else:
            passing += [each for each in named[name] if each.known]
    if passing:
        names = "、".join(dict.fromkeys(each.name for each in passing))
        yield judge(as_note(check), names, own, passing)


def judge(check: OtherPlaceCheck, name: str, own: str, told: Sequence[PlaceMention]) -> Verdict:
    return Verdict(
        check,
        None,
        broken=True,
        sure=False,
        words={"name": name, "own": own, "count": str(len(told))},
        evidence=tuple(dict.fromkeys(each.evidence for each in told)),
        unsure=UNSURE_TEXT,
    )


def as_note(check: OtherPlaceCheck) -> OtherPlaceCheck:
    return check.model_copy(update={"severity": "note", "message": check.passing})


def find_titling(submission: Submission) -> str | None:
    """The county that most of the policies and leading groups which are told begin with, where the form does
    not say."""
    facts = submission.dossier.facts
    titles = [one.title for one in facts.policies] + [one.name for one in facts.leadership.groups]
    counts: Counter[str] = Counter()
    for title in titles:
        text = title.removeprefix("中共")
        names = (text[:end] for start, end, _ in find_names(text, submission.policy.registry) if start == 0)
        counts.update(list(names)[:1])
    name, count = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return name if count >= _TITLES and count >= _SHARE * counts.total() else None


def find_ruling(mentions: Sequence[PlaceMention]) -> str | None:
    """The county that the text is about, where the form does not say."""
    counts = Counter(each.name for each in mentions if each.standing == "owner")
    if not counts:
        return None
    name, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return name if count >= _RULES and count >= _SHARE * counts.total() else None


def list_own(own: str, named: dict[str, list[PlaceMention]], submission: Submission) -> Iterator[str]:
    """The names that mean the applicant: written in full or short, by a former name, with its city; of a
    zone also the county that it lies in, which is the one that its text names most."""
    registry = submission.policy.registry
    stem = strip_rank(own)
    former = {name for _, county in registry.by_name.get(own, ()) for name in (county.name, *county.former)}
    for name in named:
        bare = strip_rank(name)
        if (
            bare in own
            or stem in name
            or former & {name, *(name.removeprefix(c.name) for c in registry.cities)}
        ):
            yield name
    if is_zone(own, submission):
        host, told = max(named.items(), key=lambda item: (len(item[1]), item[0]), default=(own, []))
        if len(told) >= _RULES:
            yield host
        zone = registry.zones_by_name.get(own)
        if zone is not None and zone.host is not None:
            yield zone.host


def is_zone(own: str, submission: Submission) -> bool:
    return own.endswith(submission.policy.registry.zones.words or ("开发区",))
