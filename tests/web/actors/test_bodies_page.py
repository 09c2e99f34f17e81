"""/organ/: search, filter, sort, page, export, and the empty register."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from tests.factories.bodies import appoint, make_body, make_seat


pytestmark = [pytest.mark.usefixtures("few_authorities"), pytest.mark.django_db]


def names(response) -> list[str]:
    return re.findall(r'class="title"><a[^>]*>([^<]+)<', response.text)


@pytest.fixture
def three(administrator):
    make_body(administrator, code="oster", name="Österpåhittets nämnd")
    make_body(
        administrator,
        code="ater",
        name="Återpåhittets beredning",
        abbreviation="ÅB",
        body_type="Beredning",
        home="Sjukvårdsregion Mellansverige",
    )
    make_body(
        administrator,
        code="zon",
        name="Zonpåhittets styrgrupp",
        body_type="Styrgrupp",
        level="Tjänstepersonsnivå",
        authorities="Region Örebro län, Kumla kommun",
    )


def test_an_empty_register_says_so(client):
    told = client.get("/organ/").text
    assert "Här finns inga organ ännu." in told
    assert "Lägg till det första" not in told


def test_an_administrator_is_helped_to_start(as_administrator):
    assert "Lägg till det första" in as_administrator.get("/organ/").text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (
            {},
            [
                "Zonpåhittets styrgrupp",
                "Återpåhittets beredning",
                "Österpåhittets nämnd",
            ],
        ),
        (
            {"sortera": "-name"},
            [
                "Österpåhittets nämnd",
                "Återpåhittets beredning",
                "Zonpåhittets styrgrupp",
            ],
        ),
        (
            {"sortera": "type"},
            [
                "Återpåhittets beredning",
                "Österpåhittets nämnd",
                "Zonpåhittets styrgrupp",
            ],
        ),
        (
            {"sortera": "-level"},
            [
                "Zonpåhittets styrgrupp",
                "Österpåhittets nämnd",
                "Återpåhittets beredning",
            ],
        ),
        (
            {"sortera": "home"},
            [
                "Återpåhittets beredning",
                "Zonpåhittets styrgrupp",
                "Österpåhittets nämnd",
            ],
        ),
        ({"q": "åb"}, ["Återpåhittets beredning"]),
        ({"q": "PÅHITTETS mellan"}, ["Återpåhittets beredning"]),
        ({"typ": "board"}, ["Österpåhittets nämnd"]),
        ({"niva": "officials"}, ["Zonpåhittets styrgrupp"]),
        ({"myndighet": "1881"}, ["Zonpåhittets styrgrupp"]),
        ({"myndighet": "mellansverige"}, ["Återpåhittets beredning"]),
        (
            {"typ": "nonsens", "sortera": "x"},
            [
                "Zonpåhittets styrgrupp",
                "Återpåhittets beredning",
                "Österpåhittets nämnd",
            ],
        ),
        ({"q": "finns inte"}, []),
    ],
)
def test_search_filter_and_sort(client, three, asked, found):
    assert names(client.get("/organ/", asked)) == found


def test_htmx_gets_the_results_alone(client, three):
    part = client.get("/organ/", {"q": "zon"}, headers={"HX-Request": "true"}).text
    assert part.startswith("<section") is True
    assert "<html" not in part


def test_seats_and_vacancies_are_counted_in_few_reads(
    client, administrator, three, django_assert_max_num_queries
):
    for number in range(60):
        make_body(administrator, code=f"b{number}", name=f"Aa {number:02}")
    body = make_body(administrator, code="aaa", name="A")
    appoint(administrator, make_seat(administrator, body), "Anna Påhitt")
    make_seat(administrator, body)
    with django_assert_max_num_queries(6):
        told = client.get("/organ/").text
    assert "2 platser, 1 vakant" in told
    assert len(names(client.get("/organ/?sida=2"))) == 14


def table(response) -> list[dict[str, str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_export_gives_the_whole_search(client, three):
    rows = table(client.get("/organ/export.csv", {"niva": "officials"}))
    assert [(r["Kortadress"], r["Myndigheter"]) for r in rows] == [
        ("zon", "Region Örebro län, Kumla kommun")
    ]
    rows = json.loads(client.get("/organ/export.json").content)
    assert next(row["Namn"] for row in rows) == "Zonpåhittets styrgrupp"
    assert client.get("/organ/export.xlsx").content.startswith(b"PK")
    assert client.get("/organ/export.pdf").status_code == 404


def test_exported_seats_hide_officials_from_the_public(
    client, administrator, three, reader
):
    from fardplan.apps.actors.queries import body_by_code

    seat = make_seat(administrator, body_by_code("zon"), function="socialchef")
    appoint(administrator, seat, "Anna Påhitt", "2021-01-01", "2021-12-31")
    appoint(administrator, seat, "Bo Påhitt", "2022-01-01")
    member = make_seat(administrator, body_by_code("oster"))
    appoint(administrator, member, "Cia Påhitt")
    rows = table(client.get("/organ/export.csv", {"vad": "platser"}))
    assert [(r["Organ"], r["Person"]) for r in rows] == [
        ("zon", ""),
        ("oster", "Cia Påhitt"),
    ]
    told = json.loads(client.get("/organ/popolo.json").content)
    assert [p["name"] for p in told["persons"]] == ["Cia Påhitt"]
    assert len(told["posts"]) == 2
    client.force_login(reader)
    rows = table(client.get("/organ/export.csv", {"vad": "platser"}))
    assert [r["Person"] for r in rows] == ["Anna Påhitt", "Bo Påhitt", "Cia Påhitt"]
    told = json.loads(client.get("/organ/popolo.json").content)
    assert [m["post_id"] for m in told["memberships"]] == [
        "post/zon/1",
        "post/zon/1",
        "post/oster/1",
    ]


def test_an_authority_lists_its_bodies(client, three):
    told = client.get("/aktorer/18/").text
    listed = re.findall(r'href="/organ/([a-z]+)/"', told)
    assert listed == ["ater", "oster", "zon"]
