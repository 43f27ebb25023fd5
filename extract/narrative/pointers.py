"""Words that send the reader elsewhere: "详见附件3"."""

import re

POINTER = re.compile(
    r"(?:详|具体|内容)?(?:见|参见|请见|如)\s*(?:所?附|附件|附表|附录)|附后|另附|随文附|附有|另行(?:附上|提交|报送)"
)
_NUMBER = re.compile(r"附\s*[件表录]\s*[（(]?\s*(\d{1,2}|[一二三四五六七八九十])")
_HAN = "一二三四五六七八九十"


def number_of(text: str) -> int | None:
    """Which attachment a text names: 3 of 附件3; None where it gives no number."""
    match = _NUMBER.search(text)
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else _HAN.index(match[1]) + 1
