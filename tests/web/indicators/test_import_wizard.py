"""/indikatorer/inlasningar/ny/: a file chosen, its columns told, checked, and stored."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from tests.factories.indicators import change, make_indicator, make_run
from tests.factories.people import granted
from tests.web.reading import facts, fields, links, told

from fardplan.apps.common.waiting_files import digest_of
from fardplan.apps.indicators.models import ImportRun, RememberedMapping
from fardplan.engine.indicators.imports.mapping import headings_key


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]
PAGE = "/indikatorer/inlasningar/ny/"
TOLD = """Indikator;Område;Period;Värde
telefon;Region Örebro län;2024-01;91,5
telefon;Region Örebro län;2024-02;..
telefon;Narnia;2024-02;80
"""
# Two columns of numbers that nothing tells apart, and no indicator.
BARE = """Region;Månad;Besvarade;Samtal
Region Örebro län;jan 2026;8 460;9 400
Region Örebro län;feb 2026;8 010;9 000
"""
CHOSEN = {
    "kolumn_area": "Region",
    "kolumn_period": "Månad",
    "kolumn_numerator": "Besvarade",
    "kolumn_denominator": "Samtal",
    "fast_indicator": "telefon",
    "file_name": "samtal.csv",
    "authority": "18",
}


@pytest.fixture(autouse=True)
def store(settings, tmp_path, administrator):
    settings.STORE_DIR = tmp_path / "store"
    settings.MEDIA_ROOT = tmp_path / "uploads"
    make_indicator(administrator, key="telefon", name="Telefon samma dag")


@pytest.fixture
def analyst(administrator, client):
    user = granted(administrator, "18", "Ali", "analyst")
    client.force_login(user)
    return user


def upload(client, content, authority="18", name="telefon.csv"):
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, data)
    return client.post(PAGE, {"file": file, "authority": authority})


def address(content: str) -> str:
    return f"{PAGE}{digest_of(content.encode())}/"


def hidden(response) -> dict[str, str]:
    """Give what the button that stores sends."""
    form = next(f for f in response.text.split("<form")[1:] if 'name="approved"' in f)
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: text for name, text in found if name != "csrfmiddlewaretoken"}


def chosen(response, name: str) -> str:
    """Give what a select shows as chosen."""
    select = response.text.partition(f'<select name="{name}"')[2]
    options = select.partition("</select>")[0]
    found = re.search(r'<option value="([^"]*)" selected', options)
    return found.group(1) if found else ""


def test_a_file_is_guessed_checked_and_stored(client, analyst):
    assert links(client.get("/indikatorer/inlasningar/"))["Läs in siffror"] == PAGE
    assert fields(client.get(PAGE)).keys() == {"authority", "file"}
    shown = upload(client, TOLD)
    assert shown.status_code == 200
    assert "Kolumnerna är gissade" in shown.text
    assert [chosen(shown, f"kolumn_{n}") for n in ("area", "period", "value")] == [
        "Område",
        "Period",
        "Värde",
    ]
    found = facts(shown)
    assert found["Rader i filen"] == "3"
    assert (found["Siffror i filen"], found["Går att läsa in"]) == ("3", "2")
    assert found["varav utan värde, med skäl"] == "1"
    assert found["Läses inte in"] == "1"
    assert found["Indikatorer"] == "telefon (2)"
    assert found["Perioder"] == "2024-01 – 2024-02"
    assert "Rad 4, Område: området ”Narnia” är okänt." in shown.text
    assert ImportRun.objects.count() == 0

    done = client.post(address(TOLD), hidden(shown), follow=True)
    run = ImportRun.objects.get()
    assert done.redirect_chain == [(f"/indikatorer/inlasningar/{run.key}/", 302)]
    assert told(done) == ["2 siffror är inlästa."]
    assert (run.asked, run.kept, run.file_name) == (3, 2, "telefon.csv")
    assert (run.authority.code, run.stored_by) == ("18", analyst)
    assert "Ångra inläsningen" in done.text
    # It no longer waits, so it can't be stored twice by a second click.
    assert client.post(address(TOLD), hidden(shown)).status_code == 404


def test_what_the_guess_lacks_is_chosen_and_remembered(client, analyst):
    shown = upload(client, BARE, name="samtal.csv")
    assert shown.status_code == 422
    assert "Välj vilken kolumn som är indikator" in shown.text
    assert 'name="approved"' not in shown.text

    both = {**CHOSEN, "kolumn_value": "Samtal"}
    wrong = client.post(address(BARE), both)
    assert wrong.status_code == 422
    assert "Kolumnen ”Samtal” är vald två gånger." in wrong.text
    assert chosen(wrong, "kolumn_value") == "Samtal"
    twice = client.post(address(BARE), {**CHOSEN, "fast_area": "18"})
    assert "Välj antingen en kolumn eller något för hela filen." in twice.text
    assert fields(twice)["fast_area"]["value"] == "18"

    right = client.post(address(BARE), CHOSEN)
    assert facts(right)["Går att läsa in"] == "2"
    client.post(address(BARE), hidden(right))
    assert RememberedMapping.objects.get().mapping["fixed"] == {"indicator": "telefon"}
    newer = BARE.replace("8 010", "8 011")
    again = upload(client, newer)
    assert again.status_code == 200
    assert "när en fil med samma rubriker lästes in förra gången" in again.text
    assert chosen(again, "kolumn_numerator") == "Besvarade"
    assert chosen(again, "fast_indicator") == "telefon"
    assert facts(again)["Går att läsa in"] == "2"


def test_a_word_that_the_command_line_fixed_is_among_the_choices(
    client, analyst, administrator
):
    shown = upload(client, BARE)
    assert 'value="kvinnor"' not in shown.text
    mapping = {
        "columns": {"area": "Region", "period": "Månad", "value": "Besvarade"},
        "fixed": {"indicator": "Telefon samma dag", "sex": "kvinnor"},
    }
    key = headings_key(BARE.splitlines()[0].split(";"))
    make_run(administrator, "18", mapping=mapping, headings_key=key)
    again = upload(client, BARE)
    assert chosen(again, "fast_sex") == "kvinnor"
    assert chosen(again, "fast_indicator") == "Telefon samma dag"


def test_a_column_for_each_period(client, administrator):
    client.force_login(administrator)
    wide = "Region;2023;2024\n18;81,5;83\n20;..;79,2\n"
    shown = upload(client, wide, authority="")
    assert "perioder" in fields(shown)
    sent = {"file_name": "b.csv", "kolumn_area": "Region", "fast_indicator": "telefon"}
    checked = client.post(address(wide), {**sent, "perioder": "on"})
    assert facts(checked)["Siffror i filen"] == "4"
    assert facts(checked)["Perioder"] == "2023 – 2024"
    client.post(address(wide), hidden(checked))
    assert ImportRun.objects.get().mapping["periods"] == {
        "2023": "2023",
        "2024": "2024",
    }
    # Unticked, the file has neither a period nor a value.
    unticked = upload(client, wide, authority="")
    assert unticked.status_code == 200
    refused = client.post(address(wide), sent)
    assert "Välj vilken kolumn som är period" in refused.text


def test_other_kinds_of_files(client, analyst):
    book, content = Workbook(), io.BytesIO()
    for row in TOLD.splitlines():
        book.active.append(row.split(";"))
    book.save(content)
    shown = upload(client, content.getvalue(), name="telefon.xlsx")
    assert "Excel (xlsx)" in shown.text
    assert facts(shown)["Går att läsa in"] == "2"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "Filen är tom."),
        ("Område;Värde\n", "Filen har inga rader under rubrikerna."),
        (b"PK\x03\x04 trasig", "inget kalkylblad"),
        (b"1;2\n" * 1_600_000, "Högst 5 MB kan läsas in"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(client, analyst, content, problem):
    response = upload(client, content)
    assert response.status_code == 422
    assert problem in response.text
    assert chosen(response, "authority") == "18"


def test_nothing_to_store_has_no_button(client, analyst):
    shown = upload(client, TOLD.replace("telefon;", "okand;"))
    assert facts(shown)["Går att läsa in"] == "0"
    assert "Ingen siffra i filen går att läsa in." in shown.text
    assert 'name="approved"' not in shown.text


def test_many_problems_are_not_all_shown(client, analyst):
    rows = [f"telefon;Narnia {n};2024-01;8{n % 10}" for n in range(30)]
    shown = upload(client, TOLD + "\n".join(rows))
    assert shown.text.count("<li>Rad ") == 20
    assert "De första 20 visas." in shown.text


def test_a_report_that_became_another_is_not_stored(client, analyst, administrator):
    shown = upload(client, TOLD)
    change(administrator, "telefon", seen=1, unit="index_0_1", name="Telefon samma dag")
    again = client.post(address(TOLD), hidden(shown))
    assert "Rapporten är en annan än den du granskade." in again.text
    assert ImportRun.objects.count() == 0
    assert facts(again)["Går att läsa in"] == "1"
    client.post(address(TOLD), hidden(again))
    assert ImportRun.objects.get().kept == 1


def test_only_whoever_sent_a_file_finds_it(client, analyst, administrator):
    shown = upload(client, TOLD)
    sent = hidden(shown)
    other = granted(administrator, "18", "Bo", "analyst")
    for user in (other, administrator):
        client.force_login(user)
        assert client.post(address(TOLD), sent).status_code == 404
    client.force_login(analyst)
    assert client.post(address(TOLD), {**sent, "authority": "1881"}).status_code == 404
    assert client.post(address(TOLD), {**sent, "authority": ""}).status_code == 404
    assert ImportRun.objects.count() == 0
    assert client.post(address(TOLD), sent).status_code == 302


def test_one_reads_in_for_the_authorities_one_counts_for(
    client, analyst, administrator
):
    assert upload(client, TOLD, authority="1881").status_code == 422
    assert upload(client, TOLD, authority="").status_code == 422
    client.force_login(administrator)
    for code in ("", "1881"):
        assert upload(client, TOLD, authority=code).status_code == 200
    client.force_login(granted(administrator, "18", "Cia", "reader"))
    assert client.get(PAGE).status_code == 404
