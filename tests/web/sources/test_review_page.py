"""The review: text beside findings, answers with and without htmx, many, undo."""

from __future__ import annotations

import re

import pytest

from fardplan.apps.actors.models import Body
from fardplan.apps.common.writes import free_writes
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.runner import run_attempt
from fardplan.apps.sources.models import Finding, ReviewStep
from fardplan.apps.sources.takers import destination_source
from tests.builders import documents
from tests.builders.example_station import example_station
from tests.factories.bodies import make_body, make_seat
from tests.factories.documents import make_document, one, say
from tests.factories.people import granted


pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def answer(client, finding: Finding, act: str, *, headers=None, **more):
    finding.refresh_from_db()
    fields = {"act": act, "revision": finding.revision} | more
    return client.post(
        f"/kallor/fynd/{finding.pk}/svar/", fields, headers=headers, follow=True
    )


def line_of(page: str, finding: Finding) -> str:
    found = re.search(rf'<li id="f{finding.pk}".*?</li>', page, re.DOTALL)
    return plain(found.group()) if found else ""


def test_each_finding_and_its_passage_lead_to_each_other(as_lead, overview):
    finding = one(overview, "body", 1)
    page = as_lead.get(f"/kallor/{overview.pk}/?fynd={finding.pk}").text
    passage = re.search(
        rf'<span id="t{finding.pk}"></span>.*?<a class="passage unreviewed current"'
        r' href="#f(\d+)" data-findings="([\d ]+)">',
        page,
        re.DOTALL,
    )
    assert str(finding.pk) in passage.group(2).split()
    assert f'href="#t{finding.pk}"' in page
    assert re.search(rf'data-finding="{finding.pk}"[^>]* data-chosen', page)
    assert line_of(page, finding) == (
        f"Organ sidan {finding.page} Osäkert Nämnden för äldre"
        " Förkortning: NFÄ · Nivå: Politisk nivå Godkänn Avvisa Ändra"
    )


def test_passages_of_all_findings_make_up_the_text(as_lead, notice):
    page = as_lead.get(f"/kallor/{notice.pk}/").text
    shown = re.findall(r'<div class="paper-text">(.*?)</div>', page, re.DOTALL)
    text = "".join(p.text for p in notice.page_texts.all())
    assert " ".join(plain("".join(shown)).split()) == " ".join(text.split())


def test_what_can_not_be_seen_is_not_drawn(as_lead, lead):
    paper = make_document(lead, "Första sidan.\n\n\n\n\n\fAndra sidan.")
    page = as_lead.get(f"/kallor/{paper.pk}/").text
    assert paper.pages == 2
    assert "\f" not in page
    assert "\n\n\n" not in re.search(r'"paper-text">(.*?)<', page, re.DOTALL).group(1)


def test_a_part_is_reached_by_number_and_too_far_is_the_last(as_lead, overview):
    address = f"/kallor/{overview.pk}/"
    first = as_lead.get(address).text
    last = as_lead.get(f"{address}?avsnitt=99").text
    assert 'aria-label="Sida 1"' in first
    assert 'aria-label="Sida 13"' not in first
    assert 'aria-label="Sida 13"' in last


def test_search_marks_the_words_and_tells_where_they_stand(as_lead, overview):
    page = as_lead.get(f"/kallor/{overview.pk}/?q=äldre").text
    assert "<mark>äldre</mark>" in page
    assert "Orden står på" in page
    none = as_lead.get(f"/kallor/{overview.pk}/?q=zebra").text
    assert "Varken fynd eller text passar in på det du valde." in none
    other = as_lead.get(f"/kallor/{overview.pk}/?fynd=999999&slag=body").text
    assert "5 fynd i urvalet" in other


def test_answers_without_htmx_go_back_to_the_line(as_lead, overview):
    finding = one(overview, "body", 1)
    done = answer(as_lead, finding, "accept", back="slag=body&avsnitt=1&fynd=3")
    assert done.redirect_chain[0][0] == (
        f"/kallor/{overview.pk}/?slag=body&avsnitt=1&fynd={finding.pk}#f{finding.pk}"
    )
    assert "1 fynd godkänt." in done.text
    line = line_of(done.text, finding)
    assert line.startswith(f"Organ sidan {finding.page} Godkänt Osäkert")
    assert "→ Nämnden för äldre" in line
    assert "Lena Påhitt" in line
    step = ReviewStep.objects.get()
    undone = as_lead.post(f"/kallor/granskning/{step.pk}/angra/", follow=True)
    assert "Ångrat: 1 fynd är som det var." in undone.text
    assert Body.objects.count() == 0


def test_answers_to_htmx_are_the_line_and_what_else_changed(
    as_lead, lead, strategy, station
):
    area = one(strategy, "knowledge_area")
    say(lead, area, "accept")
    done = answer(as_lead, area.parent, "accept", headers=HTMX, target="planen")
    assert "<html" not in done.text
    assert line_of(done.text, area.parent).startswith("Strategi sidan 1 Godkänt")
    assert "→" in line_of(done.text, area)
    assert f'id="f{area.pk}"' in done.text
    assert done.text.count('hx-swap-oob="true"') == 4
    assert "2 av 19 granskade" in plain(done.text)
    assert "2 fynd godkända." in plain(done.text)


def test_who_comes_late_is_told_in_the_line(as_lead, administrator, overview):
    finding = one(overview, "bullet")
    say(administrator, finding, "reject")
    late = answer(as_lead, finding, "accept", headers=HTMX, revision=0)
    assert "Astrid Påhitt avvisade" in line_of(late.text, finding)
    plainly = answer(as_lead, finding, "accept", revision=0)
    assert "Astrid Påhitt avvisade" in plainly.text
    again = answer(as_lead, finding, "reopen")
    assert "1 fynd öppnat igen." in again.text
    say(administrator, finding, "reject")
    as_lead.force_login(administrator)
    twice = answer(as_lead, finding, "reject", revision=0)
    assert "message" not in re.findall(r'class="ds-alert (\w+)', twice.text)


def test_nonsense_is_answered_as_if_nothing_was_there(as_lead, overview):
    finding = one(overview, "bullet")
    assert answer(as_lead, finding, "edit").status_code == 404
    assert answer(as_lead, finding, "accept", revision="x").status_code == 404
    assert as_lead.post(f"/kallor/{overview.pk}/flera/").status_code == 404
    for path in ("fynd/999/svar/", "granskning/999/angra/", "fynd/999/"):
        assert as_lead.post(f"/kallor/{path}").status_code == 404


def test_what_exists_is_offered_and_merged_by_one_button(as_lead, lead, overview):
    body = make_body(lead, name="Nämnd för äldre")
    finding = one(overview, "body", 1)
    page = as_lead.get(f"/kallor/{overview.pk}/?slag=body").text
    assert "Finns redan: Nämnd för äldre (samma namn). Slå ihop" in line_of(
        page, finding
    )
    done = answer(as_lead, finding, "merge", match=body.code)
    assert "Fyndet är sammanslaget." in done.text


def test_all_in_the_choice_are_accepted_and_undone(as_lead, overview):
    address = f"/kallor/{overview.pk}/"
    done = as_lead.post(
        f"{address}flera/", {"act": "accept", "back": "slag=bullet"}, follow=True
    )
    assert "17 fynd godkända." in done.text
    assert "17 fynd i urvalet" in done.text
    again = as_lead.post(
        f"{address}flera/", {"act": "reject", "back": "slag=bullet"}, follow=True
    )
    assert "Inget fynd i urvalet väntade på granskning." in again.text
    undone = as_lead.post(f"{address}angra/", {"back": "slag=bullet"}, follow=True)
    assert "Ångrat: 17 fynd är som de var." in undone.text
    nothing = as_lead.post(f"{address}angra/", follow=True)
    assert "Du har inget att ångra här." in nothing.text


def test_many_are_accepted_and_undone_by_a_job(as_lead, overview, monkeypatch):
    monkeypatch.setattr("fardplan.apps.sources.jobs.review.MANY", 1)
    monkeypatch.setattr("fardplan.apps.sources.jobs.review.PAUSE", 0)
    address = f"/kallor/{overview.pk}/"
    asked = as_lead.post(f"{address}flera/", {"act": "accept", "back": ""})
    job = Job.objects.get()
    assert asked["Location"] == f"/jobb/{job.pk}/"
    page = as_lead.get(address).text
    assert "Ett jobb granskar många fynd här just nu." in page
    assert "Godkänn alla" not in page
    again = as_lead.post(f"{address}flera/", {"act": "accept", "back": ""}, follow=True)
    assert "Vänta tills det är klart." in again.text
    total = overview.findings.count()
    _work(job)
    assert f"{total} fynd godkända." in as_lead.get(f"/jobb/{job.pk}/").text
    as_lead.post(f"{address}angra/", {"back": ""})
    undoing = Job.objects.get(kind="undo_review")
    busy = as_lead.post(f"{address}angra/", {"back": ""}, follow=True)
    assert "Vänta tills det är klart." in busy.text
    _work(undoing)
    assert overview.findings.filter(state="unreviewed").count() == total
    step = ReviewStep.objects.get()
    stale = as_lead.post(f"/kallor/granskning/{step.pk}/angra/", follow=True)
    assert stale.status_code == 200


def _work(job: Job) -> None:
    job.refresh_from_db()
    run_attempt(job_id=job.pk, task_id=str(job.task_id), worker="w1")


def test_what_waits_is_handed_over_by_a_job_when_it_is_many(
    as_lead, lead, strategy, monkeypatch
):
    monkeypatch.setattr("fardplan.apps.sources.jobs.review.MANY", 1)
    for finding in strategy.findings.filter(kind="strategy"):
        say(lead, finding, "accept")
    with example_station():
        fields = {"kind": "strategy", "target": "planen"}
        asked = as_lead.post(f"/kallor/{strategy.pk}/over/", fields)
    assert asked["Location"] == f"/jobb/{Job.objects.get().pk}/"


def test_what_a_station_refuses_is_told(as_lead, administrator, overview, lead):
    make_body(administrator, name="Äldrerådet", abbreviation="NFÄ")
    bodies = overview.findings.filter(kind="body")
    say(lead, bodies[0], "edit", text="x" * 10, values={"name": "Omsorgsrådet"})
    step = ReviewStep.objects.get()
    make_seat(administrator, Body.objects.get(name="Omsorgsrådet"))
    refused = as_lead.post(f"/kallor/granskning/{step.pk}/angra/", follow=True)
    assert "Det går inte att ångra: ett av organen har fått platser" in refused.text


def test_some_are_refused_and_the_rest_taken(as_lead, strategy, station):
    with free_writes():
        Finding.objects.filter(pk=one(strategy, "strategy").pk).update(text="Refuserad")
    done = as_lead.post(
        f"/kallor/{strategy.pk}/flera/",
        {"act": "accept", "back": "slag=strategy", "target": "planen"},
        follow=True,
    )
    assert "1 fynd godkänt." in done.text
    assert "1 fynd lämnades som det var: Det går inte." in done.text


def test_a_destination_is_chosen_and_follows_along(as_lead, strategy, station):
    page = as_lead.get(f"/kallor/{strategy.pk}/?till=planen").text
    assert '<option value="planen" selected>Planen 2030</option>' in page
    assert '<input type="hidden" name="target" value="planen">' in page
    # The only one there is needs no choice; to choose none is one too.
    only = as_lead.get(f"/kallor/{strategy.pk}/").text
    assert '<input type="hidden" name="target" value="planen">' in only
    none = as_lead.get(f"/kallor/{strategy.pk}/?till=").text
    assert '<input type="hidden" name="target" value="">' in none
    finding = one(strategy, "strategy")
    changed = as_lead.get(f"/kallor/fynd/{finding.pk}/").text
    assert 'name="target" value="planen"' in changed
    assert "Väntar på något som inte finns i Färdplan ännu." in line_of(
        answer(as_lead, finding, "accept").text, finding
    )


def test_the_last_destination_is_kept_and_an_only_one_is_chosen(
    as_lead, lead, strategy, station
):
    chosen = '<option value="planen" selected>'
    address = f"/kallor/{strategy.pk}/"
    assert chosen in as_lead.get(address).text
    assert chosen not in as_lead.get(f"{address}?till=").text
    destination_source("more")(lambda _user: [("annan", "En annan plan")])
    assert chosen not in as_lead.get(address).text
    say(lead, one(strategy, "strategy"), "accept", target="planen")
    assert chosen in as_lead.get(address).text


def test_a_finding_is_changed_on_its_own_page(as_lead, lead, administrator, notice):
    seat = one(notice, "seat")
    address = f"/kallor/fynd/{seat.pk}/?slag=seat"
    page = as_lead.get(address).text
    assert '<input type="hidden" name="back" value="slag=seat">' in page
    fields = {"revision": 0, "words": "Maja Nilsson (C)", "f_name": "Maja Nilsson"}
    wrong = as_lead.post(address, fields | {"words": "", "back": "slag=seat"})
    assert wrong.status_code == 422
    more = {"f_role": "chair", "f_party": "", "back": "slag=seat"}
    done = as_lead.post(address, fields | more, follow=True)
    assert "Fyndet är ändrat och godkänt." in done.text
    seat.refresh_from_db()
    assert seat.edited_fields == {"name": "Maja Nilsson", "party": None}
    line = line_of(done.text, seat)
    assert "I dokumentet: Maj-Britt Nilsson (C), ordförande" in line
    late = as_lead.post(address, fields | more)
    assert "Lena Påhitt godkände" in late.text
    assert late.status_code == 422
    assert '<input type="hidden" name="revision" value="1"' in late.text
    again = as_lead.post(address, fields | more | {"revision": 1}, follow=True)
    assert "Fyndet är ändrat och godkänt." in again.text


def test_lists_and_numbers_are_written_as_they_were_read(as_lead, notice):
    row = one(notice, "timetable_row", 1)
    fields = {
        "revision": 0,
        "words": row.text,
        "f_start": "13:30",
        "f_end": "14:10",
        "f_title": row.fields["title"],
        "f_presenters": "Ada Ström\n\n Bo Lind ",
    }
    as_lead.post(f"/kallor/fynd/{row.pk}/", fields)
    row.refresh_from_db()
    assert (row.state, row.edited_fields) == ("accepted", {})
    item = one(notice, "agenda_item")
    page = as_lead.get(f"/kallor/fynd/{item.pk}/").text
    assert 'type="number" name="f_number" value="21"' in page


def test_a_changed_name_is_offered_what_exists(as_lead, lead, overview):
    body = make_body(lead, abbreviation="NFÄ")
    page = as_lead.get(f"/kallor/fynd/{one(overview, 'body', 1).pk}/").text
    assert f"Slå ihop med {body.name}" in page
    assert "(samma förkortning)" in page


def test_those_who_may_not_review_read_on(client, administrator, notice):
    client.force_login(granted(administrator, "18", "Ali", "analyst"))
    page = client.get(f"/kallor/{notice.pk}/").text
    assert "0 av 23 granskade" in plain(page)
    assert "Godkänn" not in page


def test_a_document_without_findings_still_shows_its_text(as_lead, lead):
    paper = make_document(lead, "En rad som inte säger något särskilt.")
    page = as_lead.get(f"/kallor/{paper.pk}/").text
    assert "En rad som inte säger något särskilt." in page
    assert "Inget fynd börjar på de här sidorna." in page


def test_the_reads_are_as_many_however_long_the_document(
    as_lead, lead, django_assert_max_num_queries
):
    long = "\n\n\n\n".join([documents.OVERVIEW] * 8)
    paper = make_document(lead, long)
    assert (paper.pages, paper.findings.count()) == (104, 352)
    for address in ("", "?slag=body", "?q=äldre"):
        with django_assert_max_num_queries(20):
            as_lead.get(f"/kallor/{paper.pk}/{address}")
