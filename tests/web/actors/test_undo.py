"""/aktorer/angra/<event>/: take back one edit."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.web.reading import elements, texts, told

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors.actions import edit_authority
from fardplan.apps.actors.models import Authority


@pytest.fixture
def edit(register, administrator) -> AuditEvent:
    return edit_authority(
        code="1315",
        new={"website": "https://ny.example"},
        seen={"website": ""},
        by=administrator,
    )


def website() -> str:
    return Authority.objects.get(code="1315").website


def test_an_edit_is_undone_and_told(as_administrator, edit):
    response = as_administrator.post(f"/aktorer/angra/{edit.pk}/", follow=True)

    assert response.redirect_chain == [("/aktorer/1315/", 302)]
    assert told(response) == ["Ändringen är ångrad."]
    assert website() == ""
    assert AuditEvent.objects.first().action == "undo_edit"


@pytest.mark.free_writes
def test_what_was_changed_again_stays_and_the_reason_is_told(as_administrator, edit):
    Authority.objects.filter(code="1315").update(website="https://nyast.example")

    response = as_administrator.post(f"/aktorer/angra/{edit.pk}/", follow=True)

    assert told(response) == [
        "Det går inte att ångra: uppgiften har ändrats igen efteråt."
    ]
    assert website() == "https://nyast.example"


def test_the_button_is_there_for_the_latest_edit_only(as_administrator, edit):
    def buttons() -> list[str]:
        page = as_administrator.get("/aktorer/1315/")
        found = (a.get("action", "") for _, a in elements(page, "form"))
        return [action for action in found if "angra" in action]

    assert buttons() == [f"/aktorer/angra/{edit.pk}/"]
    as_administrator.post(f"/aktorer/angra/{edit.pk}/")
    as_administrator.get("/aktorer/1315/")  # the message is shown once
    assert buttons() == []


@pytest.mark.parametrize("number", ["0", "99999999", "9" * 30])
def test_an_unknown_event_is_not_found(as_administrator, edit, number):
    assert as_administrator.post(f"/aktorer/angra/{number}/").status_code == 404


def test_an_event_that_is_no_edit_is_not_found(as_administrator, edit):
    other = AuditEvent.objects.get(action="create_person")

    assert as_administrator.post(f"/aktorer/angra/{other.pk}/").status_code == 404


def test_a_reader_meets_404(as_reader, edit):
    assert as_reader.post(f"/aktorer/angra/{edit.pk}/").status_code == 404
    assert website() == "https://ny.example"


def test_a_stranger_logs_in_and_lands_at_the_history(client, administrator, edit):
    response = client.post(f"/aktorer/angra/{edit.pk}/")
    assert response.headers["Location"] == (
        f"/konto/logga-in/?next=/aktorer/angra/{edit.pk}/"
    )

    client.force_login(administrator)
    landed = client.get(f"/aktorer/angra/{edit.pk}/", follow=True)
    assert texts(landed, "h1") == ["Hylte kommun"]
    assert website() == "https://ny.example"


def test_a_forged_form_is_refused(administrator, edit):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(administrator)

    assert browser.post(f"/aktorer/angra/{edit.pk}/").status_code == 403
    assert website() == "https://ny.example"
