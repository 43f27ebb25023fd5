"""What a comparison of two dossiers says: sentences and tables, the same for the terminal and the paper."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desk.summaries.differences import say_change, say_reading
from desk.summaries.places import Places, say_spot
from desk.summaries.words import (
    CONDITION_OUTCOMES,
    GATE_OUTCOMES,
    INDICATOR_OUTCOMES,
    MATERIAL_STATUSES,
    NOT_BINDING,
    SEVERITIES,
    clean,
    one_line,
    say_number,
    say_range,
)
from dossier import Evidence, Seal, SealOwner
from policy import Policy
from policy.form import FormField
from score.comparison import Comparison, GateChange, Side
from validate.comparison import FieldChange, FileChange
from validate.finding import Finding
from validate.settled import Fate, FindingChange

OWNERS: dict[SealOwner, str] = {
    "city_department": "市级主管部门的章",
    "city_government": "市级政府的章",
    "applicant": "申报单位的章",
    "unknown": "看不出是谁的章",
}
FILES = {"changed": "内容有变", "moved": "改了名或换了位置", "added": "新增", "removed": "这次没有"}
FATES: dict[Fate, str] = {"settled": "已解决", "open": "不能确定", "stays": "仍然存在", "new": "新出现"}


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a heading; `widths` are shares of its width. Without rows, `nothing` says so."""

    title: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    nothing: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class BothPlaces:
    """How the places of each of the two dossiers are said. Of a single file its name is left out: the
    dossier is called so."""

    old: Places
    new: Places

    def say(self, before: Sequence[Evidence], after: Sequence[Evidence]) -> str:
        lines = (("上次", say_place(self.old, before)), ("这次", say_place(self.new, after)))
        return "\n".join(f"{when}：{where}" for when, where in lines if where)


def say_place(places: Places, evidence: Sequence[Evidence]) -> str:
    if not evidence:
        return ""
    return (say_spot(evidence[0]) if len(places.names) == 1 else "") or places.say(evidence[0])


def sum_up_changes(comparison: Comparison) -> list[str]:
    """What a reviewer wants to know first, a sentence each; warnings stand first."""
    same = sum(change.kind == "same" for change in comparison.fields)
    every = len(comparison.fields)
    fates = [change.fate for change in comparison.findings]
    counts = "、".join(f"{word}{fates.count(fate)}个" for fate, word in FATES.items() if fate in fates)
    return [
        *warn(comparison),
        f"上次：{say_side(comparison.old)}；这次：{say_side(comparison.new)}。",
        f"申报表{every}栏中，{every - same}栏有变化，{same}栏没有变化。",
        f"问题：{counts}。" if counts else "两份都没有查出问题。",
        say_gates(comparison.gate),
    ]


def say_gates(gate: GateChange) -> str:
    met = [say_range(gate.old_lowest, gate.old_highest), say_range(gate.new_lowest, gate.new_highest)]
    ends = f"要求{gate.required}项：{GATE_OUTCOMES[gate.old]} → {GATE_OUTCOMES[gate.new]}"
    return (
        f"达标指标：上次{met[0]}项，这次{met[1]}项（共{gate.total}项，两份都按{gate.targets}比较）；"
        f"{ends if gate.binding else f'{NOT_BINDING}，供参考'}。"
    )


def warn(comparison: Comparison) -> Iterator[str]:
    if comparison.same_applicant is False:
        yield "注意：两份资料的申报单位不是同一个，请检查文件是否放对。"
    elif comparison.same_applicant is None:
        yield "注意：不能确定两份资料是同一个申报单位，请先核对单位名称。"
    if comparison.relation == "unknown":
        yield "注意：有一份资料看不出是哪一年的数据，请先核对数据年度。"


def say_side(side: Side) -> str:
    year = f"{side.data_year}年数据" if side.data_year else "数据年度不明"
    return f"{clean(side.name)}（{one_line(side.applicant or '单位不明')}，{year}）"


def list_sections(comparison: Comparison, policy: Policy, places: BothPlaces) -> list[Section]:
    return [
        list_findings(comparison, places),
        list_fields(comparison, policy, places),
        list_conditions(comparison),
        list_indicators(comparison),
        list_materials(comparison, policy, places),
        list_seals(comparison, places),
        list_files(comparison),
    ]


def list_findings(comparison: Comparison, places: BothPlaces) -> Section:
    return Section(
        title="问题的变化",
        head=("情况", "程度", "问题", "位置"),
        widths=(10, 8, 52, 30),
        rows=tuple(list_finding(change, places) for change in comparison.findings),
        nothing="两份都没有查出问题。",
        note="“已解决”是说按这次的资料重新核对，不再有这个问题；核对不了的列为“不能确定”，不算解决。",
    )


def list_finding(change: FindingChange, places: BothPlaces) -> tuple[str, ...]:
    """As it is said now, with what was said before where that is different."""
    finding = change.new or change.old
    if finding is None:
        return (FATES[change.fate], "", "", "")
    told = clean(finding.message)
    if change.why:
        told += f"（{change.why}）"
    if change.old and change.new and change.old.message != change.new.message:
        told += f"（上次：{clean(change.old.message)}）"
    where = places.say(find_places(change.old), find_places(change.new))
    return FATES[change.fate], SEVERITIES[finding.severity], told, where


def find_places(finding: Finding | None) -> Sequence[Evidence]:
    return finding.evidence if finding else ()


def list_fields(comparison: Comparison, policy: Policy, places: BothPlaces) -> Section:
    specs = {spec.id: spec for spec in policy.form.fields}
    changed = [change for change in comparison.fields if change.kind != "same"]
    return Section(
        title="申报表数据的变化",
        head=("栏目", "上次", "这次", "变化", "位置"),
        widths=(20, 14, 14, 25, 27),
        rows=tuple(list_field(change, specs[change.field], places) for change in changed),
        nothing="各栏都没有变化。",
    )


def list_field(change: FieldChange, spec: FormField, places: BothPlaces) -> tuple[str, ...]:
    where = places.say(change.old.evidence, change.new.evidence)
    before, after = say_reading(change.old, spec), say_reading(change.new, spec)
    return clean(spec.label), before, after, say_change(change, spec), where


def list_conditions(comparison: Comparison) -> Section:
    return Section(
        title="申报条件的变化",
        head=("条件", "上次", "这次"),
        widths=(30, 35, 35),
        rows=tuple(
            (
                change.name,
                f"{CONDITION_OUTCOMES[change.old]}：{change.old_reason}",
                f"{CONDITION_OUTCOMES[change.new]}：{change.new_reason}",
            )
            for change in comparison.conditions
        ),
        nothing="各项条件的结果没有变化。",
    )


def list_indicators(comparison: Comparison) -> Section:
    return Section(
        title="达标指标的变化",
        head=("序号", "指标", "目标", "上次", "这次"),
        widths=(7, 39, 18, 18, 18),
        rows=tuple(
            (
                str(change.number),
                change.name,
                change.target,
                say_outcome(INDICATOR_OUTCOMES[change.old], change.old_value, change.unit),
                say_outcome(INDICATOR_OUTCOMES[change.new], change.new_value, change.unit),
            )
            for change in comparison.indicators
        ),
        nothing="各项指标的数据和结果没有变化。",
    )


def say_outcome(outcome: str, value: float | None, unit: str) -> str:
    return outcome if value is None else f"{outcome}（{say_number(value)}{unit}）"


def list_materials(comparison: Comparison, policy: Policy, places: BothPlaces) -> Section:
    titles = {material.id: material.title for material in policy.materials}
    return Section(
        title="材料的变化",
        head=("材料", "上次", "这次", "位置"),
        widths=(36, 16, 16, 32),
        rows=tuple(
            (
                titles[change.material],
                MATERIAL_STATUSES[change.old],
                MATERIAL_STATUSES[change.new],
                places.say(change.old_evidence, change.new_evidence),
            )
            for change in comparison.materials
        ),
        nothing="各项材料的有无没有变化。",
    )


def list_seals(comparison: Comparison, places: BothPlaces) -> Section:
    return Section(
        title="公章的变化",
        head=("公章", "上次", "这次", "位置"),
        widths=(22, 24, 24, 30),
        rows=tuple(
            (
                OWNERS[change.owner],
                say_seals(change.old),
                say_seals(change.new),
                places.say(find_stamped(change.old), find_stamped(change.new)),
            )
            for change in comparison.seals
        ),
        nothing="看到的公章没有变化。",
    )


def say_seals(seals: Sequence[Seal]) -> str:
    if not seals:
        return "没有看到"
    names = [one_line(seal.text or "印文没有读出") + ("" if seal.certain else "（待核）") for seal in seals]
    return f"{len(seals)}个：{'、'.join(names)}"


def find_stamped(seals: Iterable[Seal]) -> Sequence[Evidence]:
    return [place for seal in seals for place in seal.evidence]


def list_files(comparison: Comparison) -> Section:
    changed = [change for change in comparison.files if change.kind != "same"]
    return Section(
        title="文件的变化",
        head=("文件", "变化"),
        widths=(60, 40),
        rows=tuple((clean(change.path), say_file(change)) for change in changed),
        nothing="文件没有变化。",
    )


def say_file(change: FileChange) -> str:
    return FILES[change.kind] + (f"（上次：{clean(change.was)}）" if change.was else "")
