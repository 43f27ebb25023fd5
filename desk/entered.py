"""What people entered for a batch, kept under OUT beside the results: points, answers, grades, what they
decided, what departments gave, and which yearly assessment it is.

OUT/录入/ holds a file for each kind, as `import` read and checked it. A new import replaces the file.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from desk.store import write_whole
from desk.summaries.digest import read_field
from desk.summaries.names import RECORD
from dossier import Dossier
from dossier.base import Record
from dossier.errors import WrongUse
from policy import Policy
from score.entries import Assessed, Decisions, Grades, Scores, SurveyAnswers
from score.reference_book import ReferenceBook

FOLDER = "录入"
SCORES, ANSWERS, GRADES, REFERENCE = "评分.json", "问卷.json", "等次.json", "参考数据.json"
DECISIONS, ASSESSED = "判定.json", "年度考核.json"

Kept = TypeVar("Kept", bound=Record)


@dataclass(frozen=True, slots=True)
class Entered:
    """What bears on reviews; None where nothing was entered yet."""

    scores: Scores | None = None
    answers: SurveyAnswers | None = None
    reference: ReferenceBook | None = None
    decisions: Decisions | None = None
    assessed: Assessed | None = None


NOTHING = Entered()


@dataclass(frozen=True, slots=True)
class Applicant:
    """`name` is that of the dossier's folder under OUT, by which everything is entered; `said` is the name
    on the form."""

    name: str
    said: str | None
    dossier: Dossier


def load_entered(out: Path) -> Entered:
    return Entered(
        scores=load_kept(out / FOLDER / SCORES, Scores),
        answers=load_kept(out / FOLDER / ANSWERS, SurveyAnswers),
        reference=load_reference(out),
        decisions=load_kept(out / FOLDER / DECISIONS, Decisions),
        assessed=load_assessed(out),
    )


def load_assessed(out: Path) -> Assessed | None:
    return load_kept(out / FOLDER / ASSESSED, Assessed)


def load_grades(out: Path) -> Grades | None:
    return load_kept(out / FOLDER / GRADES, Grades)


def load_reference(out: Path) -> ReferenceBook | None:
    return load_kept(out / FOLDER / REFERENCE, ReferenceBook)


def stamp_entered(out: Path) -> str:
    """Changes whenever something else is entered that bears on reviews; empty where nothing is."""
    paths = [out / FOLDER / name for name in (SCORES, ANSWERS, REFERENCE, DECISIONS, ASSESSED)]
    there = [path for path in paths if path.is_file()]
    digest = hashlib.sha256()
    for path in there:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest() if there else ""


def load_kept(path: Path, kind: type[Kept]) -> Kept | None:
    """What was entered; None where nothing was. Raises WrongUse where the file was spoilt."""
    try:
        return kind.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (ValidationError, OSError) as error:
        raise WrongUse(f"“{path}”打不开或内容不对，请删除它，再导入一次") from error


def save_kept(path: Path, kept: Record) -> None:
    text = kept.model_dump_json(indent=2) + "\n"
    write_whole(path, lambda part: part.write_text(text, encoding="utf-8", newline="\n"))


def find_applicants(out: Path, policy: Policy) -> list[Applicant]:
    """The dossiers that were reviewed into OUT, by name. Raises WrongUse where there are none."""
    records = sorted(out.glob(f"*/{RECORD}"), key=lambda path: path.parent.name)
    found = [load_applicant(path, policy) for path in records]
    if not found:
        raise WrongUse(f"“{out}”里没有审查结果；请先运行 shenbao review，这里写同一个结果文件夹")
    return found


def load_applicant(path: Path, policy: Policy) -> Applicant:
    try:
        dossier = Dossier.model_validate_json(path.read_bytes())
    except (ValidationError, OSError) as error:
        raise WrongUse(f"“{path}”打不开或内容不对，请再审查一次") from error
    named = read_field(dossier, policy.form.fields[0]).value
    return Applicant(path.parent.name, named if isinstance(named, str) else None, dossier)


def find_name(applicants: Sequence[Applicant], text: str) -> str | None:
    """The dossier that somebody means, by its own name or by that on the form; None where none or several
    are called so."""
    if text in {each.name for each in applicants}:
        return text
    named = [each.name for each in applicants if each.said == text]
    return named[0] if len(named) == 1 else None


def say_names(applicants: Sequence[Applicant]) -> str:
    return "、".join(each.name for each in applicants)
