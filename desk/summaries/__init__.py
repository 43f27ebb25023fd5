"""What the desk hands out: a summary and a notice for each dossier, a workbook and a page for the batch."""

from desk.summaries.detail import render_detail
from desk.summaries.notice import render_notice
from desk.summaries.page import render_page
from desk.summaries.shared_page import render_shared
from desk.summaries.summary import render_summary
from desk.summaries.workbook import render_workbook

__all__ = [
    "render_detail",
    "render_notice",
    "render_page",
    "render_shared",
    "render_summary",
    "render_workbook",
]
