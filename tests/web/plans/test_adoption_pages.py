"""The list of those who adopt, their decisions, the referral, and the papers."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest
from tests.factories.bodies import make_body
from tests.factories.people import seated
from tests.factories.plans import add, add_step, adopt, make_assembly, make_plan
from tests.web.reading import links, rows, texts, told

from fardplan.apps.plans.actions import start_version
from fardplan.apps.plans.models import AdoptionStep, PlanVersion


pytestmark = [pytest.mark.usefixtures("few_authorities"), pytest.mark.django_db]
V1 = "/plan/nara/version/1"
LIST = f"{V1}/antagande/"


@pytest.fixture
def draft(administrator):
    return make_plan(administrator)


def test_a_body_is_put_on_the_list_decides_and_freezes(
    as_administrator, draft, administrator
):
    make_assembly(administrator)
    sent = {"body": "fullmaktige", "role": "decides", "order": "1"}
    assert as_administrator.post(LIST, sent).status_code == 302
    step = AdoptionStep.objects.get()
    form = as_administrator.get(f"{LIST}{step.pk}/")
    assert "fryses texten" in form.content.decode()
    decision = {"state": "adopted", "day": "2026-01-20", "paragraph": "§ 45"}
    as_administrator.post(f"{LIST}{step.pk}/", decision)
    page = as_administrator.get(LIST)
    assert texts(page, "p", class_="count") == ["Antagen av 1 av 1"]
    assert rows(page)[0][2:5] == ["✓ Har antagit", "2026-01-20", "§ 45"]
    assert PlanVersion.objects.get().state == "adopted"

    right = {**decision, "paragraph": "§ 46", "reason": "Fel paragraf"}
    assert as_administrator.post(f"{LIST}{step.pk}/", right).status_code == 302
    assert rows(as_administrator.get(LIST))[0][4] == "§ 46"
    wrong = as_administrator.post(f"{LIST}{step.pk}/", {**right, "state": "rejected"})
    assert wrong.context["form"].non_field_errors() == [
        "Bara dag, paragraf och reservation kan rättas."
    ]


def test_a_committee_is_refused_with_the_section(
    as_administrator, draft, administrator
):
    make_body(administrator, body_type="Utskott")
    sent = {"body": "pahittsnamnden", "role": "decides", "order": "1"}
    (error,) = as_administrator.post(LIST, sent).context["form"].non_field_errors()
    assert "6 kap. 38 § 1 kommunallagen" in error
    unknown = as_administrator.post(LIST, {**sent, "body": "finns-inte"})
    assert unknown.context["form"].non_field_errors() == [
        "”finns-inte” är inte kortadressen till något organ."
    ]


def test_a_board_decides_for_its_own_area_and_its_secretary_enters_it(
    client, draft, administrator
):
    board = make_body(administrator)
    step = add_step(administrator, draft, board)
    other = add_step(administrator, draft, make_assembly(administrator))
    client.force_login(seated(administrator, board, "Sara", "Sekreterare"))
    (mine, theirs) = rows(client.get(LIST))
    assert "för sitt ansvarsområde" in mine[0]
    assert (mine[-1], theirs[-1]) == ("Skriv in beslut", "")
    assert client.get(f"{LIST}{step.pk}/").status_code == 200
    assert client.get(f"{LIST}{other.pk}/").status_code == 404
    assert client.get(f"{LIST}999/").status_code == 404


def test_a_body_leaves_the_list_while_it_waits(as_administrator, draft, administrator):
    step = add_step(administrator, draft, make_assembly(administrator))
    as_administrator.post(f"{LIST}{step.pk}/ta-bort/")
    page = as_administrator.get(LIST)
    assert told(page)[0] == "Organet är borttaget från listan."
    assert as_administrator.post(f"{LIST}{step.pk}/ta-bort/").status_code == 404


def test_a_version_goes_on_referral_and_comes_back(as_administrator, draft):
    address = f"{LIST}remiss/"
    as_administrator.post(address, {"start": "2026-12-01"})
    as_administrator.post(address, {"start": "2026-12-01", "end": "2027-01-31"})
    page = as_administrator.get(f"{V1}/")
    assert told(page) == ["Skriv när remissen börjar och när svaren ska in."]
    assert "På remiss, svar senast 2027-01-31." in page.content.decode()
    as_administrator.post(address, {"tillbaka": "1"})
    assert PlanVersion.objects.get().state == "draft"


def paper(client, address: str) -> str:
    """Give the text of a PDF."""
    pytest.importorskip("typst", reason="typst saknas: kör make setup-dev")
    answer = client.get(f"/plan/nara/version/1/{address}")
    assert answer.headers["Content-Type"] == "application/pdf"
    pages = pypdfium2.PdfDocument(answer.content)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


def test_a_plan_is_printed_whole_and_on_a_page(as_administrator, draft, administrator):
    adopt(
        administrator,
        add_step(administrator, draft, make_assembly(administrator)),
        date(2020, 12, 1),
    )
    whole = paper(as_administrator, "utskrift.pdf")
    assert "Fler klarar sig hemma längre." in whole
    assert "har antagit, 2020-12-01, § 1" in whole
    short = paper(as_administrator, "utskrift.pdf?kort")
    assert "Team som kommer hem" in short
    assert "Mobila team" not in short
    assert "Fler klarar sig" not in short


def test_a_comparison_is_printed(as_administrator, draft, administrator):
    assert as_administrator.get(f"{V1}/jamfor/jamforelse.pdf").status_code == 404
    step = add_step(administrator, draft, make_assembly(administrator))
    adopt(administrator, step, date(2020, 12, 1))
    second = start_version(code="nara", title="", by=administrator)
    add(administrator, second, "goal", "Nytt *mål*", text="Med #text")
    told = paper(as_administrator, "jamfor/jamforelse.pdf?mot=2")
    assert "1 skillnad från version 2 till 1" in told
    assert "Nytt *mål*" in told
    assert "Med #text" in told


def test_a_bodys_page_tells_which_plan_holds_there(client, draft, administrator):
    assembly = make_assembly(administrator)
    page = f"/organ/{assembly.code}/"
    assert "Planer som gäller här" not in texts(client.get(page), "h2")
    adopt(administrator, add_step(administrator, draft, assembly), date(2020, 12, 1))
    shown = client.get(page)
    version = PlanVersion.objects.get()
    address = links(shown)[f"{version.title} (version 1)"]
    assert address == f"/plan/fast/{version.sha256}/"
    assert "antagen 2020-12-01, § 1" in texts(shown, "span")
