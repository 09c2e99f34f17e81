"""The national picture: what documents and plans tell of each region, side by side.

In: mentions, each of one region and with its themes, and how its sections could be read.
Out: a :class:`RegionTold` for each region, and for a region and a theme a
:class:`ThemeTold`. A part of a document that was only a picture is told as missing and
not as zero: nobody knows what stood there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from fardplan.engine.plans.phases import Phase


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# The rest was a picture, or a heading over one.
READABLE = frozenset({"filled", "paragraph_only"})
# Where initiatives stand in an overview; without them nothing is known of a theme.
TELLS_INITIATIVES = frozenset({"development_areas", "joint_initiatives", "case_study"})
# How far words of a document say that an initiative has come, the least first.
STATUS_ORDER = (
    "idé",
    "planerat",
    "förstudie",
    "pilot",
    "projekt",
    "pågår",
    "utvärdering",
    "breddinförande",
    "infört",
    "i drift",
    "avslutat",
)
# A plan's phase in the words of documents, so that both stand in one order.
STATUS_OF_PHASE = {
    Phase.IDEA: "idé",
    Phase.PRE_STUDY: "förstudie",
    Phase.PILOT: "pilot",
    Phase.EVALUATION: "utvärdering",
    Phase.ROLL_OUT: "breddinförande",
    Phase.IN_OPERATION: "i drift",
    Phase.ENDED: "avslutat",
}


class Cell(StrEnum):
    """What is known of a region and a theme."""

    TOLD = "told"
    NONE = "none"
    MISSING = "missing"
    UNTOLD = "untold"


@dataclass(frozen=True)
class Mention:
    """One thing that is told of a region.

    ``key`` is the number of its finding, or of the initiative when it lives in a ``plan``
    (the name of its programme), which then has the codes of ``municipalities``. ``themes``
    has for each theme the words of the document that show it.
    """

    key: int
    kind: str
    title: str
    themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    status: str = ""
    plan: str = ""
    municipalities: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SectionTold:
    """A section of a region in a document: its type, and how it could be read."""

    type: str
    state: str
    title: str
    key: int

    @property
    def is_filled(self) -> bool:
        """False for what was only a picture, a heading or an introduction to one."""
        return self.state in READABLE


@dataclass(frozen=True)
class ThemeTold:
    """A region and a theme: how many initiatives, or why none is told."""

    cell: Cell
    count: int = 0


@dataclass(frozen=True)
class RegionTold:
    """All that is told of one region; ``code`` is the authority's."""

    code: str
    mentions: tuple[Mention, ...] = ()
    sections: tuple[SectionTold, ...] = ()
    _by_theme: dict[str, list[Mention]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Mention]] = defaultdict(list)
        for one in self.of_kind("initiative"):
            for theme in one.themes:
                found[theme].append(one)
        object.__setattr__(self, "_by_theme", dict(found))

    @property
    def is_told(self) -> bool:
        """False when neither document nor plan tells of the region."""
        return bool(self.mentions or self.sections)

    def of_kind(self, kind: str) -> list[Mention]:
        """Give the mentions of a kind, in the order of the documents."""
        return [one for one in self.mentions if one.kind == kind]

    def of_theme(self, theme: str) -> list[Mention]:
        """Give the initiatives of a theme, those that have come furthest first."""
        return sorted(self._by_theme.get(theme, ()), key=lambda one: -_reached(one))

    def cell(self, theme: str) -> ThemeTold:
        """Tell what is known of the region and a theme."""
        if not self.is_told:
            return ThemeTold(Cell.UNTOLD)
        if count := len(self._by_theme.get(theme, ())):
            return ThemeTold(Cell.TOLD, count)
        return ThemeTold(Cell.MISSING if self.has_lost_initiatives else Cell.NONE)

    @property
    def has_lost_initiatives(self) -> bool:
        """True when a section where initiatives would stand could not be read.

        A plan has no sections: all of it is known.
        """
        if not self.sections:
            return False
        states = [s for s in self.sections if s.type in TELLS_INITIATIVES]
        return not states or any(not section.is_filled for section in states)


def _reached(one: Mention) -> int:
    return STATUS_ORDER.index(one.status) if one.status in STATUS_ORDER else -1


def count_municipalities(regions: Iterable[RegionTold]) -> dict[str, Counter[str]]:
    """Give for each municipality that plans tell of the initiatives of each theme."""
    # One that crosses a county border is told of both regions.
    once = {one.key: one for region in regions for one in region.mentions if one.plan}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in once.values():
        for code in one.municipalities:
            counts[code].update(list(one.themes))
    return dict(counts)


def count_themes(regions: Iterable[RegionTold]) -> Counter[str]:
    """Give in how many regions each theme is worked with."""
    return Counter(theme for region in regions for theme in region._by_theme)
