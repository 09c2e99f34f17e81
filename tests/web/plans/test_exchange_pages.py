"""A version as files to take along, and a StratML file as a new draft."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.builders.stratml import file_of
from tests.factories.plans import add, add_step, adopt, make_assembly, make_plan
from tests.web.reading import elements, rows, texts

from fardplan.apps.common.exports import FORMATS
from fardplan.apps.plans import actions, queries


pytestmark = pytest.mark.usefixtures("few_authorities")
IMPORT, VERSION = "/plan/nara/las-in-stratml/", "/plan/nara/version/1"
GOALS = file_of(
    "<Goal><Name>Ett</Name><Identifier>1</Identifier><Extra/>\n<Extra/>\n<Extra/>\n<Extra/>"
    "\n<Extra/>\n<Extra/></Goal>"
)
DAY = date(2026, 1, 1)


@pytest.fixture
def draft(administrator, client):
    client.force_login(administrator)
    return make_plan(administrator)


@pytest.fixture
def adopted(administrator, draft):
    add(administrator, draft, "starting_point", "Tillit")
    step = add_step(administrator, draft, make_assembly(administrator))
    adopt(administrator, step, DAY)
    return queries.version_of("nara", 1)


def upload(client, content: bytes):
    return client.post(IMPORT, {"file": SimpleUploadedFile("plan.xml", content)})


def say_yes(client, preview, follow: bool = True):
    address = next(
        a["action"]
        for _t, a in elements(preview, "form")
        if IMPORT in a.get("action", "")
    )
    told = {
        a["name"]: a["value"]
        for _t, a in elements(preview, "input", type="hidden")
        if a["name"] != "csrfmiddlewaretoken"
    }
    return client.post(address, told, follow=follow)


def addresses(page) -> set[str]:
    return {a["href"] for _text, a in elements(page, "a")}


def titles(number: int) -> list[str]:
    return [n.title for n in queries.fact_of(queries.version_of("nara", number)).nodes]


def test_an_adopted_version_is_taken_along_by_anybody(client, adopted):
    client.logout()
    for page in (VERSION, f"/plan/fast/{adopted.sha256}"):
        there = addresses(client.get(f"{page}/"))
        assert {f"{VERSION}/stratml-{n}.xml" for n in (1, 2)} <= there
        assert f"{VERSION}/hamta/" in there
    for part in (1, 2):
        answer = client.get(f"{VERSION}/stratml-{part}.xml?avsandare")
        assert answer.content == queries.stratml_of(adopted, part)
        assert answer["Content-Type"] == "application/xml; charset=utf-8"
        assert answer["Content-Disposition"] == (
            f'attachment; filename="nara-1-stratml-{part}.xml"'
        )
    assert client.get(f"{VERSION}/stratml-3.xml").status_code == 404
    assert client.get(f"{VERSION}/delar.pdf").status_code == 404


def test_who_is_logged_in_may_stand_as_submitter(client, administrator, adopted):
    answer = client.get(f"{VERSION}/stratml-1.xml?avsandare")
    assert answer.content == queries.stratml_of(adopted, 1, administrator)
    assert b"astrid@" in answer.content
    assert b"astrid@" not in client.get(f"{VERSION}/stratml-1.xml").content


def test_the_page_tells_what_does_not_fit(client, adopted):
    page = client.get(f"{VERSION}/hamta/")
    told = [text for text in texts(page, "li") if text[-1] == "."]
    assert [text.split(".")[0] for text in told] == [
        "Utgångspunkter utan identitet: 1",
        "Ordningen överst i planen: 1",
        "Delar djupare än två nivåer: 1",
        "Delar som inte är mål eller strategi: 1",
        "Insatsers fas, läge, tider och pengar: 1",
    ]
    there = addresses(page)
    assert {
        f"{VERSION}/{what}.{f}" for what in ("delar", "kopplingar") for f in FORMATS
    } <= there
    assert f"/plan/fast/{adopted.sha256}/plan.json" in there


def test_a_plan_that_fits_says_so(client, administrator, draft):
    for node in queries.nodes_of(draft).filter(kind="initiative"):
        actions.delete_node(version=draft, key=str(node.key), by=administrator)
    adopt(
        administrator, add_step(administrator, draft, make_assembly(administrator)), DAY
    )
    page = client.get(f"{VERSION}/hamta/")
    assert "Allt i planen ryms i StratML." in texts(page, "p")


def test_a_draft_is_refused_and_the_reason_told(client, draft):
    answer = client.get(f"{VERSION}/stratml-1.xml", follow=True)
    assert answer.redirect_chain == [(f"{VERSION}/hamta/", 302)]
    told = " ".join(texts(answer, "p"))
    assert "version 1 är inte antagen" in told
    assert "Bara antagna versioner lämnas ut som StratML." in told
    assert not [one for one in addresses(answer) if "stratml-" in one]
    there = addresses(client.get(f"{VERSION}/"))
    assert not [one for one in there if "stratml-" in one]


def test_tables_are_the_same_rows_in_each_format(client, draft):
    for what in ("delar", "kopplingar"):
        told = queries.plan_tables(draft)[what]
        as_csv = client.get(f"{VERSION}/{what}.csv").content.decode("utf-8-sig")
        assert list(csv.DictReader(io.StringIO(as_csv), delimiter=";")) == told
        assert json.loads(client.get(f"{VERSION}/{what}.json").content) == told
        assert client.get(f"{VERSION}/{what}.xlsx").content[:2] == b"PK"
    assert len(queries.plan_tables(draft)["delar"]) == 4


def test_a_file_is_shown_read_in_and_taken_back(client, adopted):
    assert (IMPORT, "Läs in StratML") in {
        (a["href"], text) for text, a in elements(client.get("/plan/nara/"), "a")
    }
    preview = upload(client, GOALS)
    assert texts(preview, "p", class_="lead") == [
        (
            "Filen plan.xml (StratML del 1) blir version 2, ”Plan”, som utkast."
            " Inget är inläst ännu."
        )
    ]
    assert rows(preview) == [
        [
            "rad 2, 3, 4, 5, 6 och 1 till",
            "Extra",
            "läses inte: standarden har det inte i <Goal>",
        ],
        ["rad 2", "Goal", "har en Identifier som inte är ett giltigt xsd:ID"],
        ["Mål", "Ett", "överst i planen"],
    ]
    assert (
        len(queries.versions_for(client.get("/").wsgi_request.user, adopted.programme))
        == 1
    )
    done = say_yes(client, preview)
    assert done.redirect_chain == [("/plan/nara/version/2/", 302)]
    assert "Filen är inläst som version 2." in texts(done, "p")
    assert titles(2) == ["Ett"]
    history = " ".join(texts(done, "li"))
    assert "Innehållet lästes in från StratML-filen: ”plan.xml”." in history
    undo = next(
        a["action"]
        for _t, a in elements(done, "form")
        if "angra" in a.get("action", "")
    )
    undone = client.post(undo, follow=True)
    assert "Ändringen är ångrad." in texts(undone, "p")
    assert titles(2) == titles(1)
    assert "Ångrade inläsningen av filen: ”plan.xml”." in " ".join(texts(undone, "li"))
    # The file has been read in, so it no longer waits.
    assert say_yes(client, preview, follow=False).status_code == 404


def test_our_own_file_is_recognised(client, adopted):
    preview = upload(client, queries.stratml_of(adopted, 2))
    told = texts(preview, "p")
    assert "5 delar finns i programmet sedan förut och känns igen." in told
    assert "Allt i filen är som standarden säger." in told


def test_a_long_plan_shows_its_first_parts(client, adopted):
    many = file_of("<Value><Name>V</Name></Value>" * 202)
    assert "Och 2 delar till." in texts(upload(client, many), "p")


def test_what_can_not_be_read_in_is_told(client, administrator, adopted):
    wrong = upload(client, b"<html/>")
    assert wrong.status_code == 422
    assert "elementet <html> är inte början på en StratML-fil" in " ".join(
        texts(wrong, "p", "span", "li")
    )
    preview = upload(client, GOALS)
    add(
        administrator,
        actions.start_version(code="nara", title="", by=administrator),
        "goal",
        "Nytt",
    )
    refused = say_yes(client, preview)
    told = " ".join(texts(refused, "p", "li"))
    assert "ett utkast som någon har skrivit i" in told
    assert titles(2)[-1] == "Nytt"
    assert not [
        a for _t, a in elements(refused, "form") if IMPORT in a.get("action", "")
    ]


def test_it_is_for_who_writes_the_plan(client, administrator, reader, adopted):
    preview = upload(client, GOALS)
    client.force_login(reader)
    assert client.get(IMPORT).status_code == 404
    assert say_yes(client, preview, follow=False).status_code == 404
    assert IMPORT not in addresses(client.get("/plan/nara/"))
