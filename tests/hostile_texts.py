"""A hundred texts that try to be something else than text, and a review that is made of them."""

from made_up_reviews import make_review

from desk.review import Review
from dossier import CellPlace, Evidence, FieldReading, NamedCount
from policy import Policy
from validate.finding import Finding

MARK = "taken"
"""What the texts would leave on a page if one of them ran."""

RUN = f"document.documentElement.dataset.{MARK}=1;document.title='{MARK}'"

_HANDLERS = (
    "onerror",
    "onload",
    "onclick",
    "onfocus",
    "onmouseover",
    "ontoggle",
    "onanimationstart",
    "onpageshow",
)
_TAGS = ("img src=x", "svg", "body", "details open", "iframe", "video src=x", "input autofocus", "marquee")
_CLOSINGS = ("script", "style", "title", "textarea", "table", "td", "svg", "select", "option", "summary")
_FORMULAS = (
    '=cmd|"/c calc"!A1',
    "=1+1",
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    '=HYPERLINK("http://example.invalid","点我")',
    "{=SUM(A1:A9)}",
    '=WEBSERVICE("http://example.invalid")',
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "'=1+1",
    '"=1+1',
    "=DDE(1)",
)
_ADDRESSES = (
    "javascript:" + RUN,
    "data:text/html,<script>" + RUN + "</script>",
    "file:///etc/passwd",
    "http://example.invalid/?a=1&b=2#<x>",
    "mailto:a@example.invalid",
    "\\\\example.invalid\\share",
    "external:a.xlsx",
    "internal:Sheet1!A1",
    "../../../etc/passwd",
    "//example.invalid/x",
)
_TEMPLATES = (
    "{{ 7*7 }}",
    "{% raw %}",
    "{# x #}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "%s%n%d",
    "{0.__class__}",
)
_CHARACTERS = (
    "控\x00制\x0b字\x1f符\ufffe\ud800尾",
    "左\u202e右\u200f标\u2066记\u2069",
    "零\u200b宽\u200d连\ufeff接",
    "组\u0301\u0302\u0303\u0304合\u0489\u0488",
    "换\n行\r\n再\t制表",
    "段\u2028落\u2029分",
    "退\x08格\x7f删\x1b[31m红",
    "私\ue000有\U000f0000区",
    "家👨‍👩‍👧‍👦徽🏳️‍🌈",
    "全角＜ｓｃｒｉｐｔ＞",
    "&lt;b&gt;&amp;&#x41;&nbsp;&copy",
    "_x0041__x000D_",
    "]]>&amp;<![CDATA[x]]><!--x--><?xml?>",
    "\\u003cb\\u003e\\x3cb\\x3e",
    "\u202e倒写\u202c",
)
_LONG = ("W" * 400, "长" * 1200, "<" * 300, "&" * 300, '"' * 300, "空 " * 300, "a/b\\c:d*e?f|g")
_QUOTES = (
    f'" autofocus onfocus="{RUN}" x="',
    f"' onmouseover='{RUN}' x='",
    f'"><script>{RUN}</script>',
    f"'><img src=x onerror={RUN}>",
    f"`;{RUN};`",
    f"';{RUN};//",
    f'";{RUN};//',
    f"</noscript></template><script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<script>{RUN}</script>",
    f"<SCRIPT SRC=data:,{RUN}></SCRIPT>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<a href=javascript:{RUN}>x</a>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<base href=//example.invalid/><object data=javascript:{RUN}>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<link rel=stylesheet href=data:,*{{color:red}}>{RUN}",
    f"<form action=javascript:{RUN}><button autofocus>x",
    f"<style>@import 'data:,x';</style>{RUN}",
)

TEXTS = (
    *(f"<{tag} {handler}={RUN}>" for tag, handler in zip(_TAGS, _HANDLERS, strict=True)),
    *(f"</{tag}><script>{RUN}</script>" for tag in _CLOSINGS),
    *_FORMULAS,
    *_ADDRESSES,
    *_TEMPLATES,
    *_CHARACTERS,
    *_LONG,
    *_QUOTES,
    "<b>粗</b><i>斜</i><u>线</u>",
    "CON",
    "a.b.",
    " 首尾空格 ",
    "~$锁.docx",
    "-rf *",
    "'; DROP TABLE x; --",
    "|| calc",
)


def make_review_of(texts: tuple[str, ...], policy: Policy, name: str = "恶'\"<b>&县 #1%20=1+1") -> Review:
    """Every field, name of a file, heading, quote, reason and finding is one of the texts, and each of them
    stands in a finding, a reason and the name of a file."""
    review = make_review(policy)
    assert review.dossier is not None
    dossier = review.dossier

    def place(number: int) -> Evidence:
        text = texts[number % len(texts)]
        at = CellPlace(table=0, row=number, column=1)
        return Evidence(source=text, cell=at, quote=text, method="word")

    fields = {
        field.id: FieldReading(
            status="review",
            value=NamedCount(count=number, names=texts[number : number + 3])
            if field.kind == "count_names"
            else texts[number],
            raw=texts[number],
            unit=texts[number],
            reasons=(texts[number],),
            evidence=(place(number), place(number + 45)),
        )
        for number, field in enumerate(policy.form.fields)
    }
    sources = tuple(
        dossier.sources[0].model_copy(update={"path": f"{number}{text}", "reason": text})
        for number, text in enumerate(texts)
    )
    materials = {
        key: reading.model_copy(
            update={"headings": texts[n : n + 9], "reasons": texts[n : n + 9], "evidence": (place(n),)}
        )
        for n, (key, reading) in enumerate(dossier.materials.items())
    }
    findings = tuple(
        Finding(
            rule="FIELD-REVIEW",
            outcome=("fail", "review")[number % 2],
            severity="error",
            subject=text,
            message=text,
            request=text,
            evidence=(place(number),),
        )
        for number, text in enumerate(texts)
    )
    update = {
        "form": dossier.form.model_copy(update={"fields": fields}),
        "sources": sources,
        "materials": materials,
        "seals": tuple(dossier.seals[0].model_copy(update={"text": text}) for text in texts[:20]),
    }
    return Review(
        name, dossier.model_copy(update=update), findings, review.scorecard, applicant=review.applicant
    )
