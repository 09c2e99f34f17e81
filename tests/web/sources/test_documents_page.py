"""/kallor/ and uploading: several files at once, what is wrong with one, the exports."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fardplan.apps.jobs.models import Job
from fardplan.apps.sources.actions import store_reading
from fardplan.apps.sources.models import SourceDocument
from tests.builders import documents
from tests.factories.documents import make_document, one, say, upload
from tests.web.reading import rows as table_rows


pytestmark = pytest.mark.django_db
WHOLE = {
    "document": {"title": None, "kind": "unknown", "pages": 1, "language": "sv"},
    "findings": [],
    "notes": [],
    "text": "Ett papper.",
    "page_starts": [0],
}


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


def file(name: str, content: str = "Ett papper.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode())


def send(client, *files, **more):
    return client.post(
        "/kallor/las-in/", {"authority": "18", "documents": list(files), **more}
    )


def test_the_list_tells_state_and_how_far_the_review_has_come(as_lead, lead, notice):
    make_document(lead, "{\\rtf1 hej}", name="gammal.rtf")
    say(lead, one(notice, "seat"), "reject")
    today = timezone.localdate().isoformat()
    assert table_rows(as_lead.get("/kallor/?sortera=title")) == [
        [
            *("gammal", "Annat dokument", "Region Örebro län", today),
            *("Gick inte att läsa", ""),
        ],
        [
            *("Vinterviks kommun Kallelse till sammanträde", "Kallelse"),
            *("Region Örebro län", today, "Läst", "1 av 23"),
        ],
    ]
    part = as_lead.get("/kallor/?q=vinter&lage=ready", headers={"HX-Request": "true"})
    assert [row[0] for row in table_rows(part)] == [notice.title]
    assert "<html" not in part.text


def test_empty_lists_say_what_to_do(as_lead, reader):
    assert "Ladda upp det första" in as_lead.get("/kallor/").text
    assert "Visa alla" in as_lead.get("/kallor/?q=finns-inte").text
    as_lead.force_login(reader)
    page = as_lead.get("/kallor/").text
    assert "Myndighetens programledare laddar upp dem." in page
    assert "Ladda upp dokument" not in page


def test_several_files_are_kept_and_read_in_one_job(as_lead):
    answer = send(as_lead, file("a.txt", "Ett."), file("b.txt", "Två."))
    job = Job.objects.get()
    assert answer["Location"] == f"/jobb/{job.pk}/"
    assert (job.kind, job.title) == ("read_documents", "Läs 2 dokument")
    ids = list(SourceDocument.objects.order_by("pk").values_list("pk", flat=True))
    assert job.arguments == {"documents": ids}


def test_the_same_file_again_finds_nothing_new(as_lead):
    send(as_lead, file("a.txt"))
    document = SourceDocument.objects.get()
    store_reading(document_id=document.pk, answer="Trasig.", by=None)
    send(as_lead, file("a.txt"))
    store_reading(document_id=document.pk, answer=WHOLE, by=None)
    answer = as_lead.post(
        "/kallor/las-in/", {"authority": "18", "documents": file("b.txt")}, follow=True
    )
    assert "b.txt är redan uppladdad, så inget nytt finns att läsa." in answer.text
    assert Job.objects.count() == 2


def test_what_is_wrong_is_told_by_the_files_name_and_the_others_go_on(as_lead):
    wrong = send(as_lead, file("tom.txt", ""))
    assert wrong.status_code == 422
    assert "tom.txt är tom." in wrong.text
    both = as_lead.post(
        "/kallor/las-in/",
        {"authority": "18", "documents": [file("tom.txt", ""), file("a.txt")]},
        follow=True,
    )
    assert "tom.txt är tom." in both.text
    assert SourceDocument.objects.get().name == "a.txt"
    assert "Välj minst en fil." in send(as_lead).text
    many = send(as_lead, *(file(f"{n}.txt") for n in range(21)))
    assert "Det var 21 filer. Välj högst 20 åt gången." in many.text


def test_a_lead_uploads_to_the_own_authority_an_administrator_to_any(
    as_lead, administrator
):
    assert '<input type="hidden" name="authority" value="18"' in (
        as_lead.get("/kallor/las-in/").text
    )
    refused = send(as_lead, file("a.txt"), authority="1881")
    assert refused.status_code == 422
    assert SourceDocument.objects.count() == 0
    as_lead.force_login(administrator)
    assert '<option value="1881">' in as_lead.get("/kallor/las-in/").text


def test_the_file_is_given_back_as_it_was(as_lead, notice):
    answer = as_lead.get(f"/kallor/{notice.pk}/fil/")
    assert b"".join(answer).decode() == documents.NOTICE
    assert answer["Content-Disposition"] == 'attachment; filename="papper.txt"'


def test_findings_are_exported_as_tables_and_as_the_reader_tells_them(
    as_lead, lead, overview
):
    say(lead, one(overview, "body", 1), "accept")
    address = f"/kallor/{overview.pk}/fynd"
    told = json.loads(as_lead.get(f"{address}.json?slag=body").content)
    assert [f["kind"] for f in told["findings"]] == ["body"] * 5
    # Files are Swedish, whatever language the page has.
    english = {"Accept-Language": "en"}
    table = as_lead.get(f"{address}.csv?slag=body", headers=english).content.decode(
        "utf-8-sig"
    )
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    assert rows[1] | {"Citat": "", "Hör till": ""} == {
        "Nummer": rows[1]["Nummer"],
        "Slag": "Organ",
        "Text": "Nämnden för äldre",
        "Fält": "Namn: Nämnden för äldre; Förkortning: NFÄ; Nivå: Politisk nivå",
        "Sida": rows[1]["Sida"],
        "Citat": "",
        "Hör till": "",
        "Säkerhet": "0,80",
        "Läge": "Godkänt",
        "Blev": "Nämnden för äldre",
    }
    assert as_lead.get(f"{address}.xlsx").content.startswith(b"PK")
    assert as_lead.get(f"{address}.pdf").status_code == 404


def test_a_document_that_is_being_read_or_could_not_be_says_so(as_lead, lead):
    waiting = upload(lead, "Text.")
    page = as_lead.get(f"/kallor/{waiting.pk}/").text
    assert "Dokumentet läses." in page
    part = as_lead.get(f"/kallor/{waiting.pk}/", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers.get("HX-Refresh")) == (204, None)
    failed = make_document(lead, "{\\rtf1 hej}")
    page = as_lead.get(f"/kallor/{failed.pk}/").text
    assert "Filen är i formatet RTF." in page
    assert "Ladda upp en annan fil" in page
    part = as_lead.get(f"/kallor/{failed.pk}/", headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"
    assert as_lead.get("/kallor/999/").status_code == 404
