"""Inflections of a word have one stem, and words that differ have not."""

from __future__ import annotations

import pytest

from fardplan.engine.search.stems import stem


@pytest.mark.parametrize(
    "inflections",
    [
        "vårdplan vårdplanen vårdplaner vårdplanerna vårdplanernas",
        "nämnd nämnden nämnder nämnderna nämndens",
        "skola skolan skolans skolor skolorna",
        "hälsa hälsan hälsans",
        "program programmet programmen programmets",
        "ledamot ledamoten ledamöter ledamöterna",
        "hand händer händerna",
        "lokal lokala lokalt",
        "nationell nationella nationellt",
        "organ organet organen",
        "mål målet målen målens",
        "samverkan samverka samverkar",
        "rum rummet rummen",
        "strategi strategin strategier",
        "förbund förbundet förbunden förbundens",
        "plats platsen platser platserna",
        "möte mötet möten mötena",
        "trygg trygga tryggt trygghet tryggheten",
        "läkare läkaren läkarna läkarnas",
    ],
)
def test_inflections_share_a_stem(inflections):
    assert len({stem(word) for word in inflections.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("mål", "mal"), ("råd", "rad"), ("planera", "plats"), ("höra", "hora")],
)
def test_other_words_have_other_stems(one, other):
    assert stem(one) != stem(other)


def test_short_words_in_an_are_left_alone():
    assert stem("kan") == "kan"
