"""Writes to bodies, seats and people: rows, events, refusals and taking back."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories.bodies import appoint, make_body, make_seat

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.accounts.queries import first_break
from fardplan.apps.actors import actions, queries
from fardplan.apps.actors.models import Appointment, Body, BodyRelation, Person, Seat
from fardplan.apps.common.problems import ConflictError, NotAllowedError, ProblemError
from fardplan.apps.common.writes import writes


pytestmark = pytest.mark.usefixtures("few_authorities")


@pytest.fixture
def board(administrator):
    return make_body(administrator)


@writes
def tie(person: Person, user) -> None:
    person.user = user
    person.save()


def test_an_event_holds_numbers_of_people_not_names(administrator, board):
    event = appoint(administrator, make_seat(administrator, board), "Anna Påhitt")
    person = Person.objects.get()
    assert event.changes["person_id"] == [None, person.pk]
    assert "Anna" not in str(list(AuditEvent.objects.values_list("changes", flat=True)))
    assert first_break()[1] is None


def test_people_of_one_name_are_told_apart(administrator, board):
    one, two, three = (make_seat(administrator, board) for _ in range(3))
    appoint(administrator, one, "Anna Påhitt")
    appoint(administrator, two, "Anna Påhitt #ny")
    first, second = Person.objects.order_by("pk")
    with pytest.raises(ProblemError, match="flera heter så; skriv vem som menas"):
        appoint(administrator, three, "anna påhitt", "2022-01-01", "2022-02-01")
    appoint(
        administrator, three, f"Anna Påhitt #{second.pk}", "2022-01-01", "2022-02-01"
    )
    held = Appointment.objects.filter(seat=three).get()
    assert held.person == second
    rows = queries.seat_table(Body.objects.all(), lambda *_: True)
    assert [row["Person"] for row in rows] == [
        f"Anna Påhitt #{first.pk}",
        f"Anna Påhitt #{second.pk}",
        f"Anna Påhitt #{second.pk}",
    ]


def test_a_person_corrects_the_own_name(administrator, reader, board):
    appoint(administrator, make_seat(administrator, board), "Ruth Påhit")
    person = Person.objects.get()
    with pytest.raises(NotAllowedError, match="bara rätta ditt eget namn"):
        actions.correct_own_name(person=person, name="Rut Påhitt", by=reader)
    tie(person, reader)
    assert queries.own_person(reader) == person
    event = actions.correct_own_name(person=person, name=" Rut  Påhitt", by=reader)
    person.refresh_from_db()
    assert (person.name, event.changes) == ("Rut Påhitt", {})
    assert actions.correct_own_name(person=person, name="Rut Påhitt", by=reader) is None
    for wrong in ("", "Rut #12", "=Rut"):
        with pytest.raises(ProblemError):
            actions.correct_own_name(person=person, name=wrong, by=reader)


def test_an_appointment_that_has_changed_is_not_undone(administrator, board):
    event = appoint(administrator, make_seat(administrator, board), "Anna Påhitt")
    row = Appointment.objects.get()
    ended = actions.end_appointment(
        appointment_id=row.pk, day=row.valid_from, by=administrator
    )
    with pytest.raises(ConflictError, match="ändrats igen"):
        actions.undo_body_event(event=event, by=administrator)
    actions.undo_body_event(event=ended, by=administrator)
    actions.undo_body_event(event=event, by=administrator)
    assert Appointment.objects.count() == 0
    with pytest.raises(ConflictError, match="ändrats igen"):
        actions.undo_body_event(event=event, by=administrator)


def test_an_edited_seat_is_put_back(administrator, board):
    seat = make_seat(administrator, board, party="Påhittspartiet")
    event = actions.edit_seat(
        seat_id=seat.pk,
        new={"party": "Provpartiet"},
        seen={"party": "Påhittspartiet"},
        by=administrator,
    )
    actions.undo_body_event(event=event, by=administrator)
    assert Seat.objects.get().party == "Påhittspartiet"
    unchanged = actions.edit_seat(seat_id=seat.pk, new={}, seen={}, by=administrator)
    assert unchanged is None


def test_nothing_ends_before_it_starts(administrator):
    start = date(2030, 1, 1)
    body = make_body(administrator, valid_from=str(start))
    seat = make_seat(administrator, body, seat_from=str(start))
    make_body(administrator, code="annat")
    actions.add_relation(
        source="annat",
        kind="steers",
        target=body.code,
        days=(start, None),
        by=administrator,
    )
    row = BodyRelation.objects.get()
    too_soon = {"day": date(2029, 12, 31), "by": administrator}
    with pytest.raises(ProblemError, match="finns först från 2030-01-01"):
        actions.end_body(code=body.code, **too_soon)
    with pytest.raises(ProblemError, match="finns först från 2030-01-01"):
        actions.end_seat(seat_id=seat.pk, **too_soon)
    with pytest.raises(ProblemError, match="gäller först från 2030-01-01"):
        actions.end_relation(relation_id=row.pk, **too_soon)
    with pytest.raises(ProblemError, match="Slutdatum är före startdatum"):
        actions.add_relation(
            source="annat",
            kind="consults",
            target=body.code,
            days=(start, date(2029, 1, 1)),
            by=administrator,
        )


def test_a_file_with_a_wrong_row_writes_nothing(administrator):
    with pytest.raises(ProblemError, match="rader som är fel"):
        actions.run_import(
            kind="organ",
            content="Kortadress;Namn;Typ;Nivå;Hör hemma i;Myndigheter\nx;;;;;".encode(),
            approved="",
            file_name="f",
            by=None,
        )
    assert Body.objects.count() == 0


def test_bodies_as_maps_see_them_take_a_fixed_number_of_reads(
    administrator, board, django_assert_num_queries
):
    seat = make_seat(administrator, board, authority="Region Örebro län")
    appoint(administrator, seat, "Anna Påhitt")
    make_seat(administrator, board)
    day = Appointment.objects.get().valid_from
    with django_assert_num_queries(7):
        facts = queries.body_facts(Body.objects.all(), day)
    assert [bool(s.person) for s in facts[0].seats] == [True, False]
    assert [one.seat.role for one in queries.vacancies(Body.objects.all(), day)] == [
        "member"
    ]


def test_a_person_who_is_known_is_used_again(administrator, board):
    appoint(administrator, make_seat(administrator, board), "Anna Påhitt")
    other = make_body(administrator, code="annat")
    appoint(administrator, make_seat(administrator, other), "anna påhitt")
    assert Person.objects.get().name == "Anna Påhitt"


def test_a_file_of_very_many_bodies_gives_the_same_plan(
    administrator, board, monkeypatch
):
    make_seat(administrator, board)
    content = b"Organ;Plats;Roll\npahittsnamnden;1;Ledamot\n"
    few = queries.plan_import(queries.SEATS, content)
    monkeypatch.setattr("fardplan.apps.actors.queries.plans._MOST_PARAMETERS", 0)
    assert queries.plan_import(queries.SEATS, content) == few
