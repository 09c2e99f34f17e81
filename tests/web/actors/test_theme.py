"""/aktorer/<code>/tema.css: the authority's own colour."""

from __future__ import annotations

import pytest
from tests.web.reading import elements

from fardplan.apps.actors.models import Authority
from fardplan.engine.shared.colour import to_css


pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.free_writes
def test_the_style_sheet_is_the_palette_of_the_colour(client):
    Authority.objects.filter(code="18").update(theme_colour="#b3261e")

    response = client.get("/aktorer/18/tema.css")

    assert response.content.decode() == to_css({"accent": "#b3261e"})
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=3600"


@pytest.mark.free_writes
def test_the_page_asks_for_it_by_its_colour(client):
    """A new colour is a new address, so that no browser keeps the old one."""
    Authority.objects.filter(code="18").update(theme_colour="#b3261e")

    sheets = [a["href"] for _, a in elements(client.get("/aktorer/18/"), "link")]

    assert sheets[-1] == "/aktorer/18/tema.css?b3261e"


def test_an_authority_without_a_colour_has_the_common_look(client):
    sheets = [a["href"] for _, a in elements(client.get("/aktorer/18/"), "link")]

    assert not any("tema.css" in sheet for sheet in sheets)
    assert client.get("/aktorer/18/tema.css").content == b""


def test_an_unknown_authority_has_none(client):
    assert client.get("/aktorer/nej/tema.css").status_code == 404
