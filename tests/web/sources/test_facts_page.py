"""About a document: editions, what waits, history, removal; and evidence elsewhere."""

from __future__ import annotations

import re

import pytest

from fardplan.apps.actors.models import Body
from fardplan.apps.sources.models import SourceDocument
from tests.builders import documents
from tests.builders.example_station import example_station
from tests.factories.documents import make_document, one, say


pytestmark = pytest.mark.django_db
SECOND = documents.STRATEGY.replace("Hälsa där du bor", "Hälsa där du lever")


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_facts_and_history(as_lead, lead, notice):
    say(lead, one(notice, "seat"), "reject")
    page = plain(as_lead.get(f"/kallor/{notice.pk}/om/").text)
    assert "Granskat 1 av 23" in page
    assert notice.sha256 in page
    for told in (
        "Avvisade 1 fynd.",
        "Dokumentet lästes.",
        "Dokumentet laddades upp.",
    ):
        assert told in page
    as_lead.post(f"/kallor/{notice.pk}/angra/")
    page = plain(as_lead.get(f"/kallor/{notice.pk}/om/").text)
    assert "Ångrat: Avvisade 1 fynd." in page


def test_what_waits_is_handed_over_when_its_station_is_there(as_lead, lead, strategy):
    say(lead, one(strategy, "strategy"), "accept")
    say(lead, one(strategy, "success_factor"), "accept")
    address = f"/kallor/{strategy.pk}/"
    page = plain(as_lead.get(f"{address}om/").text)
    assert "Strategi: 1 väntar på stationen Plan." in page
    assert "För över" not in page
    with example_station():
        page = as_lead.get(f"{address}om/").text
        assert plain(page).count("För över 1 väntande") == 1
        fields = {"kind": "strategy", "target": ""}
        nothing = as_lead.post(f"{address}over/", fields, follow=True)
        assert "Inget kunde föras över: det väntar på annat." in nothing.text
        fields["target"] = "planen"
        done = as_lead.post(f"{address}over/", fields, follow=True)
        assert "1 fynd har förts över." in done.text
        assert Body.objects.count() == 1


def test_an_edition_is_chosen_and_compared(as_lead, lead, strategy):
    later = make_document(lead, SECOND)
    page = plain(as_lead.get(f"/kallor/{later.pk}/om/").text)
    assert f"{later.findings.count() - 1} fynd är samma, 1 ändrade, 0 nya" in page
    shown = plain(as_lead.get(f"/kallor/{later.pk}/skillnad/").text)
    assert "Ändrat (1) Strategi Hälsa där du bor Hälsa där du lever sidan 1" in shown
    assert "Nytt (0) Inget. Borta (0) Inget." in shown
    review = as_lead.get(f"/kallor/{later.pk}/?utgava=changed").text
    assert "Ändrat sedan förra utgåvan" in review
    done = as_lead.post(f"/kallor/{later.pk}/om/", {"edition_of": ""}, follow=True)
    assert "Utgåvan är sparad." in done.text
    assert as_lead.get(f"/kallor/{later.pk}/skillnad/").status_code == 404
    wrong = as_lead.post(f"/kallor/{strategy.pk}/om/", {"edition_of": str(later.pk)})
    assert wrong.status_code == 422


def test_what_is_new_and_gone_is_told_with_what_it_became(as_lead, lead, notice):
    overview = make_document(lead, documents.OVERVIEW)
    say(lead, one(overview, "body", 1), "accept")
    later = make_document(lead, "Ett annat papper.", name="annat.txt")
    as_lead.post(f"/kallor/{later.pk}/om/", {"edition_of": str(overview.pk)})
    shown = plain(as_lead.get(f"/kallor/{later.pk}/skillnad/").text)
    assert f"Borta ({overview.findings.count()})" in shown
    assert re.search(r"Nämnden för äldre förra utgåvan, sidan \d+ → Nämnden", shown)


def test_a_document_is_removed_unless_something_rests_on_it(as_lead, lead, overview):
    finding = one(overview, "body", 1)
    say(lead, finding, "accept")
    address = f"/kallor/{overview.pk}/ta-bort/"
    assert "Det går inte att ångra." in as_lead.get(address).text
    refused = as_lead.post(address, follow=True)
    assert "Något i Färdplan bygger på dokumentet." in refused.text
    say(lead, finding, "reject")
    done = as_lead.post(address, follow=True)
    assert f"{overview.title} är borttaget." in done.text
    assert SourceDocument.objects.count() == 0


def test_the_body_shows_its_passage_to_those_who_may_see_it(
    as_lead, lead, reader, overview
):
    finding = one(overview, "body", 1)
    say(lead, finding, "accept")
    finding.refresh_from_db()
    address = f"/organ/{finding.taken_key}/"
    page = as_lead.get(address).text
    place = f"/kallor/{overview.pk}/?fynd={finding.pk}#f{finding.pk}"
    # Once among the evidence, once in the history.
    assert page.count(f'href="{place}"') == 2
    assert plain(page).count(f"{overview.title}, sidan {finding.page}") == 2
    as_lead.force_login(reader)
    assert "/kallor/1" not in as_lead.get(address).text
    as_lead.logout()
    closed = as_lead.get(address).text
    assert "Belägg" not in closed
    assert overview.title not in closed
