"""The register that comes with the programme, and what is refused in one."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_register import REGISTRY

from policy import DEFAULT_PROGRAMME, load_policy
from policy.base import PolicyError
from policy.load import PROGRAMMES, load_folder
from policy.register import Registry
from validate.placenames import find_places

REGISTER = load_policy().registry
PREFIXES = {
    "1401": ("太原市", 10),
    "1402": ("大同市", 10),
    "1403": ("阳泉市", 5),
    "1404": ("长治市", 12),
    "1405": ("晋城市", 6),
    "1406": ("朔州市", 6),
    "1407": ("晋中市", 11),
    "1408": ("运城市", 13),
    "1409": ("忻州市", 14),
    "1410": ("临汾市", 17),
    "1411": ("吕梁市", 13),
}


def test_117_counties_in_eleven_cities() -> None:
    assert sum(1 for _ in REGISTER.list_counties()) == 117
    assert {city.code[:4]: (city.name, len(city.counties)) for city in REGISTER.cities} == PREFIXES


def test_the_code_says_what_kind_of_county_it_is() -> None:
    """Districts have codes to 20, counties to 80, cities from 81."""
    for _, county in REGISTER.list_counties():
        number = int(county.code[4:])
        kind = "区" if number < 21 else "县" if number < 81 else "市"
        assert county.name.endswith(kind), county


def test_only_the_names_that_say_nothing_stand_in_two_cities() -> None:
    names = Counter(county.name for _, county in REGISTER.list_counties())
    assert [name for name, count in names.items() if count > 1] == ["城区"]


@pytest.mark.parametrize("city", REGISTER.cities, ids=lambda city: str(city.name))
def test_every_county_is_found_by_its_city_and_name(city: object) -> None:
    home = next(each for each in REGISTER.cities if each is city)
    for county in home.counties:
        for said in (
            f"{home.name}{county.name}",
            f"{REGISTER.province}{home.name}{county.name}人民政府",
            f"{home.name[:-1]}{county.name}",
        ):
            assert [place.code for place in find_places(REGISTER, said)] == [county.code], said


def test_every_county_is_found_by_its_name_alone_or_told_to_be_ambiguous() -> None:
    unclear = {
        county.name for _, county in REGISTER.list_counties() if len(find_places(REGISTER, county.name)) != 1
    }
    assert unclear == {"城区", "矿区", "郊区"}


def test_no_county_is_called_like_a_zone() -> None:
    words = REGISTER.zones.words
    assert not [county.name for _, county in REGISTER.list_counties() if county.name.endswith(words)]


def test_the_lists_of_poverty_counties() -> None:
    status = REGISTER.find_status("former_poverty_county")
    assert status is not None
    sizes = [(len(each.counties), each.certain, each.holds) for each in status.lists]
    found, unverified, known_not = (True, True), (False, True), (True, False)
    assert sizes == [
        (35, *found),
        (12, *found),
        (9, *found),
        (1, *unverified),
        (1, *unverified),
        (3, *known_not),
    ]
    assert status.total == 58
    members = [county.code for county, _ in REGISTER.list_members(status)]
    assert len(members) == len(set(members)) == 61


# Mutations


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROGRAMMES / DEFAULT_PROGRAMME, tmp_path / "copy"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('code: "140921"', 'code: "141921"', "的代码141921不在忻州市（140900）名下"),
        ('code: "140921"', 'code: "140922"', "代码140922写了两次"),
        ('code: "140921"', 'code: "14092"', "写法不对"),
        ('code: "140900"', 'code: "150900"', "与其他市不同省"),
        ("name: 定襄县", "name: 五台县", "“五台县”写了两次"),
        ("name: 定襄县", "nmae: 定襄县", "不认识的项目“nmae”"),
        ("city: 长治市", "city: 长冶市", "名册中没有“长冶市”这个市"),
        ("city: 长治市", "city: 长治市\n      host: 郊县", "名册中没有“郊县”"),
        ("[榆社县]", "[榆杜县]", "名册中没有“榆杜县”"),
        ("[榆社县]", "[城区]", "“城区”不止一个，请写成"),
        ("[榆社县]", "[代县]", "“代县”写了两次，已在“国家扶贫开发工作重点县”中"),
        ("total: 58", "total: 55", "total 写的是55个，名单上有56个"),
        ("id: former_poverty_county", "id: former_poor_county", "statuses 中没有“former_poverty_county”"),
    ],
)
def test_a_wrong_register_is_refused_with_its_line(folder: Path, old: str, new: str, told: str) -> None:
    path = folder / "registry.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        load_folder(folder)
    lines = [line for line in str(caught.value).split("\n") if told in line]
    assert lines, str(caught.value)
    assert lines[0].startswith(("registry.yaml 第", "conditions.yaml 第"))


def test_the_line_is_the_one_to_mend(folder: Path) -> None:
    path = folder / "registry.yaml"
    text = path.read_text(encoding="utf-8").replace("[榆社县]", "[榆杜县]")
    path.write_text(text, encoding="utf-8")
    line = text[: text.index("[榆杜县]")].count("\n") + 1
    with pytest.raises(PolicyError, match=rf"registry.yaml 第{line}行: 名册中没有“榆杜县”"):
        load_folder(folder)


def test_a_programme_may_do_without_a_register(folder: Path) -> None:
    (folder / "registry.yaml").unlink()
    assert load_folder(folder).registry == Registry()


def test_short_names_are_never_those_of_cities_or_of_one_character() -> None:
    assert "柏江" not in REGISTRY.by_short_name
    assert "岱" not in REGISTRY.by_short_name
    assert set(REGISTRY.by_short_name) >= {"青石", "松岭", "鹤鸣"}


NAMES = "".join(
    sorted({c for _, county in REGISTER.list_counties() for c in county.name} | set("山西省市县区"))
)


@given(st.text(alphabet=NAMES, max_size=8))
def test_nobody_is_found_who_was_not_named(text: str) -> None:
    for place in find_places(REGISTER, text):
        county = next((each for _, each in REGISTER.list_counties() if each.code == place.code), None)
        names = (county.name, *county.former) if county else (place.name,)
        assert any(name in text or (len(name) > 2 and name[:-1] in text) for name in names)
