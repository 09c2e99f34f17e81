"""Who signs the minutes, in the words of many offices."""

from __future__ import annotations

import pytest

from fardplan.engine.sources.approvals import approvals_of, with_head
from fardplan.engine.sources.model import Line


DAY = "2026-02-11"


def line(text: str, start: int = 0) -> Line:
    return Line(text, start, start + len(text), 1, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Förslag till justerare: Ada Ek (M) Tid för justering: 2026-02-17",
            [("Ada Ek", None, "2026-02-17")],
        ),
        ("Utse justerare – förslag Ada Ek (L)", [("Ada Ek", None, None)]),
        (
            "Förslag på justerare: Ada Ek (S) och Bo Lind (M) Ersättare för justerare: Eva Ask (C)",
            [("Ada Ek", "Eva Ask", None), ("Bo Lind", "Eva Ask", None)],
        ),
        (
            "Protokollet justeras av ordföranden och Ada Ek (L) den 17 februari",
            [("Ada Ek", None, "2026-02-17")],
        ),
        (
            (
                "att utse Ada Ek (S) att jämte ordföranden justera protokollet, med Bo Lind (M) som ersättare. "
                "Justeringen äger rum torsdagen den 5 januari"
            ),
            [("Ada Ek", "Bo Lind", "2027-01-05")],
        ),
        (
            "att till justerare utse Ada Ek (C), och Bo Lind (S) som ersättare",
            [("Ada Ek", "Bo Lind", None)],
        ),
        (
            "Ordförandens förslag till beslut: Ada Ek (M), ersättare Bo Lind (S). Justering sker senast i mars 2026",
            [("Ada Ek", "Bo Lind", None)],
        ),
        ("Protokollet justeras digitalt", []),
        ("Ada Ek (S) utses till ordförande", []),
    ],
)
def test_who_signs_and_until_when(text, expected):
    found = [one.fields for one in approvals_of([line(text)], DAY)]
    assert [
        (told["adjuster"], told["substitute"], told["deadline"]) for told in found
    ] == expected


@pytest.mark.parametrize(
    "text", ["att direktjustera paragrafen", "Paragrafen justeras omedelbart."]
)
def test_what_is_signed_at_once(text):
    (found,) = approvals_of([line(text)])
    assert found.fields["immediate"] is True


def test_the_head_tells_when_where_no_item_does():
    lines = [
        line("Val av justerare: Ada Ek (S)"),
        line("Lokal: Björken", 30),
        line("Justering: 2026-02-17", 50),
    ]
    (found,) = with_head([], lines, DAY)
    assert (found.fields["adjuster"], found.fields["deadline"]) == (
        "Ada Ek",
        "2026-02-17",
    )


def test_a_head_without_a_word_of_it_adds_nothing():
    assert with_head([], [line("Lokal: Björken")], DAY) == []
