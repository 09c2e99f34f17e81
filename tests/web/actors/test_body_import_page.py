"""/organ/las-in/: the preview of every row, and reading in just that."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from tests.factories.bodies import appoint, make_body, make_seat

from fardplan.apps.actors.models import Appointment, Body, Seat


pytestmark = [pytest.mark.usefixtures("few_authorities"), pytest.mark.django_db]

BODIES = """Kortadress;Namn;Typ;Nivå;Hör hemma i;Myndigheter;Bereder åt
pb;Påhittsberedningen;Beredning;Politisk nivå;18;Region Örebro län;pn
pn;Påhittsnämnden;Nämnd;Politisk nivå;Region Örebro län;18;
"""
SEATS = """Organ;Plats;Roll;Person;Förordnad från;Förordnad till
pahittsnamnden;1;Ordförande;Anna Påhitt;2021-01-01;2022-12-31
pahittsnamnden;1;Ordförande;Bo Påhitt;2023-01-01;
pahittsnamnden;2;Ledamot;Anna Påhitt;2023-01-01;
pahittsnamnden;3;Ersättare;;;
"""


def upload(client, content, kind="organ", name="fil.csv"):
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, data)
    return client.post("/organ/las-in/", {"kind": kind, "file": file})


def told(response) -> list[tuple[str, str, str]]:
    body = response.text.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", r) for r in body.split("</tr>")]
    plain = [[re.sub(r"<[^>]+>", " ", cell).strip() for cell in r] for r in rows if r]
    return [(r[0], r[2], r[3]) for r in plain]


def approve(client, response):
    action = re.search(r'action="(/organ/las-in/[0-9a-f]+/)"', response.text).group(1)
    fields = re.findall(
        r'name="(kind|file_name|plan_digest)" value="([^"]*)"', response.text
    )
    return client.post(action, dict(fields), follow=True)


def test_bodies_are_shown_then_read_in_and_then_unchanged(as_administrator):
    shown = upload(as_administrator, BODIES)
    assert told(shown) == [("2", "Ny", ""), ("3", "Ny", "")]
    assert Body.objects.count() == 0
    done = approve(as_administrator, shown)
    assert "Filen är inläst: 2 rader ändrade något." in done.text
    arrow = Body.objects.get(code="pb").arrows.get()
    assert (arrow.kind, arrow.target.code) == ("prepares_for", "pn")
    again = upload(as_administrator, BODIES)
    assert "0 nya, 0 ändras, 2 oförändrade och 0 fel" in again.text
    assert "plan_digest" not in again.text


def test_a_change_is_told_field_by_field_and_left_out_columns_stay(
    as_administrator, administrator
):
    make_body(administrator, code="pn", notice_days="7")
    shown = upload(as_administrator, BODIES.replace("Påhittsnämnden", "Nya nämnden"))
    assert told(shown)[0] == (
        "3",
        "Ändras",
        "Namn från ”Påhittsnämnden” till ”Nya nämnden”".replace("Namn", "namn"),
    )
    approve(as_administrator, shown)
    body = Body.objects.get(code="pn")
    assert (body.name, body.notice_days) == ("Nya nämnden", 7)


def test_what_changed_meanwhile_is_not_read_over(as_administrator, administrator):
    shown = upload(as_administrator, BODIES)
    make_body(administrator, code="pn", name="Någon annans")
    refused = approve(as_administrator, shown)
    assert "Registret har ändrats sedan du granskade filen." in refused.text
    assert Body.objects.get().name == "Någon annans"
    # The new comparison is shown, and can be approved as it is.
    approve(as_administrator, refused)
    assert Body.objects.get(code="pn").name == "Påhittsnämnden"


def test_seats_and_appointments(as_administrator, administrator):
    make_body(administrator)
    shown = upload(as_administrator, SEATS, "platser")
    assert [row[1] for row in told(shown)] == ["Ny"] * 4
    approve(as_administrator, shown)
    assert Seat.objects.count() == 3
    rows = Appointment.objects.order_by("valid_from", "pk")
    assert [(row.person.name, str(row.valid_to)) for row in rows] == [
        ("Anna Påhitt", "2022-12-31"),
        ("Bo Påhitt", "None"),
        ("Anna Påhitt", "None"),
    ]
    # The same name in the file is the same person.
    assert len({row.person_id for row in rows}) == 2
    again = upload(as_administrator, SEATS, "platser")
    assert "0 nya, 0 ändras, 4 oförändrade och 0 fel" in again.text


SEAT_ERRORS = {
    "overlap": (
        ["1;Ledamot;Bo Påhitt;2020-06-01;2021-01-01"],
        (
            "Förordnad från: två har platsen samtidigt: Bo Påhitt 2020-06-01–2021-01-01"
            " och Anna Påhitt 2021-01-01–2021-12-31"
        ),
    ),
    "two chairs": (
        ["2;Ordförande;Bo Påhitt;2022-01-01;", "3;Ordförande;Cia Påhitt;2022-01-01;"],
        (
            "Förordnad från: organet får fler ordförande än det ska ha:"
            " Bo Påhitt 2022-01-01– och Cia Påhitt 2022-01-01–"
        ),
    ),
    "the same person twice": (
        ["2;Ersättare;Anna Påhitt;2021-06-01;"],
        (
            "Förordnad från: samma person har två platser i organet:"
            " Anna Påhitt 2021-01-01–2021-12-31 och Anna Påhitt 2021-06-01–"
        ),
    ),
    "reversed": (
        ["2;Ledamot;Bo Påhitt;2022-01-02;2022-01-01"],
        "Förordnad till: slutdatum 2022-01-01 är före startdatum 2022-01-02",
    ),
    "a gap in the numbers": (
        ["4;Ledamot;;;"],
        "Plats: plats 4 finns inte; nästa lediga är 2",
    ),
    "one seat told in two ways": (
        [
            "2;Ledamot;Bo Påhitt;2021-01-01;2021-12-31",
            "2;Ersättare;Bo Påhitt;2022-01-01;",
        ],
        "Plats: plats 2 beskrivs på olika sätt i två rader",
    ),
    "the same row twice": (
        ["2;Ledamot;Bo Påhitt;2022-01-01;", "2;Ledamot;Bo Påhitt;2022-01-01;"],
        "Plats: samma plats och förordnande finns på rad 2",
    ),
    "no start": (
        ["2;Ledamot;Bo Påhitt;;"],
        "Förordnad från: saknas; skriv när förordnandet börjar",
    ),
    "a date that is none": (
        ["2;Ledamot;Bo Påhitt;2022-13-01;"],
        "Förordnad från: ”2022-13-01” är inget datum; skriv det som 2026-01-31",
    ),
    "nobody appointed": (
        ["2;Ledamot;;2022-01-01;"],
        "Person: saknas, men det finns datum för förordnandet",
    ),
    "an unknown role": (
        ["2;Kung;;;"],
        (
            "Roll: ”Kung” finns inte att välja; skriv något av: Ordförande, Vice"
            " ordförande, Ledamot, Ersättare, Adjungerad, Sekreterare"
        ),
    ),
    "one more person": (
        ["2;Ledamot;Anna Påhitt #ny;2021-01-01;"],
        "Person: #ny går bara att skriva i formuläret",
    ),
    "an unknown number": (
        ["2;Ledamot;Anna Påhitt #0;2021-01-01;"],
        "Person: det finns ingen Anna Påhitt med nummer 0",
    ),
    "no seat": (["0;Ledamot;;;"], "Plats: saknas; numrera organets platser 1, 2, 3 …"),
}


@pytest.mark.parametrize("name", SEAT_ERRORS)
def test_wrong_seats_are_told_with_row_and_field(as_administrator, administrator, name):
    body = make_body(administrator)
    seat = make_seat(administrator, body)
    appoint(administrator, seat, "Anna Påhitt", "2021-01-01", "2021-12-31")
    lines, reason = SEAT_ERRORS[name]
    text = "\n".join([SEATS.splitlines()[0], *(f"pahittsnamnden;{x}" for x in lines)])
    shown = upload(as_administrator, text, "platser")
    wrong = [row for row in told(shown) if row[1] == "Fel"]
    assert wrong == [(str(len(lines) + 1), "Fel", reason)]
    assert "Läs in allt" not in shown.text


BODY_ERRORS = {
    "doubled code": (
        "pn;A;Nämnd;Politisk nivå;18;18;\npn;B;Nämnd;Politisk nivå;18;18;",
        "Kortadress: ”pn” finns redan på rad 2",
    ),
    "unknown authority": (
        "pn;A;Nämnd;Politisk nivå;18;99;",
        "Myndigheter: ”99” finns inte bland myndigheterna",
    ),
    "formula": (
        "pn;=1+1;Nämnd;Politisk nivå;18;18;",
        "Namn: börjar med =, som ett kalkylprogram kör som en formel",
    ),
    "no name": ("pn;;Nämnd;Politisk nivå;18;18;", "Namn: saknas"),
    "no authority": (
        "pn;A;Nämnd;Politisk nivå;18;;",
        "Myndigheter: saknas; skriv minst en myndighet",
    ),
    "unknown body": (
        "pn;A;Nämnd;Politisk nivå;18;18;xx",
        "Bereder åt: ”xx” är inte kortadressen till något organ",
    ),
    "itself": (
        "pn;A;Nämnd;Politisk nivå;18;18;pn",
        "Bereder åt: ett organ kan inte ha en relation till sig självt",
    ),
    "no type": (
        "pn;A;;Politisk nivå;18;18;",
        (
            "Typ: saknas; skriv något av: Fullmäktige, Nämnd, Gemensam nämnd, Utskott,"
            " Beredning, Samverkansorgan, Styrgrupp, Ledningsgrupp, Arbetsgrupp,"
            " Programkontor, Råd för patienter och närstående, Nätverk, Förvaltning"
        ),
    ),
    "too long": (
        f"pn;{'A' * 161};Nämnd;Politisk nivå;18;18;",
        "Namn: är 161 tecken, högst 160 får plats",
    ),
    "a control character": (
        "pn;A\x07;Nämnd;Politisk nivå;18;18;",
        "Namn: innehåller ett styrtecken som inte syns; ta bort det",
    ),
}


@pytest.mark.parametrize("name", BODY_ERRORS)
def test_wrong_bodies_are_told_with_row_and_field(as_administrator, name):
    lines, reason = BODY_ERRORS[name]
    shown = upload(as_administrator, f"{BODIES.splitlines()[0]}\n{lines}\n")
    assert [r[2] for r in told(shown) if r[1] == "Fel"] == [reason]


def xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES = {
    "empty": (b"", "Filen är tom."),
    "headings alone": (BODIES.splitlines()[0].encode(), "Filen har inga rader under"),
    "another encoding": (
        BODIES.encode("cp1252"),
        "Rad 1 är inte sparad i teckenkodningen UTF-8",
    ),
    "no spreadsheet": (
        b"PK\x03\x04 nonsense",
        "Filen är inget kalkylblad i formatet xlsx",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "Rad 1 är inte sparad"),
    "binary": (b"a;b\n\x00;c", "Filen är varken CSV eller xlsx."),
    "missing columns": (
        b"Namn;Typ\nA;B\n",
        "Det saknas kolumner: Kortadress, Nivå, Hör hemma i, Myndigheter.",
    ),
    "an unknown column": (
        BODIES.replace("Bereder åt", "Bereds åt").encode(),
        "Kolumnen ”Bereds åt” är okänd.",
    ),
    "a column twice": (
        BODIES.replace("Bereder åt", "Namn").encode(),
        "Kolumnen Namn finns två gånger.",
    ),
    "more cells than headings": (
        BODIES.replace("pn;Påh", "pn;x;y;z;Påh").encode(),
        "Rad 3 har fler celler än det finns rubriker.",
    ),
    "50 MB": (b"x" * 50_000_000, "Filen är 50 MB. Högst 5 MB"),
    "a little too large": (b"x" * 5_500_000, "Filen är 6 MB. Högst 5 MB"),
    "too many rows": (b"Kortadress;Namn\n" + b"a;b\n" * 50_001, "fler än 50000 rader"),
    "a spreadsheet with other columns": (
        xlsx(["Namn"], ["A"]),
        "Det saknas kolumner: Kortadress, Typ",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_files_that_can_not_be_read_are_explained(as_administrator, name):
    content, reason = FILES[name]
    response = upload(as_administrator, content)
    assert response.status_code == 422
    assert reason in response.context["form"].errors["file"][0]


def test_a_spreadsheet_with_dates_and_numbers_as_such(as_administrator, administrator):
    from datetime import datetime

    make_body(administrator)
    content = xlsx(
        ["Organ", "Plats", "Roll", "Person", "Förordnad från"],
        ["pahittsnamnden", 1, "Ledamot", "Anna Påhitt", datetime(2023, 1, 1)],  # noqa: DTZ001 -- as a spreadsheet holds it
    )
    shown = upload(as_administrator, content, "platser", "fil.xlsx")
    approve(as_administrator, shown)
    assert str(Appointment.objects.get().valid_from) == "2023-01-01"


def test_an_unknown_file_or_kind_is_not_found(as_administrator):
    shown = upload(as_administrator, BODIES)
    action = re.search(r'action="(/organ/las-in/[0-9a-f]+/)"', shown.text).group(1)
    assert as_administrator.post(action, {"kind": "x"}).status_code == 404
    assert (
        as_administrator.post("/organ/las-in/abc/", {"kind": "organ"}).status_code
        == 404
    )


def test_an_export_is_read_in_without_changes(as_administrator, administrator):
    body = make_body(administrator, mandate="- ett\n- två", composition="1-2 ledamöter")
    appoint(administrator, make_seat(administrator, body, order="3"), "Anna Påhitt")
    for form in ("csv", "xlsx"):
        for kind, query in (("organ", ""), ("platser", "?vad=platser")):
            file = as_administrator.get(f"/organ/export.{form}{query}").content
            shown = upload(as_administrator, file, kind, f"fil.{form}")
            assert "0 nya, 0 ändras, 1 oförändrade och 0 fel" in shown.text
