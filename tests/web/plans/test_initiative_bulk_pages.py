"""Many at once: from the table with preview and undo, and from a file."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.bodies import make_body
from tests.factories.initiatives import edit, initiative, make_initiatives, tell
from tests.factories.people import seated
from tests.factories.plans import add, add_step, adopt, make_assembly
from tests.web.reading import elements, links, rows, texts

from fardplan.apps.common.exports import FORMATS
from fardplan.apps.common.problems import ConflictError
from fardplan.apps.common.writes import free_writes
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.models import (
    Initiative,
    Node,
    ProgrammeArea,
    StatusUpdate,
)


pytestmark = pytest.mark.usefixtures("few_authorities")
BULK, IMPORT = "/plan/nara/andra-insatser/", "/plan/nara/las-in-insatser/"
TABLE = "/plan/nara/insatser/"


@pytest.fixture
def version(administrator, client):
    client.force_login(administrator)
    version = make_initiatives(administrator, "Hälsosamtal", "Öppet hus")
    with free_writes():
        ProgrammeArea.objects.create(
            programme=version.programme, code="hemma", name="Vård hemma"
        )
    return version


def hidden(page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _text, field in elements(page, "input", type="hidden"):
        if field["name"] != "csrfmiddlewaretoken":
            found.setdefault(field["name"], []).append(field["value"])
    return found


def undo_of(page) -> str:
    return next(
        a["action"]
        for _t, a in elements(page, "form")
        if "angra" in a.get("action", "")
    )


def facts() -> list[tuple[str, str, str, str | None]]:
    rows = Initiative.objects.order_by("sort_key").select_related("area")
    return [(r.name, r.phase, r.status, r.area and r.area.name) for r in rows]


def test_many_are_changed_after_a_preview_and_taken_back(client, version):
    body = make_body(client.get("/").wsgi_request.user)
    said = {
        "phase": "Pilot",
        "status": "Risk för avvikelse",
        "area": "Vård hemma",
        "owner_body": body.code,
    }
    before = facts()
    preview = client.post(BULK, {"insats": ["mobila-team", "oppet-hus"], **said})
    assert [row[1:3] for row in rows(preview)] == [
        ["Mobila team", "Ändras"],
        ["Öppet hus", "Ändras"],
    ]
    assert facts() == before
    done = client.post(BULK, hidden(preview), follow=True)
    assert "2 insatser är ändrade." in texts(done, "p")
    changed = ("pilot", "at_risk", "Vård hemma")
    assert facts() == [before[0], ("Mobila team", *changed), ("Öppet hus", *changed)]
    assert StatusUpdate.objects.count() == 2
    undone = client.post(undo_of(done), follow=True)
    assert "Ändringen är ångrad." in texts(undone, "p")
    assert facts() == before
    assert not StatusUpdate.objects.exists()


def test_all_that_the_search_shows_are_changed(client, version):
    said = {"alla": "1", "kept": "q=hus", "phase": "Förstudie"}
    preview = client.post(BULK, said)
    client.post(BULK, hidden(preview))
    assert [fact[1] for fact in facts()] == ["idea", "idea", "pre_study"]


def test_those_that_can_not_be_changed_are_left_and_told(
    client, administrator, version
):
    ready = {"evaluation": "Gjord", "evaluation_result": "Bra."}
    edit(administrator, initiative(), **ready)
    said = {"insats": ["mobila-team", "oppet-hus"], "phase": "Breddinförande"}
    preview = client.post(BULK, said)
    assert [row[1:3] for row in rows(preview)] == [
        ["Öppet hus", "Fel"],
        ["Mobila team", "Ändras"],
    ]
    client.post(BULK, hidden(preview))
    assert [fact[1] for fact in facts()] == ["idea", "roll_out", "idea"]
    forced = client.post(BULK, {**said, "gate_reason": "Beslut § 3"})
    assert [row[1:3] for row in rows(forced)] == [["Öppet hus", "Ändras"]]
    client.post(BULK, hidden(forced))
    event = queries.events_of_initiative(initiative("Öppet hus")).first()
    assert (event.action, event.reason) == ("change_many", "Beslut § 3")


def test_a_preview_that_has_grown_old_is_shown_anew(client, administrator, version):
    said = {"insats": ["mobila-team"], "phase": "Pilot"}
    preview = hidden(client.post(BULK, said))
    edit(administrator, initiative(), phase="Förstudie")
    again = client.post(BULK, preview)
    assert any("ändrats sedan du granskade" in text for text in texts(again, "p"))
    assert initiative().phase == "pre_study"
    client.post(BULK, hidden(again))
    assert initiative().phase == "pilot"


def test_a_change_of_nothing_is_refused(client, version):
    for said, told in (
        ({"insats": ["mobila-team"]}, "Välj något att ändra."),
        ({"phase": "Pilot"}, "Välj minst en insats."),
    ):
        page = client.post(BULK, said, follow=True)
        assert told in texts(page, "p")


def test_many_are_for_who_writes_the_plan(client, administrator, reader, version):
    secretary = seated(administrator, make_body(administrator), "Sam", "Sekreterare")
    for person in (reader, secretary):
        client.force_login(person)
        assert client.post(BULK, {"insats": ["mobila-team"]}).status_code == 404
        assert client.get(IMPORT).status_code == 404


def csv_rows(page) -> list[dict[str, str]]:
    text = page.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def as_csv(told: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(told[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(told)
    return out.getvalue().encode()


def upload(client, content: bytes, name: str = "insatser.csv"):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def read_in(client, preview):
    address = next(
        a["action"]
        for _t, a in elements(preview, "form")
        if "las-in" in a.get("action", "")
    )
    return client.post(address, hidden(preview), follow=True)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_taken_out_can_be_read_back_and_changes_nothing(
    client, administrator, version, form
):
    body = make_body(administrator)
    person = seated(administrator, body, "Olle", "Ledamot")
    edit(
        administrator,
        initiative(),
        purpose="=1+1 är ingen formel här;\n\nny rad"[1:],
        municipalities="1880",
        budget="1000,50",
        owner=person.name,
        owner_body=body.code,
        themes="mobile_teams",
        agreement="3",
    )
    tell(administrator, initiative(), "on_track", next_day=date(2026, 12, 1))
    taken = client.get(f"/plan/nara/insatser.{form}")
    preview = upload(client, taken.content, f"insatser.{form}")
    assert "Allt i filen är redan så" in " ".join(texts(preview, "p"))
    assert rows(preview) == []


def test_a_file_changes_adds_and_is_taken_back(client, version):
    told = csv_rows(client.get("/plan/nara/insatser.csv"))
    told[0] |= {"Läge": "Enligt plan", "Nästa steg": "Starta"}
    told.append(
        dict.fromkeys(told[0], "")
        | {
            "Namn": "Direktinläggning",
            "Fas": "Pilot",
            "Läge": "Läge saknas",
            "Utvärdering": "Ingen planerad",
        }
    )
    before = facts()
    preview = upload(client, as_csv(told))
    assert [row[1:3] for row in rows(preview)] == [
        ["Hälsosamtal", "Ändras"],
        ["Direktinläggning", "Ny"],
    ]
    done = read_in(client, preview)
    assert "2 insatser är ändrade." in texts(done, "p")
    assert [fact[0] for fact in facts()] == [
        "Direktinläggning",
        *(b[0] for b in before),
    ]
    assert initiative("Direktinläggning").phase == "pilot"
    client.post(undo_of(done))
    assert facts() == before
    assert Node.objects.filter(title="Direktinläggning").count() == 0


def test_an_import_that_others_have_built_on_is_not_taken_back(
    client, administrator, version
):
    preview = upload(client, "Namn\nDirektinläggning\n".encode())
    done = read_in(client, preview)
    node = Node.objects.get(title="Direktinläggning")
    add(administrator, version, "activity", "Skriv rutin", node)
    undone = client.post(undo_of(done), follow=True)
    assert any("kopplats dit efteråt" in text for text in texts(undone, "p"))
    assert initiative("Direktinläggning")


def test_rows_that_are_wrong_stop_the_whole_file(client, administrator, version):
    told = [
        {"Kortadress": "mobila-team", "Namn": "Mobila team", "Fas": "Breddinförande"},
        {"Kortadress": "mobila-team", "Namn": "Nytt namn", "Fas": "Pilot"},
        {"Kortadress": "finns-inte", "Namn": "Något", "Fas": "Pilot"},
        {"Kortadress": "", "Namn": "=cmd()", "Fas": "Pilot"},
    ]
    preview = upload(client, as_csv(told))
    assert [row[2] for row in rows(preview)] == ["Fel"] * 4
    reasons = " ".join(row[3] for row in rows(preview))
    for part in ("utvärderad", "finns redan på rad 2", "ändras i planen", "formel"):
        assert part in reasons
    assert "Läs in allt" not in texts(preview, "button")
    with pytest.raises(Exception, match="Inget är inläst"):
        actions.import_initiatives(
            programme=version.programme,
            content=as_csv(told),
            approved="",
            file_name="fil.csv",
            by=administrator,
        )


def test_a_file_that_is_no_table_or_has_grown_old_is_told(
    client, administrator, version
):
    assert upload(client, b"").status_code == 422
    assert client.post(IMPORT, {}).status_code == 422
    assert client.post(f"{IMPORT}{'0' * 64}/", {}).status_code == 404
    content = as_csv([{"Kortadress": "oppet-hus", "Namn": "Öppet hus", "Fas": "Pilot"}])
    preview = upload(client, content)
    edit(administrator, initiative("Öppet hus"), purpose="Nytt", phase="Förstudie")
    again = read_in(client, preview)
    assert any("ändrats sedan du granskade" in text for text in texts(again, "p"))
    with pytest.raises(ConflictError):
        actions.import_initiatives(
            programme=version.programme,
            content=content,
            approved="",
            file_name="fil.csv",
            by=administrator,
        )


def test_a_new_row_needs_a_draft_to_stand_in(client, administrator, version):
    adopt(
        administrator,
        add_step(administrator, version, make_assembly(administrator)),
        date(2026, 1, 1),
    )
    preview = upload(client, "Namn;Fas\nFör sent;Pilot\n".encode())
    assert "behöver ett utkast" in rows(preview)[0][3]


def test_a_file_too_large_is_told_before_it_is_read(client, version):
    page = upload(client, b"x" * 6_000_001)
    assert page.status_code == 422
    assert "dela den" in page.content.decode()


def test_what_a_spreadsheet_would_run_is_disarmed_and_read_back(
    client, administrator, version
):
    tell(administrator, initiative(), "on_track", text="-2 tjänster saknas")
    told = csv_rows(client.get("/plan/nara/insatser.csv"))
    texts_told = [row["Om läget"] for row in told]
    assert texts_told == ["", "'-2 tjänster saknas", ""]
    preview = upload(client, client.get("/plan/nara/insatser.csv").content)
    assert rows(preview) == []


def test_the_public_gets_no_names_and_three_forms(client, administrator, version):
    body = make_body(administrator)
    person = seated(administrator, body, "Olle", "Ledamot")
    edit(administrator, initiative(), owner=person.name)
    adopt(
        administrator,
        add_step(administrator, version, make_assembly(administrator)),
        date(2026, 1, 1),
    )
    named = csv_rows(client.get("/plan/nara/insatser.csv?q=mobila"))
    assert [row["Ansvarig person"] for row in named] == ["Olle Påhitt"]
    client.logout()
    shown = csv_rows(client.get("/plan/nara/insatser.csv?q=mobila"))
    assert [row["Ansvarig person"] for row in shown] == [""]
    assert client.get("/plan/nara/insatser.exe").status_code == 404
    assert [name for name in links(client.get(TABLE)) if name.lower() in FORMATS] == [
        "CSV",
        "XLSX",
        "JSON",
    ]
