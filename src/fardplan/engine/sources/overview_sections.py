"""A survey of regions cut into regions and their sections.

In: blocks. Out: regions with sections in reading order, each with its blocks and state.
A heading may stand after its text, fill several lines, or head a page whose picture was
lost in extraction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from fardplan.engine.sources.model import BlockKind
from fardplan.engine.sources.parts import cut_at
from fardplan.engine.sources.region_names import REGION
from fardplan.engine.sources.section_headings import section_headings


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fardplan.engine.sources.model import Block


# What each such name begins or ends with: quicker to tell than the pattern.
_REGION_BEGINS, _REGION_ENDS = (
    ("Region ", "REGION ", "Landstinget "),
    ("sregionen", "läns landsting"),
)
_CASE_STUDY = re.compile(r"\bfallstudie|\binspirerande exempel", re.IGNORECASE)
_ANNOUNCES = re.compile(r":$|\b(?:nedan|följande|bilden)\b", re.IGNORECASE)
_LONGEST_REGION_NAME = 5


@dataclass(frozen=True)
class Section:
    """One section of a region. ``heading`` is where its title stands."""

    title: str
    type: str
    heading: Block
    blocks: tuple[Block, ...] = ()
    state: str = "filled"


@dataclass(frozen=True)
class Region:
    """One region with its sections."""

    name: str
    heading: Block
    sections: tuple[Section, ...] = ()


@dataclass
class _Draft:
    heading: Block
    type: str
    blocks: list[Block] = field(default_factory=list)


def is_region_name(block: Block) -> bool:
    """Whether a block is a region's name and nothing more."""
    return (
        block.kind is BlockKind.HEADING
        and (block.text.startswith(_REGION_BEGINS) or block.text.endswith(_REGION_ENDS))
        and len(block.text.split()) <= _LONGEST_REGION_NAME
        and REGION.fullmatch(block.text) is not None
    )


def find_regions(blocks: Sequence[Block]) -> list[Region]:
    """Give the regions that have sections."""
    starts = [n for n, block in enumerate(blocks) if is_region_name(block)]
    parts = cut_at(blocks, starts)
    headings = section_headings(parts)
    regions = [
        Region(part[0].text, part[0], tuple(_sections(part[1:], headings)))
        for part in parts
    ]
    return [region for region in regions if region.sections]


def _sections(blocks: Iterable[Block], headings: Mapping[int, str]) -> list[Section]:
    drafts: list[_Draft] = []
    for _, page in groupby(blocks, key=lambda block: block.page):
        _read_page(list(page), drafts, headings)
    sections = []
    for number, draft in enumerate(drafts):
        following = drafts[number + 1] if number + 1 < len(drafts) else None
        sections.append(
            Section(
                title=draft.heading.text,
                type=draft.type,
                heading=draft.heading,
                blocks=tuple(draft.blocks),
                state=_state(draft, following),
            )
        )
    return sections


def _read_page(
    page: list[Block], drafts: list[_Draft], headings: Mapping[int, str]
) -> None:
    found = [
        (n, kind) for n, block in enumerate(page) if (kind := headings.get(block.start))
    ]
    found = [one for n, one in enumerate(found) if not _is_caption(found[:n], one)]
    if not found and page[0].kind is BlockKind.HEADING and _is_case_study(page):
        found = [(0, "case_study")]
    if len(found) == 1 and found[0][0] == len(page) - 1:
        # The heading stands after its text.
        drafts.append(_Draft(page[-1], found[0][1], page[:-1]))
        return
    first = found[0][0] if found else len(page)
    if drafts:
        drafts[-1].blocks += page[:first]
    parts = cut_at(page, [n for n, _ in found])
    drafts += [
        _Draft(part[0], kind, list(part[1:]))
        for part, (_, kind) in zip(parts, found, strict=True)
    ]


def _is_caption(before: Sequence[tuple[int, str]], one: tuple[int, str]) -> bool:
    """Whether a heading right under one of its own type is the caption of its picture."""
    return bool(before) and before[-1] == (one[0] - 1, one[1])


def _is_case_study(page: list[Block]) -> bool:
    return any(_CASE_STUDY.search(block.text) for block in page[1:3])


def _state(draft: _Draft, following: _Draft | None) -> str:
    if not draft.blocks:
        return "heading_only"
    if any(block.kind in {BlockKind.ITEM, BlockKind.ROW} for block in draft.blocks):
        return "filled"
    is_caption = all(block.kind is BlockKind.HEADING for block in draft.blocks)
    if is_caption and not draft.blocks[-1].text.endswith(":"):
        return "heading_and_caption_only"
    if len(draft.blocks) > 2:
        return "filled"
    is_parted = following is not None and following.heading.text == draft.heading.text
    if is_parted or _ANNOUNCES.search(draft.blocks[-1].text):
        return "intro_only"
    return "paragraph_only"
