"""The head of a notice: body, day, times, place and form in the words of many offices."""

from __future__ import annotations

import pytest

from fardplan.engine.sources.blocks import read_blocks
from fardplan.engine.sources.columns import open_rows
from fardplan.engine.sources.dates import find_date, meeting_times
from fardplan.engine.sources.meeting import find_meeting
from fardplan.engine.sources.model import Source


HEADS = [
    (
        "KALLELSE\nNämnden för funktionsstöd\nDATUM: 2026-02-11\nTID: 09:00\nPLATS: Digitalt via Teams\n",
        (
            "Nämnden för funktionsstöd",
            "2026-02-11",
            "09:00",
            None,
            "Digitalt via Teams",
            "digital",
        ),
    ),
    (
        "Kallelse till möte i Styrgrupp nära vård\nDatum/tid: ons 11 februari 2026, 13–15\nPlats: Rådhuset eller via Teams\n",
        (
            "Styrgrupp nära vård",
            "2026-02-11",
            "13:00",
            "15:00",
            "Rådhuset eller via Teams",
            "hybrid",
        ),
    ),
    (
        (
            "Ekby kommun\nÄldrenämnden\nKallelse 2026-01-30\n"
            "Nämnden kallas till sammanträde torsdagen den 12 februari klockan 14.00 i kommunhuset, sal B.\n"
        ),
        ("Äldrenämnden", "2026-02-12", "14:00", None, "kommunhuset, sal B", None),
    ),
    (
        (
            "Region Ekby\nSammanträde med: Regionstyrelsen\nTid och plats: Tisdag 3 mars 2026 kl. 9.30, Regionhuset\n"
            "Gruppmöten: kl. 8.30\nPlats och tid för justering: Regionhuset 2026-03-10\n"
        ),
        ("Regionstyrelsen", "2026-03-03", "09:30", None, "Regionhuset", None),
    ),
    (
        "Kallelse Socialnämnden\nMötesdatum   11/2 2026\nMötestid   08.30 - ca 12\nMöteslokal   Björken\n",
        ("Socialnämnden", "2026-02-11", "08:30", "12:00", "Björken", None),
    ),
    (
        (
            "Patientnämnden\nKallelse till sammanträde den 5 maj 2026\nNär: kl. 9–12 (kaffe från 8.30)\n"
            "Var: Regionhuset, lokal 3. Länk till Teams skickas ut separat.\n"
        ),
        (
            "Patientnämnden",
            "2026-05-05",
            "09:00",
            "12:00",
            "Regionhuset, lokal 3",
            "hybrid",
        ),
    ),
    (
        "Förbundsdirektionens sammanträde 17–18 september 2026\nPlats\nHotell Ek. Möjlighet att delta på distans finns.\n",
        ("Förbundsdirektionen", "2026-09-17", None, None, "Hotell Ek", "hybrid"),
    ),
    (
        "Vårdnämnden 29 april 2026\nPlats och tid   Ekhuset, onsdagen den 29 april 2026\nkl. 10.00–14.40\n",
        ("Vårdnämnden", "2026-04-29", "10:00", "14:40", "Ekhuset", None),
    ),
    (
        "Vårdnämnden, Ekby kommun\nDag: 3 februari 2026\nKlockslag: 8.30\nMötesform: Hybridmöte\nVar god meddela förhinder.\n",
        ("Vårdnämnden", "2026-02-03", "08:30", None, None, "hybrid"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), HEADS)
def test_a_head_is_read(text, expected):
    meeting = find_meeting(open_rows(read_blocks(Source(text)).lines))
    assert meeting is not None
    assert tuple(meeting.fields.values()) == expected


def test_a_day_without_a_year_that_does_not_fit_is_left_out():
    text = "Kallelse 2026-01-30\nVårdnämnden\nDatum: måndag 12 februari\n"
    assert find_meeting(read_blocks(Source(text)).lines) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9.00, beräknas sluta kl. 12", ("09:00", "12:00")),
        ("kl 9 till ca 12.30", ("09:00", "12:30")),
        ("13–16", ("13:00", "16:00")),
        ("2026-02-11 08.30", ("08:30", None)),
        ("på förmiddagen", (None, None)),
    ],
)
def test_the_times_of_a_label(text, expected):
    assert meeting_times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11.2.2026", "2026-02-11"),
        ("20260211", "2026-02-11"),
        ("11/2-2026", "2026-02-11"),
        ("17–18 september 2025", "2025-09-17"),
    ],
)
def test_a_day_in_figures(text, expected):
    assert find_date(text) == expected
