"""One indicator, its twin, its versions and its history, as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.history import plain_lines
from fardplan.apps.indicators.adapters import to_definition
from fardplan.apps.indicators.presenters.register import (
    Badge,
    direction_badge,
    indicator_url,
    status_badge,
)
from fardplan.apps.indicators.presenters.words import (
    fields_in_words,
    name_of,
    number_in_words,
    target_in_words,
)
from fardplan.apps.indicators.queries import Piece, fields_changed, goals, pieces_of
from fardplan.apps.indicators.states import FIELD_LABELS, UnitLabel


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.history import HistoryLine
    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.indicators.models import IndicatorVersion
    from fardplan.engine.indicators.definition import Baseline, Definition, SeriesBreak

# What stands in the head of the page, or has a heading of its own there.
_ELSEWHERE = frozenset(
    {
        *("key", "name", "name_en", "why", "status", "not_verified", "ended"),
        *("twin", "targets", "baseline", "breaks", "direction"),
    }
)
# What people wrote in Swedish, whatever the language of the page.
_PROSE = frozenset({"numerator", "denominator", "source", "breakdowns", "owner"})
# What is held against the twin's.
_PAIRED = ("numerator", "denominator", "source", "unit", "area_levels")


@dataclass(frozen=True)
class Fact:
    """One field of a definition: what it is called and what it says."""

    label: str
    text: str
    is_swedish: bool


@dataclass(frozen=True)
class TargetLine:
    """One target: in words, who said it, and where that stands."""

    words: str
    agreement: str
    source: str
    agreement_goal: str


@dataclass(frozen=True)
class IndicatorPage:
    """One version of a definition, ready to be drawn."""

    key: str
    name: str
    url: str
    why: str
    unit: str
    status: Badge
    direction: Badge
    ended: str
    not_verified: tuple[str, ...]
    facts: list[Fact]
    targets: list[TargetLine]
    baseline: list[tuple[Baseline, str]]
    breaks: tuple[SeriesBreak, ...]


@dataclass(frozen=True)
class TwinLine:
    """One field of two indicators that follow the same thing."""

    label: str
    own: str
    other: str


@dataclass(frozen=True)
class Twins:
    """Register against survey: two indicators side by side."""

    own: str
    other: str
    other_url: str
    lines: list[TwinLine]


@dataclass(frozen=True)
class ChangedField:
    """A field that another version says otherwise, word by word."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class VersionLine:
    """One version: since when, by whom, why, and what it changed."""

    number: int
    started_at: datetime
    who: str
    reason: str
    is_current: bool
    changed: list[ChangedField]


def indicator_page(version: IndicatorVersion) -> IndicatorPage:
    """Give what the page of a version shows."""
    definition = to_definition(version)
    told = fields_in_words(definition)
    return IndicatorPage(
        key=definition.key,
        name=name_of(definition),
        url=indicator_url(definition.key),
        why=definition.why,
        unit=str(UnitLabel(definition.unit).label),
        status=status_badge(definition.status),
        direction=direction_badge(definition.direction),
        ended=definition.ended,
        not_verified=definition.not_verified,
        facts=[
            Fact(str(label), told[name], name in _PROSE)
            for name, label in FIELD_LABELS.items()
            if name not in _ELSEWHERE and told[name]
        ],
        targets=target_lines(definition),
        baseline=[(one, number_in_words(one.value)) for one in definition.baseline],
        breaks=definition.breaks,
    )


def target_lines(definition: Definition) -> list[TargetLine]:
    """Tell each target with the goal of the agreements that it stands for."""
    agreed = goals().agreement_goals
    lines = []
    for one in definition.targets:
        number = one.agreement_goal
        goal = agreed.get(number) if number is not None else None
        lines.append(
            TargetLine(
                words=target_in_words(definition, one),
                agreement=one.agreement,
                source=one.source,
                agreement_goal=f"{number}. {goal.name}" if goal else "",
            )
        )
    return lines


def twins(version: IndicatorVersion, twin: IndicatorVersion | None) -> Twins | None:
    """Give two indicators side by side; nothing when there is one."""
    if twin is None:
        return None
    own, other = to_definition(version), to_definition(twin)
    told, others = fields_in_words(own), fields_in_words(other)
    lines = [
        TwinLine(str(FIELD_LABELS[name]), told[name], others[name])
        for name in (*_PAIRED, "baseline", "targets")
        if told[name] or others[name]
    ]
    return Twins(name_of(own), name_of(other), indicator_url(other.key), lines)


def version_lines(
    versions: Sequence[IndicatorVersion],
    current: int,
    reader: User | AnonymousUser,
) -> list[VersionLine]:
    """Give a line for each version, the latest first, with what it changed."""
    before = [*versions[1:], None]
    return [
        VersionLine(
            number=version.number,
            started_at=version.started_at,
            who=_who(version, reader),
            reason=version.reason,
            is_current=version.number == current,
            changed=_changed(older, version),
        )
        for version, older in zip(versions, before, strict=True)
    ]


def _who(version: IndicatorVersion, reader: User | AnonymousUser) -> str:
    if version.started_by is None:
        return _("Färdplan")
    if reader.is_authenticated:
        return version.started_by.name
    return _("En inloggad person")


def _changed(
    before: IndicatorVersion | None, after: IndicatorVersion
) -> list[ChangedField]:
    if before is None:
        return []
    old, new = to_definition(before), to_definition(after)
    told, now = fields_in_words(old), fields_in_words(new)
    return [
        ChangedField(str(FIELD_LABELS[name]), pieces_of(told[name], now[name]))
        for name in fields_changed(old, new)
    ]


def history(
    events: Iterable[AuditEvent], reader: User | AnonymousUser
) -> list[HistoryLine]:
    """Tell each event of an indicator."""
    return plain_lines(events, reader, _what_happened)


def _what_happened(event: AuditEvent) -> str:
    number = event.changes["version"][1]
    words = {
        "load_definition": _("Version %(n)d lästes in från Färdplans definitioner."),
        "edit_definition": _("Version %(n)d skrevs."),
        "create_indicator": _("Indikatorn lades till."),
    }[event.action]
    return words % {"n": number}
