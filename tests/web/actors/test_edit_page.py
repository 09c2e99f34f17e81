"""/aktorer/<code>/redigera/: change the website and the colour."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.web.reading import elements, fields, links, sent_back, texts, told

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors.models import Authority


pytestmark = pytest.mark.usefixtures("register")
URL = "/aktorer/1315/redigera/"


def stored() -> tuple[str, str]:
    return Authority.objects.values_list("website", "theme_colour").get(code="1315")


@pytest.mark.free_writes
def test_the_form_shows_what_is_stored(as_administrator):
    Authority.objects.filter(code="1315").update(
        website="https://a.example", theme_colour="#1f5566"
    )

    response = as_administrator.get(URL)

    assert texts(response, "h1") == ["Redigera Hylte kommun"]
    assert sent_back(response) == {
        "website": "https://a.example",
        "theme_colour": "#1f5566",
        "seen_website": "https://a.example",
        "seen_theme_colour": "#1f5566",
    }
    assert links(response)["Avbryt"] == "/aktorer/1315/"


def test_a_change_is_saved_and_can_be_undone_from_the_message(as_administrator):
    form = sent_back(as_administrator.get(URL))
    form |= {"website": " https://ny.example ", "theme_colour": "#B3261E"}

    response = as_administrator.post(URL, form, follow=True)

    assert response.redirect_chain == [("/aktorer/1315/", 302)]
    assert stored() == ("https://ny.example", "#b3261e")
    assert told(response) == ["Ändringen är sparad."]
    event = AuditEvent.objects.first()
    undo = [
        a["action"]
        for _, a in elements(response, "form")
        if "angra" in a.get("action", "")
    ]
    assert set(undo) == {f"/aktorer/angra/{event.pk}/"}


def test_a_form_without_changes_says_so(as_administrator):
    events = AuditEvent.objects.count()
    form = sent_back(as_administrator.get(URL))

    response = as_administrator.post(URL, form, follow=True)

    assert told(response) == ["Inget var ändrat, så inget sparades."]
    assert AuditEvent.objects.count() == events


NO_ADDRESS = (
    "Skriv hela adressen med https:// först, till exempel https://www.exempel.se"
)
NO_COLOUR = "Skriv färgen som # och sex tecken 0–9 eller a–f, som #1f5566."


@pytest.mark.parametrize(
    ("field", "label", "typed", "error"),
    [
        ("website", "Webbplats", "hylte.se", NO_ADDRESS),
        ("website", "Webbplats", "ftp://hylte.example", NO_ADDRESS),
        ("website", "Webbplats", "javascript:alert(1)", NO_ADDRESS),
        ("theme_colour", "Profilfärg", "röd", NO_COLOUR),
        ("theme_colour", "Profilfärg", "#12345", NO_COLOUR),
        ("theme_colour", "Profilfärg", "#12345g", NO_COLOUR),
    ],
)
def test_a_wrong_value_is_told_and_kept(as_administrator, field, label, typed, error):
    form = sent_back(as_administrator.get(URL)) | {field: typed}

    response = as_administrator.post(URL, form)

    assert response.status_code == 422
    assert fields(response)[field]["value"] == typed
    assert fields(response)[field]["aria-invalid"] == "true"
    summary = elements(response, "div", id="error-summary")
    assert [text for text, _ in summary] == [f"Något behöver rättas {label}: {error}"]
    assert links(response)[f"{label}: {error}"] == f"#{fields(response)[field]['id']}"
    assert error in texts(response, "p", id=f"id_{field}_error")
    assert stored() == ("", "")


@pytest.mark.free_writes
def test_a_conflict_is_told_and_the_second_try_goes_through(as_administrator):
    form = sent_back(as_administrator.get(URL)) | {"website": "https://min.example"}
    Authority.objects.filter(code="1315").update(website="https://annan.example")

    refused = as_administrator.post(URL, form)

    assert refused.status_code == 422
    assert texts(refused, "li")[0:1] != []
    assert (
        "Någon annan ändrade webbplats till ”https://annan.example” medan du skrev."
        " Inget sparades. Kontrollera och spara igen."
    ) in texts(refused, "li")
    assert stored() == ("https://annan.example", "")
    again = sent_back(refused)
    assert (again["website"], again["seen_website"]) == (
        "https://min.example",
        "https://annan.example",
    )

    as_administrator.post(URL, again)
    assert stored() == ("https://min.example", "")


def test_a_form_that_carries_nothing_is_read_as_emptied(as_administrator):
    """No body at all: nothing differs from what is stored, so nothing is saved."""
    response = as_administrator.post(URL, follow=True)

    assert told(response) == ["Inget var ändrat, så inget sparades."]


@pytest.mark.free_writes
def test_a_form_that_lost_what_was_seen_can_not_overwrite(as_administrator):
    Authority.objects.filter(code="1315").update(website="https://annan.example")

    response = as_administrator.post(URL, {"website": "https://min.example"})

    assert response.status_code == 422
    assert stored() == ("https://annan.example", "")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_meets_the_same_404_as_for_what_does_not_exist(as_reader, method):
    closed = getattr(as_reader, method)(URL)
    missing = getattr(as_reader, method)("/aktorer/finns-inte/redigera/")

    assert closed.status_code == missing.status_code == 404
    assert texts(closed, "h1") == texts(missing, "h1") == ["Sidan finns inte här"]


def test_an_unknown_authority_is_not_found(as_administrator):
    assert as_administrator.get("/aktorer/finns-inte/redigera/").status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_the_log_in_and_comes_back(client, method):
    response = getattr(client, method)(URL)

    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"/konto/logga-in/?next={URL}",
    )
    assert stored() == ("", "")


def test_a_forged_form_is_refused(administrator):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(administrator)

    response = browser.post(URL, {"website": "https://ond.example"})

    assert response.status_code == 403
    assert texts(response, "h1") == ["Formuläret hade blivit för gammalt"]
    assert stored() == ("", "")


def test_other_methods_are_refused(as_administrator):
    assert as_administrator.put(URL).status_code == 405
