"""Reviews of made-up counties, built by hand: no reader and no rule has a part in them."""

from desk.review import Review
from dossier import (
    CellPlace,
    Dossier,
    Evidence,
    FieldReading,
    FieldStatus,
    Form,
    MaterialReading,
    NamedCount,
    Seal,
    Source,
    Value,
)
from policy import Policy
from policy.form import FormField
from policy.rules import AtLeast, Indicator
from score.scorecard import (
    ConditionResult,
    GateResult,
    IndicatorResult,
    Outcome,
    ReadingTaken,
    RequirementResult,
    Scorecard,
)
from validate.applicant import Applicant
from validate.finding import Finding

VALUES: dict[str, tuple[str, Value | None, FieldStatus]] = {
    "applicant_name": ("云川县", "云川县", "accepted"),
    "lead_department": ("云川县工业和信息化局", "云川县工业和信息化局", "accepted"),
    "contact_person": ("柳知远", "柳知远", "accepted"),
    "contact_phone": ("0000-1234567", "0000-1234567", "review"),
    "market_entities": ("25345家", 25345, "accepted"),
    "industrial_below_scale": ("412", 412, "accepted"),
    "industrial_above_scale": ("63家", 63, "accepted"),
    "leading_industries_count": ("2", 2, "accepted"),
    "leading_industries_names": ("法兰锻造、玻璃器皿", "法兰锻造、玻璃器皿", "accepted"),
    "startup_bases": (
        "2个：云川双创园、北坡众创空间",
        NamedCount(count=2, names=("云川双创园", "北坡众创空间")),
        "accepted",
    ),
    "specialized_smes": (
        "12家：云川锻造有限公司、北坡玻璃有限公司、南岭机械有限公司、河湾轴承有限公司、青石法兰有限公司、"
        "东坪环件有限公司、西沟铸造有限公司、平川密封件有限公司、石桥阀门有限公司、云峰新材料有限公司、长岭电气有限公司",
        NamedCount(
            count=12,
            names=(
                "云川锻造有限公司",
                "北坡玻璃有限公司",
                "南岭机械有限公司",
                "河湾轴承有限公司",
                "青石法兰有限公司",
                "东坪环件有限公司",
                "西沟铸造有限公司",
                "平川密封件有限公司",
                "石桥阀门有限公司",
                "云峰新材料有限公司",
                "长岭电气有限公司",
            ),
        ),
        "review",
    ),
    "sme_department_name": ("云川县中小企业服务中心", "云川县中小企业服务中心", "accepted"),
    "sme_department_nature": ("全额事业", "全额事业", "accepted"),
    "sme_department_staff": ("9", 9, "accepted"),
    "sme_count": ("5120", 5120, "accepted"),
    "sme_revenue": ("128.6", 128.6, "review"),
    "sme_tax": ("8.9亿元", 89000.0, "accepted"),
    "sme_employees": ("5.2万人", 52000, "accepted"),
    "special_fund": ("/", None, "blank"),
    "sme_revenue_growth": ("8.6%", 8.6, "accepted"),
    "sme_gdp_share": ("56.2%", 56.2, "accepted"),
    "above_scale_enterprises": ("88", 88, "accepted"),
    "newly_above_scale": ("17", 17, "accepted"),
    "industrial_over_100m": ("近20", None, "review"),
    "industrial_over_1b": ("1家：云川锻造", NamedCount(count=1, names=("云川锻造",)), "accepted"),
    "provincial_tech_centers": ("4", 4, "accepted"),
    "tech_smes": ("71", 71, "accepted"),
    "high_tech_enterprises": ("31", 31, "accepted"),
    "provincial_little_giants": ("2", 2, "accepted"),
    "national_little_giants": ("无", 0, "accepted"),
    "non_coal_share": ("78.4", 78.4, "accepted"),
    "cluster_output_growth": ("9.1", 9.1, "accepted"),
    "modern_services_share": ("51", 51, "accepted"),
    "joint_stock_reforms": ("16", 16, "accepted"),
    "fourth_board_listed": ("7", 7, "accepted"),
    "neeq_listed": ("1", 1, "accepted"),
    "main_board_listed": ("0", 0, "accepted"),
    "entrepreneurs_trained": ("320", 320, "accepted"),
    "famous_trademarks": ("", None, "missing"),
    "incubated_micro": ("46", 46, "accepted"),
    "incubated_over_5m": ("9", 9, "accepted"),
    "zone_new_above_scale": ("6", 6, "accepted"),
    "platform_served": ("1260", 1260, "accepted"),
    "city_department_opinion": ("情况属实，同意推荐。", "情况属实，同意推荐。", "accepted"),
    "city_government_opinion": ("", None, "blank"),
}

FORM_FILE = "申报材料/云川县申报表.docx"
REPORT_FILE = "申报材料/云川县申报报告.pdf"
SHEET_FILE = "附表/专精特新企业名单.xlsx"


def cell(row: int, column: int, quote: str, source: str = FORM_FILE) -> Evidence:
    place = CellPlace(table=0, row=row, column=column)
    return Evidence(source=source, cell=place, quote=quote, method="word")


def sheet_cell(row: int, column: int, quote: str) -> Evidence:
    place = CellPlace(table=0, row=row, column=column)
    return Evidence(source=SHEET_FILE, page=1, cell=place, quote=quote, method="sheet")


def on_page(page: int, quote: str) -> Evidence:
    box = (90.0, 120.0, 400.0, 136.0)
    return Evidence(source=REPORT_FILE, page=page, box=box, quote=quote, method="pdf-text")


def make_review(policy: Policy) -> Review:
    """A dossier with something of everything: all statuses, outcomes, severities and media."""
    return Review(
        name="云川县",
        dossier=make_dossier(policy, VALUES),
        findings=make_findings(),
        scorecard=make_scorecard(policy, VALUES),
        applicant=Applicant(
            name="云川县", kind="county", city="岚川市", code="990123", sure=True, reason="与名册一致"
        ),
    )


def make_complete_review(policy: Policy, name: str = "云溪区") -> Review:
    """A dossier with nothing to ask of the applicant."""
    values = dict(VALUES, applicant_name=(name, name, "accepted"))
    values |= {
        field: (raw or "18", 18 if value is None else value, "accepted")
        for field, (raw, value, status) in values.items()
        if status != "accepted"
    }
    return Review(
        name=name,
        dossier=make_dossier(policy, values, whole=True),
        findings=(
            Finding(
                rule="HINT-BAND",
                outcome="review",
                severity="note",
                subject="market_entities",
                message="市场主体数量25345高于常见范围，请核实。",
                evidence=(cell(3, 1, "25345家"),),
            ),
        ),
        scorecard=make_scorecard(policy, values),
        applicant=Applicant(name=name, sure=True, reason=f"名册中没有“{name}”"),
    )


def make_unreadable_review(name: str = "云台县.zip") -> Review:
    return Review(name=name, dossier=None, failure="压缩包有密码，打不开。请提供密码或没有加密的文件。")


def make_dossier(
    policy: Policy, values: dict[str, tuple[str, Value | None, FieldStatus]], *, whole: bool = False
) -> Dossier:
    return Dossier(
        policy=policy.id,
        sources=make_sources(whole=whole),
        form=Form(
            data_year=2020,
            fields={field.id: make_field(field, *values[field.id]) for field in policy.form.fields},
        ),
        materials=make_materials(whole=whole),
        seals=(
            Seal(
                owner="city_department",
                text="云中市工业和信息化局",
                evidence=(on_page(2, "云中市工业和信息化局"),),
            ),
        ),
    )


def make_sources(*, whole: bool) -> tuple[Source, ...]:
    sources = [
        Source(
            path=FORM_FILE, sha256="0" * 64, bytes=20480, kind="docx", pages=1, status="read", reader="word"
        ),
        Source(
            path=REPORT_FILE, sha256="1" * 64, bytes=90112, kind="pdf", pages=18, status="read", reader="pdf"
        ),
        Source(
            path=SHEET_FILE, sha256="2" * 64, bytes=9216, kind="xlsx", pages=1, status="read", reader="sheet"
        ),
    ]
    if not whole:
        sources += [
            Source(
                path="附件/领导小组文件.pdf",
                sha256="3" * 64,
                bytes=4096,
                kind="pdf",
                status="failed",
                reason="文件有打开密码，读不了。",
            ),
            Source(
                path="Thumbs.db",
                sha256="4" * 64,
                bytes=512,
                kind="other",
                status="skipped",
                reason="不是申报资料。",
            ),
        ]
    return tuple(sources)


def make_field(field: FormField, raw: str, value: Value | None, status: FieldStatus) -> FieldReading:
    reasons = {
        "contact_phone": ("号码位数不常见",),
        "specialized_smes": ("写明12家，列出的名称只有11个",),
        "sme_revenue": ("格内、标签和表注都没有写单位，不知道是亿元还是万元",),
        "industrial_over_100m": ("写的是“近20”，不是确切的数",),
    }
    return FieldReading(
        status=status,
        value=value,
        raw=raw or None,
        unit="万元" if field.kind == "money" and status == "accepted" else None,
        confidence=0.99 if status == "accepted" else 0.4,
        reasons=reasons.get(field.id, ("须人工核对",)) if status == "review" else (),
        evidence=() if status == "missing" else (cell(field.row - 1, 1, raw),),
    )


def make_materials(*, whole: bool) -> dict[str, MaterialReading]:
    def present(heading: str, evidence: Evidence) -> MaterialReading:
        return MaterialReading(status="present", headings=(heading,), evidence=(evidence,))

    materials = {
        "application_form": present("创建中小企业高质量发展示范县（开发区）申报表", cell(0, 0, "申报表")),
        "leadership": present("二、领导机构、工作机构建立情况", on_page(3, "二、领导机构、工作机构建立情况")),
        "policies": present("三、扶持政策制定情况", on_page(5, "三、扶持政策制定情况")),
        "special_fund": present("四、专项资金设立和使用情况", on_page(7, "四、专项资金设立和使用情况")),
        "measures": present("五、主要做法和典型经验", on_page(9, "五、主要做法和典型经验")),
        "service_activities": present("六、服务活动情况", on_page(14, "六、服务活动情况")),
    }
    if whole:
        return materials
    hollow = on_page(7, "高度重视，加强领导，取得了显著成效。")
    materials["special_fund"] = MaterialReading(
        status="hollow",
        headings=("四、专项资金设立和使用情况",),
        reasons=("标题下只有空话，没有一个金额。",),
        evidence=(hollow,),
    )
    materials["service_activities"] = MaterialReading(status="missing", reasons=("没有找到这一部分的标题。",))
    return materials


def make_findings() -> tuple[Finding, ...]:
    """As the rules would give them: of all outcomes and severities, in no order."""
    return (
        Finding(
            rule="NAMES",
            outcome="fail",
            severity="warning",
            subject="specialized_smes",
            message="省级专精特新中小企业写明12家，列出的名称只有11个。",
            request="请核对申报表第8行“省级专精特新中小企业数量及企业名称”的数量与所列名称，并改为一致。",
            clauses=("D95-A2-08",),
            evidence=(cell(7, 1, VALUES["specialized_smes"][0]), sheet_cell(12, 1, "长岭电气有限公司")),
        ),
        Finding(
            rule="FIELD-BLANK",
            outcome="fail",
            severity="error",
            subject="special_fund",
            message="申报表第12行“中小企业发展专项资金数量（万元）”没有填写（栏内为“/”）。",
            request="请在申报表第12行“中小企业发展专项资金数量（万元）”补填。",
            clauses=("D95-A2-12",),
            evidence=(cell(11, 1, "/"),),
        ),
        Finding(
            rule="MATERIAL-MISSING",
            outcome="fail",
            severity="error",
            subject="service_activities",
            message="申报资料中没有找到第6项“组织开展的各类中小企业服务活动情况”。",
            request="请补报第6项“组织开展的各类中小企业服务活动情况”：分别写明产学研、融资对接、展销展会、"
            "双创活动各办了多少次、多少企业参加，有多少服务机构、开展了什么服务。",
            clauses=("D95-3-6", "D99-3-3-6"),
        ),
        Finding(
            rule="MATERIAL-HOLLOW",
            outcome="fail",
            severity="error",
            subject="special_fund",
            message="第4项“当地中小企业发展专项资金设立和使用情况”只有标题，没有具体内容。",
            request="请充实第4项“当地中小企业发展专项资金设立和使用情况”：写明专项资金何时设立，各年安排、"
            "拨付多少，用在哪里；没有设立的要说明。",
            clauses=("D95-3-4",),
            evidence=(on_page(7, "高度重视，加强领导，取得了显著成效。"),),
        ),
        Finding(
            rule="FIELD-REVIEW",
            outcome="review",
            severity="warning",
            subject="sme_revenue",
            message="申报表第10行“营业收入”读作“128.6”，须对照原件核实；格内、标签和表注都没有写单位。",
            request="请在申报表第10行“营业收入”注明单位（万元）。",
            clauses=("D95-A2-10",),
            evidence=(cell(9, 3, "128.6"),),
        ),
        Finding(
            rule="FUND",
            outcome="review",
            severity="warning",
            subject="special_fund",
            message="正文说专项资金每年安排500万元，没有写明是哪一年，不能与申报表核对。",
            clauses=("D95-3-4",),
            evidence=(on_page(8, "县财政每年安排500万元"),),
        ),
        Finding(
            rule="MATERIAL-OPTIONAL",
            outcome="fail",
            severity="note",
            subject="listed_enterprises",
            message="申报资料中没有“上市企业情况”，通知不作要求。",
            clauses=("D99-3-3-6",),
        ),
        Finding(
            rule="COMPARE-1",
            outcome="pass",
            severity="error",
            subject="above_scale_enterprises",
            message="规上企业数量不少于规上工业企业数量。",
        ),
        Finding(
            rule="SHARES",
            outcome="not_applicable",
            severity="error",
            subject="famous_trademarks",
            message="没有数值，不作核对。",
        ),
    )


def make_scorecard(policy: Policy, values: dict[str, tuple[str, Value | None, FieldStatus]]) -> Scorecard:
    indicators = tuple(make_indicator(item, values) for item in policy.indicators.indicators)
    met = sum(result.outcome == "met" for result in indicators)
    undetermined = sum(result.outcome == "undetermined" for result in indicators)
    required = policy.indicators.gate.required
    outcome: Outcome = (
        "met" if met >= required else "undetermined" if met + undetermined >= required else "not_met"
    )
    return Scorecard(
        policy=policy.id,
        conditions=make_conditions(policy),
        indicators=indicators,
        gate=GateResult(
            year=1,
            required=required,
            total=len(indicators),
            lowest=met,
            highest=met + undetermined,
            outcome=outcome,
            binding=False,
            reason="申报阶段仅供参考，年度考核时才作为门槛。",
            other_readings=("目标空着的2项如不算在内，达标数各少2项。",),
        ),
        readings=tuple(
            ReadingTaken(
                id=reading.id,
                title=reading.title,
                option=reading.default,
                text=next(option.text for option in reading.options if option.id == reading.default),
            )
            for reading in policy.readings
        ),
    )


def make_conditions(policy: Policy) -> tuple[ConditionResult, ...]:
    """The first fails, the last is for a person to judge, the others are met."""

    def make(number: int) -> tuple[Outcome, str]:
        if number == 0:
            return "not_met", "19345 ＜ 20000"
        if number == len(policy.conditions) - 1:
            return "undetermined", "机构队伍体系是否健全，须由人判断。"
        return "met", "63 ≥ 20"

    results = []
    for number, condition in enumerate(policy.conditions):
        outcome, reason = make(number)
        requirement = RequirementResult(outcome=outcome, reason=reason, evidence=(cell(3, 1, "25345家"),))
        results.append(
            ConditionResult(
                condition=condition.id,
                name=condition.name,
                outcome=outcome,
                requirements=(requirement,),
                clauses=condition.clauses,
            )
        )
    return tuple(results)


def make_indicator(
    item: Indicator, values: dict[str, tuple[str, Value | None, FieldStatus]]
) -> IndicatorResult:
    """Met where the value reaches a plain target; undetermined where no sure value or no plain target is."""
    raw, value, status = values[item.field] if item.field else ("", None, "missing")
    figure = value.count if isinstance(value, NamedCount) else value
    number = figure if isinstance(figure, int | float) and status == "accepted" else None
    target = item.targets.year_1
    wanted = target.value if isinstance(target, AtLeast) else None
    outcome: Outcome = "undetermined"
    if number is not None and wanted is not None:
        outcome = "met" if number >= wanted else "not_met"
    if target.kind == "blank":
        outcome = "met"
    return IndicatorResult(
        indicator=item.id,
        number=item.number,
        group=item.group,
        name=item.name,
        unit=item.unit,
        department=item.department,
        outcome=outcome,
        target=f"不低于{wanted:g}{item.unit}" if wanted is not None else "高于全省增速",
        target_value=wanted,
        value=number,
        difference=None if number is None or wanted is None else number - wanted,
        reason="见申报表",
        needs=(item.asks or f"请核实申报表“{item.name}”") if outcome == "undetermined" else None,
        field=item.field,
        clauses=item.clauses,
        evidence=() if status == "missing" else (cell(item.number, 1, raw),),
    )


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    '=cmd|"/c calc"!A1',
    "@SUM(1+1)*cmd",
    "控\x00制\x0b字\x1f符\ufffe\ud800尾",
    "左\u202e右\u200f标\u2066记\u2069",
    "{{ 7*7 }}{% raw %}",
    "http://example.invalid/?a=1&b=2#<x>",
    "W" * 400,
    "]]>&amp;&#x41;_x0041_",
)


def make_hostile_review(policy: Policy) -> Review:
    """A dossier whose every text tries to be something else than text."""
    everything = " ".join(HOSTILE)
    values = dict(VALUES)
    for field, text in zip(values, HOSTILE * 9, strict=False):
        values[field] = (text, text if isinstance(values[field][1], str) else values[field][1], "review")
    review = make_review(policy)
    dossier = make_dossier(policy, values)
    return Review(
        name="恶'\"<b>&县 #1%20=1+1",
        dossier=dossier.model_copy(
            update={
                "sources": tuple(
                    source.model_copy(update={"path": text, "reason": text})
                    for source, text in zip(dossier.sources * 2, HOSTILE, strict=False)
                ),
                "materials": {
                    name: reading.model_copy(update={"headings": (everything,), "reasons": (everything,)})
                    for name, reading in dossier.materials.items()
                },
            }
        ),
        findings=tuple(
            Finding(
                rule="HOSTILE",
                outcome="fail",
                severity="error",
                subject=text,
                message=text,
                request=text,
                evidence=(cell(1, 1, text, source=text),),
            )
            for text in HOSTILE
        ),
        scorecard=review.scorecard,
    )
