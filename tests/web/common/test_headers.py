"""What every answer carries, so that a browser guards the visitor."""

from __future__ import annotations

import re

import pytest
from tests.web.reading import everything


pytestmark = pytest.mark.usefixtures("register")

# Every address of the site, and an answer of each kind.
PAGES = [
    "/",
    "/om/",
    "/kortkommandon/",
    "/halsa/",
    "/konto/logga-in/",
    "/aktorer/",
    "/aktorer/export.csv",
    "/aktorer/18/",
    "/aktorer/18/redigera/",
    "/aktorer/18/tema.css",
    "/aktorer/0980/",
    "/finns-inte/",
]
POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}


@pytest.mark.parametrize("url", PAGES)
def test_the_answer_carries_every_guard(client, url):
    headers = client.get(url).headers

    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("url", [url for url in PAGES if "." not in url])
def test_the_page_has_nothing_that_the_policy_forbids(as_administrator, url):
    """No inline script, style or handler, and nothing from another host."""
    response = as_administrator.get(url, follow=True)
    found = everything(response)
    attributes = {name for _, _, given in found for name in given}
    loaded = [
        given.get("src") or given.get("href", "")
        for tag, _, given in found
        if tag in {"script", "link", "img"}
    ]

    assert [text for tag, text, _ in found if tag in {"script", "style"} and text] == []
    assert {name for name in attributes if name.startswith("on")} == set()
    assert "style" not in attributes
    assert [url for url in loaded if re.match(r"[a-z]+:|//", url)] == []


def test_the_cookie_against_forged_forms_stays_on_the_site(client):
    cookie = client.get("/").cookies["csrftoken"]

    assert cookie["samesite"] == "Lax"
