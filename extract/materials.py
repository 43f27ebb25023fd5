"""Which materials a narrative holds: present, hollow (a heading and nothing of its kind), missing."""

import re
from collections.abc import Sequence

from dossier import FieldReading, MaterialReading
from extract.assertions import is_asserted
from extract.copies import FormCopy
from extract.numbering import numbering_level
from extract.sections import Section
from extract.text import squeeze
from policy.form import MaterialSpec

_PLACEHOLDER = re.compile(r"[xX×ＸｘＸ]{2,}|20[xX×]{2}|[_＿]{3,}|【\s*】|（\s*）|\(\s*\)")
_ATTACHED = re.compile(r"详?见附[件表录]|附后|另附")
_FOLLOWED = re.compile(
    r"(?:学习|贯彻|落实|根据|按照|依据|对照|执行|遵照)[^《，。；]{0,12}《[^》]*》(?:[、和及]《[^》]*》)*"
)
"""Documents of others that are followed."""
_SHORT = 40

HOLLOW_EMPTY = "只有标题，没有内容"
HOLLOW_WORDS = "只有原则性的表述，没有具体的事实"
HOLLOW_ATTACHED = "写的是“见附件”，没有正文，请核对附件"
HOLLOW_PLACEHOLDERS = "内容里还有没有填写的空位"


def read_materials(
    materials: Sequence[MaterialSpec],
    sections: dict[str, list[Section]],
    copies: Sequence[FormCopy],
    fields: dict[str, FieldReading],
) -> dict[str, MaterialReading]:
    """One reading for each material of the policy. `sections` gives the sections of each."""
    return {
        spec.id: _read_form_material(copies, fields)
        if spec.source == "form"
        else _read(spec, sections[spec.id])
        for spec in materials
    }


def _read(spec: MaterialSpec, sections: Sequence[Section]) -> MaterialReading:
    if not sections:
        return MaterialReading(status="missing", reasons=("没有找到这一部分的标题",))
    reasons = [_why_hollow(spec, section) for section in sections]
    headings = tuple(section.heading for section in sections)
    evidence = tuple(section.evidence for section in sections)
    if None in reasons:
        return MaterialReading(status="present", headings=headings, evidence=evidence)
    said = tuple(dict.fromkeys(reason for reason in reasons if reason))
    return MaterialReading(status="hollow", headings=headings, reasons=said, evidence=evidence)


def _why_hollow(spec: MaterialSpec, section: Section) -> str | None:
    """None where the section says something of its kind."""
    body = [p.text for p in section.paragraphs if not _is_heading_like(p.text)]
    text = "\n".join([*body, section.table_text])
    if not squeeze(text):
        return HOLLOW_EMPTY
    if len(squeeze(text)) < _SHORT and _ATTACHED.search(text):
        return HOLLOW_ATTACHED
    sentences = re.split(r"(?<=[。；\n])", text)
    filled = "".join(s for s in sentences if not _PLACEHOLDER.search(s) and is_asserted(s))
    filled = _FOLLOWED.sub("", filled)
    if spec.facts and not any(re.search(pattern, filled) for pattern in spec.facts):
        return HOLLOW_PLACEHOLDERS if _PLACEHOLDER.search(text) else HOLLOW_WORDS
    return None


def _is_heading_like(text: str) -> bool:
    return numbering_level(text) is not None and len(text) < _SHORT and not text.endswith(("。", "；", ";"))


def _read_form_material(copies: Sequence[FormCopy], fields: dict[str, FieldReading]) -> MaterialReading:
    if not copies:
        return MaterialReading(status="missing", reasons=("没有找到申报表",))
    evidence = copies[0].slots[0].label_cell.evidence
    if all(reading.status in ("blank", "missing") for reading in fields.values()):
        return MaterialReading(status="hollow", reasons=("申报表是空白表，没有填写",), evidence=evidence)
    return MaterialReading(status="present", headings=copies[0].titles, evidence=evidence)
