"""What is told of a region, and who works with a theme, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from fardplan.apps.national.presenters.country import cell_words
from fardplan.apps.national.states import (
    CELL_LABELS,
    KIND_HEADINGS,
    SECTION_LABELS,
    STATE_LABELS,
    Cell,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fardplan.apps.actors.models import Authority
    from fardplan.apps.common.evidence import Passage
    from fardplan.apps.national.queries import NationalPicture
    from fardplan.engine.national.picture import Mention, RegionTold


@dataclass(frozen=True)
class MentionLine:
    """One thing that a document tells, with where; or an initiative, with its plan."""

    title: str
    status: str
    themes: str
    words: str
    passage: Passage | None
    plan: str = ""
    url: str = ""


@dataclass(frozen=True)
class SectionLine:
    """One section: what it is about, how it could be read, and its points."""

    label: str
    state: str
    is_filled: bool
    passage: Passage | None
    points: list[str]


@dataclass(frozen=True)
class MentionGroup:
    """All of a kind, and why it may be less than there is."""

    heading: str
    lines: list[MentionLine]


@dataclass(frozen=True)
class RegionProfile:
    """One region as the documents tell of it."""

    region: Authority
    is_told: bool
    sections: list[SectionLine]
    groups: list[MentionGroup]


@dataclass(frozen=True)
class RegionOfTheme:
    """A region that works with a theme, or about which that can't be known."""

    code: str
    name: str
    url: str
    words: str
    lines: list[MentionLine]


def regions_of_theme(
    picture: NationalPicture, theme: str, passages: Mapping[int, Passage]
) -> list[RegionOfTheme]:
    """Give the regions with initiatives of the theme first, then what is unknown."""
    found, unknown = [], []
    for region in picture.regions:
        told = picture.told[region.code]
        cell = told.cell(theme)
        one = RegionOfTheme(
            code=region.code,
            name=region.short_name,
            url=reverse("national:region", args=[region.code]),
            words=cell_words(cell, CELL_LABELS),
            lines=[
                mention_line(one, picture, passages, theme)
                for one in told.of_theme(theme)
            ],
        )
        if cell.cell is Cell.TOLD:
            found.append(one)
        elif cell.cell is Cell.MISSING:
            unknown.append(one)
    found.sort(key=lambda one: -len(one.lines))
    return found + unknown


def profile(
    picture: NationalPicture,
    region: Authority,
    passages: Mapping[int, Passage],
    points: Mapping[int, list[str]],
) -> RegionProfile:
    """Tell one region, section by section and kind by kind."""
    told = picture.told[region.code]
    sections = [
        SectionLine(
            label=str(SECTION_LABELS.get(section.type, section.title)),
            state=str(STATE_LABELS.get(section.state, section.state)),
            is_filled=section.is_filled,
            passage=passages.get(section.key),
            points=points.get(section.key, []),
        )
        for section in told.sections
    ]
    groups = [
        MentionGroup(
            str(heading),
            [mention_line(one, picture, passages) for one in told.of_kind(kind)],
        )
        for kind, heading in KIND_HEADINGS.items()
    ]
    return RegionProfile(region, told.is_told, sections, groups)


def keys_of(told: Iterable[RegionTold]) -> list[int]:
    """Give the findings that profiles show."""
    return [
        key
        for one in told
        for key in (
            *(section.key for section in one.sections),
            *(mention.key for mention in one.mentions if not mention.plan),
        )
    ]


def mention_line(
    one: Mention,
    picture: NationalPicture,
    passages: Mapping[int, Passage],
    theme: str = "",
) -> MentionLine:
    """Tell one thing, with the words that show ``theme``."""
    names = [picture.themes[t] for t in one.themes if t in picture.themes]
    words = ", ".join(f"”{word}”" for word in one.themes.get(theme, ()))
    shown = ", ".join(names)
    if one.plan:
        page = picture.pages[one.key]
        return MentionLine(one.title, one.status, shown, words, None, one.plan, page)
    passage = passages.get(one.key)
    return MentionLine(one.title, one.status, shown, words, passage)
