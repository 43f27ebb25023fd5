"""By what names a dossier calls its own applicant."""

import re

from dossier import Dossier
from policy import Policy
from validate.placenames import strip_name

_RANK = re.compile(
    r"(?:省级)?(?:经济技术|经济|高新技术产业|高新|转型综改|现代农业|工业)?(?:开发区|示范区|园区|产业园)|[县区市旗]$"
)
_SHORTEST = 2


def find_own_name(dossier: Dossier, policy: Policy) -> str | None:
    """What the first cell of the form calls the applicant, None where it says nothing."""
    reading = dossier.form.fields.get(policy.form.fields[0].id)
    if reading is None or not isinstance(reading.value, str):
        return None
    return strip_name(reading.value) or None


def strip_rank(name: str) -> str:
    """The stem of a place's name: 岚山 of 岚山县 and of 岚山经济技术开发区; 盂县 stays whole."""
    stem = _RANK.sub("", name)
    return stem if len(stem) >= _SHORTEST else name


def list_own_names(dossier: Dossier, policy: Policy) -> tuple[str, ...]:
    """The applicant's name in full and its stem, longer ones first."""
    name = find_own_name(dossier, policy)
    return tuple(dict.fromkeys((name, strip_rank(name)))) if name else ()
