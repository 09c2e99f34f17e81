"""/aktorer/: browse, search, filter, sort, page."""

from __future__ import annotations

import re

import pytest


pytestmark = pytest.mark.usefixtures("register")


def names(response) -> list[str]:
    return re.findall(r'class="title"><a[^>]*>([^<]+)<', response.text)


def test_search_finds_by_part_of_a_name(client):
    response = client.get("/aktorer/", {"q": "örebro"})
    assert names(response) == [
        "Askersunds kommun",
        "Degerfors kommun",
        "Hallsbergs kommun",
        "Hällefors kommun",
        "Karlskoga kommun",
        "Kumla kommun",
        "Laxå kommun",
        "Lekebergs kommun",
        "Lindesbergs kommun",
        "Ljusnarsbergs kommun",
        "Nora kommun",
        "Örebro kommun",
        "Region Örebro län",
    ]
