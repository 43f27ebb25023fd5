"""`shenbao policy check` and `show`."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desk.policy_commands import policy_app
from policy import DEFAULT_PROGRAMME, load_policy
from policy.descriptions import list_ids
from policy.load import PROGRAMMES

RUN = CliRunner()


def test_check_counts_what_it_checked() -> None:
    result = RUN.invoke(policy_app, ["check"])
    assert result.exit_code == 0
    assert "检查通过" in result.stdout
    assert "申报表：45格，24行" in result.stdout
    assert "达标指标：26项，要求24项达标" in result.stdout


def test_check_names_file_and_line(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PROGRAMMES / DEFAULT_PROGRAMME, tmp_path / "copy"))
    path = folder / "indicators.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("required: 24", "required: 27"), encoding="utf-8"
    )
    result = RUN.invoke(policy_app, ["check", str(folder)])
    assert result.exit_code == 2
    assert result.stdout == ""
    line = path.read_text(encoding="utf-8").split("\n").index("  required: 27") + 1
    assert f"indicators.yaml 第{line}行: 要求27项达标，指标只有26项" in result.stderr


def test_check_takes_every_option_once(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PROGRAMMES / DEFAULT_PROGRAMME, tmp_path / "copy"))
    path = folder / "readings.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"05-01"', '"05-32"'), encoding="utf-8")
    result = RUN.invoke(policy_app, ["check", str(folder)])
    assert result.exit_code == 2
    assert "A01=may_1" in result.stderr


def test_show_lists_every_rule_but_the_clauses() -> None:
    result = RUN.invoke(policy_app, ["show"], env={"COLUMNS": "300"})
    assert result.exit_code == 0
    policy = load_policy()
    listed = set(list_ids(policy)) - {clause.id for clause in policy.clauses}
    assert [rule_id for rule_id in listed if rule_id not in result.stdout] == []


@pytest.mark.parametrize(
    ("rule_id", "words"),
    [
        ("D95", "晋企发〔2020〕95号"),
        ("D99-4-2-2-1", "市场主体不低于2万家"),
        ("sme_revenue", "营业收入"),
        ("leadership", "谁任组长"),
        ("C5", "不低于5（原贫困县不低于2）"),
        ("new_enterprises", "没有这一格"),
        ("A05", "没有要求，算达标（现在按这一种）"),
        ("A33", "（程序还不会按这一种计算）"),
        ("X01", "应不少于"),
        ("scoring", "总分＝0.8×"),
        ("S7", "反向内容，越少越好"),
        ("title", "连续3年优秀，须经省政府同意"),
        ("awards", "读法D：按连续几年定档，从第一档核减，后一档包含前一档"),
        ("plans", "下一步打算"),
        ("province_yearly", "按04-30算"),
    ],
)
def test_show_one(rule_id: str, words: str) -> None:
    result = RUN.invoke(policy_app, ["show", rule_id])
    assert result.exit_code == 0
    assert words in result.stdout
    assert "{" not in result.stdout


def test_show_of_a_shared_id_shows_both_rules() -> None:
    result = RUN.invoke(policy_app, ["show", "sme_gdp_share"])
    assert "申报表格子 sme_gdp_share" in result.stdout
    assert "指标 sme_gdp_share" in result.stdout


def test_every_rule_can_be_shown() -> None:
    from policy.descriptions import describe

    policy = load_policy()
    for rule_id in list_ids(policy):
        assert describe(policy, rule_id), rule_id


def test_show_suggests_what_may_be_meant() -> None:
    result = RUN.invoke(policy_app, ["show", "sme_gdp_shares"])
    assert result.exit_code == 2
    assert "是不是：sme_gdp_share" in result.stderr


def test_examples_all_hold() -> None:
    result = RUN.invoke(policy_app, ["examples"])
    assert result.exit_code == 0
    assert "个例子都与规则相符" in result.stdout


def test_examples_tell_what_a_changed_rule_changes(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PROGRAMMES / DEFAULT_PROGRAMME, tmp_path / "copy"))
    path = folder / "conditions.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("minimum: 20000", "minimum: 20001"), encoding="utf-8"
    )
    result = RUN.invoke(policy_app, ["examples", str(folder)])
    assert result.exit_code == 1
    assert "C1：市场主体正好2万家，“不低于”含本数，达到" in result.stderr
    assert "C1.outcome：应为“达到”，得出的是“达不到”" in result.stderr
