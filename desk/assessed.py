"""A batch that is a yearly assessment: that it is one, and what came of it for the grades."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import typer

from desk.entered import ASSESSED, FOLDER, find_applicants, load_assessed, load_entered, save_kept
from desk.grade_sheets import YearlyReview
from desk.work import ask_for, review_dossier
from dossier.errors import WrongUse
from policy import Policy
from score.entries import Assessed
from score.rulebook import Number
from score.scorecard import GateResult


def keep_assessed(out: Path, policy: Policy, number: int | None, data_year: int | None) -> Policy:
    """Keeps under `out` which assessment its dossiers are of, and gives the policy that asks for the figures
    of that year. `number` None leaves it as it was, 0 is an application."""
    from desk.batch import make_room

    if data_year is not None and not number:
        raise WrongUse("“--data-year”要和“--assess”一起写，如 --assess 1 --data-year 2021")
    if number == 0:
        (out / FOLDER / ASSESSED).unlink(missing_ok=True)
    elif number is not None:
        if not 1 <= number <= policy.assessment.years:
            raise WrongUse(f"“--assess”写的是{number}，应写1至{policy.assessment.years}；申报审查写0")
        make_room(out)
        year = data_year or policy.form.data_year + number
        save_kept(out / FOLDER / ASSESSED, Assessed(number=cast(Number, number), data_year=year))
    assessed = load_assessed(out)
    if assessed is not None:
        said = (
            f"按第{assessed.number}次年度考核审查（{assessed.data_year}年的数）；改回申报审查请加 --assess 0"
        )
        typer.echo(said, err=True)
    return ask_for(policy, assessed)


def find_yearly(out: Path, policy: Policy) -> Iterator[YearlyReview]:
    """Everybody who was reviewed into `out`, by the register's name where it knows them; with the count of
    indicators and the total where that was a yearly assessment."""
    entered = load_entered(out)
    for each in find_applicants(out, policy):
        review = review_dossier(each.name, each.dossier, policy, entered)
        named = review.applicant.name if review.applicant and review.applicant.sure else None
        name = named or each.said or each.name
        if entered.assessed is None or review.scorecard is None:
            yield YearlyReview(name)
            continue
        total = review.total.points if review.total else None
        yield YearlyReview(name, entered.assessed.number, say_met(review.scorecard.gate), total)


def say_met(gate: GateResult) -> str:
    return str(gate.lowest) if gate.lowest == gate.highest else f"{gate.lowest}-{gate.highest}"
