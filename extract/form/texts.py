"""The text of a cell that holds words, not figures: a name, a person, a kind of office; and its doubts."""

import re
from collections.abc import Iterator

from extract.form.cautions import find_placeholder
from extract.form.periods import find_periods
from extract.scan.lexicon import load_words
from extract.text import squeeze, to_halfwidth, without_layout
from policy.form import FormField

_NONE = frozenset({"无", "没有", "0"})
_REFERS = re.compile(r"详?见附[件表]|另附|附后|见(?:正文|材料|名单)|^同(?:上|前|左|右)")
_NOT_SO = re.compile(
    r"待定|待[建批核]|未定|暂无|不详|没有|尚[未无不]|未(?:设|形成|明确|成立|确定|建立)|不(?:设|存在)"
    r"|拟(?:设|定|建|转|培育|发展|成立|创建)|(?:规划|计划|目标)(?:发展|培育|建设|[:：])|筹建"
    r"|撤销|注销|停产|淘汰|[(（]示例|^示例[:：]|样表|上年|去年|更名|改为|某$|^本人$"
)
"""What is not there, not yet, or no more."""
_DENYING = frozenset("拟待未尚暂不非无原曾")
_CHOICE = re.compile(r"[→⇒√✓☑☒□■]|-+>|[一-鿿)）]\s*[/|｜]\s*[(（一-鿿]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?[人名万元%]")
_NOBODY = re.compile(r"[本我全该某各申报]{0,2}(?:县|市|区|旗|省|园区|开发区|单位|局|中心|部门)")
_OPENING, _CLOSING = frozenset("（(《“‘【[+"), frozenset("）)》”’】]")
_MANY = 6
"""So many times over, no text fits a pattern that is of people's names."""


def parse_text(field: FormField, text: str, *, pictured: bool, soft_breaks: bool) -> tuple[str, list[str]]:
    """The text without layout, and the doubts (Chinese). `soft_breaks`: line breaks may be only layout."""
    value = without_layout(text)
    doubts = []
    if pictured:
        value = value.rstrip("。；，、")  # or a speck
        doubts = [f"开头或者末尾的“{sign}”看不清是什么" for sign in _stray_ends(value)]
    return value, [*doubts, *_doubts(field, text, value, soft_breaks=soft_breaks)]


def _stray_ends(value: str) -> Iterator[str]:
    """The signs that a text neither begins nor ends with: dirt, or what a seal left of a character."""
    if value and not (value[0].isalnum() or value[0] in _OPENING):
        yield value[0]
    if value and not (value[-1].isalnum() or value[-1] in _CLOSING):
        yield value[-1]


def _doubts(field: FormField, text: str, value: str, *, soft_breaks: bool) -> Iterator[str]:
    if field.pattern and not re.fullmatch(field.pattern, to_halfwidth(value)):
        yield f"“{value[:20]}”不像是“{field.label}”"
    elif re.fullmatch(r"[\d.,%]+", to_halfwidth(value)) and not field.pattern:
        yield f"填的是数字“{value[:20]}”，应为文字"
    if _REFERS.search(value) or value in _NONE or _NOBODY.fullmatch(value):
        yield f"填的是“{value[:20]}”"
    if placeholder := find_placeholder(value):
        yield f"“{placeholder[:20]}”像是表样上的提示，不是填写的内容"
    if (match := _NOT_SO.search(value)) or _begins_with_denial(value):
        yield f"写着“{match.group() if match else value[:2]}”，是否已经如此请核实"
    if match := _FIGURE.search(to_halfwidth(value)):
        yield f"里面还有数字“{match.group()}”，可能是另一栏的"
    if _CHOICE.search(value):
        yield "写了不止一种，没有看出是哪一种"
    if any(True for _ in find_periods(squeeze(to_halfwidth(value)))):
        yield "写了年份，不知是什么时候的情况"
    if _are_several(field, text, soft_breaks=soft_breaks):
        yield "可能写了两个，中间只有空格或者换行"


def _begins_with_denial(value: str) -> bool:
    """Does it begin with a word like 拟 or 原 that is no part of a longer word, such as a place 原平."""
    return value[:1] in _DENYING and not any(value[:length] in load_words() for length in (2, 3, 4))


def _are_several(field: FormField, text: str, *, soft_breaks: bool) -> bool:
    """Is each of the parts between spaces (or lines that somebody broke) a whole text of the field, and all
    end alike or are short as the names of people."""
    parts = re.split(r"[^\S\n]+" if soft_breaks else r"\s+", text.strip())
    if len(parts) < 2 or not field.pattern:
        return False
    whole = all(re.fullmatch(field.pattern, to_halfwidth(part)) for part in parts)
    alike = len({part[-1:] for part in parts}) == 1 or not re.fullmatch(field.pattern, "".join(parts) * _MANY)
    return whole and alike and not re.search(r"\d", text)
