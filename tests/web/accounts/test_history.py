"""Historik, told the same way about everything: who, when, what and why."""

from __future__ import annotations

import re
from datetime import date

import pytest

from fardplan.apps.accounts.actions import accept_invitation, invite
from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.accounts.roles import Role
from fardplan.apps.actors import actions
from fardplan.apps.actors.presenters.body_history import starts
from fardplan.apps.actors.queries import UNDOABLE
from fardplan.apps.backups.presenters import history_in_words
from fardplan.apps.jobs.actions.people import cancel_job, start_job
from tests.factories.bodies import appoint, make_body, make_seat


def lines(response) -> list[str]:
    """Give the lines of the history without their times."""
    found = re.findall(
        r"<li><time [^>]*>[^,]*, (.*?)\s*</li>", response.text, re.DOTALL
    )
    plain = (
        re.sub(r"<form.*?</form>|<[^>]+>", "", one, flags=re.DOTALL) for one in found
    )
    return [" ".join(one.split()) for one in plain]  # fmt: skip


@pytest.mark.usefixtures("few_authorities")
def test_a_body_tells_who_what_and_why_and_hides_names_from_strangers(
    client, administrator
):
    body = make_body(administrator)
    make_body(administrator, code="beredningen", name="Beredningen")
    seat = make_seat(administrator, body, role="Sekreterare")
    appoint(administrator, seat, "Sara Påhitt")
    actions.edit_body(
        code=body.code,
        new={"notice_days": "7"},
        seen={"notice_days": ""},
        by=administrator,
        reason="Ny arbetsordning.",
    )
    actions.add_relation(
        source=body.code, kind="steers", target="beredningen", by=administrator
    )
    event = actions.end_body(code=body.code, day=date(2030, 1, 1), by=administrator)
    actions.undo_body_event(event=event, by=administrator)
    open_lines = lines(client.get(f"/organ/{body.code}/"))
    assert open_lines == [
        "En inloggad person Ångrat avslut: finns till ”2030-01-01” togs bort.",
        "En inloggad person Avslutades: finns till blev ”2030-01-01”.",
        "En inloggad person Ny relation: styr Beredningen.",
        "En inloggad person Ändring: kallelse dagar före blev ”7”. Därför: Ny arbetsordning.",
        "En inloggad person Förordnande: sekreterare, förordnad från blev ”2023-01-01”.",
        "En inloggad person Ny plats: sekreterare.",
        "En inloggad person Lades till.",
    ]
    client.force_login(administrator)
    own = lines(client.get(f"/organ/{body.code}/"))
    assert own[0].startswith("Astrid Påhitt ")
    assert "sekreterare, Sara Påhitt, förordnad från" in own[4]


def test_every_action_on_bodies_has_words():
    undone = {f"undo_{action}" for action in UNDOABLE}
    assert (set(UNDOABLE) | undone) - set(starts()) == set()


@pytest.mark.usefixtures("few_authorities")
def test_a_long_history_has_pages_and_only_the_latest_is_undone(
    as_administrator, administrator
):
    body = make_body(administrator)
    for n in range(21):
        make_seat(administrator, body, order=str(n + 1))
    first = as_administrator.get(f"/organ/{body.code}/")
    assert len(lines(first)) == 20
    assert first.text.count('action="/organ/angra/') == 1
    second = as_administrator.get(f"/organ/{body.code}/", {"historik": "2"})
    assert [one.split(" ", 2)[2] for one in lines(second)] == [
        "Ny plats: ledamot.",
        "Lades till.",
    ]
    assert 'action="/organ/angra/' not in second.text
    assert "?historik=1#historik" in second.text


def test_a_job_tells_its_course(as_administrator, administrator):
    job = start_job(kind="load_register", by=administrator)
    cancel_job(job_id=job.pk, by=administrator)
    assert lines(as_administrator.get(f"/jobb/{job.pk}/")) == [
        "Astrid Påhitt Avbröts, eller ombads sluta: läget från ”Väntar” till ”Avbrutet”.",
        "Astrid Påhitt Beställdes.",
    ]


def test_invitations_tell_what_became_of_them(as_administrator, administrator):
    sent = invite(
        email="g@exempel.example",
        name="Gun Gäst",
        role=Role.READER,
        role_text="",
        by=administrator,
    )
    accept_invitation(invitation_id=sent.pk, name="Gun Gäst", password=None)
    assert lines(as_administrator.get("/konto/bjud-in/")) == [
        "Gun Gäst Inbjudan till Gun Gäst användes.",
        "Astrid Påhitt Gun Gäst bjöds in med behörigheten ”Läsare”.",
    ]


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("create_backup", "a.zip gjordes och kontrollerades."),
        ("check_backup", "a.zip kontrollerades."),
        ("download_backup", "a.zip hämtades."),
        ("delete_backup", "a.zip raderades."),
        ("restore", "Allt lästes tillbaka från a.zip."),
    ],
)
def test_what_was_done_with_an_archive_is_told(action, told):
    assert history_in_words(AuditEvent(action=action, object_key="a.zip")) == told
