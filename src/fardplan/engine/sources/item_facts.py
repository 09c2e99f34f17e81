"""Title, registry number and presenters of an item, however its line sets them.

In: the texts of the title and of the lines right after it. Out: :class:`ItemFacts`. A
registry number and names may stand on lines of their own, in brackets after the title,
or in columns of the title's line, of which only wide gaps are left.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fardplan.engine.sources.columns import WIDE_GAP
from fardplan.engine.sources.names import split_people
from fardplan.engine.sources.repair import join_lines


if TYPE_CHECKING:
    from collections.abc import Sequence


REGISTRY = re.compile(
    r"\b(?:Diarienummer|Diarienr|Dnr|Beteckning|Ärendenummer)\s*:?\s*(?P<number>[A-ZÅÄÖ\d][\w/åäöÅÄÖ-]*"
    r"(?:[ :]\d{4}[/:-]\d+|:\d+)?)"
)
_BARE = r"[A-ZÅÄÖ]{1,8}[ /-]?(?:19|20)?\d{2}[/:-]\d{1,6}(?: \d{3})?|[A-ZÅÄÖ]{2,8}/\d{6,8}|\d{2}[A-ZÅÄÖ]{2,4}\d{1,6}"
# A registry number on a line of its own, under or over the title.
REGISTRY_ALONE = re.compile(rf"^(?:Ärende(?:nr)?:? )?(?P<number>{_BARE})$")
_IN_BRACKETS = re.compile(
    r"\((?:Dnr )?([A-ZÅÄÖ]{0,5}[ /]?\d{2,4}[/A-ZÅÄÖ]*[/:-]?\d{1,6}(?:/\d+)?)\)$"
)
_TRAILING = re.compile(rf"\s(?:Dnr:? )?(?P<number>{_BARE})(?:\s+(?P<people>\S.*))?$")
RAPPORTEURS = re.compile(
    r"\b(?:Föredragande|Föredragare|Föredras av)\s*:?\s*(?P<people>.*)$"
)


def is_registry(text: str) -> bool:
    """Whether a cell is a registry number and nothing more."""
    return REGISTRY_ALONE.match(text) is not None


class ItemFacts(NamedTuple):
    """What is told of an item beside its proposals."""

    title: str
    registry_number: str | None
    presenters: tuple[str, ...]


def facts_of(title_lines: Sequence[str], following: Sequence[str]) -> ItemFacts:
    """Give the facts that an item's first lines tell."""
    columns = [WIDE_GAP.split(text) for text in title_lines]
    title = join_lines(cells[0] for cells in columns)
    beside = [cell for cells in columns for cell in cells[1:]]
    told = [*beside, *following]
    title, registry, people = _trailing(title)
    return ItemFacts(
        title,
        _registry(told) or _labelled(title) or registry,
        _presenters(told, beside) or people,
    )


def _trailing(title: str) -> tuple[str, str | None, tuple[str, ...]]:
    """Give the title without the registry number and the names that end its line."""
    bracketed = _IN_BRACKETS.search(title)
    if bracketed:
        return title[: bracketed.start()].strip(" ,"), bracketed[1], ()
    found = _TRAILING.search(title)
    people = split_people(found["people"]) if found and found["people"] else ()
    if found is None or (found["people"] and not people):
        return title, None, ()
    return title[: found.start()].strip(" ,;–-"), found["number"], people


def _labelled(title: str) -> str | None:
    found = REGISTRY.search(title)
    return found["number"] if found else None


def _registry(told: Sequence[str]) -> str | None:
    cues = (REGISTRY.search, REGISTRY_ALONE.match)
    return next(
        (found["number"] for text in told for cue in cues if (found := cue(text))), None
    )


def _presenters(told: Sequence[str], beside: Sequence[str]) -> tuple[str, ...]:
    named = next((found for text in told if (found := RAPPORTEURS.search(text))), None)
    if named:
        return split_people(named["people"])
    return next((people for text in beside if (people := split_people(text))), ())
