"""/organ/<code>/: facts, seats on a day, relations, what is missing, history."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.factories.bodies import appoint, make_body, make_seat
from tests.web.reading import texts

from fardplan.apps.actors.actions import load_bodies
from fardplan.apps.actors.queries.collaboration import told_bodies


pytestmark = [
    pytest.mark.usefixtures("few_authorities"),
    pytest.mark.django_db,
]


def rows(response) -> list[str]:
    """Give the seats as text, without the links to change them."""
    table = response.text.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = re.sub(r'<td class="no-print">.*?</td>', "", table, flags=re.DOTALL)
    lines = [re.sub(r"<[^>]+>", " ", row) for row in cells.split("</tr>")]
    return [" ".join(line.split()) for line in lines if line.strip()]


@pytest.fixture
def board(administrator):
    body = make_body(
        administrator,
        abbreviation="PN",
        composition="2 ledamöter",
        notice_days="7",
        remote_allowed="Ja",
    )
    chair = make_seat(administrator, body, role="Ordförande", party="Påhittspartiet")
    appoint(administrator, chair, "Anna Påhitt", "2021-01-01", "2022-12-31")
    appoint(administrator, chair, "Bo Påhitt")
    make_seat(administrator, body, party="Andra partiet")
    make_seat(administrator, body, role="Ersättare", order="2")
    first = make_seat(administrator, body, role="Ersättare", order="1")
    appoint(administrator, first, "Cia Påhitt")
    secretary = make_seat(administrator, body, role="Sekreterare")
    appoint(administrator, secretary, "Dag Påhitt")
    return body


def test_seats_today_with_vacancies_and_substitutes_in_order(client, board):
    assert rows(client.get("/organ/pahittsnamnden/")) == [
        "Ordförande Bo Påhitt från 2023-01-01 Påhittspartiet",
        "Ledamot Vakant Andra partiet",
        "Ersättare 1 Cia Påhitt från 2023-01-01",
        "Ersättare 2 Vakant",
        "Sekreterare Namnet visas för inloggade",
    ]


def test_seats_on_an_earlier_day(client, board):
    response = client.get("/organ/pahittsnamnden/", {"datum": "2021-01-28"})
    assert "Platser 2021-01-28" in response.text
    assert rows(response)[0] == (
        "Ordförande Anna Påhitt från 2021-01-01 till 2022-12-31 Påhittspartiet"
    )


def test_a_day_that_is_none_is_told_and_today_is_shown(client, board):
    response = client.get("/organ/pahittsnamnden/", {"datum": "igår"})
    assert response.text.count("Därför visas i dag.") == 1
    assert "Platser i dag" in response.text


def test_officials_names_are_for_those_who_are_logged_in(as_reader, board):
    assert rows(as_reader.get("/organ/pahittsnamnden/"))[-1] == (
        "Sekreterare Dag Påhitt från 2023-01-01"
    )


def test_the_history_hides_the_same_names(client, as_reader, board):
    told = as_reader.get("/organ/pahittsnamnden/").text
    assert "Förordnande: sekreterare, Dag Påhitt" in told
    client.logout()
    told = client.get("/organ/pahittsnamnden/").text
    assert "Dag Påhitt" not in told
    assert "Förordnande: ordförande (Påhittspartiet), Bo Påhitt" in told


def test_what_is_missing_is_said(client, board):
    told = client.get("/organ/pahittsnamnden/").text
    assert "Det saknas 1 ledamot: 2 ska finnas, 1 finns och 1 plats är vakant." in told


def test_rules_of_procedure_with_their_sections(client, board):
    told = client.get("/organ/pahittsnamnden/").text
    assert re.findall(r"<dt>([^<]+)</dt><dd>([^<]+?)\s*<span[^>]*>([^<]+)<", told) == [
        ("Kallelse", "minst 7 dagar före", "6 kap. 23 § kommunallagen"),
        (
            "Beslutförhet",
            "mer än hälften ska vara närvarande",
            "6 kap. 27 § kommunallagen",
        ),
        ("Justering", "inte angivet", "6 kap. 35 § kommunallagen"),
        ("Deltagande på distans", "tillåtet", "6 kap. 24 § kommunallagen"),
    ]


def test_relations_in_both_directions(client, administrator, board):
    make_body(
        administrator,
        code="beredningen",
        name="Påhittsberedningen",
        prepares_for="pahittsnamnden 2020-01-01..",
    )
    own = client.get("/organ/beredningen/").text
    assert "Bereder åt" in own
    other = client.get("/organ/pahittsnamnden/").text
    assert "Får ärenden beredda av" in other
    assert "från 2020-01-01" in other


def test_unknown_body_is_not_found(client, db):
    assert client.get("/organ/finns-inte/").status_code == 404


def test_the_page_takes_the_same_reads_however_many_seats(
    client, administrator, board, django_assert_max_num_queries
):
    for number in range(20):
        seat = make_seat(administrator, board, role="Adjungerad")
        appoint(administrator, seat, f"Person {'abcdefghijklmnopqrstuvwx'[number]}")
    with django_assert_max_num_queries(16):
        client.get("/organ/pahittsnamnden/")


def test_an_administrator_is_offered_what_can_be_done(as_administrator, board):
    told = as_administrator.get("/organ/pahittsnamnden/").text
    assert told.count(">Förordna<") == 2
    assert told.count(">Avsluta förordnandet<") == 3


def test_a_body_told_by_a_document_says_so(client):
    told = told_bodies()
    bodies = [
        body
        for body in told.bodies
        if body.home == "18" and set(body.fact.authorities) <= {"18"}
    ]
    codes = {body.fact.code for body in bodies}
    relations = [
        one
        for one in told.relations
        if {one.relation.source, one.relation.target} <= codes
    ]
    few = replace(told, bodies=tuple(bodies), relations=tuple(relations))
    load_bodies(register=few)
    page = client.get("/organ/orebro-regionstyrelsen/")
    assert page.status_code == 200
    told = [text for text in texts(page, "li") if "efter ett dokument" in text]
    assert told
    assert all("Färdplan" in text for text in told)
