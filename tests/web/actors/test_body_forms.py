"""The forms that add, change and end bodies, relations, seats and appointments."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from tests.factories.bodies import BOARD, appoint, make_body, make_seat

from fardplan.apps.actors.models import Appointment, Body, BodyRelation, Seat


pytestmark = [pytest.mark.usefixtures("few_authorities"), pytest.mark.django_db]

FORM = {
    **BOARD,
    "quorum": "Mer än hälften",
    "composition": "9 ledamöter",
    "reason": "HSF § 1",
}


@pytest.fixture
def board(administrator):
    return make_body(administrator)


def filled(response) -> dict[str, str]:
    """Give what a browser would send for the form as it is."""
    form = response.context["form"]
    return {bound.name: bound.value() or "" for bound in form}


def errors(response) -> dict[str, list[str]]:
    assert response.status_code == 422
    return response.context["form"].errors


PAGES = [
    "nytt/",
    "las-in/",
    "pahittsnamnden/redigera/",
    "pahittsnamnden/avsluta/",
    "pahittsnamnden/relationer/ny/",
    "pahittsnamnden/platser/ny/",
]


@pytest.mark.parametrize("page", PAGES)
def test_only_administrators_reach_the_forms(client, reader, board, page):
    assert client.get(f"/organ/{page}").headers["Location"].startswith("/konto/")
    client.force_login(reader)
    assert client.get(f"/organ/{page}").status_code == 404


def test_a_new_body_is_added(as_administrator):
    response = as_administrator.post("/organ/nytt/", FORM)
    assert response.headers["Location"] == "/organ/pahittsnamnden/"
    body = Body.objects.get()
    assert (body.name, body.home.code, body.level) == (
        "Påhittsnämnden",
        "18",
        "political",
    )
    assert [str(rule) for rule in body.composition_rules.all()] == ["9–9 member"]


def test_a_new_body_with_everything_wrong_keeps_the_input(as_administrator, board):
    wrong = {
        **FORM,
        "code": "Påhitt 1",
        "home": "Region Öreboro län",
        "authorities": "Kumla kommun, Finns inte",
        "notice_days": "sju",
        "valid_from": "2022-01-02",
        "valid_to": "2022-01-01",
        "composition": "några",
        "name": "=HYPERLINK(1)",
    }
    told = errors(as_administrator.post("/organ/nytt/", wrong))
    assert {name: list(texts) for name, texts in told.items()} == {
        "code": ["”Påhitt 1” får bara ha a–z, 0–9 och bindestreck, som hsn-orebro"],
        "home": [
            (
                "”Region Öreboro län” finns inte bland myndigheterna."
                " Menas Region Örebro län?"
            )
        ],
        "authorities": ["”Finns inte” finns inte bland myndigheterna"],
        "notice_days": ["”sju” är inget heltal från 0 till 365"],
        "valid_to": ["slutdatum 2022-01-01 är före startdatum 2022-01-02"],
        "composition": ["”några” börjar inte med ett antal, som 9 eller 1-2"],
        "name": ["börjar med =, som ett kalkylprogram kör som en formel"],
    }


def test_a_taken_or_reserved_address_is_refused(as_administrator, board):
    told = errors(as_administrator.post("/organ/nytt/", FORM))
    assert told["__all__"] == [
        "Kortadressen ”pahittsnamnden” är upptagen: välj en annan."
    ]
    told = errors(as_administrator.post("/organ/nytt/", {**FORM, "code": "nytt"}))
    assert told["code"] == ["”nytt” är upptaget av Färdplan; välj något annat"]


def test_edit_see_the_history_and_undo(as_administrator, board):
    page = "/organ/pahittsnamnden/redigera/"
    form = filled(as_administrator.get(page))
    saved = as_administrator.post(
        page,
        form | {"mandate": "Rad ett\r\nRad två", "reason": "RF § 2"},
        follow=True,
    )
    assert "Ändring: uppdrag blev ”Rad ett\nRad två”. <" in saved.text
    assert "Därför: RF § 2<" in saved.text
    undo = re.search(r'action="(/organ/angra/\d+/)"', saved.text).group(1)
    undone = as_administrator.post(undo, follow=True)
    assert "Ändringen är ångrad." in undone.text
    assert Body.objects.get().mandate == ""
    again = as_administrator.post(undo, follow=True)
    assert "uppgiften har ändrats igen efteråt" in again.text


def test_saving_without_a_change_saves_nothing(as_administrator, board):
    page = "/organ/pahittsnamnden/redigera/"
    form = filled(as_administrator.get(page))
    saved = as_administrator.post(page, form, follow=True)
    assert "Inget var ändrat" in saved.text


def test_two_people_at_once_do_not_overwrite_each_other(as_administrator, board):
    page = "/organ/pahittsnamnden/redigera/"
    form = filled(as_administrator.get(page))
    as_administrator.post(page, form | {"name": "Först"})
    response = as_administrator.post(page, form | {"name": "Sist"})
    assert errors(response)["__all__"][0].startswith(
        "Någon annan ändrade namn till ”Först”"
    )
    assert Body.objects.get().name == "Först"
    as_administrator.post(page, filled(response))
    assert Body.objects.get().name == "Sist"


def test_a_seat_is_added_changed_ended_and_removed(as_administrator, board):
    new = "/organ/pahittsnamnden/platser/ny/"
    form = filled(as_administrator.get(new)) | {"role": "Ersättare", "order": "1"}
    as_administrator.post(new, form)
    seat = Seat.objects.get()
    page = f"/organ/pahittsnamnden/platser/{seat.pk}/"
    form = filled(as_administrator.get(page)) | {"authority": "Region Örebro län"}
    saved = as_administrator.post(page, form, follow=True)
    assert (
        "Ändrad plats: ersättare, representerar blev ”Region Örebro län”." in saved.text
    )
    as_administrator.post(f"{page}avsluta/", {"day": "2024-06-30"})
    seat.refresh_from_db()
    assert (seat.order, seat.authority.code, str(seat.valid_to)) == (
        1,
        "18",
        "2024-06-30",
    )
    form = filled(as_administrator.get(page))
    as_administrator.post(page, form | {"ta_bort": "1"})
    assert Seat.objects.count() == 0


def test_a_seat_that_somebody_has_held_is_not_removed(
    as_administrator, administrator, board
):
    seat = make_seat(administrator, board)
    appoint(administrator, seat, "Anna Påhitt")
    page = f"/organ/pahittsnamnden/platser/{seat.pk}/"
    form = filled(as_administrator.get(page)) | {"ta_bort": "1"}
    told = errors(as_administrator.post(page, form))
    assert told["__all__"] == [
        "Någon har haft platsen, så den kan bara avslutas, inte tas bort."
    ]


def test_appoint_end_and_undo(as_administrator, administrator, board):
    seat = make_seat(administrator, board)
    page = f"/organ/pahittsnamnden/platser/{seat.pk}/forordna/"
    form = {"person": "Anna Påhitt", "start": "2023-01-01", "end": ""}
    as_administrator.post(page, form)
    told = errors(as_administrator.post(page, {**form, "person": "Bo Påhitt"}))
    assert told["__all__"] == [
        (
            "Två har platsen samtidigt:"
            " Bo Påhitt 2023-01-01– och Anna Påhitt 2023-01-01–."
        )
    ]
    row = Appointment.objects.get()
    ending = f"/organ/pahittsnamnden/forordnanden/{row.pk}/"
    told = errors(as_administrator.post(ending, {"day": "2022-12-31"}))
    assert told["__all__"] == [
        "Förordnandet börjar 2023-01-01 och kan inte sluta före det."
    ]
    saved = as_administrator.post(ending, {"day": "2023-12-31"}, follow=True)
    assert "Avslutat förordnande: ledamot, Anna Påhitt" in saved.text
    undo = re.search(r'action="(/organ/angra/\d+/)"', saved.text).group(1)
    as_administrator.post(undo)
    assert Appointment.objects.get().valid_to is None


def test_a_relation_is_drawn_ended_and_removed(as_administrator, administrator, board):
    make_body(administrator, code="au", name="Arbetsutskottet")
    new = "/organ/au/relationer/ny/"
    form = {"kind": "committee_of", "target": "pahittsnamnden"}
    as_administrator.post(new, form)
    told = errors(as_administrator.post(new, form))
    assert told["__all__"] == ["Relationen finns redan."]
    told = errors(as_administrator.post(new, {**form, "target": "finns-inte"}))
    assert told["__all__"] == ["”finns-inte” är inte kortadressen till något organ."]
    told = errors(as_administrator.post(new, {**form, "target": "au"}))
    assert told["__all__"] == ["Ett organ kan inte ha en relation till sig självt."]
    wrong = {**form, "start": "2022-01-02", "end": "2022-01-01"}
    told = errors(as_administrator.post(new, wrong))
    assert told["end"] == ["Slutdatum är före startdatum."]
    row = BodyRelation.objects.get()
    page = f"/organ/au/relationer/{row.pk}/"
    assert as_administrator.get(page).context["lead"] == (
        "Arbetsutskottet är utskott till Påhittsnämnden."
    )
    as_administrator.post(page, {"day": "2024-12-31"})
    assert str(BodyRelation.objects.get().valid_to) == "2024-12-31"
    as_administrator.post(new, form | {"start": "2025-02-01"})
    as_administrator.post(page, {"ta_bort": "1"})
    assert BodyRelation.objects.count() == 0
    other = f"/organ/pahittsnamnden/relationer/{row.pk}/"
    assert as_administrator.get(other).status_code == 404


def test_ending_a_body_ends_all_that_hangs_on_it(
    as_administrator, administrator, board
):
    seat = make_seat(administrator, board)
    appoint(administrator, seat, "Anna Påhitt", "2023-01-01", "2030-12-31")
    make_body(administrator, code="au", steers="pahittsnamnden")
    as_administrator.post("/organ/pahittsnamnden/avsluta/", {"day": "2024-12-31"})
    ends = [
        Body.objects.get(code="pahittsnamnden").valid_to,
        Seat.objects.get().valid_to,
        Appointment.objects.get().valid_to,
        BodyRelation.objects.get().valid_to,
    ]
    assert [str(end) for end in ends] == ["2024-12-31"] * 4


def test_things_of_another_body_are_not_found(as_administrator, administrator, board):
    other = make_body(administrator, code="annat")
    seat = make_seat(administrator, other)
    appoint(administrator, seat, "Anna Påhitt", str(timezone.localdate()))
    row = Appointment.objects.get()
    for page in (
        f"platser/{seat.pk}/",
        f"platser/{seat.pk}/avsluta/",
        f"platser/{seat.pk}/forordna/",
        f"forordnanden/{row.pk}/",
        "platser/999999/",
        "forordnanden/999999/",
        "relationer/999999/",
    ):
        assert as_administrator.get(f"/organ/pahittsnamnden/{page}").status_code == 404
        assert as_administrator.get("/organ/finns-inte/redigera/").status_code == 404
    assert as_administrator.post("/organ/angra/999999/").status_code == 404
