"""The command line as people and programs meet it: a real process, its output, its exit status."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dossier import Dossier

SAMPLES = Path(__file__).parent.parent / "corpora" / "inbox"
SHENBAO = Path(sys.executable).with_name("shenbao")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SHENBAO, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", timeout=120
    )


@pytest.mark.parametrize("arguments", [["--help"], ["review", "--help"], ["extract", "--help"]])
def test_help_is_chinese(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    assert "用法：" in done.stdout
    assert not any(word in done.stdout for word in ("Usage", "Options", "Show this", "Arguments"))


def test_help_loads_no_reader() -> None:
    script = (
        "import sys; sys.argv = ['shenbao', '--help']\n"
        "from desk.cli import app\n"
        "try: app(standalone_mode=False)\n"
        "finally: print(sorted({'docx', 'pdfplumber', 'pypdfium2', 'lxml', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["review"], "缺少收件文件夹"),
        (["review", "nowhere", "--out", "x"], "没有找到收件文件夹"),
        (["extract", "nowhere"], "没有找到"),
        (["read", "nowhere"], "没有找到"),
        (["reviev"], "没有“reviev”这个命令"),
        (["review", "x", "--colour"], "没有“--colour”这个选项"),
        (["review", "x", "--out", "y", "--workers", "0"], "“--workers”写得不对，应写1或更大的数"),
        (["review", "x", "--out", "y", "--workers", "two"], "“--workers”写得不对，应写整数"),
        (["review", __file__, "--out", "y"], "是一个文件"),
        (["read", "."], "是文件夹"),
    ],
)
def test_wrong_use_says_what_to_do_and_gives_status_2(arguments: list[str], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_extract_prints_one_json_object_and_nothing_else() -> None:
    done = run("extract", SAMPLES / "02 青槐县.docx", "--json")
    assert done.returncode == 0
    record = json.loads(done.stdout)
    assert record["schema_version"] == "1"
    assert record["policy"] == "shanxi-sme-2020"
    assert list(record) == list(Dossier.model_fields)
    assert record["form"]["data_year"] == 2020
    assert all(
        field["evidence"] for field in record["form"]["fields"].values() if field["status"] == "accepted"
    )


def test_extract_of_nothing_readable_gives_status_1_and_json(tmp_path: Path) -> None:
    broken = tmp_path / "坏文件.docx"
    broken.write_bytes(b"PK\x03\x04 no more")
    done = run("extract", broken, "--json")
    assert done.returncode == 1
    (source,) = json.loads(done.stdout)["sources"]
    assert source["status"] == "failed"
    assert "请" in source["reason"]


def test_extract_as_a_table_names_every_field() -> None:
    done = run("extract", SAMPLES / "02 青槐县.docx")
    assert done.returncode == 0
    assert "市场主体数量" in done.stdout.replace("\n", "")
    assert "采用" in done.stdout


def test_read_shows_pages_lines_and_cells() -> None:
    done = run("read", SAMPLES / "06 苇泽县.pdf", "--json")
    assert done.returncode == 0
    pages = json.loads(done.stdout)["pages"]
    assert [page["number"] for page in pages] == list(range(1, len(pages) + 1))
    tables = [(page, table) for page in pages for table in page["tables"]]
    assert tables
    for page, table in tables:
        for cell in table["cells"]:
            x0, top, x1, bottom = cell["box"]
            assert 0 <= x0 < x1 <= page["width"] + 1
            assert 0 <= top < bottom <= page["height"] + 1
            assert cell["row"] + cell["row_span"] <= table["rows"]
            assert cell["column"] + cell["column_span"] <= table["columns"]


def test_read_of_an_unreadable_file_says_why(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"\x00\x01\x02" * 50)
    done = run("read", tmp_path / "x.bin", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout) == {"pages": []}
    assert "没有读取" in done.stderr


def test_a_fault_of_ours_shows_no_trace(tmp_path: Path) -> None:
    script = (
        "import sys; sys.argv = ['shenbao', 'schema']\n"
        "import dossier, desk.cli\n"
        "dossier.Dossier.model_json_schema = lambda: 1 / 0\n"
        "desk.cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env={"TMPDIR": str(tmp_path)}
    )
    assert done.returncode == 1
    assert "程序内部出错" in done.stderr
    assert "Traceback" not in done.stderr
    (log,) = tmp_path.glob("shenbao-*.log")
    assert "ZeroDivisionError" in log.read_text("utf-8")


def test_schema_is_json_schema() -> None:
    schema = json.loads(run("schema").stdout)
    assert set(schema["required"]) == {"policy"}
    assert "FieldReading" in schema["$defs"]


def test_review_shows_progress_on_stderr_and_results_on_stdout(tmp_path: Path) -> None:
    inbox = tmp_path / "收件"
    inbox.mkdir()
    shutil.copy(SAMPLES / "02 青槐县.docx", inbox)
    done = run("review", inbox, "--out", tmp_path / "结果")
    assert done.returncode == 0
    assert "1/1" in done.stderr
    assert "index.html" in done.stdout
    assert "Traceback" not in done.stderr


def test_review_where_nothing_can_be_read_gives_status_1(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.docx").write_bytes(b"no")
    done = run("review", inbox, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "没有读取" in done.stdout
    assert (tmp_path / "out" / "汇总表.xlsx").exists()
