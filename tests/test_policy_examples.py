"""The examples cover the rules, and the rules the notices."""

from pathlib import Path

import pytest
from made_up_dossiers import POLICY

from policy.base import PolicyError
from policy.catalogue import RuleEntry, list_rules
from policy.examples import FOLDER, load_examples
from score.examples import check_example, find_situation

EXAMPLES = load_examples(POLICY)
SHOWN = {rule for example in EXAMPLES for rule in example.rules}
RULES = list_rules(POLICY)


def bears_on_nothing(rule: RuleEntry) -> bool:
    """A reading of words under which no result could be another."""
    return rule.kind == "reading" and POLICY.reading(rule.id).affects == ("none",)


def test_every_rule_has_an_example() -> None:
    bare = [f"{rule.kind} {rule.id}" for rule in RULES if rule.id not in SHOWN and not bears_on_nothing(rule)]
    assert bare == []


def test_every_rule_rests_on_a_clause() -> None:
    assert [rule.id for rule in RULES if not rule.clauses] == []


def test_every_clause_that_states_a_rule_has_one_with_an_example() -> None:
    shown = {clause for rule in RULES if rule.id in SHOWN for clause in rule.clauses}
    silent = [clause.id for clause in POLICY.clauses if clause.states_rule and clause.id not in shown]
    assert silent == []


def test_what_states_no_rule_is_named_one_by_one() -> None:
    """An aim or an appeal. Whoever adds to these says that nothing follows from a sentence of a notice."""
    assert [clause.id for clause in POLICY.clauses if not clause.states_rule] == [
        *("D99-1-1", "D99-1-2", "D99-2-1", "D99-2-2", "D99-2-3", "D99-2-4", "D99-3-1"),
        *("D95-A1-5", "D239-3-3"),
    ]


def test_no_rule_rests_on_a_clause_that_states_none() -> None:
    aims = {clause.id for clause in POLICY.clauses if not clause.states_rule}
    assert [rule.id for rule in RULES if aims & set(rule.clauses)] == []


def test_numbers_are_tried_on_both_sides() -> None:
    """Every indicator and condition with a number has an example that meets it and one that does not."""
    measured = {each.id for each in POLICY.indicators.indicators} | {each.id for each in POLICY.conditions}
    ends: dict[str, set[object]] = {rule: set() for rule in measured}
    for example in EXAMPLES:
        for rule, wanted in example.expect.items():
            if rule in ends:
                ends[rule].add(wanted.get("outcome") if isinstance(wanted, dict) else wanted)
    one_sided = {rule for rule, seen in ends.items() if not {"达到", "达不到"} <= seen}
    assert one_sided == set()


def test_checks_are_tried_on_both_sides() -> None:
    """Every cross check has an example that breaks it and one that does not."""
    ends: dict[str, set[object]] = {each.id: set() for each in POLICY.checks if each.kind != "shared"}
    for example in EXAMPLES:
        for rule in ends.keys() & example.expect.keys():
            ends[rule].add(example.expect[rule])
    one_sided = {
        rule for rule, seen in ends.items() if not (seen & {"相符", "没有发现"} and seen & {"不符", "须核实"})
    }
    assert one_sided == set()


def test_sentences_tell_examples_apart() -> None:
    sentences = [example.sentence for example in EXAMPLES]
    assert sorted({each for each in sentences if sentences.count(each) > 1}) == []


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (
            "- rule: C1\n  sentense: 甲\n  given: { form: {} }\n  expect: { C1: 达到 }\n",
            2,
            "不认识的项目“sentense”",
        ),
        (
            "- rule: C9\n  sentence: 甲\n  given: { form: {} }\n  expect: { C1: 达到 }\n",
            1,
            "没有编号为“C9”的规则",
        ),
        ("- rule: C1\n  sentence: 甲\n  given: { form: {} }\n  expect: {}\n", 4, "至少要有 1 项"),
        ("- rule: C1\n  sentence: 甲\n given: 乙\n", 3, "格式有误"),
    ],
)
def test_what_is_no_example_is_refused(tmp_path: Path, text: str, line: int, told: str) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "wrong.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        load_examples(POLICY, tmp_path)
    assert any(
        each.startswith(f"examples/wrong.yaml 第{line}行: ") and told in each
        for each in str(caught.value).split("\n")
    ), str(caught.value)


def test_an_example_that_does_not_hold_is_told_in_chinese() -> None:
    example = EXAMPLES[0].model_copy(
        update={"given": {"form": {"市场主体数量": 19999}}, "expect": {"C1": {"outcome": "达到"}}}
    )
    assert check_example(example, POLICY) == ("C1.outcome：应为“达到”，得出的是“达不到”",)


def test_a_situation_of_no_kind_is_refused() -> None:
    with pytest.raises(PolicyError, match="凑不成一种情况"):
        find_situation({"weather": "晴"})
