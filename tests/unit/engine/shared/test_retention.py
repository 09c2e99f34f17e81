"""The policy on what is kept: read, or refused with what to put right."""

from __future__ import annotations

import pytest

from fardplan.engine.shared.retention import (
    RetentionError,
    RetentionRule,
    read_retention,
)


ENTRY = """- key: files
  title: Filer
  what: Innehållet
  days: 1
  after: uppladdningen
  why: Räcker
  source: ""
"""


def test_a_policy_is_read_in_its_order():
    never = ENTRY.replace("files", "events").replace("days: 1", "days: aldrig")
    first, second = read_retention(ENTRY + never)
    assert first == RetentionRule(
        "files", "Filer", "Innehållet", 1, "uppladdningen", "Räcker", ""
    )
    assert (second.key, second.days) == ("events", None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: [", "filen är inte giltig YAML"),
        ("", "filen ska vara en lista med minst en post"),
        ("- x", "post 1 ska ha fälten key, title"),
        (ENTRY + ENTRY, "”files” står två gånger"),
        (ENTRY.replace("  why: Räcker\n", ""), r"post 1 \(files\) saknar why"),
        (ENTRY + "  wy: Räcker\n", "har wy, som inte är något fält"),
        (ENTRY.replace("Räcker", "7"), "why ska vara text"),
        (ENTRY.replace("Filer", '" "'), "title är tomt"),
        (ENTRY.replace("uppladdningen", '""'), "dagarna räknas inte från något"),
        *(
            (ENTRY.replace("days: 1", f"days: {bad}"), "days ska vara ett helt antal")
            for bad in ("0", "-1", "1.5", "true", "länge")
        ),
    ],
)
def test_a_wrong_policy_is_refused_with_where_and_why(text, reason):
    with pytest.raises(RetentionError, match=reason):
        read_retention(text)
