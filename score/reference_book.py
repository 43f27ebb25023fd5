"""All that departments gave for a batch, and what of it concerns one application."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from dossier import Evidence
from dossier.base import Record
from policy import Policy
from policy.register import Registry
from policy.rules import Basis
from score.reference import NO_REFERENCE, Given, ReferenceData
from validate.applicant import Applicant
from validate.placenames import find_places


class ReferenceFigure(Record):
    """One cell. `subject` is the id of an indicator or of a reference that targets name; `applicant` the key
    of whose figure it is, None of the whole province's, and `name` what it is called."""

    subject: str
    applicant: str | None = None
    name: str = ""
    year: int
    basis: Basis
    value: float
    evidence: Evidence


class Host(Record):
    """The county that a zone lies in, as the office decided; both by key, and the county's name."""

    zone: str
    county: str
    name: str
    evidence: Evidence


class ReferenceBook(Record):
    policy: str
    figures: tuple[ReferenceFigure, ...] = ()
    hosts: tuple[Host, ...] = ()

    @cached_property
    def by_applicant(self) -> Mapping[str | None, tuple[ReferenceFigure, ...]]:
        found: dict[str | None, list[ReferenceFigure]] = {}
        for figure in self.figures:
            found.setdefault(figure.applicant, []).append(figure)
        return {key: tuple(figures) for key, figures in found.items()}

    def consult(self, applicant: Applicant, year: int, policy: Policy) -> ReferenceData:
        """What there is for the application with the figures of `year`. An applicant of whom nobody is sure
        who it is gets only the province's."""
        own = self.by_applicant.get(applicant.key, ()) if applicant.key else ()
        references = {reference.id for reference in policy.indicators.references}
        data = ReferenceData(
            figures={
                figure.subject: give(figure, host)
                for figure, host in self.list_references(applicant, own, policy.registry)
                if figure.year == year and figure.subject in references
            },
            last_year={
                figure.subject: give(figure)
                for figure in own
                if figure.year == year - 1 and figure.subject not in references
            },
            supplied=gather(figure for figure in own if figure.year == year),
        )
        return data if data.figures or data.last_year or data.supplied else NO_REFERENCE

    def list_references(
        self, applicant: Applicant, own: tuple[ReferenceFigure, ...], registry: Registry
    ) -> Iterator[tuple[ReferenceFigure, str | None]]:
        """The province's figures, those of the county that a zone lies in, and over them the own ones."""
        yield from ((figure, None) for figure in self.by_applicant.get(None, ()))
        if applicant.key is not None and applicant.kind == "zone":
            key, name = self.find_host(applicant, registry)
            yield from ((figure, name) for figure in self.by_applicant.get(key, ()) if key is not None)
        yield from ((figure, None) for figure in own)

    def find_host(self, applicant: Applicant, registry: Registry) -> tuple[str | None, str | None]:
        """Key and name of the county that a zone lies in: as entered, else as the register has it."""
        for host in self.hosts:
            if host.zone == applicant.key:
                return host.county, host.name
        zone = registry.zones_by_name.get(applicant.name or "")
        places = find_places(registry, zone.host) if zone is not None and zone.host else ()
        return (places[0].key, places[0].name) if len(places) == 1 else (None, None)


def gather(figures: Iterable[ReferenceFigure]) -> dict[str, tuple[Given, ...]]:
    """Of each indicator all that was given, in the order of the workbook."""
    found: dict[str, tuple[Given, ...]] = {}
    for figure in figures:
        found[figure.subject] = (*found.get(figure.subject, ()), give(figure))
    return found


def give(figure: ReferenceFigure, host: str | None = None) -> Given:
    return Given(figure.value, figure.basis, host, (figure.evidence,))
