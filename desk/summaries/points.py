"""The points in the summary: the total with its parts, or why there is none."""

from docx.document import Document

from desk.summaries.official import Style, add_row, add_table, add_text
from desk.summaries.words import say_number
from score.total import Total

OPEN = "待定"


def add_points(paper: Document, total: Total) -> None:
    """One line where nothing is scored; else a table of the parts."""
    add_text(paper, f"打分：{say_total(total)}", Style.TABLE_LEAD if total.parts else Style.FINE)
    if not total.parts:
        return
    table = add_table(paper, ["打分部分", "权重", "得分", "怎样得来"], [30, 8, 13, 49])
    styles = [Style.TABLE_TEXT, Style.TABLE_CENTRED, Style.TABLE_CENTRED, Style.TABLE_TEXT]
    for part in total.parts:
        points = OPEN if part.points is None else say_number(part.points)
        add_row(table, [part.name, f"{part.weight * 100:g}%", points, part.trace.arithmetic], styles)
    if total.notes:
        add_text(paper, f"{'；'.join(total.notes)}。", Style.FINE)


def say_total(total: Total) -> str:
    """ "未设分值，不计算。" or "总分80.8（0.8×81＋0.2×80＝80.8）；分值表：…。" """
    if total.points is None and not total.parts:
        return f"{total.trace.arithmetic}。"
    if total.points is None:
        return f"总分待定；分值表：{total.version}。"
    return f"总分{say_number(total.points)}（{total.trace.arithmetic}）；分值表：{total.version}。"
