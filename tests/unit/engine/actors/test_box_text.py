"""Names are broken evenly, and divided only where a reader would."""

from __future__ import annotations

import pytest

from fardplan.engine.actors.box_text import text_width, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 100, ()),
        ("Kansliet", 200, ("Kansliet",)),
        (
            "Beredning för somatisk specialistvård och högspecialiserad vård",
            160,
            ("Beredning för somatisk", "specialistvård och", "högspecialiserad vård"),
        ),
        ("Hälso- och sjukvårdsnämnden", 160, ("Hälso- och", "sjukvårdsnämnden")),
        (
            "Hälso- och sjukvårdsförvaltningen",
            112,
            ("Hälso- och", "sjukvårds-", "förvaltningen"),
        ),
        ("HR-direktörsgruppen", 90, ("HR-", "direktörs-", "gruppen")),
        ("Korttidsboende", 60, ("Korttids-", "boende")),
        ("Xxxxxxxxxxxx", 45, ("Xxxx-", "xxxx-", "xxxx")),
        ("W", 3, ("W",)),
        ("WW", 3, ("W-", "W")),
    ],
)
def test_lines(text, width, lines):
    assert wrap(text, width, 14) == lines


def test_width_of_a_name_as_chromium_draws_it():
    # Measured in Chromium: Inter, weight 500, 100 px.
    assert text_width("Samverkansnämnden", 100) == pytest.approx(1036.5, rel=0.006)
    assert text_width("Beredning för närsjukvård", 100) == pytest.approx(
        1240.0, rel=0.008
    )


def test_unknown_letters_count_as_the_widest():
    assert text_width("漢", 14) == 14
