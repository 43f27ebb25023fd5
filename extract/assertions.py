"""Does a sentence say that something is so, or only that it is planned, undone, or true of others?"""

import re

_NOT_SO = re.compile(
    r"尚未|还未|未能|未安排|未设立|未成立|没有|不再|取消|废止|拟|将(?!军)|计划|力争|下一步|今后|预计|正在(?:制定|研究|起草)|应当|应安排|待"
)
_OF_OTHERS = re.compile(
    r"全省|全市|全国|省级财政|省财政|市财政|市级财政|中央|上级|企业自筹|社会资本|外省|外县"
)
_PLANS = re.compile(r"下一步|下步|下一年|工作打算|工作计划|今后|未来|展望|工作思路|努力方向|奋斗目标")


def is_asserted(text: str) -> bool:
    """Neither denied nor only planned."""
    return _NOT_SO.search(text) is None


def is_of_others(text: str) -> bool:
    """Of the province, the city, the state or somebody else than the applicant."""
    return _OF_OTHERS.search(text) is not None


def heads_plans(heading: str) -> bool:
    """Does a heading stand over what is still to be done."""
    return _PLANS.search(heading) is not None
