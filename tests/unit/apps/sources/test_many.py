"""Many at a time, a station that comes later, and undoing both."""

from __future__ import annotations

import pytest
from tests.builders.example_station import FORBIDDEN, REFUSED, example_station
from tests.factories.documents import one, say

from fardplan.apps.actors.models import Body, Seat
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import free_writes
from fardplan.apps.sources import takers
from fardplan.apps.sources.actions import review_many, take_waiting, undo_step
from fardplan.apps.sources.models import Finding, ReviewStep
from fardplan.apps.sources.queries import FindingFilter
from fardplan.apps.sources.states import FindingState, ReviewAct


pytestmark = pytest.mark.django_db


def states(document) -> dict[str, int]:
    rows = document.findings.values_list("state", flat=True)
    return {state: list(rows).count(state) for state in set(rows)}


def accept_all(by, document, **wanted):
    target = wanted.pop("target", "")
    return review_many(
        document_id=document.pk,
        wanted=FindingFilter(**wanted),
        act=ReviewAct.ACCEPT,
        by=by,
        target=target,
    )


def test_all_are_accepted_and_that_is_undone_at_once(lead, overview):
    say(lead, one(overview, "bullet"), "reject")
    total = overview.findings.count()
    report = accept_all(lead, overview)
    assert (report.count, report.refused) == (total - 1, {})
    assert states(overview) == {"accepted": total - 1, "rejected": 1}
    assert Body.objects.count() == overview.findings.filter(kind="body").count() == 5
    undo_step(step_id=report.step.pk, by=lead)
    assert states(overview) == {"unreviewed": total - 1, "rejected": 1}
    assert Body.objects.count() == 0


def test_only_what_fits_is_rejected_and_nothing_twice(lead, overview):
    wanted = FindingFilter(kind="bullet")
    asked = {"document_id": overview.pk, "wanted": wanted, "by": lead}
    report = review_many(**asked, act=ReviewAct.REJECT)
    assert states(overview)["rejected"] == report.count == 17
    again = review_many(**asked, act=ReviewAct.REJECT)
    assert (again.step, again.count) == (None, 0)
    undo_step(step_id=report.step.pk, by=lead)
    assert states(overview) == {"unreviewed": overview.findings.count()}


def test_undo_of_many_is_refused_when_one_was_reviewed_since(
    lead, administrator, overview
):
    report = accept_all(lead, overview, kind="bullet")
    say(administrator, one(overview, "bullet", 3), "reject")
    with pytest.raises(ConflictError, match="Astrid Påhitt har granskat"):
        undo_step(step_id=report.step.pk, by=lead)
    assert states(overview)["accepted"] == 16


def test_undo_is_refused_when_the_findings_are_gone(lead, overview):
    step = say(lead, one(overview, "bullet"), "accept")
    rows = [[0, *step.rows[0][1:]]]
    with free_writes():
        ReviewStep.objects.filter(pk=step.pk).update(rows=rows)
    with pytest.raises(ConflictError, match="lästes om"):
        undo_step(step_id=step.pk, by=lead)


def test_what_waits_is_taken_when_its_station_is_built(lead, strategy):
    accept_all(lead, strategy, kind="strategy")
    accept_all(lead, strategy, kind="knowledge_area")
    with example_station():
        asked = {"document_id": strategy.pk, "by": lead}
        nothing = take_waiting(**asked, kind="knowledge_area")
        assert (nothing.step, nothing.count) == (None, 0)
        report = take_waiting(**asked, kind="strategy", target="planen")
        # The areas follow with the strategies that they belong to.
        assert (report.count, report.refused) == (5, {})
        assert (Body.objects.count(), Seat.objects.count()) == (2, 3)
        undo_step(step_id=report.step.pk, by=lead)
        assert (Body.objects.count(), Seat.objects.count()) == (0, 0)
        assert strategy.findings.filter(state="accepted").count() == 5


def test_parents_are_taken_first_and_let_go_last(lead, strategy, station):
    report = accept_all(lead, strategy, target="planen")
    assert report.refused == {}
    assert (Body.objects.count(), Seat.objects.count()) == (2, 3)
    first = one(strategy, "strategy")
    step = say(lead, first, "reject")
    areas = first.children.filter(kind="knowledge_area")
    assert {area.taken_key for area in areas} == {""}
    assert Body.objects.count() == 1
    undo_step(step_id=step.pk, by=lead)
    assert (Body.objects.count(), Seat.objects.count()) == (2, 3)
    undo_step(step_id=report.step.pk, by=lead)
    assert (Body.objects.count(), Seat.objects.count()) == (0, 0)


def test_what_a_station_refuses_is_left_and_told(lead, strategy, station):
    first, second = one(strategy, "strategy"), one(strategy, "strategy", 1)
    for finding, word in ((first, FORBIDDEN), (second, REFUSED)):
        with pytest.raises(ProblemError, match=r"Du får inte|Det går inte"):
            say(lead, finding, "edit", text=word, values={})
    with free_writes():
        Finding.objects.filter(pk=second.pk).update(text=REFUSED)
    report = accept_all(lead, strategy, kind="strategy", target="planen")
    assert (report.count, report.refused) == (1, {"Det går inte.": 1})
    second.refresh_from_db()
    assert (second.state, second.revision) == (FindingState.UNREVIEWED, 0)
    only = accept_all(lead, strategy, kind="strategy", target="planen")
    assert (only.step, only.count) == (None, 0)


def test_a_child_that_is_refused_goes_on_waiting(lead, strategy, station):
    first = one(strategy, "strategy")
    child = first.children.filter(kind="knowledge_area").first()
    with free_writes():
        Finding.objects.filter(pk=child.pk).update(text=REFUSED, state="accepted")
    say(lead, first, "accept", target="planen")
    child.refresh_from_db()
    assert (child.state, child.taken_key) == ("accepted", "")
    refused = take_waiting(document_id=strategy.pk, kind="knowledge_area", by=lead)
    assert (refused.step, refused.refused) == (None, {"Det går inte.": 1})


def test_a_thing_that_may_not_be_undone_stops_the_whole_act(lead, strategy, station):
    first = one(strategy, "strategy")
    step = say(lead, first, "accept", target="planen")
    body = Body.objects.get()
    with free_writes():
        Seat.objects.create(body=body, role="member")
    with pytest.raises(ProblemError, match="hänger på"):
        undo_step(step_id=step.pk, by=lead)
    first.refresh_from_db()
    assert first.taken_key == body.code


def test_without_its_station_nothing_is_undone_or_made_again(lead, strategy):
    first = one(strategy, "strategy")
    with example_station():
        made = say(lead, first, "accept", target="planen")
    with pytest.raises(ProblemError, match="finns inte längre"):
        undo_step(step_id=made.pk, by=lead)
    with example_station():
        other = say(lead, one(strategy, "strategy", 1), "merge", match=first_code())
        rejected = say(lead, one(strategy, "strategy", 1), "reject")
        assert other is not None
    with pytest.raises(ConflictError, match="finns inte"):
        undo_step(step_id=rejected.pk, by=lead)


def first_code() -> str:
    return Body.objects.get().code


def test_who_may_review_but_not_undo_is_told_so(lead, overview):
    """A lead of the document's authority, when the body has moved to another."""
    finding = one(overview, "body", 1)
    step = say(lead, finding, "accept")
    body = Body.objects.get()
    with free_writes():
        Body.objects.update(home=body.home.__class__.objects.get(code="1881"))
    with pytest.raises(ProblemError, match="Bara en administratör"):
        undo_step(step_id=step.pk, by=lead)


def test_takers_are_found_by_kind_and_order(strategy, station):
    assert takers.taken_kinds() >= {"strategy", "knowledge_area", "body", "seat"}
    assert takers.find_taker("bullet") is None
    kinds = [one.kind for one in takers.in_order(strategy.findings.all())]
    taken = [kind for kind in kinds if kind in takers.taken_kinds()]
    assert kinds[: len(taken)] == taken == ["strategy"] * 2 + ["knowledge_area"] * 3
