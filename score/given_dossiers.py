"""The dossier that an example gives, as if it had been read."""

from collections.abc import Iterator
from typing import Literal, cast

from pydantic import JsonValue, TypeAdapter

from dossier import (
    Dossier,
    Evidence,
    Facts,
    FieldReading,
    Form,
    MaterialReading,
    Mention,
    NamedCount,
    Passage,
    Seal,
    SealOwner,
    SectionReading,
    Tally,
    Value,
)
from policy import Policy
from policy.base import PolicyError
from policy.examples import Given
from policy.references import strip_label

TALLIES = TypeAdapter(tuple[Tally, ...])

FILE = "申报表"
NARRATIVE = "申报资料"
EMPTY = "空着"
ABSENT = "没有这一栏"


def make_dossier(given: Given, policy: Policy) -> Dossier:
    form = cast("dict[str, JsonValue]", given["form"])
    told = cast("dict[str, Literal['present', 'hollow', 'missing']]", given.get("materials", {}))
    return Dossier(
        policy=policy.id,
        form=Form(
            data_year=cast("int | None", given.get("data_year")),
            fields={find_field(label, policy): make_reading(cell) for label, cell in form.items()},
        ),
        materials={
            spec.id: MaterialReading(status=told.get(spec.id, "present")) for spec in policy.materials
        },
        facts=make_facts(given, policy),
        seals=tuple(make_seal(owner) for owner in cast("list[SealOwner]", given.get("seals", []))),
        passages=tuple(passage for _, passage in list_paragraphs(given)),
        sections=tuple(list_sections(given, policy)),
        tallies=TALLIES.validate_python(given.get("tallies", [])),
    )


def make_facts(given: Given, policy: Policy) -> Facts:
    facts = Facts.model_validate(given.get("facts", {}))
    return facts.model_copy(update={"mentions": (*facts.mentions, *list_mentions(given, policy))})


def make_seal(owner: SealOwner) -> Seal:
    return Seal(owner=owner, evidence=(Evidence(source=FILE, page=1, quote="", method="ocr"),))


def list_mentions(given: Given, policy: Policy) -> Iterator[Mention]:
    for label, value in cast("dict[str, float]", given.get("mentions", {})).items():
        place = Evidence(source=NARRATIVE, quote=f"{label}{value}", method="text")
        yield Mention(field=find_field(label, policy), value=value, evidence=(place,))


def list_paragraphs(given: Given) -> Iterator[tuple[str | None, Passage]]:
    """Each with the material that its chapter serves; first those under no heading."""
    chapters = cast("dict[str, list[str]]", given.get("chapters", {}))
    texts = [(None, text) for text in cast("list[str]", given.get("narrative", []))]
    under = [(material, text) for material, each in chapters.items() for text in each]
    for number, (material, text) in enumerate([*texts, *under]):
        place = Evidence(source=NARRATIVE, paragraph=number, quote=text, method="text")
        yield material, Passage(evidence=place)


def list_sections(given: Given, policy: Policy) -> Iterator[SectionReading]:
    """A heading right above the first paragraph of each chapter."""
    told = set[str]()
    for material, passage in list_paragraphs(given):
        if material is not None and material not in told:
            told.add(material)
            yield SectionReading(
                heading=policy.material(material).title,
                level=1,
                materials=(material,),
                characters=len(passage.text),
                evidence=(passage.evidence,),
            )


def find_field(label: str, policy: Policy) -> str:
    """The field of that label or id. Raises PolicyError where there is none."""
    for field in policy.form.fields:
        if label == field.id or strip_label(label) == strip_label(field.label):
            return field.id
    raise PolicyError(f"申报表没有“{label}”这一栏")


def make_reading(cell: JsonValue) -> FieldReading:
    """What stands in a cell: a number or a text; 空着 or 没有这一栏; {count, names} or only how many;
    {unsure: …} for what was read with a doubt."""
    if cell == ABSENT:
        return FieldReading(status="missing")
    places = (Evidence(source=FILE, quote=str(cell), method="text"),)
    if cell == EMPTY:
        return FieldReading(status="blank", raw="", evidence=places)
    if isinstance(cell, dict) and "unsure" in cell:
        value = make_value(cell["unsure"])
        return FieldReading(status="review", value=value, reasons=("字迹不清",), evidence=places)
    return FieldReading(
        status="accepted", value=make_value(cell), raw=str(cell), confidence=1, evidence=places
    )


def make_value(cell: JsonValue) -> Value:
    if isinstance(cell, dict):
        return NamedCount.model_validate(cell)
    if isinstance(cell, int | float | str):
        return cell
    raise PolicyError(f"格子里写的看不懂：{cell}")
