"""调查问卷.docx: the questionnaire that enterprises fill in, on a page or two."""

from pathlib import Path

from docx.document import Document

from desk.summaries.official import Style, add_row, add_table, add_text, open_paper, save_paper
from policy import Policy
from policy.scoring import Survey

BOX = "□"

ROOM = "\n" * 3
"""Lines to write on."""

LEAD = (
    "为了解{place}{subject}情况，请贵单位根据实际感受填写。本问卷不记名，只用于统计，"
    "请在每一行选择一个答案打“√”；也可以在“打分”一栏按{low:g}至{high:g}分打分，越满意分数越高。"
    "答案和打分填一种即可；没有接触过、不清楚的，请选“{unknown}”。"
)


def render_questionnaire(policy: Policy, path: Path, applicant: str | None = None) -> None:
    """Writes the questionnaire; `applicant` is the county or zone that it asks about."""
    survey = policy.scoring.survey
    title = f"{applicant or ''}{survey.subject}调查问卷"
    paper = open_paper(title)
    add_text(paper, title, Style.TITLE)
    add_text(paper, f"（{policy.programme.title}）", Style.SUBTITLE)
    add_text(paper, say_lead(survey, applicant), Style.TABLE_LEAD)
    add_text(paper, "一、基本情况", Style.HEADING)
    for line in survey.about:
        add_text(paper, line, Style.TABLE_LEAD)
    add_text(paper, "二、您对下列情况是否满意", Style.HEADING)
    add_topics(paper, survey)
    add_text(paper, "三、意见和建议", Style.HEADING)
    box = add_table(paper, [f"您对改善当地{survey.subject}有什么意见和建议"], [100])
    add_row(box, [ROOM], [Style.TABLE_TEXT])
    add_text(paper, "感谢您的支持！　　　　　　　　填写日期：　　　　年　　月　　日", Style.TABLE_LEAD)
    save_paper(paper, path)


def say_lead(survey: Survey, applicant: str | None) -> str:
    unknown = next((each.word for each in survey.answers if not each.counted), "")
    low, high = survey.numbers
    return LEAD.format(place=applicant or "当地", subject=survey.subject, low=low, high=high, unknown=unknown)


def add_topics(paper: Document, survey: Survey) -> None:
    """A row a topic, a box an answer, and room for a number."""
    words = [answer.word for answer in survey.answers]
    heads = ["序号", "内容", *map(fold, words), "打分"]
    table = add_table(paper, heads, [7, 36, *([9.8] * len(words)), 8])
    for topic in survey.topics:
        row = [str(topic.number), topic.question or topic.name, *([BOX] * len(words)), ""]
        styles = [Style.TABLE_CENTRED, Style.TABLE_TEXT, *([Style.TABLE_CENTRED] * (len(words) + 1))]
        add_row(table, row, styles)


def fold(word: str) -> str:
    """A long word on two lines of one length."""
    return word if len(word) <= 3 else f"{word[: (len(word) + 1) // 2]}\n{word[(len(word) + 1) // 2 :]}"
