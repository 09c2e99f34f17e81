"""Documents kept, read, read again and removed; new editions; what is kept how long."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from tests.builders import documents
from tests.factories.bodies import make_body
from tests.factories.documents import make_document, one, say, upload

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.common.problems import (
    ConflictError,
    NotAllowedError,
    ProblemError,
)
from fardplan.apps.sources import actions, queries
from fardplan.apps.sources.actions.retention import (
    remove_failed_documents,
    remove_steps,
    remove_unused_documents,
)
from fardplan.apps.sources.adapters import read_upload, to_json
from fardplan.apps.sources.jobs import read_documents
from fardplan.apps.sources.models import Finding, ReviewStep, SourceDocument
from fardplan.engine.sources.output_shape import problems
from fardplan.engine.sources.read_error import LARGEST_MB


pytestmark = pytest.mark.django_db
SECOND = documents.STRATEGY.replace("Hälsa där du bor", "Hälsa där du lever")


class Large(ContentFile):
    """A file that says that it is larger than may be read."""

    def __init__(self) -> None:
        super().__init__(b"x")
        self.size = LARGEST_MB * 1_000_000 + 1


def test_the_same_file_is_one_document_for_one_authority(lead, administrator):
    first = make_document(lead, "Ett papper.")
    added = actions.add_document(
        authority="18", name="igen.txt", content=ContentFile(b"Ett papper."), by=lead
    )
    assert (added.document, added.is_new) == (first, False)
    other = upload(administrator, "Ett papper.", authority="1881")
    assert other != first
    assert other.file.name == first.file.name
    assert default_storage.listdir("sources")[1] == [first.sha256]
    event = AuditEvent.objects.first()
    assert (event.action, event.object_key) == ("upload_document", str(other.pk))
    assert first.state == "ready"


def test_empty_and_too_large_files_are_told_by_name(lead):
    for content, told in (
        (ContentFile(b""), "plan.txt är tom."),
        (Large(), "plan.txt är 200 MB. Högst 200 MB kan läsas: dela filen."),
    ):
        with pytest.raises(ProblemError) as problem:
            actions.add_document(
                authority="18", name="mapp/plan.txt", content=content, by=lead
            )
        assert str(problem.value) == told
    with pytest.raises(NotAllowedError, match="ladda upp"):
        upload(lead, "Text.", authority="1881")


def test_a_file_that_can_not_be_read_says_why_and_may_be_tried_again(lead):
    failed = make_document(lead, " \n ")
    assert (failed.state, failed.problem) == ("failed", "Filen är tom.")
    again = upload(lead, " \n ")
    assert (again.pk, again.state, again.problem) == (failed.pk, "reading", "")


def test_reading_twice_does_no_harm(lead, notice):
    count = notice.findings.count()
    actions.store_reading(document_id=notice.pk, answer="fel", by=lead)
    notice.refresh_from_db()
    assert (notice.state, notice.findings.count()) == ("ready", count)


def test_a_document_that_still_waits_or_is_gone_is_no_trouble(lead):
    first = upload(lead, "Ett papper.")
    assert upload(lead, "Ett papper.") == first
    actions.remove_document(document_id=first.pk, by=lead)
    actions.store_reading(document_id=first.pk, answer="fel", by=lead)
    assert SourceDocument.objects.count() == 0


def test_text_and_findings_are_kept_with_their_places(lead, overview):
    pages = list(overview.page_texts.all())
    assert len(pages) == overview.pages == 13
    text = "".join(page.text for page in pages)
    for finding in overview.findings.all():
        assert text[finding.start : finding.end] == finding.quote
        assert (finding.depth > 0) is (finding.parent_id is not None)
    answer = json.loads(json.dumps(to_json(overview, overview.findings.all())))
    assert problems(answer) == []
    assert problems(to_json(overview, overview.findings.filter(kind="bullet"))) == []


def test_null_characters_and_a_missing_title_are_no_trouble(lead):
    document = upload(lead, "Text.", name="utan titel.txt")
    finding = {
        "id": "f00001",
        "kind": "theme",
        "text": "a\x00b",
        "page": 1,
        "fields": {"name": "a\x00b"},
        "quote": "a\x00b",
        "start": 0,
        "end": 3,
        "parent": None,
        "confidence": 1.0,
    }
    answer = {
        "document": {"title": None, "kind": "unknown", "pages": 1, "language": None},
        "findings": [finding],
        "notes": [],
        "text": "a\x00b",
        "page_starts": [0],
    }
    actions.store_reading(document_id=document.pk, answer=answer, by=None)
    document.refresh_from_db()
    assert document.title == "utan titel"
    assert document.findings.get().quote == document.page_texts.get().text == "a�b"


def test_the_job_reads_what_waits_and_tells_what_it_could_not(lead):
    good = upload(lead, documents.NOTICE, name="kallelse.txt")
    bad = upload(lead, "{\\rtf1 hej}", name="gammal.rtf")
    told = []

    def progress(done: int, total: int, text: str) -> None:
        told.append((done, total, text))

    progress.started_by = lead
    outcome = read_documents(progress, documents=[good.pk, bad.pk, 999])
    assert told[0] == (0, 3, "Läser kallelse.txt")
    assert outcome.facts == {"ready": 1, "failed": 1}
    assert outcome.text.startswith(
        "1 dokument är läst. gammal.rtf: Filen är i formatet"
    )
    assert outcome.link == f"/kallor/{good.pk}/"
    assert read_documents(progress, documents=[good.pk, bad.pk]).facts == outcome.facts
    both = make_document(lead, documents.OVERVIEW)
    assert read_documents(progress, documents=[good.pk, both.pk]).link == "/kallor/"


def test_a_document_that_takes_too_long_is_stopped(lead):
    document = upload(lead, documents.NOTICE)
    assert read_upload(document.file.name, seconds=0.000001) == (
        "Läsningen avbröts efter 1e-06 sekunder. Dela dokumentet."
    )


def test_a_new_edition_keeps_the_reviews_and_shows_what_changed(lead, strategy):
    same, waits = one(strategy, "shift"), one(strategy, "obstacle")
    say(lead, same, "reject")
    say(lead, waits, "edit", text="Ont om folk", values={"name": "Ont om folk"})
    later = make_document(lead, SECOND)
    assert later.edition_of == strategy
    assert one(later, "shift").state == "rejected"
    carried = one(later, "obstacle")
    assert (carried.state, carried.words) == ("accepted", "Ont om folk")
    assert (carried.previous, carried.edition_mark) == (waits, "same")
    changed = queries.marked_findings(later, "changed")
    assert [f.previous.text for f in changed] == ["Hälsa där du bor"]
    assert (queries.gone_findings(later), queries.gone_findings(strategy)) == ([], [])
    assert queries.tally(later).by_edition["new"] == 0
    step = ReviewStep.objects.get(document=later)
    assert step.act == "carry"
    actions.undo_step(step_id=step.pk, by=lead)
    assert later.findings.exclude(state="unreviewed").count() == 0


def test_what_a_finding_became_follows_to_the_next_edition(lead, overview):
    say(lead, one(overview, "body", 1), "accept")
    later = make_document(lead, f"{documents.OVERVIEW}\n\nMer text.\n")
    assert later.edition_of == overview
    carried = one(later, "body", 1)
    assert (carried.taken_label, carried.is_maker) == ("Nämnden för äldre", False)
    (passages,) = queries.evidence_of("body", [carried.taken_key], reader=lead).values()
    assert len(passages) == 2


def test_the_same_in_two_editions_becomes_one_thing(lead, notice):
    seat = one(notice, "seat")
    say(lead, seat, "accept")
    later = make_document(lead, f"{documents.NOTICE}\n")
    make_body(lead, name="Omsorgsnämnden")
    for document, state, is_maker in (
        (later, "accepted", True),
        (notice, "merged", False),
    ):
        actions.take_waiting(document_id=document.pk, kind="seat", by=lead)
        found = one(document, "seat")
        assert (found.state, found.is_maker) == (state, is_maker)
    assert one(notice, "seat").taken_key == one(later, "seat").taken_key


def test_people_say_which_edition_it_is(lead, administrator, strategy, notice):
    asked = {"document_id": notice.pk, "by": lead}
    actions.set_edition(**asked, earlier_id=strategy.pk)
    notice.refresh_from_db()
    assert notice.edition_of == strategy
    assert queries.tally(notice).by_edition == {"new": notice.findings.count()}
    assert len(queries.gone_findings(notice)) == strategy.findings.count()
    events = AuditEvent.objects.filter(action="set_edition")
    assert events.count() == 1
    actions.set_edition(**asked, earlier_id=strategy.pk)
    assert events.count() == 1
    actions.set_edition(**asked, earlier_id=None)
    assert queries.tally(notice).by_edition == {"": notice.findings.count()}
    with pytest.raises(ProblemError, match="före det här"):
        actions.set_edition(
            document_id=strategy.pk, earlier_id=notice.pk, by=administrator
        )


def test_what_has_been_reviewed_already_is_not_carried_over(lead, strategy, notice):
    other = make_document(lead, documents.STRATEGY.replace("Nordanå", "Sydanå"))
    actions.set_edition(document_id=other.pk, earlier_id=None, by=lead)
    say(lead, one(strategy, "shift"), "reject")
    say(lead, one(other, "shift"), "accept")
    actions.set_edition(document_id=other.pk, earlier_id=strategy.pk, by=lead)
    assert one(other, "shift").state == "accepted"


def test_a_document_is_removed_with_its_file_when_nothing_rests_on_it(
    lead, administrator, overview, django_capture_on_commit_callbacks
):
    path = overview.file.name
    finding = one(overview, "body", 1)
    say(lead, finding, "accept")
    with pytest.raises(ConflictError, match="bygger på dokumentet"):
        actions.remove_document(document_id=overview.pk, by=lead)
    say(lead, finding, "reject")
    other = upload(administrator, documents.OVERVIEW, authority="1881")
    for document, by, is_left in (
        (overview, lead, True),
        (other, administrator, False),
    ):
        with django_capture_on_commit_callbacks(execute=True):
            actions.remove_document(document_id=document.pk, by=by)
        assert default_storage.exists(path) is is_left
    assert (Finding.objects.count(), SourceDocument.objects.count()) == (0, 0)


def test_what_is_old_and_unused_goes(lead, overview, notice):
    say(lead, one(overview, "body", 1), "accept")
    failed = make_document(lead, " ")
    before = timezone.now() + timedelta(days=1)
    asked = {"before": before, "is_rehearsal": True}
    counts = [
        remove(**asked)
        for remove in (remove_steps, remove_failed_documents, remove_unused_documents)
    ]
    assert counts == [1, 1, 2]
    assert SourceDocument.objects.count() == 3
    asked["is_rehearsal"] = False
    assert remove_steps(**asked) == 1
    assert remove_steps(**asked) == 0
    assert remove_failed_documents(**asked) == 1
    assert not SourceDocument.objects.filter(pk=failed.pk).exists()
    assert remove_unused_documents(**asked) == 1
    assert list(SourceDocument.objects.all()) == [overview]
    past = {"before": before - timedelta(days=2), "is_rehearsal": False}
    assert remove_unused_documents(**past) == 0
