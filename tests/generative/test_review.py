"""Two reviewers who say anything in any order: nothing is made twice, undo restores.

Held after each act: what exists in the register is just what some finding made, once;
each finding that became something has its evidence, and no other has any.
"""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import documents
from tests.builders.example_station import example_station
from tests.factories.documents import make_document, say
from tests.factories.people import granted

from fardplan.apps.actors.models import Body, Seat
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.sources.actions import review_many, undo_step
from fardplan.apps.sources.models import Evidence, Finding, ReviewStep
from fardplan.apps.sources.queries import FindingFilter
from fardplan.apps.sources.states import ReviewAct


KINDS = ("strategy", "knowledge_area", "shift")
ACTS = st.one_of(
    st.tuples(
        st.sampled_from(["accept", "reject", "reopen", "edit", "merge"]),
        st.integers(0, 5),
        st.booleans(),
        st.booleans(),
    ),
    st.tuples(st.sampled_from(["accept_all", "reject_all", "undo"]), st.integers(0, 3)),
)


def shown() -> list[tuple[object, ...]]:
    """What can be seen of the findings, whatever keys their things got."""
    rows = Finding.objects.order_by("pk")
    return [
        (row.pk, row.state, row.edited_text, row.taken_kind, row.is_maker)
        for row in rows
    ]


def check_register() -> None:
    made = [
        (row.taken_kind, row.taken_key) for row in Finding.objects.filter(is_maker=True)
    ]
    assert len(made) == len(set(made))
    there = {("node", body.code) for body in Body.objects.all()}
    there |= {("area", str(seat.pk)) for seat in Seat.objects.all()}
    assert set(made) == there
    taken = Finding.objects.exclude(taken_kind="")
    assert {
        (e.about_kind, e.about_key, e.finding_id) for e in Evidence.objects.all()
    } == {(row.taken_kind, row.taken_key, row.pk) for row in taken}
    assert {row.state for row in taken} <= {"accepted", "merged"}


def carry_out(act, document, people) -> None:
    word, number, *more = act
    if word == "undo":
        steps = list(ReviewStep.objects.filter(undone_at=None)[: number + 1])
        if steps:
            undo_step(step_id=steps[-1].pk, by=people[0])
        return
    if word in ("accept_all", "reject_all"):
        review_many(
            document_id=document.pk,
            wanted=FindingFilter(kind=KINDS[number % 3]),
            act=ReviewAct(word.partition("_")[0]),
            by=people[0],
            target="planen",
        )
        return
    finding = list(document.findings.filter(kind__in=KINDS))[number]
    target, is_second = ("planen" if more[0] else ""), more[1]
    body = Body.objects.first()
    say(
        people[is_second],
        finding,
        word,
        target=target,
        text=f"{finding.text}!",
        match=body.code if body else "",
    )


@pytest.mark.django_db
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, max_size=12))
def test_nothing_is_made_twice_and_undo_restores(
    acts, administrator, few_authorities, paper
):
    with example_station(), transaction.atomic():
        for act in acts:
            before, steps = shown(), ReviewStep.objects.count()
            try:
                carry_out(act, *paper)
            except ProblemError:
                assert shown() == before
            check_register()
            if ReviewStep.objects.count() > steps:
                undo_and_redo(before, paper)
        transaction.set_rollback(True)


def undo_and_redo(before, paper) -> None:
    """The last act is undone to just what was before; then that too is taken back."""
    with transaction.atomic():
        undo_step(step_id=ReviewStep.objects.first().pk, by=paper[1][0])
        check_register()
        assert shown() == before
        transaction.set_rollback(True)


@pytest.fixture
def paper(administrator, few_authorities):
    lead = granted(administrator, "18", "Lena", "programme_lead")
    return make_document(lead, documents.STRATEGY), (lead, administrator)
