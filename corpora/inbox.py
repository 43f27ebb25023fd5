"""The sample inbox: seven dossiers of different quality, for trying the application out.

`python -m corpora.inbox FOLDER` makes it; two dossiers are printed by LibreOffice, and one of them scanned.
"""

import random
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from corpora.blocks import Block, PageBreak
from corpora.clerk import Clerk, MoneyUnit
from corpora.layouts import Layout, lay_groups, lay_official, lay_two_pairs
from corpora.lists import lay_list
from corpora.narrative import write_letter, write_narrative
from corpora.pdf import print_pdfs
from corpora.places import Place
from corpora.scans.containers import store_page
from corpora.scans.drafts import PartName, ScanDraft, print_part
from corpora.scans.files import write_picture_pdf
from corpora.scans.making import prepare_papers, print_drafts, scan_papers
from corpora.scans.pages import Device
from corpora.scans.truth import ScanCase
from corpora.sheet import write_sheet
from corpora.truth import County, make_county
from corpora.word import PRINT_LOOK, Look, write_word
from corpora.writing import Expected, Hand, Written
from dossier import MaterialStatus, NamedCount
from policy import Policy, load_policy
from policy.form import FormField

SIZE_LIMIT = 5_000_000

WELL_SEALED = 6
"""A seed by which all three offices press their seals where they belong."""

SCANNER = Device("clean", 180, 180, 50)
"""An office's scanner at what it is set to for mail: small files."""


class Secretary(Clerk):
    """A clerk who writes one chosen field in a chosen way, and everything else well."""

    spoilt: tuple[str, str] | None = None

    def write(self, item: FormField) -> Written:
        written = super().write(item)
        if self.spoilt is None or self.spoilt[0] != item.id:
            return written
        self.expected[item.id] = Expected("blank" if self.spoilt[1] == "" else "review")
        return Written(self.spoilt[1], "spoilt", self.expected[item.id])


def main(folder: Annotated[Path, typer.Argument(help="Where the inbox is made.")]) -> None:
    """Make the sample inbox."""
    make_inbox(folder, load_policy())
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    if size > SIZE_LIMIT:
        raise SystemExit(f"the inbox has {size} bytes, more than {SIZE_LIMIT}")
    print(f"{len(list(folder.iterdir()))} dossiers, {size} bytes")


def make_inbox(folder: Path, policy: Policy, *, printed: bool = True) -> None:
    """Seven dossiers below `folder`; without the last two, which are printed, where `printed` is false."""
    for number, make in enumerate(_MAKERS, 1):
        make(folder, policy, number)
    if printed:
        print_last(folder, policy, len(_MAKERS) + 1)
        scan_one(folder, policy, len(_MAKERS) + 2)


def find_county(policy: Policy, stem: str, wanted: Callable[[County], bool]) -> County:
    """The first county by seed that is as `wanted`, under a name of its own."""
    for seed in range(1, 2000):
        county = make_county(seed, policy)
        if county.place.short == stem and county.place.kind == "county" and wanted(county):
            return county
    raise LookupError(stem)


def hire(county: County, policy: Policy, units: MoneyUnit = "cell", *, exact: bool = True) -> Secretary:
    hand = Hand(usual=0.8, doubtful=0, blank=0, empty_opinions=0)
    return Secretary(random.Random(county.seed), county, policy, hand, exact, units)


def folder_of(folder: Path, number: int, place: Place) -> Path:
    return folder / f"{number:02d} {place.name}"


def is_strong(county: County) -> bool:
    """Meets the conditions of application."""
    value = county.values["specialized_smes"]
    return (
        isinstance(value, NamedCount) and value.count >= 6 and county.number("leading_industries_count") >= 2
    )


def make_complete(folder: Path, policy: Policy, number: int) -> None:
    """Everything there, in three Word files."""
    county = find_county(policy, "云川", is_strong)
    rng = random.Random(county.seed)
    target = folder_of(folder, number, county.place)
    look = Look(headings="style")
    write_word(target / "1.申请文件.docx", write_letter(rng, county)[:-1], look)
    write_word(target / "2.申报表.docx", lay_official(hire(county, policy, "note")), look)
    write_word(target / "3.申报资料.docx", write_narrative(rng, county, policy), look)


def make_without_section(folder: Path, policy: Policy, number: int) -> None:
    """One file; the special fund is not spoken of, and the service activities only in phrases."""
    county = find_county(policy, "青槐", is_strong)
    materials: dict[str, MaterialStatus] = dict(county.narrative.materials)
    materials |= {"special_fund": "missing", "service_activities": "hollow"}
    county = replace(county, narrative=replace(county.narrative, materials=materials))
    write_single(folder_of(folder, number, county.place), county, hire(county, policy), lay_official)


def make_with_blank(folder: Path, policy: Policy, number: int) -> None:
    """One cell was left empty."""
    county = find_county(policy, "鹿鸣", is_strong)
    clerk = hire(county, policy, "label", exact=False)
    clerk.spoilt = ("high_tech_enterprises", "")
    write_single(folder_of(folder, number, county.place), county, clerk, lay_two_pairs)


def make_with_wrong_count(folder: Path, policy: Policy, number: int) -> None:
    """One more company is counted than is named."""
    county = find_county(policy, "柏崖", is_strong)
    clerk = hire(county, policy, "label", exact=False)
    value = county.values["specialized_smes"]
    if not isinstance(value, NamedCount):
        raise TypeError("specialized_smes")
    clerk.spoilt = ("specialized_smes", f"{value.count + 1}家：{'、'.join(value.names)}")
    write_single(folder_of(folder, number, county.place), county, clerk, lay_groups)


def make_with_sheet(folder: Path, policy: Policy, number: int) -> None:
    """The form in a workbook, the narrative in Word."""
    county = find_county(policy, "枣坪", is_strong)
    target = folder_of(folder, number, county.place)
    form = lay_list(hire(county, policy, "column", exact=False))
    write_sheet(target / "申报表.xlsx", form, random.Random(county.seed))
    narrative = write_narrative(random.Random(county.seed), county, policy)
    write_word(target / "申报资料.docx", narrative, Look(headings="none"))


def print_last(folder: Path, policy: Policy, number: int) -> None:
    """A printed file."""
    county = find_county(policy, "苇泽", is_strong)
    target = folder_of(folder, number, county.place).with_suffix(".pdf")
    with tempfile.TemporaryDirectory() as scratch:
        word = Path(scratch) / "print.docx"
        write_word(word, whole_file(county, hire(county, policy), lay_official), PRINT_LOOK)
        shutil.copyfile(print_pdfs([word], Path(scratch))[0], target)


def scan_one(folder: Path, policy: Policy, number: int) -> None:
    """The letter and the form sealed and scanned, as most offices hand them in, the narrative in Word."""
    county = find_county(policy, "晴岚", is_strong)
    target = folder_of(folder, number, county.place)
    rng = random.Random(county.seed)
    clerk = hire(county, policy)
    path = target / "申报表（盖章扫描件）.pdf"
    case = ScanCase("sample", "scan", "sample", "official", path, clerk.expected, county, county.data_year)
    papers: dict[PartName, Sequence[Block]] = {
        "letter": write_letter(rng, county)[:-1],
        "form": lay_official(clerk),
    }
    with tempfile.TemporaryDirectory() as scratch:
        stem = Path(scratch) / "sample"
        parts = [
            print_part(name, blocks, PRINT_LOOK, county.place.government, rng, stem)
            for name, blocks in papers.items()
        ]
        draft = ScanDraft(case, "clean", tuple(parts), True)
        sealing = random.Random(WELL_SEALED)
        sheets = prepare_papers(draft, print_drafts([draft], Path(scratch)), policy, sealing)
        pages = scan_papers(sheets, SCANNER, sealing, turned=0)
    write_picture_pdf(path, [store_page(page) for page in pages])
    write_word(target / "申报资料.docx", write_narrative(rng, county, policy), Look())


def write_single(target: Path, county: County, clerk: Secretary, lay: Layout) -> None:
    write_word(target.with_suffix(".docx"), whole_file(county, clerk, lay), Look())


def whole_file(county: County, clerk: Secretary, lay: Layout) -> list[Block]:
    rng = random.Random(county.seed)
    letter, form = write_letter(rng, county), lay(clerk)
    return [*letter, *form, PageBreak(), *write_narrative(rng, county, clerk.policy)]


_MAKERS = (make_complete, make_without_section, make_with_blank, make_with_wrong_count, make_with_sheet)

if __name__ == "__main__":
    typer.run(main)
