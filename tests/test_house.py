"""The house rules that no tool checks: names, labels, sizes, paths."""

import ast
import importlib.metadata
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from policy import Policy

ROOT = Path(__file__).parent.parent
PRODUCT = ("dossier", "extract", "validate", "score", "desk")
ROOMS = (*PRODUCT, "policy", "corpora")
LONGEST_MODULE = 300
HAN = re.compile(r"[㐀-鿿]")


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def tell(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in names.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_other_distribution_owns_one_of_our_names() -> None:
    owners = importlib.metadata.packages_distributions()
    for room in ROOMS:
        assert set(owners.get(room, ["shenbao"])) == {"shenbao"}, room


def test_the_project_cannot_be_uploaded_by_mistake() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert "Private :: Do Not Upload" in project["classifiers"]
    assert "Private :: Do Not Upload" in importlib.metadata.metadata("shenbao").get_all("Classifier", [])


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_typed(room: str) -> None:
    assert (ROOT / room / "py.typed").exists()


# Chinese words of the programme


def words_of(policy: Policy) -> set[str]:
    """Labels, indicators, materials and conditions of the programme, as they are printed."""
    named = [
        *(field.label for field in policy.form.fields),
        *(variant for field in policy.form.fields for variant in field.variants),
        *policy.form.titles,
        *(material.title for material in policy.materials),
        *(indicator.name for indicator in policy.indicators.indicators),
        *(condition.name for condition in policy.conditions),
    ]
    bare = {re.sub(r"[（(][^（()）]*[)）]$", "", name) for name in named}
    return {name for name in {*named, *bare} if len(name) >= 4} - GENERAL


GENERAL = {
    "联系电话",
    "联系方式",
    "手机号码",
    "办公电话",
    "联系人姓名",
    "服务活动",
    "组织领导",
    "从业人员",
    "营业收入",
}
"""Words of any office."""


def strings_of(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module that run: without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def test_no_word_of_the_programme_stands_in_the_product(policy: Policy) -> None:
    words = words_of(policy)
    assert len(words) > 100
    found = [
        f"{tell(path)}:{line} {word}"
        for path in modules(*PRODUCT)
        for line, text in strings_of(path)
        if HAN.search(text)
        for word in sorted(words)
        if word in text
    ]
    assert found == []


def test_no_word_of_the_programme_stands_in_the_templates(policy: Policy) -> None:
    pages = [
        p for room in PRODUCT for p in (ROOT / room).rglob("*") if p.suffix in (".html", ".j2", ".css", ".js")
    ]
    words = words_of(policy)
    found = [f"{tell(page)} {word}" for page in pages for word in sorted(words) if word in page.read_text()]
    assert found == []


def test_no_id_of_a_field_stands_in_the_product(policy: Policy) -> None:
    """But for names that the contract itself has: special_fund is a fact too."""
    ids = {field.id for field in policy.form.fields} - {"special_fund"}
    found = [
        f"{tell(path)}:{line} {text}"
        for path in modules(*PRODUCT)
        for line, text in strings_of(path)
        if text in ids
    ]
    assert found == []


# Sizes and addresses


def test_no_module_is_too_long() -> None:
    lengths = {tell(path): len(path.read_text().splitlines()) for path in modules(*ROOMS)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_broad_except_without_a_reason() -> None:
    """Each says on its line why nothing narrower will do."""
    broad = re.compile(r"\bexcept\s*(?:\(?\s*(?:Base)?Exception\b[^:]*)?:(?P<why>.*)")
    found = [
        f"{tell(path)}:{number}"
        for path in modules(*PRODUCT, "policy")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (match := broad.search(line)) and not re.search(r"# noqa: BLE001\s+\S+", match["why"])
    ]
    assert found == []


def test_the_lock_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"https?://|--index-url|--extra-index-url|--find-links| @ ", lock)
    assert "--hash=sha256:" in lock


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    assert {re.split(r"[><=\[ ]", name)[0].replace(".", "-") for name in wanted} <= {
        name.replace(".", "-") for name in locked
    }


def test_no_file_holds_a_path_of_a_machine() -> None:
    places = re.compile(
        rb"/(?:home|root|Users)/[\w.-]+|[A-Z]:\\\\Users|/(?:work|mnt|tmp)/(?:main|shared|w)\b"
    )
    found = [
        f"{tell(path)} {match.group().decode(errors='replace')}"
        for path in tracked()
        if path != Path(__file__) and (match := places.search(path.read_bytes()))
    ]
    assert found == []


def test_no_network_in_the_product() -> None:
    """Nothing that talks to another machine is imported; urllib.parse only takes addresses apart."""
    talkers = {"socket", "urllib", "http", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "telnetlib"}
    found = []
    for path in modules(*PRODUCT, "policy"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [
                f"{tell(path)} {name}"
                for name in names
                if name.split(".")[0] in talkers and name != "urllib.parse"
            ]
    assert found == []


def test_no_clock_and_no_dice_where_things_are_read_and_judged() -> None:
    rolled = re.compile(
        r"\b(?:datetime\.now|date\.today|time\.time|(?<!np\.)random\.(?=\w)|default_rng\(\)|uuid\.|utcnow)"
    )
    found = [
        f"{tell(path)}:{number}"
        for path in modules("dossier", "extract", "validate", "score", "policy")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if rolled.search(line)
    ]
    assert found == []
