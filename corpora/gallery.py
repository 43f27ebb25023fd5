"""The gallery: everything that the application makes of the sample inbox, as pictures in docs/gallery/.

`python -m corpora.gallery FOLDER` (`make gallery`) makes them anew. Needs LibreOffice and Chromium.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from corpora.camera import (
    TERMINAL_COLUMNS,
    photograph_page,
    photograph_paper,
    photograph_sheets,
    photograph_terminal,
)
from corpora.inbox import find_county, hire, is_strong, write_single
from corpora.layouts import lay_official
from corpora.pdf import print_pdfs, save_as
from desk.summaries.names import DETAIL, NOTICE, PAGE, SUMMARY, WORKBOOK
from policy import Policy, load_policy

INBOX = Path(__file__).parent / "inbox"
SHENBAO = Path(sys.executable).with_name("shenbao")
TYPED, SCANNED = "02 青槐县", "07 晴岚县"
"""A dossier that lacks something, and a scanned one."""

LARGEST_GALLERY = 5_000_000
PAPER_PAGES = 4
WORKBOOK_SHEETS = 9
LONGEST_LISTING = 60
"""Lines of a terminal that are shown."""


def main(folder: Annotated[Path, typer.Argument(help="Where the pictures go.")]) -> None:
    """Make the gallery anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        room = Path(scratch)
        inbox, out = room / "收件", room / "结果"
        shutil.copytree(INBOX, inbox)
        show_review(room, folder)
        show_pages(out, folder)
        show_papers(out, folder, room)
        show_workbooks(out, folder, room)
        show_comparison(room, folder)
        show_watch(room, folder)
    size = sum(path.stat().st_size for path in folder.iterdir())
    if size > LARGEST_GALLERY:
        raise SystemExit(f"the gallery has {size} bytes, more than {LARGEST_GALLERY}")
    print(f"{len(list(folder.iterdir()))} pictures and papers, {size} bytes")


def run(room: Path, *arguments: str) -> str:
    """What a command prints, in the colours of a terminal. It runs in `room`, so that no path of this
    machine is seen."""
    environment = {**os.environ, "COLUMNS": str(TERMINAL_COLUMNS), "FORCE_COLOR": "1"}
    done = subprocess.run(
        [str(SHENBAO), *arguments], cwd=room, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return hide_room(done.stdout, room)


def hide_room(output: str, room: Path) -> str:
    return output.replace(f"{room.resolve()}/", "")


def show_review(room: Path, folder: Path) -> None:
    output = run(room, "review", "收件", "--out", "结果")
    photograph_terminal("shenbao review 收件 --out 结果", output, folder / "terminal-review.png")
    output = run(room, "policy", "show", "C5")
    photograph_terminal("shenbao policy show C5", output, folder / "terminal-policy.png")


def show_pages(out: Path, folder: Path) -> None:
    photograph_page(out / PAGE, folder / "page-batch.png", height=2000)
    for name, stem in ((TYPED, "page-typed"), (SCANNED, "page-scanned")):
        photograph_page(out / name / DETAIL, folder / f"{stem}.png", height=1600)


def show_papers(out: Path, folder: Path, room: Path) -> None:
    """As Word files, PDFs, and pictures of their pages."""
    papers = {
        "summary-typed": out / TYPED / SUMMARY,
        "summary-scanned": out / SCANNED / SUMMARY,
        "notice": out / TYPED / NOTICE,
    }
    show_words(papers, folder, room)


def show_words(papers: dict[str, Path], folder: Path, room: Path) -> None:
    copies = [Path(shutil.copyfile(path, folder / f"{stem}.docx")) for stem, path in papers.items()]
    for pdf in print_pdfs(copies, room / "pdf"):
        shutil.copyfile(pdf, folder / pdf.name)
        photograph_paper(pdf, folder / pdf.stem, PAPER_PAGES)


def show_workbooks(out: Path, folder: Path, room: Path) -> None:
    run(room, "reference", "template", "参考数据.xlsx", "--out", "结果")
    run(room, "score", "template", "评分表.xlsx", "--out", "结果", "--scheme", "example")
    run(room, "survey", "template", "答卷.xlsx", "--out", "结果")
    run(room, "assess", "template", "等次.xlsx", "--out", "结果")
    sheets = {
        "workbook": (out / WORKBOOK, WORKBOOK_SHEETS),
        "reference": (room / "参考数据.xlsx", 3),
        "score": (room / "评分表.xlsx", 1),
        "survey": (room / "答卷.xlsx", 1),
        "grades": (room / "等次.xlsx", 1),
    }
    copies = [Path(shutil.copyfile(path, room / f"{stem}.xlsx")) for stem, (path, _) in sheets.items()]
    for pdf in save_as(copies, room / "sheets", "pdf"):
        photograph_sheets(pdf, folder / pdf.stem, sheets[pdf.stem][1])


def show_comparison(room: Path, folder: Path) -> None:
    """The dossier that lacked something, handed in again with it, and with one figure mended."""
    again = room / "补正" / f"{TYPED}.docx"
    write_again(again, load_policy())
    command = ["compare", f"结果/{TYPED}", f"补正/{TYPED}.docx"]
    output = run(room, *command)
    shown = "\n".join(output.splitlines()[:LONGEST_LISTING])
    photograph_terminal(f"shenbao {' '.join(command)}", shown, folder / "terminal-compare.png")
    run(room, *command, "--word", "对比情况.docx")
    show_words({"comparison": room / "对比情况.docx"}, folder, room)


def write_again(path: Path, policy: Policy) -> None:
    county = find_county(policy, TYPED[3:-1], is_strong)
    number = county.number("tech_smes")
    county = replace(county, values={**county.values, "tech_smes": number + 2})
    write_single(path, county, hire(county, policy), lay_official)


def show_watch(room: Path, folder: Path) -> None:
    """What is said while dossiers are copied in, one of them slowly."""
    inbox = room / "新收件"
    inbox.mkdir()
    command = ["watch", "新收件", "--out", "新结果"]
    process = subprocess.Popen([str(SHENBAO), *command], cwd=room, stdout=subprocess.PIPE, text=True)
    time.sleep(4)
    copy_in_two(INBOX / "03 鹿鸣县.docx", inbox)
    time.sleep(20)
    process.terminate()
    output, _ = process.communicate(timeout=60)
    photograph_terminal(
        f"shenbao {' '.join(command)}", hide_room(output, room), folder / "terminal-watch.png"
    )


def copy_in_two(file: Path, inbox: Path) -> None:
    data, target = file.read_bytes(), inbox / file.name
    target.write_bytes(data[: len(data) // 2])
    time.sleep(4)
    target.write_bytes(data)


if __name__ == "__main__":
    typer.run(main)
