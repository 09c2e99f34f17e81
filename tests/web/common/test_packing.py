"""Answers are packed for who takes packed ones, with a length that tells nothing."""

from __future__ import annotations

import gzip

import pytest


pytestmark = pytest.mark.usefixtures("register")
PACKED = {"Accept-Encoding": "gzip, deflate, br"}


def test_a_page_is_packed_for_a_browser_and_says_the_same(client):
    plain = client.get("/aktorer/export.json")
    packed = client.get("/aktorer/export.json", headers=PACKED)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 5


def test_what_stands_between_is_told_that_the_two_differ(client):
    for headers in ({}, PACKED):
        vary = client.get("/om/", headers=headers).headers["Vary"]
        assert "Accept-Encoding" in vary.split(", ")


def test_the_length_differs_from_time_to_time(client):
    lengths = {
        len(client.get("/aktorer/export.csv", headers=PACKED).content)
        for _ in range(10)
    }

    assert len(lengths) > 1


def test_a_short_answer_is_left_as_it_is(client):
    assert client.get("/halsa/", headers=PACKED).json()["status"] == "ok"


def test_what_is_packed_already_is_not_packed_again(client, settings):
    """The middleware twice over, as a page that packs itself would meet it."""
    settings.MIDDLEWARE = [settings.MIDDLEWARE[0], *PACKING, *settings.MIDDLEWARE[1:]]

    response = client.get("/aktorer/export.csv", headers=PACKED)

    assert gzip.decompress(response.content).startswith(b"\xef\xbb\xbfKod;")


PACKING = ["fardplan.apps.common.packing.PackingMiddleware"]
