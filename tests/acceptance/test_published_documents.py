"""The published documents against what was read in them by eye.

The floors are what is reached: a lower score fails the build. The figures tell of
documents that the recognisers were written beside; of unseen ones they promise less.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from fardplan.engine.sources.lines import cut_lines
from fardplan.engine.sources.model import Source
from fardplan.engine.sources.output_shape import problems
from fardplan.engine.sources.read_file import read_content
from tests.acceptance.scoring import (
    EXPECTED,
    answer_of,
    exact,
    find_shared,
    keys_by_region,
    lexicon,
    precision_and_recall,
)


EXACT = [
    (number, kind) for number, kinds in EXPECTED["exact"].items() for kind in kinds
]
# Precision and recall on our own expectations.
FLOORS = {"initiative": (0.99, 0.81), "body": (0.94, 0.92), "programme": (0.99, 0.83)}


@pytest.mark.parametrize("number", EXPECTED["documents"])
def test_the_kind_and_the_pages_are_told_by_the_content(number):
    told = answer_of(number)["document"]
    assert [told["kind"], told["pages"]] == EXPECTED["documents"][number]
    assert told["language"] == "sv"


def test_pages_begin_where_people_saw_them_begin():
    """Of the notice's breaks a space is left, as of its bullets."""
    shared = find_shared()
    assert shared is not None
    file = next((shared / "sources").glob("002*.txt"))
    text = file.read_text(encoding="utf-8")
    lines, _ = cut_lines(Source(text))
    begun = [b for a, b in pairwise(lines) if b.page != a.page]
    found = Counter(text.count("\n", 0, line.start) + 1 for line in begun)
    precision, recall = precision_and_recall(found, Counter(EXPECTED["page_starts"]))
    assert precision >= 0.94
    assert recall >= 0.94


@pytest.mark.parametrize(("number", "kind"), EXACT)
def test_what_must_be_exact_is_exact(number, kind):
    expected = EXPECTED["exact"][number][kind]
    assert exact(answer_of(number), kind, *expected["fields"]) == expected["value"]


@pytest.mark.parametrize("kind", FLOORS)
def test_what_is_named_keeps_its_precision_and_recall(kind):
    found = keys_by_region(answer_of("001"), kind)
    precision, recall = precision_and_recall(found, Counter(EXPECTED[kind]))
    assert (precision, recall) >= FLOORS[kind]
    assert recall >= FLOORS[kind][1]


def test_every_bullet_is_found_and_its_level_is_nearly_always_right():
    bullets = [f for f in answer_of("001")["findings"] if f["kind"] == "bullet"]
    assert len(bullets) == EXPECTED["bullet"]["count"]
    nested = Counter(f["start"] for f in bullets if f["fields"]["level"] == 2)
    precision, recall = precision_and_recall(
        nested, Counter(EXPECTED["bullet"]["nested"])
    )
    assert precision >= 0.98
    assert recall >= 0.99


@pytest.mark.parametrize("number", EXPECTED["notes"])
def test_what_does_not_fit_together_becomes_a_note(number):
    notes = answer_of(number)["notes"]
    assert [note["code"] for note in notes] == EXPECTED["notes"][number]


@pytest.mark.parametrize("number", EXPECTED["documents"])
def test_each_quotation_is_the_text_at_its_place(number):
    shared = find_shared()
    assert shared is not None
    file = next((shared / "sources").glob(f"{number}*.txt"))
    text = file.read_text(encoding="utf-8")
    answer = answer_of(number)
    assert problems(answer) == []
    for finding in [*answer["findings"], *answer["notes"]]:
        assert text[finding["start"] : finding["end"]] == finding["quote"]
        assert finding["quote"].strip()
    assert read_content(file.read_bytes(), lexicon()) == answer


@pytest.mark.parametrize("number", EXPECTED["documents"])
def test_what_is_found_follows_the_document_and_not_its_names_or_marks(number):
    shared = find_shared()
    assert shared is not None
    text = next((shared / "sources").glob(f"{number}*.txt")).read_text(encoding="utf-8")
    changed = re.sub(r"\b20[0-4]\d\b", lambda year: str(int(year[0]) + 7), text)
    changed = re.sub(r"\(([A-Z]{1,2})\)", r"(Q\1)", changed.replace("•", "▪"))
    changed = re.sub(r"(?m)[ \t]+$", "", changed).replace("\n", "\r\n")
    told = read_content(changed.encode(), lexicon())["findings"]
    kinds = Counter(one["kind"] for one in answer_of(number)["findings"])
    assert Counter(one["kind"] for one in told) == kinds
