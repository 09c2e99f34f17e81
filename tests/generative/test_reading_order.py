"""Sections that don't lean on each other may stand in any order: each says the same."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.acceptance.invented_papers import content_of
from tests.acceptance.scoring import lexicon

from fardplan.engine.sources.read_file import read_content


PAGE_BREAK = "\n\n\n\n"
OVERVIEWS = ("overview_coast", "overview_inland", "overview_north")
# Each begins with what it is, and has findings of its own.
SECTIONS = (
    "Målbild 2035\n\nMål: Alla har en fast läkarkontakt\nMål: Färre inskrivna",
    "Uppdrag till nämnderna\n\nVårdnämnden får i uppdrag att ta fram en plan.",
    "Strategi 1: Hälsa hela livet\n\nUtvecklingsområden\n• Hälsosamtal\n• Mötesplatser",
    "Strategi 2: Vård där du är\n\nExempel på mätområden\n• Andel med SIP",
    "Framgångsfaktorer\n• Tydligt mandat\n• Gemensam ekonomi",
    "Hinder\n• Olika lagar",
)
quick = settings(max_examples=12, deadline=None)


def regions() -> list[str]:
    """Give the text of each region of the invented overviews."""
    found: list[str] = []
    for name in OVERVIEWS:
        for line in content_of(name).decode().strip().split("\n"):
            if line.strip().startswith("Region ") and len(line.split()) == 2:
                found.append("")
            found[-1] += f"{line}\n"
    return [text.strip() for text in found]


REGIONS = regions()


def said(answer: dict[str, Any]) -> list[tuple[str, Counter[str]]]:
    """Give what each finding without a parent says, with all that belongs to it."""
    roots: dict[str, str] = {}
    told: dict[str, Counter[str]] = {}
    for one in answer["findings"]:
        root = roots.setdefault(one["id"], roots.get(one["parent"], one["id"]))
        kept = [one["kind"], one["text"], one["fields"], one["quote"]]
        told.setdefault(root, Counter())[json.dumps(kept, ensure_ascii=False)] += 1
    names = {one["id"]: one["text"] for one in answer["findings"]}
    return [(names[root], count) for root, count in told.items()]


def read(parts: list[str]) -> list[tuple[str, Counter[str]]]:
    return said(read_content(PAGE_BREAK.join(parts).encode(), lexicon()))


ALONE = dict(read(REGIONS))


def test_the_regions_are_all_there():
    assert len(REGIONS) == len(ALONE) == 5


@quick
@given(st.permutations(REGIONS))
def test_regions_in_another_order_say_the_same_in_that_order(parts):
    found = read(parts)
    assert [name for name, _ in found] == [part.split("\n")[0] for part in parts]
    assert dict(found) == ALONE


@quick
@given(st.permutations(SECTIONS))
def test_sections_of_a_plan_in_another_order_say_the_same(parts):
    told = sum((count for _, count in read([*parts])), Counter())
    assert told == sum((count for _, count in read([*SECTIONS])), Counter())
    assert told.total() == 12
