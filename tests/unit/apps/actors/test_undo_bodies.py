"""Undoing: what was ended, added, removed or read in is as it was, or it is refused."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories.bodies import appoint, make_body, make_seat

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.accounts.queries import first_break
from fardplan.apps.actors import actions
from fardplan.apps.actors.models import (
    Appointment,
    Body,
    BodyRelation,
    CompositionRule,
    Person,
    Seat,
)
from fardplan.apps.actors.queries import plan_import
from fardplan.apps.common.problems import ConflictError
from fardplan.apps.common.writes import writes


pytestmark = pytest.mark.usefixtures("few_authorities")
MODELS = (Body, BodyRelation, CompositionRule, Seat, Appointment, Person)
CHANGED = "Det går inte att ångra: uppgiften har ändrats igen efteråt."


def everything() -> dict[str, list[dict[str, object]]]:
    """Give all rows but the numbers of composition rules, which are written anew."""
    found = {m.__name__: list(m.objects.order_by("pk").values()) for m in MODELS}
    for rule in found["CompositionRule"]:
        rule.pop("id")
    return found


@pytest.fixture
def board(administrator):
    """A board with a rule, a held and a vacant seat, an arrow from its committee."""
    body = make_body(administrator, composition="1 ledamot")
    make_body(administrator, code="beredningen", name="Beredningen")
    link(administrator)
    appoint(administrator, make_seat(administrator, body), "Anna Påhitt")
    make_seat(administrator, body)
    return body


def link(by, **days):
    return actions.add_relation(
        source="beredningen",
        kind="prepares_for",
        target="pahittsnamnden",
        by=by,
        **days,
    )


def undo(event, by):
    actions.undo_body_event(event=event, by=by)


def read_in(by, kind: str, text: str):
    content = text.encode()
    return actions.run_import(
        kind=kind,
        content=content,
        approved=plan_import(kind, content).digest,
        file_name="fil.csv",
        by=by,
    ).event


DO = {
    "end_body": lambda by, seat: actions.end_body(
        code="pahittsnamnden", day=date(2024, 5, 1), by=by
    ),
    "end_seat": lambda by, seat: actions.end_seat(
        seat_id=seat.pk, day=date(2024, 5, 1), by=by
    ),
    "add_seat": lambda by, seat: actions.add_seat(
        body_code="pahittsnamnden", new={"role": "Ordförande"}, by=by
    ),
    "add_relation": lambda by, seat: actions.add_relation(
        source="pahittsnamnden", kind="steers", target="beredningen", by=by
    ),
    "end_relation": lambda by, seat: actions.end_relation(
        relation_id=BodyRelation.objects.get().pk, day=date(2024, 5, 1), by=by
    ),
    "remove_relation": lambda by, seat: actions.remove_relation(
        relation_id=BodyRelation.objects.get().pk, by=by
    ),
    "remove_seat": lambda by, seat: actions.remove_seat(
        seat_id=Seat.objects.last().pk, by=by
    ),
    "import_body": lambda by, seat: read_in(
        by,
        "organ",
        "Kortadress;Namn;Typ;Nivå;Hör hemma i;Myndigheter;Sammansättning;Styr\n"
        "ny;Nya nämnden;Nämnd;Politisk nivå;18;18;3 ledamöter;pahittsnamnden\n"
        "pahittsnamnden;Annat namn;Nämnd;Politisk nivå;18;18;2 ledamöter;\n",
    ),
    "import_seats": lambda by, seat: read_in(
        by,
        "platser",
        "Organ;Plats;Roll;Person;Förordnad från;Förordnad till\n"
        "pahittsnamnden;1;Ledamot;Anna Påhitt;2023-01-01;2024-01-01\n"
        "pahittsnamnden;2;Ledamot;Bo Påhitt;2023-01-01;\n"
        "beredningen;1;Ordförande;Bo Påhitt;2023-01-01;\n",
    ),
}


@pytest.mark.parametrize("action", DO)
def test_what_was_done_is_undone_once_and_in_the_chain(action, administrator, board):
    before = everything()
    event = DO[action](administrator, Seat.objects.first())
    assert event.action == action
    assert everything() != before
    undo(event, administrator)
    assert everything() == before
    assert AuditEvent.objects.filter(action=f"undo_{action}").exists()
    assert first_break()[1] is None
    with pytest.raises(ConflictError):
        undo(event, administrator)


@pytest.mark.parametrize(
    ("action", "meanwhile", "why"),
    [
        (
            "add_seat",
            lambda by: appoint(by, Seat.objects.last(), "Cia Påhitt"),
            "Det går inte att ångra: någon har förordnats till platsen efteråt.",
        ),
        ("remove_relation", link, "Det går inte att ångra: relationen har lagts till på nytt."),
        (
            "import_body",
            lambda by: make_seat(by, Body.objects.get(code="ny")),
            "Det går inte att ångra: ett av organen har fått platser efteråt.",
        ),
        (
            "import_body",
            lambda by: actions.add_relation(
                source="beredningen", kind="consults", target="ny", by=by
            ),
            "Det går inte att ångra: ett av organen har fått relationer efteråt.",
        ),
        (
            "import_body",
            lambda by: actions.edit_body(
                code="ny", new={"name": "X"}, seen={"name": "Nya nämnden"}, by=by
            ),
            CHANGED,
        ),
        (
            "import_seats",
            lambda by: actions.end_appointment(
                appointment_id=Appointment.objects.last().pk,
                day=date(2025, 1, 1),
                by=by,
            ),
            CHANGED,
        ),
        (
            "end_body",
            lambda by: actions.end_body(
                code="pahittsnamnden", day=date(2024, 1, 1), by=by
            ),
            CHANGED,
        ),
    ],
    ids=lambda one: one if isinstance(one, str) and one in DO else "",
)  # fmt: skip
def test_what_was_changed_since_is_refused_and_left(
    action, meanwhile, why, administrator, board
):
    event = DO[action](administrator, Seat.objects.first())
    meanwhile(administrator)
    after = everything()
    with pytest.raises(ConflictError) as refused:
        undo(event, administrator)
    assert str(refused.value) == why
    assert everything() == after


def test_an_old_event_and_a_body_that_is_gone_are_refused(administrator, board):
    ended = DO["end_seat"](administrator, Seat.objects.first())
    added = DO["add_seat"](administrator, Seat.objects.first())

    @writes
    def forget() -> None:
        Body.objects.filter(code="pahittsnamnden").delete()

    ended.changes.pop("trace")
    with pytest.raises(ConflictError, match="gjordes innan ångra fanns"):
        undo(ended, administrator)
    forget()
    with pytest.raises(ConflictError, match="ändrats igen"):
        undo(added, administrator)


def test_a_body_that_an_old_name_leads_nowhere_from_is_refused(administrator, board):
    """The import took away a relation to a body that has since been removed."""
    event = read_in(
        administrator,
        "organ",
        "Kortadress;Namn;Typ;Nivå;Hör hemma i;Myndigheter;Bereder åt\n"
        "beredningen;Beredningen;Nämnd;Politisk nivå;18;18;\n",
    )

    @writes
    def forget() -> None:
        Body.objects.filter(code="pahittsnamnden").delete()

    forget()
    with pytest.raises(ConflictError, match="ändrats igen"):
        undo(event, administrator)


def test_a_relation_does_not_come_back_to_a_body_that_is_gone(administrator, board):
    removed = DO["remove_relation"](administrator, None)
    other = {"pahittsnamnden", "beredningen"} - {removed.object_key}

    @writes
    def forget() -> None:
        Body.objects.filter(code__in=other).delete()

    forget()
    with pytest.raises(ConflictError, match="ändrats igen"):
        undo(removed, administrator)
