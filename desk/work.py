"""The work on one dossier, done in a worker process: read, check, score, write what people hold."""

import resource
from pathlib import Path

from desk.cutouts import save_cutouts
from desk.entered import NOTHING, Entered, load_entered
from desk.review import Review
from desk.store import save_dossier, write_whole
from desk.summaries import render_detail, render_notice, render_summary
from desk.summaries.names import DETAIL, NOTICE, SUMMARY
from desk.threads import limit_threads
from dossier import Dossier
from extract.pipeline import extract_dossier
from policy import Policy, load_policy
from policy.rereading import ask_for_year
from score.applicants import make_standing
from score.differences import find_differences
from score.entries import Assessed, Decisions
from score.reference import NO_REFERENCE
from score.score import score_dossier
from score.scorecard import Scorecard
from score.total import Total, choose_scoring, score_total
from validate.applicant import find_applicant
from validate.check import check_dossier, sort_findings
from validate.submission import lay_out

TOO_LARGE = "读取时超过了内存上限，没有读完；请把文件拆小，或用 --memory 放宽上限后重试"


def prepare_worker(megabytes: int) -> None:
    """For a worker's whole life: one thread, and what would take more memory fails with a MemoryError."""
    limit_threads()
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, resource.RLIM_INFINITY))


def work_on(name: str, path: Path, out: Path, programme: str, converted: Path) -> str | None:
    """Reviews one dossier and writes its files. Returns None, or why it could not be read (Chinese)."""
    entered = load_entered(out)
    policy = ask_for(load_policy(programme), entered.assessed)
    try:
        dossier = extract_dossier(path, policy, converted)
        save_dossier(out, name, dossier)
        save_cutouts(path, dossier, policy, out / name, converted)
        review = review_dossier(name, dossier, policy, entered)
        write_papers(out, review, policy)
    except MemoryError:
        return TOO_LARGE
    return review.failure


def review_dossier(name: str, dossier: Dossier, policy: Policy, entered: Entered = NOTHING) -> Review:
    """Findings, scorecard and total of a dossier, with what was entered for it; of one of which no file
    could be read, why."""
    failure = _why_unread(dossier)
    if failure:
        return Review(name, None, failure=failure)
    assessed = entered.assessed
    policy = ask_for(policy, assessed)
    submission = lay_out(dossier, policy)
    applicant = find_applicant(submission, [name])
    year = dossier.form.data_year or policy.form.data_year
    book = entered.reference
    reference = book.consult(applicant, year, policy) if book else NO_REFERENCE
    findings = [*check_dossier(dossier, policy), *find_differences(submission, reference)]
    decisions = entered.decisions or Decisions(policy=policy.id)
    scorecard = score_dossier(
        dossier,
        policy if assessed is None else ask_for_year(policy, assessed.base_year),
        year=1 if assessed is None else assessed.number,
        stage="entry" if assessed is None else "yearly",
        reference=reference,
        standing=make_standing(applicant, policy),
        rulings=decisions.rulings_of(name),
        received=decisions.received(name),
    )
    total = work_out_total(name, dossier, policy, scorecard, entered)
    told = applicant if policy.registry.cities else None
    return Review(name, dossier, sort_findings(findings, submission), scorecard, applicant=told, total=total)


def ask_for(policy: Policy, assessed: Assessed | None) -> Policy:
    """A yearly assessment asks for the same form with the figures of its own year."""
    return policy if assessed is None else ask_for_year(policy, assessed.data_year)


def work_out_total(
    name: str, dossier: Dossier, policy: Policy, scorecard: Scorecard, entered: Entered
) -> Total:
    """By the table of points that the experts scored by, where they scored by another than the policy's."""
    submission = lay_out(dossier, choose_scoring(policy, entered.scores))
    return score_total(submission, scorecard.gate, name, entered.scores, entered.answers)


def write_papers(out: Path, review: Review, policy: Policy) -> None:
    folder = out / review.name
    write_whole(folder / SUMMARY, lambda path: render_summary(review, policy, path))
    write_whole(folder / DETAIL, lambda path: render_detail(review, policy, path))
    if review.failure is None:
        write_whole(folder / NOTICE, lambda path: render_notice(review, policy, path))


def _why_unread(dossier: Dossier) -> str | None:
    """Why a dossier cannot be reviewed as one: no file could be read, or it is not one dossier."""
    mixed = [problem.message for problem in dossier.problems if problem.severity == "error"]
    if mixed:
        return "；".join(mixed)
    if any(source.status == "read" for source in dossier.sources):
        return None
    if not dossier.sources:
        return "文件夹是空的，没有申报资料"
    if len(dossier.sources) == 1:
        return dossier.sources[0].reason
    return "没有一个文件能读取：" + "；".join(f"“{s.path}”{s.reason}" for s in dossier.sources)
