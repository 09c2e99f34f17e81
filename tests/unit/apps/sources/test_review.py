"""What is said of one finding, and what the stations make of it."""

from __future__ import annotations

import pytest
from tests.factories.bodies import make_body, make_seat
from tests.factories.documents import make_document, one, say
from tests.factories.people import granted

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors.actions import edit_body, undo_body_event
from fardplan.apps.actors.models import Body, Person, Seat
from fardplan.apps.common.problems import (
    ConflictError,
    NotAllowedError,
    ProblemError,
)
from fardplan.apps.sources.actions import take_waiting, undo_step
from fardplan.apps.sources.models import Evidence, Finding, ReviewStep


pytestmark = pytest.mark.django_db


def told(finding: Finding) -> tuple[str, str, bool]:
    finding.refresh_from_db()
    return finding.state, finding.taken_label, finding.is_maker


def test_a_kind_that_no_station_takes_waits(lead, strategy):
    finding = one(strategy, "strategy")
    step = say(lead, finding, "accept", target="planen")
    assert told(finding) == ("accepted", "", False)
    assert (finding.reviewed_by, finding.revision, finding.target) == (
        lead,
        1,
        "planen",
    )
    assert step.rows[0][0] == finding.pk
    event = AuditEvent.objects.first()
    assert (event.action, event.changes) == (
        "review_findings",
        {"act": [None, "accept"], "count": [None, 1]},
    )


def test_a_body_is_added_with_its_evidence_and_undone(lead, overview):
    finding = one(overview, "body", 1)
    step = say(lead, finding, "accept")
    body = Body.objects.get()
    assert told(finding) == ("accepted", "Nämnden för äldre", True)
    assert (body.abbreviation, body.body_type, body.level, body.home.code) == (
        "NFÄ",
        "board",
        "political",
        "18",
    )
    evidence = Evidence.objects.get()
    assert (evidence.about_kind, evidence.about_key, evidence.added_by) == (
        "body",
        body.code,
        lead,
    )
    assert AuditEvent.objects.get(pk=evidence.event).action == "create_body"
    undo_step(step_id=step.pk, by=lead)
    assert told(finding) == ("unreviewed", "", False)
    assert (Body.objects.count(), Evidence.objects.count()) == (0, 0)
    undo_step(step_id=step.pk, by=lead)
    finding.refresh_from_db()
    assert finding.revision == 2


def test_a_body_that_exists_is_merged_and_stays_when_that_is_undone(lead, overview):
    body = make_body(lead, name="Nämnd för äldre")
    finding = one(overview, "body", 1)
    step = say(lead, finding, "accept")
    assert told(finding) == ("merged", "Nämnd för äldre", False)
    undo_step(step_id=step.pk, by=lead)
    assert list(Body.objects.all()) == [body]


def test_a_finding_is_merged_with_what_the_reviewer_says(lead, overview):
    body = make_body(lead, abbreviation="OMR")
    finding = one(overview, "body", 2)
    say(lead, finding, "merge", match=body.code)
    assert told(finding) == ("merged", body.name, False)
    say(lead, finding, "reopen")
    with pytest.raises(ConflictError, match="finns inte längre"):
        say(lead, finding, "merge", match="finns-inte")
    assert told(finding) == ("unreviewed", "", False)
    with pytest.raises(ProblemError, match="kan inte slås ihop"):
        say(lead, one(overview, "bullet"), "merge", match="a")


def test_what_is_edited_stands_beside_what_was_read(lead, overview):
    finding = one(overview, "body", 1)
    values = finding.fields | {"name": "Äldrenämnden"}
    say(lead, finding, "edit", text="Äldrenämnden", values=values)
    assert told(finding) == ("accepted", "Äldrenämnden", True)
    assert finding.text == "Nämnden för äldre"
    assert (finding.words, finding.values["name"]) == ("Äldrenämnden",) * 2
    assert finding.edited_fields == {"name": "Äldrenämnden"}
    assert finding.is_edited
    # Edited back it is as the document says, and the body takes the name.
    say(lead, finding, "edit", text=finding.text, values=finding.fields)
    assert told(finding) == ("accepted", "Nämnden för äldre", True)
    assert not finding.is_edited
    assert Body.objects.get().name == "Nämnden för äldre"
    say(lead, finding, "reject")
    assert told(finding) == ("rejected", "", False)
    assert Body.objects.count() == 0


def test_saying_the_same_again_changes_nothing(lead, overview):
    bullet = one(overview, "bullet")
    assert say(lead, bullet, "accept") is not None
    # A double click sends the same form, with what was seen before.
    assert say(lead, bullet, "accept", seen=0) is None
    assert say(lead, bullet, "accept") is None
    assert say(lead, bullet, "reject") is not None
    assert say(lead, bullet, "reject") is None
    body = one(overview, "body", 1)
    make_body(lead, name=body.words)
    say(lead, body, "accept")
    assert say(lead, body, "accept", seen=0) is None
    assert ReviewStep.objects.count() == 3


@pytest.mark.parametrize(
    ("first", "did"),
    [
        ("accept", "godkände"),
        ("reject", "avvisade"),
        ("merge", "slog ihop"),
    ],
)
def test_two_reviewers_do_not_overwrite_each_other(
    lead, administrator, overview, first, did
):
    body = make_body(lead)
    finding = one(overview, "body", 1)
    say(lead, finding, first, match=body.code)
    with pytest.raises(ConflictError) as conflict:
        say(administrator, finding, "reopen", seen=0)
    assert str(conflict.value).startswith(
        f"Lena Påhitt {did} ”Nämnden för äldre” klockan "
    )
    finding.refresh_from_db()
    assert finding.revision == 1
    say(lead, finding, "reopen")
    with pytest.raises(ConflictError, match="Lena Påhitt öppnade"):
        say(administrator, finding, first, seen=1, match=body.code)


def test_only_those_who_lead_the_authority_review(
    administrator, reader, lead, overview
):
    other = granted(administrator, "1881", "Kalle", "programme_lead")
    for user in (reader, other):
        with pytest.raises(NotAllowedError, match="granska"):
            say(user, one(overview, "bullet"), "accept")
    assert say(administrator, one(overview, "bullet"), "accept") is not None


def test_a_region_is_evidence_for_the_authority(lead, overview):
    region = one(overview, "region")
    say(lead, region, "accept")
    assert told(region) == ("accepted", "", False)
    say(lead, region, "edit", text="Örebro län", values={"name": "Örebro län"})
    assert told(region) == ("merged", "Region Örebro län", False)
    say(lead, region, "reopen")
    say(lead, region, "merge", match="18")
    assert told(region) == ("merged", "Region Örebro län", False)
    with pytest.raises(ProblemError, match="finns inte i registret"):
        say(lead, one(overview, "region", 1), "merge", match="99")


def test_a_seat_waits_for_its_body_and_is_then_filled(lead, notice):
    seats = list(notice.findings.filter(kind="seat"))
    say(lead, seats[0], "accept")
    assert told(seats[0]) == ("accepted", "", False)
    body = make_body(lead, name="Omsorgsnämnden")
    report = take_waiting(document_id=notice.pk, kind="seat", by=lead)
    assert (report.count, report.refused) == (1, {})
    assert told(seats[0]) == ("accepted", "Ordförande i Omsorgsnämnden", True)
    seat = Seat.objects.get()
    appointment = seat.appointments.get()
    assert (seat.role, seat.party, appointment.person.name) == (
        "chair",
        "C",
        "Maj-Britt Nilsson",
    )
    assert appointment.valid_from.isoformat() == "2027-04-14"
    undo_step(step_id=report.step.pk, by=lead)
    assert told(seats[0]) == ("accepted", "", False)
    assert (body.seats.count(), Person.objects.count()) == (0, 0)


def test_a_seat_that_is_there_is_merged_also_when_vacant(lead, notice):
    make_body(lead, name="Omsorgsnämnden")
    vacant = notice.findings.get(kind="seat", text__contains="Vakant")
    chair = one(notice, "seat")
    for finding in (vacant, chair):
        say(lead, finding, "accept")
        assert told(finding)[::2] == ("accepted", True)
    again = make_document(lead, f"{notice.title} två\n" + _text(notice))
    assert again.edition_of is None
    for finding in (one(again, "seat"), again.findings.get(text=vacant.text)):
        say(lead, finding, "accept")
        assert told(finding)[::2] == ("merged", False)
    assert Seat.objects.count() == 2
    for key in ("999", "ingen"):
        with pytest.raises(ConflictError, match="finns inte längre"):
            say(lead, one(again, "seat", 1), "merge", match=key)
    merged = one(again, "seat", 1)
    say(lead, merged, "merge", match=str(Seat.objects.first().pk))
    assert told(merged)[::2] == ("merged", False)


def _text(document) -> str:
    return "".join(page.text for page in document.page_texts.all())


def test_what_has_been_built_upon_is_not_undone(lead, notice, overview):
    body = one(overview, "body", 1)
    step = say(lead, body, "accept")
    made = Body.objects.get()
    make_seat(lead, made)
    with pytest.raises(ConflictError, match="fått platser efteråt"):
        undo_step(step_id=step.pk, by=lead)
    assert told(body) == ("accepted", "Nämnden för äldre", True)


def test_a_body_that_was_changed_since_stays(lead, overview):
    finding = one(overview, "body", 1)
    say(lead, finding, "accept")
    code = Body.objects.get().code
    new, seen = {"mandate": "Ett uppdrag."}, {"mandate": ""}
    edit_body(code=code, new=new, seen=seen, by=lead)
    with pytest.raises(ConflictError, match="har ändrats igen efteråt"):
        say(lead, finding, "reject")
    assert told(finding) == ("accepted", "Nämnden för äldre", True)


def test_what_two_findings_rest_on_goes_with_the_last_of_them(lead, overview):
    first, second = one(overview, "body", 1), one(overview, "body", 2)
    made = say(lead, first, "accept")
    code = Body.objects.get().code
    merged = say(lead, second, "merge", match=code)
    undo_step(step_id=made.pk, by=lead)
    assert Body.objects.count() == 1
    assert told(second) == ("merged", "Nämnden för äldre", True)
    undo_step(step_id=merged.pk, by=lead)
    assert Body.objects.count() == 0


def test_what_was_undone_in_the_register_itself_is_no_hindrance(lead, overview, notice):
    body = one(overview, "body", 1)
    say(lead, body, "accept")
    made = Body.objects.get()
    undo_body_event(event=AuditEvent.objects.get(action="create_body"), by=lead)
    say(lead, body, "reject")
    assert told(body) == ("rejected", "", False)
    make_body(lead, name="Omsorgsnämnden")
    seat = one(notice, "seat", 2)
    say(lead, seat, "accept")
    undo_body_event(event=AuditEvent.objects.get(action="add_seat"), by=lead)
    say(lead, seat, "reject")
    assert told(seat) == ("rejected", "", False)
    assert not Body.objects.filter(pk=made.pk).exists()


def test_a_rejection_of_what_was_taken_is_undone_by_taking_it_again(lead, overview):
    finding = one(overview, "body", 1)
    say(lead, finding, "accept")
    step = say(lead, finding, "reject")
    assert Body.objects.count() == 0
    undo_step(step_id=step.pk, by=lead)
    assert told(finding) == ("accepted", "Nämnden för äldre", True)
    assert Body.objects.count() == 1
    other = one(overview, "body", 2)
    say(lead, other, "merge", match=Body.objects.get().code)
    step = say(lead, other, "reject")
    undo_step(step_id=step.pk, by=lead)
    assert told(other) == ("merged", "Nämnden för äldre", False)
    assert Evidence.objects.count() == 2
