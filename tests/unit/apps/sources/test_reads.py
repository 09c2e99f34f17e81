"""Named reads: lists, parts of a document, evidence, and who is told what."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.builders import documents
from tests.factories.bodies import make_body
from tests.factories.documents import make_document, one, say, upload
from tests.factories.people import granted, seated

from fardplan.apps.accounts.personal_data import told_by_stations
from fardplan.apps.common.errands import errands_of
from fardplan.apps.common.problems import NotAllowedError
from fardplan.apps.sources import queries, rules
from fardplan.apps.sources.adapters import field_shapes
from fardplan.apps.sources.queries import DocumentFilter, FindingFilter
from fardplan.apps.sources.queries.findings import PAGES_IN_PART


pytestmark = pytest.mark.django_db


def titles(user, **wanted) -> list[str]:
    return [d.title for d in queries.find_documents(user, DocumentFilter(**wanted))]


def test_documents_are_found_sorted_and_closed_to_others(
    administrator, lead, notice, strategy
):
    other = make_document(administrator, documents.OVERVIEW, authority="1881")
    assert titles(administrator, sort="title") == [
        "papper",
        "Strategisk plan för Nordanå 2028–2032",
        "Vinterviks kommun Kallelse till sammanträde",
    ]
    assert titles(lead, text="nordanå") == [strategy.title]
    assert titles(lead, kind="meeting_notice") == [notice.title]
    assert titles(lead, state="failed") == []
    assert titles(administrator, authority="1881") == [other.title]
    assert queries.authorities_with_documents(lead) == [("18", "Region Örebro län")]
    assert len(queries.authorities_with_documents(administrator)) == 2
    assert titles(AnonymousUser()) == []


def test_those_in_a_body_at_home_there_see_its_documents(
    administrator, lead, reader, notice
):
    member = seated(administrator, make_body(administrator), "Maja", "Ledamot")
    analyst = granted(administrator, "18", "Ali", "analyst")
    other = granted(administrator, "1881", "Kalle", "programme_lead")
    for user in (member, analyst, lead, administrator):
        rules.check_see_document(user, notice)
    for user in (other, reader):
        with pytest.raises(NotAllowedError, match="annan myndighet"):
            rules.check_see_document(user, notice)
    with pytest.raises(NotAllowedError, match="Logga in"):
        rules.check_see_document(AnonymousUser(), notice)
    assert [
        rules.can_upload_somewhere(user) for user in (lead, administrator, member)
    ] == [True, True, False]
    assert [rules.can_review(user, notice) for user in (lead, other)] == [True, False]


def test_a_long_document_comes_in_parts(overview):
    everything = FindingFilter()
    found = queries.find_findings(overview, everything)
    parts = queries.parts_of(overview, everything, found, [])
    pages = [page for part in parts for page in part.pages]
    assert pages == list(range(1, 14))
    assert max(len(part.pages) for part in parts) == PAGES_IN_PART
    shown = [f for part in parts for f in queries.findings_on(found, part.pages)]
    assert [f.number for f in shown] == list(range(1, len(shown) + 1))
    assert len(shown) == overview.findings.count()


def test_a_narrow_choice_shows_only_its_pages(lead, overview):
    wanted = FindingFilter(kind="body", state="unreviewed", confidence="osakra")
    found = queries.find_findings(overview, wanted)
    pages = {f.page for f in found}
    parts = queries.parts_of(overview, wanted, found, [13])
    assert {page for part in parts for page in part.pages} == pages | {13}
    sure = queries.find_findings(overview, FindingFilter(confidence="sakra"))
    unsure = queries.find_findings(overview, FindingFilter(confidence="osakra"))
    assert sure.count() + unsure.count() == overview.findings.count()
    assert queries.find_findings(overview, FindingFilter(edition="new")).count() == 0


def test_search_finds_findings_and_text_that_is_none(lead, overview):
    say(lead, one(overview, "body", 1), "edit", text="ÄLDREGRUPPEN", values={})
    wanted = FindingFilter(text="äldregruppen")
    assert [f.kind for f in queries.find_findings(overview, wanted)] == ["body"]
    assert queries.pages_saying(overview, "äldregruppen") == []
    assert queries.pages_saying(overview, "") == []
    page = overview.page_texts.get(number=one(overview, "body", 1).page)
    assert page.number in queries.pages_saying(overview, "nämnden FÖR äldre")
    assert queries.page_texts(overview, [page.number]) == [page]


def test_how_far_the_review_has_come(lead, notice, strategy):
    say(lead, one(notice, "seat"), "accept")
    say(lead, one(notice, "seat", 1), "reject")
    counts = queries.review_counts([notice, strategy, upload(lead, "Nytt.")])
    mine = counts[notice.pk]
    assert (mine.reviewed, mine.accepted, mine.is_done) == (2, 1, False)
    assert [c.is_done for c in counts.values()] == [False, False, True]
    told = queries.tally(notice)
    assert (told.total, told.reviewed) == (mine.total, 2)
    assert queries.waiting_kinds(notice) == {"seat": 1}
    assert queries.kinds_to_take(notice) == {"seat": 1}


def test_evidence_is_shown_to_those_who_may_see_the_document(
    administrator, lead, reader, overview
):
    say(lead, one(overview, "body", 1), "accept")
    finding = one(overview, "body", 1)
    asked = ("body", [finding.taken_key])
    event = finding.taken_memo["event"]
    for user, is_shown in (
        (administrator, True),
        (lead, True),
        (reader, False),
        (AnonymousUser(), False),
    ):
        told = queries.evidence_of(*asked, reader=user)
        by_event = queries.evidence_of_events([event], reader=user)
        assert (bool(told), bool(by_event)) == (is_shown, is_shown)
    assert queries.evidence_of("body", [], reader=lead) == {}
    assert queries.evidence_of_events([], reader=lead) == {}
    passage = queries.evidence_of(*asked, reader=lead)[finding.taken_key][0]
    assert passage.quote == finding.quote[:400]
    assert passage.url == f"/kallor/{overview.pk}/?fynd={finding.pk}#f{finding.pk}"
    say(lead, one(overview, "region"), "merge", match="18")
    # A write that no event tells of.
    assert list(queries.evidence_of_events([event, 1], reader=lead)) == [event]


def test_programme_leads_are_told_what_waits(lead, reader, notice):
    (errand,) = errands_of(lead, date(2026, 11, 22))
    assert (errand.title, errand.url) == (
        f"23 fynd att granska i {notice.title}",
        f"/kallor/{notice.pk}/",
    )
    assert errands_of(reader, date(2026, 11, 22)) == []


def test_people_see_what_is_stored_about_them(lead, notice):
    say(lead, one(notice, "seat"), "reject")
    told = told_by_stations(lead)["i källorna"]
    assert [row["filnamn"] for row in told["uppladdade dokument"]] == ["papper.txt"]
    assert told["granskade fynd"] == 1


def test_fields_are_written_as_their_kind_has_them():
    shapes = {
        (shape.name, shape.form)
        for kind in ("seat", "report_back", "meeting", "population_change")
        for shape in field_shapes(kind)
    }
    assert {
        ("role", "choice"),
        ("vacant", "truth"),
        ("informed", "lines"),
        ("date", "text"),
        ("from_year", "number"),
        ("percent", "decimal"),
    } <= shapes
    assert [shape.name for shape in field_shapes("planned_meeting")] == [
        "date",
        "place",
    ]
