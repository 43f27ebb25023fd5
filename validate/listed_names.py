"""Names listed in the narrative against those on the form."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from dossier import Evidence, NamedCount, Passage
from policy.form import FormField
from policy.text_checks import ListedNamesCheck
from validate.own_names import list_own_names
from validate.submission import Submission
from validate.verdict import UNSURE_TEXT, Verdict

_LIST = (
    r"(?P<count>\d+)\s*(?:家|个|户)?\s*[，,]?\s*"
    r"(?:[（(]|[：:]|(?:分别)?(?:是|为)[：:]?|即|包括|有)\s*(?P<names>[^。；;]{4,400})"
)
_BEHIND_BRACKET = re.compile(r"[）)].*$", re.S)
_NAME = re.compile(
    r"(?:公司|集团|厂|基地|园|园区|空间|孵化器|孵化基地|中心|合作社|社区|众创|工场|矿|局|所|院)$"
)
_FORM_OF_LAW = re.compile(r"(?:股份)?(?:有限)?(?:责任)?公司$|[（()）\s“”\"]|^山西省?")
_ALIKE = 85
_FEWEST = 2


def judge_listed_names(check: ListedNamesCheck, submission: Submission) -> Iterator[Verdict]:
    """Asked of lists in full: as many names as the number before them, some of them on the form."""
    for field_id in check.fields:
        reading = submission.reading(field_id)
        if not isinstance(reading.value, NamedCount) or not reading.value.names:
            continue
        own = list_own_names(submission.dossier, submission.policy)
        known = [strip_name(name, own) for name in reading.value.names]
        for passage in submission.dossier.passages:
            for names, place in find_lists(passage, submission.specs[field_id]):
                unknown = [name for name in names if not is_known(strip_name(name, own), known)]
                if len(unknown) < len(names):
                    yield Verdict(
                        check,
                        field_id,
                        broken=bool(unknown),
                        sure=reading.status == "accepted",
                        words={"label": submission.label(field_id), "unknown": "、".join(unknown)},
                        request=None,
                        evidence=(*reading.evidence, place),
                        unsure=UNSURE_TEXT,
                    )


def find_lists(passage: Passage, spec: FormField) -> Iterator[tuple[list[str], Evidence]]:
    for phrase in spec.mentions:
        if phrase not in passage.text:
            continue
        for match in re.finditer(re.escape(phrase) + r"[^。；;\d（(]{0,8}" + _LIST, passage.text):
            names = split_names(match["names"], bracketed="（" in match.group() or "(" in match.group())
            if len(names) == int(match["count"]) >= _FEWEST and all(_NAME.search(name) for name in names):
                yield names, passage.evidence.model_copy(update={"quote": match.group()})


def split_names(text: str, *, bracketed: bool) -> list[str]:
    listed = _BEHIND_BRACKET.sub("", text) if bracketed else text
    return [name for part in re.split(r"[、，,]|和(?=[^、，,]{4,})", listed) if (name := part.strip(" 等\n"))]


def strip_name(name: str, own: Sequence[str]) -> str:
    """What tells a name from others of the county: without the county, the province and the form of law."""
    bare = _FORM_OF_LAW.sub("", name.strip())
    for place in own:
        bare = bare.replace(place, "", 1) if len(bare) > len(place) + 1 else bare
    return bare


def is_known(name: str, known: Sequence[str]) -> bool:
    return any(name in other or other in name or fuzz.ratio(name, other) >= _ALIKE for other in known)
