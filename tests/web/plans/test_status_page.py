"""Telling how it goes: on the page, in Mina saker, and by the link of a letter."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.test import Client
from tests.factories.bodies import make_body
from tests.factories.initiatives import edit, initiative, make_initiatives, own, tell
from tests.factories.people import seated
from tests.factories.plans import add
from tests.web.reading import elements, texts

from fardplan.apps.accounts.actions import close_account
from fardplan.apps.common.errands import errands_of
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.jobs.actions.people import start_job
from fardplan.apps.jobs.runner import run_attempt
from fardplan.apps.plans import queries, reminders
from fardplan.apps.plans.links import STATUS_LINK_DAYS, status_token
from fardplan.apps.plans.models import StatusUpdate
from fardplan.apps.plans.queries import version_of
from fardplan.cli.main import main


pytestmark = pytest.mark.usefixtures("few_authorities")
NOW, TODAY = "2026-11-22T09:00:00+01:00", date(2026, 11, 22)
FORM = "/plan/nara/insatser/mobila-team/lage/"


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def body(administrator):
    return make_body(administrator)


@pytest.fixture
def owner(administrator, body):
    """Somebody who answers for "Mobila team", and is nothing else."""
    make_initiatives(administrator)
    person = seated(administrator, body, "Olle", "Ledamot")
    own(administrator, initiative(), person)
    return person


@pytest.fixture
def link(owner) -> str:
    return f"/plan/lank/{status_token(owner, initiative())}/"


def said(status: str = "on_track", **more: str) -> dict[str, str]:
    return {"revision": str(initiative().revision), "status": status, **more}


def test_the_owner_tells_and_takes_back(client, owner):
    client.force_login(owner)
    page = client.get(FORM)
    assert [text for text in texts(page, "label") if "plan" in text.lower()] == [
        "✓ Enligt plan",
        "✕ Avviker från planen",
    ]
    sent = said(next_step="Rekrytera", next_day="2026-12-01")
    done = client.post(FORM, sent, follow=True)
    assert "Tack! Läget för Mobila team är sparat." in texts(done, "p")
    assert (initiative().status, initiative().next_day) == (
        "on_track",
        date(2026, 12, 1),
    )
    assert "Det står redan så, så inget ändrades." in texts(
        client.post(FORM, sent, follow=True), "p"
    )
    undo = next(
        a["action"] for _t, a in elements(done, "form") if "angra" in a["action"]
    )
    client.post(undo)
    assert initiative().status == "none"


def test_nothing_chosen_and_somebody_before_are_told(client, administrator, owner):
    client.force_login(owner)
    seen = said(text="Min text")
    missing = client.post(FORM, {**seen, "status": ""})
    assert (missing.status_code, missing.context["form"].errors["status"]) == (
        422,
        ["Välj hur det går."],
    )
    tell(administrator, initiative(), "off_track", text="Stopp")
    late = client.post(FORM, seen)
    assert late.status_code == 422
    assert "Min text" in texts(late, "textarea")
    again = {**seen, "revision": late.context["form"].data["revision"]}
    assert client.post(FORM, again).status_code == 302
    gate = client.post(FORM, said(phase="roll_out"))
    assert gate.status_code == 422
    assert (
        client.post(FORM, said(phase="roll_out", gate_reason="§ 1")).status_code == 302
    )


def test_who_answers_for_nothing_is_not_let_in(client, reader, owner):
    client.force_login(reader)
    assert client.get(FORM).status_code == 404
    assert client.post(FORM, said()).status_code == 404


def test_what_is_owed_is_answered_in_mina_saker(client, administrator, owner, body):
    client.force_login(owner)
    page = client.get("/jag/")
    assert "Hur går det med Mobila team?" in texts(page, "a")
    sent = {
        n: a["value"]
        for _t, a in elements(page, "input", type="hidden")
        for n in [a["name"]]
        if n in ("revision", "jag")
    }
    done = client.post(FORM, {**sent, "status": "on_track"})
    assert done["Location"] == "/jag/"
    assert errands_of(owner, TODAY) == []
    edit(administrator, initiative(), owner="", owner_body=body.code)
    chair = seated(administrator, body, "Maj", "Ordförande")
    secretary = seated(administrator, body, "Sam", "Sekreterare")
    later = date(2026, 12, 31)
    for person, why in (
        (chair, "Du är ordförande eller sekreterare i Påhittsnämnden, som ansvarar."),
        (
            secretary,
            "Du är ordförande eller sekreterare i Påhittsnämnden, som ansvarar.",
        ),
    ):
        told = [e.why for e in errands_of(person, later) if e.in_place]
        assert told == [why]
    assert errands_of(chair, TODAY) == []


def test_a_step_overdue_is_owed_and_what_is_ended_is_not(administrator, owner):
    late = {"next_step": "Rekrytera", "next_day": date(2026, 11, 20)}
    tell(administrator, initiative(), "on_track", **late)
    errand = errands_of(owner, TODAY)[0]
    assert errand.due == date(2026, 11, 20)
    assert errand.details == (
        "Senast berättat 2026-11-22: Enligt plan.",
        "Nästa steg: Rekrytera",
    )
    edit(administrator, initiative(), phase="Avslutad")
    assert errands_of(owner, TODAY) == []


def test_the_link_opens_the_very_form_without_a_log_in(client, link, owner):
    page = client.get(link)
    assert texts(page, "h1") == ["Hur går det med Mobila team?"]
    assert any("Du svarar som Olle Påhitt" in text for text in texts(page, "p"))
    for status in ("on_track", "at_risk"):
        assert client.post(link, said(status)).status_code == 302
    update = StatusUpdate.objects.first()
    assert update is not None
    assert (update.status, update.by, update.through_link) == ("at_risk", owner, True)
    events = queries.events_of_initiative(initiative())
    assert [event.action for event in events][:3] == [
        "tell_status",
        "tell_status",
        "open_status_link",
    ]
    assert client.get("/jag/").status_code == 302
    assert client.get(FORM).status_code == 302
    client.head(link)
    assert events.count() == queries.events_of_initiative(initiative()).count()


def test_a_link_that_is_old_torn_or_no_longer_right_is_refused(
    client, administrator, link, owner
):
    assert client.get(f"{link[:-3]}/").status_code == 410
    with time_machine.travel("2026-12-22T09:00:00+01:00", tick=False):
        assert STATUS_LINK_DAYS == 14
        assert client.get(link).status_code == 410
    edit(administrator, initiative(), owner="")
    assert client.post(link, said()).status_code == 410
    own(administrator, initiative(), owner)
    assert client.get(link).status_code == 200
    close_account(user_id=owner.pk, by=administrator, reason="Slutat")
    assert client.get(link).status_code == 410
    assert not StatusUpdate.objects.exists()


def test_a_link_is_not_opened_without_end(client, link):
    assert {client.get(link).status_code for _ in range(30)} == {200}
    assert client.get(link).status_code == 429
    assert client.get("/plan/lank/finns-inte/").status_code == 410


def test_a_link_to_what_is_gone_is_refused(client, owner):
    row = initiative()
    row.pk = 9999
    assert client.get(f"/plan/lank/{status_token(owner, row)}/").status_code == 410


def test_owners_are_reminded_by_letter_once_a_week(mailbox, administrator, owner):
    add(administrator, version_of("nara", 1), "initiative", "Hälsosamtal")
    own(administrator, initiative("Hälsosamtal"), owner)
    assert main(["remind"]) == 0
    letter = mailbox[0]
    assert (letter["To"], letter["Subject"]) == (
        owner.email,
        "Hur går det med dina 2 insatser?",
    )
    address = re.search(r"http://\S+(/plan/lank/\S+)", letter.get_content())
    assert address
    assert Client().get(address[1]).status_code == 200
    assert reminders.reminders(TODAY) == []
    with time_machine.travel("2026-11-30T09:00:00+01:00", tick=False):
        assert len(reminders.reminders(date(2026, 11, 30))) == 1


def test_a_body_is_reminded_where_no_owner_has_an_account(
    mailbox, administrator, body, capsys
):
    make_initiatives(administrator)
    edit(administrator, initiative(), owner_body=body.code)
    assert reminders.reminders(TODAY) == []
    chair = seated(administrator, body, "Maj", "Ordförande")
    tell(
        administrator,
        initiative(),
        "on_track",
        next_step="Rekrytera",
        next_day=date(2026, 11, 1),
    )
    assert main(["remind", "--rehearse", "--json"]) == 0
    assert capsys.readouterr().out == '{"sent": false, "people": 1, "links": 1}\n'
    assert main(["remind", "--rehearse"]) == 0
    assert capsys.readouterr().out == "1 personer skulle få brev om 1 insatser\n"
    assert mailbox == []
    assert main(["remind"]) == 0
    assert [letter["To"] for letter in mailbox] == [chair.email]
    assert "Nästa steg: Rekrytera (2026-11-01)" in mailbox[0].get_content()


def test_a_letter_that_does_not_leave_is_not_told_as_sent(owner, settings, mailbox):
    settings.EMAIL_PORT = 9
    with pytest.raises(ProblemError):
        reminders.send(reminders.reminders(TODAY)[0])
    assert len(reminders.reminders(TODAY)) == 1


def test_the_reminders_run_as_a_job(mailbox, administrator, body):
    make_initiatives(administrator)
    chair = seated(administrator, body, "Maj", "Ordförande")
    edit(administrator, initiative(), owner_body=body.code)
    job = start_job(kind="remind_owners", by=administrator)
    run_attempt(job_id=job.pk, task_id=str(job.task_id), worker="w1")
    job.refresh_from_db()
    assert job.result["text"] == "1 personer fick brev om 1 insatser."
    assert [letter["To"] for letter in mailbox] == [chair.email]
