"""Words that unmake a figure or a text: it is of another time, only planned, or not filled in at all.

They belong to the language of forms, not to one programme.
"""

import re

from extract.text import squeeze, to_halfwidth

_OTHER_TIME = r"上年|上一年|去年|上期|同期|往年"
_NOT_YET = r"目标|计划|规划|预计|预期|预测|拟|申报中|待|快报|未到位|未完成|未核|力争"
_NOT_ALL = r"重复|失效|过期|停产|注销|撤销|剔除"
_SAMPLE = r"示例|范例|样表|样本|样式|模板|例表|填写例"
_CORRECTED = r"应[为是](?!20\d\d年)\d|更正|订正|作废"
_DRAFT = r"草稿|初稿|讨论稿|征求意见稿"
_ELSE = r"全省|全市|全国|人均|户均|增长|增速|增减|增幅|同比|得分|分值|权重|标准|基数|排名"

UNMAKING = re.compile(
    "|".join((_OTHER_TIME, _NOT_YET, _NOT_ALL, _SAMPLE, _CORRECTED, r"改为|修正|有误|错误|笔误"))
)
"""In a remark, a part in brackets, or a note on the form."""

UNMAKING_HEAD = re.compile("|".join((_OTHER_TIME, _NOT_YET, _NOT_ALL, _SAMPLE, _ELSE)))
"""In the head of a column: what stands below is not the figure asked for."""

UNMAKING_TITLE = re.compile(
    "|".join((_OTHER_TIME, r"目标|计划|任务|预计|快报|待核", _SAMPLE, _CORRECTED, _DRAFT))
)
"""In a form's title or a line around it."""

CORRECTING_HEAD = re.compile(r"更正|订正|修正|修改|改正|核定|核实|审定|复核|调整")
"""In the head of a column: what stands below takes the place of the figure beside it."""

SAMPLE = re.compile(_SAMPLE)
"""Anywhere around a form: it is no application."""

_PLACEHOLDER = re.compile(
    r"[xX×＊*]{2,}|[_＿]{2,}|某某|[□☐○]|^例[:：]|请(?:选择|填写|输入|点击)|单击|点击此处"
    r"|^(?:待填写?|待定|未定|同上|填写.{0,10})$|^[(（][^()（）]*(?:填写|全称|盖章|公章|签字)[^()（）]*[)）]$"
    r"|^(?:\d[.、]){2,}$|[(（]\s*[)）]"
)


def find_placeholder(text: str) -> str | None:
    """The words in a cell that the form, not its filler, has written; None where there are none."""
    match = _PLACEHOLDER.search(squeeze(to_halfwidth(text)))
    return match.group() if match else None
