"""A dossier, or the pages of one file, as plain text on the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from desk.summaries.places import name_places
from desk.summaries.words import FIELD_STATUSES, MATERIAL_STATUSES, SOURCE_STATUSES, say_value
from dossier import Dossier, Page
from policy import Policy


def print_dossier(dossier: Dossier, policy: Policy) -> None:
    console, places = Console(highlight=False), name_places(dossier)
    for source in dossier.sources:
        console.print(escape(f"{SOURCE_STATUSES[source.status]}：{source.path} {source.reason or ''}"))
    table = Table(title="申报表", title_justify="left")
    for head in ("栏目", "状态", "数值", "说明和出处"):
        table.add_column(head, overflow="fold")
    for field in policy.form.fields:
        reading = dossier.form.fields[field.id]
        told = [*reading.reasons, *map(places.say, reading.evidence[:1])]
        row = (field.label, FIELD_STATUSES[reading.status], say_value(reading.value), "；".join(told))
        table.add_row(*map(escape, row))
    console.print(table)
    for material in policy.materials:
        found = dossier.materials[material.id]
        words = "；".join([*found.headings, *found.reasons])
        console.print(escape(f"{MATERIAL_STATUSES[found.status]}：{material.title}  {words}"))


def print_pages(pages: Sequence[Page]) -> None:
    console = Console(highlight=False)
    for page in pages:
        console.rule(escape(f"第{page.number}页 {page.name or ''}".strip()))
        for line in page.lines:
            console.print(escape(line.text))
        for table in page.tables:
            console.print(escape(f"表格（{table.rows}行{table.columns}列）"))
            for cell in table.cells:
                console.print(escape(f"  第{cell.row + 1}行第{cell.column + 1}列：{cell.text}"))
