"""Passages that two dossiers share are found whatever was changed in them; what all may say is not."""

import random
from collections.abc import Sequence

import pytest
from made_up_dossiers import POLICY, accepted, make_dossier

from dossier import Dossier, Evidence, Passage
from policy.text_checks import SharedCheck
from validate.shared import SharedText, find_shared

OURS = (
    "岚山县建立企业服务专员制度，从机关选派一百二十名干部担任专员，每名专员联系三到五户成长型企业，每月至少上门一次，"
    "对企业提出的用地、用工、融资难题登记造册、限时办结，办结情况纳入部门考核，企业满意度达到百分之九十六。"
)
OTHER = (
    "青禾县依托职业中学开设锻造、数控两个订单班，学员结业后直接到签约企业上岗，县财政按每人一千二百元补助培训费用，"
    "两年来共为本地锻造企业输送技术工人三百四十名，缓解了旺季招工难的问题，有关做法在全市作了交流。"
)


def dossier(name: str, *texts: str, source: str = "申报资料.docx") -> Dossier:
    passages = tuple(
        Passage(evidence=Evidence(source=source, paragraph=place, quote=text, method="word"))
        for place, text in enumerate(texts)
    )
    return make_dossier({"applicant_name": accepted(name)}).model_copy(update={"passages": passages})


def shared(*dossiers: Dossier) -> tuple[SharedText, ...]:
    return find_shared([(f"{n:02d}", each) for n, each in enumerate(dossiers, 1)], POLICY)


def owners(text: SharedText) -> list[str]:
    return [member.name for member in text.members]


def test_a_paragraph_copied_as_it_is() -> None:
    (text,) = shared(dossier("岚山县", OURS), dossier("青禾县", OTHER), dossier("云岭县", OURS))
    assert owners(text) == ["01", "03"]
    assert not text.common
    assert [member.passage.text for member in text.members] == [OURS, OURS]
    assert text.characters > 60


@pytest.mark.parametrize(
    "copy",
    [
        OURS.replace("岚山县", "青禾县"),
        OURS.replace("一百二十名", "86名").replace("百分之九十六", "98.2%"),
        OURS[: len(OURS) // 2] + "并且" + OURS[len(OURS) // 2 :],
        "青禾县深化服务。" + OURS.replace("，", "、").replace("岚山县", ""),
        OURS[:98],
        OURS.replace("一百二十名", "86名").replace("每月", "每季度"),
    ],
    ids=["another name", "other figures", "a word more", "other punctuation", "a part", "a part, changed"],
)
def test_a_copy_that_was_changed_is_a_copy(copy: str) -> None:
    (text,) = shared(dossier("岚山县", OTHER.replace("青禾县", "我县"), OURS), dossier("青禾县", copy))
    assert owners(text) == ["01", "02"]


@pytest.mark.parametrize(
    "text",
    [
        "我们承诺，所有申报材料真实、准确、完整、有效，无虚假申报、隐瞒情况等行为，如有虚假，愿承担由此产生的一切责任。",
        next(clause.quote for clause in POLICY.clauses if len(clause.quote) > 150),
        f"第三条　{OURS}",
        "根据《" + OURS.replace("，", "") + "》（晋政办函〔2020〕99号），我县结合实际提出申请。",
        "加强组织领导，健全工作机构，完善工作机制。",
    ],
    ids=["a stock phrase", "the notice", "an article", "a title", "a short sentence"],
)
def test_what_anybody_may_write_is_not_shared(text: str) -> None:
    assert shared(dossier("岚山县", text), dossier("青禾县", text)) == ()


def test_the_same_applicant_twice_is_not_compared() -> None:
    assert shared(dossier("岚山县", OURS), dossier("岚山县", OURS)) == ()
    assert shared(dossier("岚山县", OURS, OURS)) == ()


def test_texts_that_only_speak_of_the_same_are_not_shared() -> None:
    alike = (
        OURS.replace("选派", "抽调").replace("担任专员", "到企业挂职").replace("每月至少上门一次", "每周走访")
    )
    alike = alike.replace("登记造册、限时办结", "建立台账、逐项销号").replace(
        "办结情况纳入部门考核", "结果按季通报"
    )
    assert shared(dossier("岚山县", OURS), dossier("青禾县", alike)) == ()


def test_what_most_of_the_batch_has_is_common() -> None:
    (text,) = shared(*(dossier(f"甲{number}县", OURS) for number in range(9)))
    assert text.common
    assert len(text.members) == 9


def test_every_two_of_a_few_are_linked() -> None:
    (text,) = shared(*(dossier(f"甲{number}县", OURS) for number in range(4)))
    assert sorted((link.left, link.right) for link in text.links) == [
        (0, 1),
        (0, 2),
        (0, 3),
        (1, 2),
        (1, 3),
        (2, 3),
    ]


def test_no_check_no_comparison() -> None:
    without = POLICY.model_copy(
        update={"checks": tuple(check for check in POLICY.checks if not isinstance(check, SharedCheck))}
    )
    pair = [("01", dossier("岚山县", OURS)), ("02", dossier("青禾县", OURS))]
    assert find_shared(pair, without) == ()


def test_copies_are_found_among_many_texts_in_any_order() -> None:
    """Thirty dossiers of random text, ten paragraphs that all have, one that two have."""
    rng = random.Random(5)
    everywhere = [scribble(rng) for _ in range(10)]
    batch = [dossier(f"甲{n}县", *everywhere, *(scribble(rng) for _ in range(20))) for n in range(30)]
    copied = scribble(rng)
    for place in (4, 17):
        texts = [passage.text for passage in batch[place].passages]
        batch[place] = dossier(f"甲{place}县", *texts, copied)
    found = shared(*batch)
    assert [owners(text) for text in found if not text.common] == [["05", "18"]]
    assert len(found) == 11


def scribble(rng: random.Random, words: Sequence[str] = tuple(OURS + OTHER)) -> str:
    return "".join(rng.choices(words, k=120)) + "".join(chr(rng.randint(0x4E00, 0x8000)) for _ in range(60))
