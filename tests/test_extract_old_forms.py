"""Forms of characters that are not printed any more."""

import pytest

from extract.scan.old_forms import TABLE, fold_old_forms


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("标題", "标题"),
        ("全年舉办产學研對接4次、展會3次", "全年举办产学研对接4次、展会3次"),
        ("縣中小企業局", "县中小企业局"),
        ("乾元、宏昇、瞭望著称", "乾元、宏昇、瞭望著称"),
    ],
)
def test_old_forms_become_the_present_ones(read: str, printed: str) -> None:
    assert fold_old_forms(read) == printed


def test_each_form_is_gone_from_print_and_its_present_one_is_not() -> None:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    pairs = [pair for line in lines for pair in line.split()]
    assert all(len(pair) == 2 for pair in pairs)
    assert len({pair[0] for pair in pairs}) == len(pairs)
    for pair in pairs:
        pair[1].encode("gb2312")
        with pytest.raises(UnicodeEncodeError):
            pair[0].encode("gb2312")
