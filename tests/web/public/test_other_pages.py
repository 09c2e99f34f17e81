"""/om/, /kortkommandon/ and /halsa/."""

from __future__ import annotations

import pytest
from tests.web.reading import elements, rows, texts

from fardplan import __version__


pytestmark = pytest.mark.django_db


def test_the_page_about_tells_version_licence_and_sources(client):
    response = client.get("/om/")

    assert (
        f"Version {__version__}. Programmet är fritt enligt licensen Apache-2.0."
        in texts(response, "p")
    )
    assert (
        "Indelningen i sjukvårdsregioner: 3 kap. hälso- och sjukvårdsförordningen"
        " (2017:80). Halland ligger i två."
    ) in texts(response, "li")


def test_every_shortcut_in_the_list_is_on_the_page(client):
    response = client.get("/kortkommandon/")
    listed = {" ".join(keys.split()) for keys, _ in rows(response)}
    on_the_page = {
        a["data-shortcut"] for _, a in elements(response, "a") if "data-shortcut" in a
    }

    in_fields_and_lists = {"/", "f", "↑ ↓"}
    assert listed == on_the_page | in_fields_and_lists
    assert ["g a", "Till Aktörer"] in rows(response)
