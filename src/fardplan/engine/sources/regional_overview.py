"""Findings of a survey of regions: regions, sections, bullets and what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.engine.sources.bodies import find_bodies
from fardplan.engine.sources.bullet_levels import item_levels
from fardplan.engine.sources.goals import find_goals
from fardplan.engine.sources.initiatives import find_initiatives
from fardplan.engine.sources.model import BlockKind, finding_of
from fardplan.engine.sources.overview_sections import find_regions
from fardplan.engine.sources.overview_tables import find_regions_in_tables
from fardplan.engine.sources.programmes import find_programmes


if TYPE_CHECKING:
    from fardplan.engine.sources.model import Document, Finding
    from fardplan.engine.sources.overview_sections import Region, Section
    from fardplan.engine.sources.themes import Lexicon


def read_regional_overview(document: Document, lexicon: Lexicon) -> list[Finding]:
    """Give a finding for each region, with all that belongs to it as children."""
    regions = [_region(region, lexicon) for region in find_regions(document.blocks)]
    return regions or find_regions_in_tables(document.blocks, lexicon)


def _region(region: Region, lexicon: Lexicon) -> Finding:
    blocks = [block for section in region.sections for block in section.blocks]
    children = [_section(section, lexicon) for section in region.sections]
    children += find_programmes(region.sections)
    children += find_bodies(blocks)
    return finding_of(
        "region", region.heading, {"name": region.name}, children=tuple(children)
    )


def _section(section: Section, lexicon: Lexicon) -> Finding:
    return finding_of(
        "section",
        section.heading,
        {"title": section.title, "type": section.type, "state": section.state},
        children=(
            *bullets(section),
            *find_goals(section.blocks),
            *find_initiatives(section, lexicon),
        ),
    )


def bullets(section: Section) -> list[Finding]:
    """Give the list items of a section; deeper ones as children of the one above."""
    levels = item_levels(section.blocks)
    found: list[Finding] = []
    for block in section.blocks:
        if block.kind is not BlockKind.ITEM:
            continue
        level = levels[block.start]
        # A guessed level is less certain than one that the file told.
        confidence = 1.0 if block.lines[0].hint or level == 1 else 0.85
        found.append(
            finding_of("bullet", block, {"level": level}, confidence=confidence)
        )
    return found
