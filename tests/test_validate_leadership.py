"""Who leads each group, and whether both groups are told of."""

import pytest
from made_up_dossiers import POLICY, make_dossier
from made_up_texts import find, place

from dossier import Dossier, Facts, Leader, Leadership, LeadingGroup
from dossier.facts import GroupKind
from validate.check import check_dossier


def group(kind: GroupKind | None, *titles: str) -> LeadingGroup:
    leaders = tuple(
        Leader(name=f"示例{number}", title=title, evidence=(place(title),))
        for number, title in enumerate(titles)
    )
    return LeadingGroup(name="领导小组", kind=kind, leaders=leaders, evidence=(place("领导小组"),))


def led_by(*groups: LeadingGroup) -> Dossier:
    leader = next((each for one in groups for each in one.leaders), None)
    return make_dossier(facts=Facts(leadership=Leadership(leader=leader, groups=groups)))


@pytest.mark.parametrize(
    ("groups", "wrong"),
    [
        ([group("development", "县长"), group("creation", "县委书记")], []),
        ([group("development", "县长"), group("creation", "常务副县长")], ["常务副县长"]),
        ([group("development", "副县长"), group("creation", "副县长")], ["副县长"]),
        ([group("development", "县委书记", "副县长")], []),
        ([group("development", "县委副书记、县长")], []),
    ],
)
def test_the_head_of_every_group_is_asked(groups: list[LeadingGroup], wrong: list[str]) -> None:
    findings = [each for each in check_dossier(led_by(*groups), POLICY) if each.rule == "LEADER-TITLE"]
    assert [each.evidence[0].quote for each in findings] == wrong


@pytest.mark.parametrize(
    ("groups", "missing"),
    [
        ([group("development"), group("creation")], None),
        ([group("development")], "创建工作领导小组"),
        ([group("creation")], "促进中小企业发展工作领导小组"),
        ([group("creation"), group(None)], None),
        ([], None),
    ],
)
def test_both_groups_are_asked_for(groups: list[LeadingGroup], missing: str | None) -> None:
    findings = find("groups", led_by(*groups))
    assert [each.severity for each in findings] == (["note"] if missing else [])
    assert all((missing or "") in each.message.split("没有读到")[1] for each in findings)
    assert all(each.request is None for each in findings)
