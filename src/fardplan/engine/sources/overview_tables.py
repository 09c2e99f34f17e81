"""Surveys set as tables: a region a row, and what it has in the columns.

In: blocks. Out: a finding for each region, with the programmes, bodies and initiatives
that the tables tell of it. The heads of the columns say what a cell is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.model import Finding, finding_of
from fardplan.engine.sources.region_names import REGION
from fardplan.engine.sources.task_tables import rows_by_head


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fardplan.engine.sources.model import Block, Value
    from fardplan.engine.sources.themes import Lexicon


_COLUMNS = tuple(
    (name, re.compile(cue, re.IGNORECASE))
    for name, cue in (
        ("decided_by", r"(?:Beslut|Antag|Fastställ)\w*(?: av| i)?$|Beslutande"),
        ("year", r"(?:Besluts)?år(?:tal)?$|(?:Beslutad|Antagen) år"),
        ("political", r"Politisk"),
        ("officials", r"Tjänste|Chefs"),
        ("body", r"(?:Samverkans)?organ\b|Styrgrupp|Forum|Arena|Ledning"),
        ("programme", r"(?:Styrande )?(?:program|strategi|plan|målbild|dokument)"),
        ("initiative", r"Insats|Satsning|Initiativ|Projekt|Utvecklings|Exempel"),
    )
)
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_SHORT = re.compile(r"^(?P<name>.+?) \((?P<short>[A-ZÅÄÖ][\wåäöÅÄÖ -]{1,12})\)$")
FEWEST_REGIONS = 2


def find_regions_in_tables(blocks: Sequence[Block], lexicon: Lexicon) -> list[Finding]:
    """Give the regions that at least two rows of tables begin with."""
    first: dict[str, Block] = {}
    children: dict[str, list[Finding]] = {}
    for head, block, cells in rows_by_head(blocks):
        if REGION.fullmatch(cells[0]):
            first.setdefault(cells[0], block)
            told = _told(head, cells)
            children.setdefault(cells[0], []).extend(_children(block, told, lexicon))
    if len(first) < FEWEST_REGIONS:
        return []
    return [
        finding_of(
            "region", block, {"name": name}, text=name, children=tuple(children[name])
        )
        for name, block in first.items()
    ]


def _told(head: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Give what each column is with its cell; of two of a kind the first."""
    found: dict[str, str] = {}
    for title, cell in zip(head[1:], cells[1:], strict=False):
        kind = next((name for name, cue in _COLUMNS if cue.match(title)), None)
        if kind and cell.strip(" –-"):
            found.setdefault(kind, cell)
    return found


def _children(
    block: Block, told: Mapping[str, str], lexicon: Lexicon
) -> Iterator[Finding]:
    if "programme" in told:
        year = _YEAR.match(told.get("year", ""))
        yield _named(
            "programme",
            block,
            told["programme"],
            {
                "decided_by": told.get("decided_by"),
                "year": int(year[0]) if year else None,
                "period": None,
            },
        )
    if "initiative" in told:
        hits = lexicon.find(told["initiative"])
        yield _named(
            "initiative",
            block,
            told["initiative"],
            {
                "themes": tuple(hit.theme for hit in hits),
                "theme_words": {hit.theme: hit.words for hit in hits},
                "status": None,
            },
        )
    for kind, level in (
        ("political", "political"),
        ("officials", "officials"),
        ("body", None),
    ):
        if kind in told:
            short = _SHORT.match(told[kind])
            name = short["name"] if short else told[kind]
            fields = {"abbreviation": short and short["short"], "level": level}
            yield _named("body", block, name, fields)


def _named(kind: str, block: Block, name: str, fields: Mapping[str, Value]) -> Finding:
    return finding_of(kind, block, {"name": name, **fields}, text=name, confidence=0.9)
