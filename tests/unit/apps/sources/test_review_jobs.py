"""Review of many findings as long work: some at a time, one step, stopped anywhere."""

from __future__ import annotations

import uuid

import pytest
from tests.builders.example_station import FORBIDDEN, example_station
from tests.factories.documents import one, say

from fardplan.apps.actors.models import Body, Seat
from fardplan.apps.common.problems import ConflictError, NotAllowedError
from fardplan.apps.common.writes import free_writes
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.progress import Cancelled
from fardplan.apps.sources import queries
from fardplan.apps.sources.actions import batches, undo_step
from fardplan.apps.sources.jobs import review, start_review, start_take, start_undo
from fardplan.apps.sources.models import Finding, ReviewStep
from fardplan.apps.sources.queries import FindingFilter
from fardplan.apps.sources.states import ReviewAct


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch):
    monkeypatch.setattr(review, "MANY", 1)
    monkeypatch.setattr(review, "PAUSE", 0)
    for module in (review, batches):
        monkeypatch.setattr(module, "PLAIN", 20)
        monkeypatch.setattr(module, "BATCH", 3)
    # No time at all: one of those that a station takes in each transaction.
    monkeypatch.setattr(batches, "SECONDS", -1)


class Steps:
    """How far a job has told that it has come; stops it at a step when asked to."""

    def __init__(self, job: Job, stop_at: int = 1000) -> None:
        self.job_id, self.started_by = job.pk, job.started_by
        self.told: list[tuple[int, int]] = []
        self.stop_at = stop_at

    def __call__(self, done: int, total: int, _text: str) -> None:
        if len(self.told) == self.stop_at:
            raise Cancelled
        self.told.append((done, total))


def run(job: Job, stop_at: int = 1000) -> tuple[str, list[tuple[int, int]]]:
    work = {
        "review_findings": review.review_findings,
        "undo_review": review.undo_review,
    }
    steps = Steps(job, stop_at)
    outcome = work[job.kind](steps, **job.arguments)
    return outcome.text, steps.told


def accept(by, document, **wanted) -> Job:
    job = start_review(
        document, FindingFilter(**wanted), ReviewAct.ACCEPT, "planen", by
    )
    assert job is not None
    return job


def test_all_are_accepted_some_at_a_time_as_one_step(lead, overview):
    total = overview.findings.count()
    job = accept(lead, overview)
    assert queries.review_under_way(overview) == job
    assert (job.title, job.state) == (f"Godkänn {total} fynd i {overview}", "waiting")
    text, told = run(job)
    plain = total - overview.findings.filter(kind__in=("body", "region")).count()
    assert text == f"{total} fynd godkända. I dokumentet går det att ångra."
    assert told == [
        *((done, total) for done in [*range(0, plain, 20), *range(plain, total)]),
        (total, total),
    ]
    assert (Body.objects.count(), ReviewStep.objects.get().job) == (5, job.pk)
    assert len(ReviewStep.objects.get().rows) == total
    undoing = start_undo(ReviewStep.objects.get(), lead)
    text, told = run(undoing)
    assert text == f"Ångrat: {total} fynd är som de var."
    assert told[0] == (0, total)
    assert (
        Body.objects.count(),
        overview.findings.exclude(state="unreviewed").count(),
    ) == (0, 0)
    step = ReviewStep.objects.get()
    assert (step.rows, step.undone_at is None) == ([], False)
    assert not queries.has_step(overview, lead)


def test_few_and_what_is_only_marked_make_no_job(lead, overview):
    assert start_review(overview, FindingFilter(), ReviewAct.REJECT, "", lead) is None
    bullets = FindingFilter(kind="bullet")
    assert start_review(overview, bullets, ReviewAct.ACCEPT, "", lead) is None
    assert start_take(overview, "body", "", lead) is None
    assert start_undo(say(lead, one(overview, "body"), "accept"), lead) is None
    assert Job.objects.count() == 0


def test_stopped_work_is_undone_or_gone_on_with(lead, overview):
    job = accept(lead, overview)
    with pytest.raises(Cancelled):
        run(job, stop_at=3)
    done = len(ReviewStep.objects.get().rows)
    assert 0 < done < overview.findings.count()
    assert overview.findings.filter(state="unreviewed").count() == (
        overview.findings.count() - done
    )
    undo_step(step_id=ReviewStep.objects.get().pk, by=lead)
    assert Body.objects.count() == 0
    with pytest.raises(ConflictError, match="ångrades medan den pågick"):
        run(job)
    again = Job.objects.create(
        pk=uuid.uuid4(), kind=job.kind, arguments=job.arguments, started_by=lead
    )
    with pytest.raises(Cancelled):
        run(again, stop_at=3)
    text, _told = run(again)
    assert text.startswith(f"{overview.findings.count()} fynd godkända.")
    assert ReviewStep.objects.filter(job=again.pk).count() == 1
    assert Body.objects.count() == 5


def test_parents_and_children_come_in_different_batches(lead, strategy):
    # Accepted before their strategies: taken with them, and put back to waiting.
    for area in strategy.findings.filter(kind="knowledge_area"):
        say(lead, area, "accept")
    with example_station():
        run(accept(lead, strategy))
        assert (Body.objects.count(), Seat.objects.count()) == (2, 3)
        step = ReviewStep.objects.get(job__isnull=False)
        keys = [row[0] for row in step.rows]
        assert len(keys) == len(set(keys)) == strategy.findings.count()
        text, _told = run(start_undo(step, lead))
        assert text == f"Ångrat: {len(keys)} fynd är som de var."
    assert (Body.objects.count(), Seat.objects.count()) == (0, 0)
    areas = strategy.findings.filter(kind="knowledge_area")
    assert {(one.state, one.taken_key) for one in areas} == {("accepted", "")}


def test_what_waits_is_handed_over_by_a_job(lead, strategy):
    for finding in strategy.findings.filter(kind="strategy"):
        say(lead, finding, "accept")
    with example_station():
        job = start_take(strategy, "strategy", "planen", lead)
        assert run(job)[0].startswith("2 fynd godkända.")
        assert Body.objects.count() == 2


def test_what_is_refused_or_reviewed_since_is_left_and_told(
    lead, administrator, strategy, station
):
    first = one(strategy, "strategy")
    with free_writes():
        Finding.objects.filter(pk=first.pk).update(text=FORBIDDEN)
    text, _told = run(accept(lead, strategy, kind="strategy"))
    assert text.startswith("1 fynd godkänt. ")
    assert text.endswith(" 1 fynd lämnades som det var: Du får inte.")
    with free_writes():
        Finding.objects.filter(pk=first.pk).update(text="Trygg hemma")
    run(accept(lead, strategy))
    step = ReviewStep.objects.first()
    say(administrator, one(strategy, "success_factor"), "reject")
    bullet = one(strategy, "knowledge_area")
    say(administrator, bullet, "reject")
    rows = len(step.rows)
    text, _told = run(start_undo(step, lead))
    assert text.startswith(f"Ångrat: {rows - 2} fynd är som de var. ")
    assert text.count("1 fynd lämnades som det var: Det går inte att ångra:") == 2
    step.refresh_from_db()
    assert (len(step.rows), step.undone_at) == (2, None)
    bullet.refresh_from_db()
    assert bullet.state == "rejected"


def test_only_a_person_reviews(lead, overview):
    job = accept(lead, overview)
    job.started_by = None
    with pytest.raises(NotAllowedError, match="inloggad person"):
        run(job)
