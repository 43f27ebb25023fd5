"""A scheme of points that is chosen for a run: a file of its own, laid over the policy's scoring."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from policy.base import Id, PolicyError, Rule
from policy.coherence import find_faults
from policy.files import parse_file, read_text
from policy.load import PROGRAMMES
from policy.model import Policy
from policy.places import Fault, Place, find_line, find_tree
from policy.scoring import Judging, Percent, ScoringItem
from policy.wording import describe_fault

FOLDER = "schemes"

STANDS_IN: Mapping[Place, Place] = {
    ("scoring", "items"): ("items",),
    ("scoring", "parts"): ("items",),
    ("scoring", "survey", "answers"): ("answers",),
    ("assessment", "cutoffs"): ("cutoffs",),
}
"""Where in a scheme stands what is a fault of the policy with the scheme laid over it."""


class Scheme(Rule):
    """`answers` are the points of the survey's words, `cutoffs` the lowest totals of the grades."""

    version: Annotated[str, Field(min_length=1)]
    example: bool = False
    items: Annotated[tuple[ScoringItem, ...], Field(min_length=1)]
    judging: Judging = Judging()
    answers: dict[str, Percent] = Field(default_factory=dict)
    cutoffs: dict[Id, Percent] = Field(default_factory=dict)


def load_scheme(name: str, policy: Policy) -> Scheme:
    """The scheme in the file `name`, or the one of that name that comes with the programme. Raises
    PolicyError, with file and line, where it does not fit the policy."""
    path = find_file(name, policy)
    try:
        scheme = Scheme.model_validate(parse_file(path.name, read_text(path)))
    except ValidationError as error:
        raise refuse(path, [(tuple(f["loc"]), describe_fault(f)) for f in error.errors()]) from error
    if faults := find_scheme_faults(scheme, policy):
        raise refuse(path, faults)
    return scheme


def find_file(name: str, policy: Policy) -> Path:
    path = Path(name)
    if path.is_file():
        return path
    home = PROGRAMMES / policy.id / FOLDER
    if (home / f"{name}.yaml").is_file():
        return home / f"{name}.yaml"
    known = "、".join(each.stem for each in sorted(home.glob("*.yaml")))
    raise PolicyError(f"没有打分办法“{name}”。可以写一个文件（.yaml），或程序带的：{known or '（没有）'}。")


def find_scheme_faults(scheme: Scheme, policy: Policy) -> list[Fault]:
    words = {answer.word for answer in policy.scoring.survey.answers if answer.counted}
    unknown: list[Fault] = [
        (("answers", word), f"调查没有“{word}”这个计分的答案，只有 {'、'.join(sorted(words))}")
        for word in scheme.answers
        if word not in words
    ]
    return unknown + [(locate(place), message) for place, message in find_faults(lay_over(policy, scheme))]


def locate(place: Place) -> Place:
    for prefix, start in STANDS_IN.items():
        if place[: len(prefix)] == prefix:
            return start if prefix[-1] == "parts" else (*start, *place[len(prefix) :])
    return place


def lay_over(policy: Policy, scheme: Scheme) -> Policy:
    """The policy with the scheme's points, judging, answers and cut-offs."""
    survey = policy.scoring.survey
    answers = tuple(
        answer.model_copy(update={"points": scheme.answers.get(answer.word)}) for answer in survey.answers
    )
    scoring = policy.scoring.model_copy(
        update={
            "version": scheme.version,
            "example": scheme.example,
            "items": scheme.items,
            "judging": scheme.judging,
            "survey": survey.model_copy(update={"answers": answers}),
        }
    )
    assessment = policy.assessment.model_copy(update={"cutoffs": scheme.cutoffs})
    return policy.model_copy(update={"scoring": scoring, "assessment": assessment})


def refuse(path: Path, faults: list[Fault]) -> PolicyError:
    tree = find_tree(path)
    return PolicyError(
        "\n".join(f"{path.name} 第{find_line(tree, place)}行: {said}" for place, said in faults)
    )
