"""Reference data on the terminal."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from desk.reference_columns import PERCENT, plan_sheets
from desk.summaries.places import say_spot
from policy import Policy
from score.figures import SAY_BASIS
from score.reference_book import ReferenceBook
from validate.wording import say_number


def print_reference(book: ReferenceBook, policy: Policy) -> None:
    """A line a figure, with its place."""
    console = Console(highlight=False)
    titles = {figure.subject: figure.title for plan in plan_sheets(policy) for figure in plan.figures}
    table = Table(title="参考数据", title_justify="left")
    for head in ("申报单位", "年份", "项目", "口径", "数值", "出处"):
        table.add_column(head, overflow="fold")
    for figure in book.figures:
        title = titles.get(figure.subject, figure.subject)
        basis = "" if title.endswith(f"{PERCENT}）") else SAY_BASIS[figure.basis]
        place = f"{figure.evidence.source} {say_spot(figure.evidence)}"
        row = (figure.name or "全省", str(figure.year), title, basis, say_number(figure.value), place)
        table.add_row(*map(escape, row))
    console.print(table)
    for host in book.hosts:
        console.print(escape(f"开发区{host.zone}所在：{host.name}（{say_spot(host.evidence)}）"))
