"""The whole way from files to a dossier, step by step."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dossier import Document, Dossier, Facts, Form, MaterialReading, Problem, Source
from extract.facts.gathering import find_facts
from extract.facts.table_tallies import find_table_tallies
from extract.facts.tallies import find_tallies
from extract.files.intake import find_sources
from extract.files.opening import open_all
from extract.files.papers import find_papers
from extract.files.readers import ARCHIVE, read_opened
from extract.form.copies import FormCopy
from extract.form.handwriting import find_handwriting
from extract.form.labels import LabelIndex
from extract.form.misread_places import doubt_misread_places
from extract.form.reading import read_form
from extract.narrative.attachments import find_attachments
from extract.narrative.flow import compose_flow
from extract.narrative.framed_text import unfold_tables
from extract.narrative.hollow import HollowJudge
from extract.narrative.materials import read_form_material, read_materials
from extract.narrative.passages import find_passages
from extract.narrative.sections import TableKey
from extract.narrative.shares import Sharing, SharingIndex
from extract.seals.owners import own_seals
from policy import Policy
from policy.form import ApplicationForm


def extract_dossier(path: Path, policy: Policy, converted: Path | None = None) -> Dossier:
    """Reads one dossier (a file, a folder or an archive). What cannot be read is listed in `sources` with
    the reason; raises WrongUse only where nothing is at `path`. `converted` as for `read_documents`."""
    sources, files = read_documents(path, converted)
    documents = find_papers(files)
    form, copies, problems = read_form(documents, policy.form, _label_index(policy.form))
    form = doubt_misread_places(form, policy)
    form_tables = _form_tables(copies)
    index = _sharing_index(policy)
    flows = [unfold_tables(compose_flow(d), form_tables, index.headings) for d in documents]
    sharing = index.share_all(flows, form_tables)
    facts = find_facts(flows, sharing.all_sections, sharing.by_material, policy, form_tables)
    passages = tuple(find_passages(flows, sharing.sections))
    return Dossier(
        policy=policy.id,
        sources=tuple(sources),
        form=form,
        materials=_read_materials(policy, flows, sharing, copies, form, facts),
        facts=facts,
        sections=sharing.read_sections(),
        passages=passages,
        tallies=(*find_tallies(passages), *find_table_tallies(flows, form_tables)),
        seals=own_seals(documents, form, policy.form),
        handwriting=find_handwriting(documents, form, policy.form),
        problems=(*_notes(sources, documents), *problems),
    )


def read_documents(path: Path, converted: Path | None = None) -> tuple[list[Source], list[Document]]:
    """Every file of a dossier in the order of names, and what could be read of them. `converted` is a
    folder in which old formats may lie converted already."""
    with TemporaryDirectory(prefix="shenbao-") as room:
        read = [read_opened(each) for each in open_all(find_sources(path), Path(room), converted)]
    sources = [source for source, _ in read]
    return [_judge_archive(s, sources) for s in sources], [document for _, document in read if document]


def _judge_archive(source: Source, sources: Sequence[Source]) -> Source:
    """An archive of which nothing could be read was not read."""
    if source.reader != ARCHIVE:
        return source
    inside = [s for s in sources if s.path.startswith(f"{source.path}/")]
    if any(s.status == "read" and s.reader != ARCHIVE for s in inside):
        return source
    reason = "压缩包里没有能读取的文件，请解压后逐个检查" if inside else "是空的压缩包，请重新提交"
    return source.model_copy(update={"status": "failed", "reader": None, "reason": reason})


@lru_cache(maxsize=4)
def _label_index(form: ApplicationForm) -> LabelIndex:
    """The labels of a form, prepared once a process."""
    return LabelIndex(form)


@lru_cache(maxsize=4)
def _sharing_index(policy: Policy) -> SharingIndex:
    """The headings and words of the materials, prepared once a process."""
    return SharingIndex(policy)


def _read_materials(
    policy: Policy,
    flows: Sequence[Document],
    sharing: Sharing,
    copies: Sequence[FormCopy],
    form: Form,
    facts: Facts,
) -> dict[str, MaterialReading]:
    judge = HollowJudge(_sharing_index(policy).headings, find_attachments(flows, sharing.sections))
    told = read_materials(policy.materials, sharing.shares, judge, facts)
    shown = read_form_material(copies, form.fields)
    return {spec.id: told.get(spec.id, shown) for spec in policy.materials}


def _form_tables(copies: Sequence[FormCopy]) -> frozenset[TableKey]:
    return frozenset(key for copy in copies for grid in copy.grids for key in grid.tables)


def _notes(sources: Sequence[Source], documents: Sequence[Document]) -> list[Problem]:
    failed = [
        Problem(source=s.path, severity="warning", message=s.reason)
        for s in sources
        if s.status == "failed" and s.reason
    ]
    doubts = [
        Problem(source=origin.source, severity="warning", message=f"第{origin.number}页：{doubt}")
        for d in documents
        for page in d.pages
        for origin in (d.origin_of(page),)
        for doubt in page.doubts
    ]
    notes = [
        Problem(source=d.source, severity="warning", message=note) for d in documents for note in d.notes
    ]
    return [*failed, *doubts, *notes]
