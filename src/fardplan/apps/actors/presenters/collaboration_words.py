"""The collaboration map in words: labels, counts, the way of a matter, the list."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fardplan.apps.actors.states import (
    BodyTypeLabel,
    LevelLabel,
    RelationLabel,
    SeatRoleLabel,
)


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fardplan.apps.actors.models import Body
    from fardplan.apps.actors.queries.collaboration import Collaboration
    from fardplan.engine.actors.bodies import Relation
    from fardplan.engine.actors.matter_route import Route

# The bodies that decide; elsewhere a matter's way ends because nobody has said more.
_DECIDING = {BodyTypeLabel.ASSEMBLY, BodyTypeLabel.BOARD, BodyTypeLabel.JOINT_BOARD}


def body_url(code: str) -> str:
    """Give the address of a body's page; the one place that knows it."""
    try:
        return reverse("actors:body", args=[code])
    except NoReverseMatch:
        return f"/organ/{code}/"


def labels() -> dict[str, str]:
    """Give the words on the arrows of the wide map."""
    return {
        RelationLabel.PREPARES_FOR: _("bereder åt"),
        RelationLabel.STEERS: _("styr"),
        RelationLabel.COMMITTEE_OF: _("utskott till"),
        RelationLabel.REPORTS_TO: _("rapporterar"),
        RelationLabel.ACTS_FOR: _("på uppdrag av"),
        RelationLabel.CONSULTS: _("samråder"),
    }


def signs() -> dict[str, str]:
    """Give the signs on the arrows of the upright map, as its legend explains."""
    return {
        RelationLabel.PREPARES_FOR: _("B"),
        RelationLabel.STEERS: _("S"),
        RelationLabel.COMMITTEE_OF: _("U"),
        RelationLabel.REPORTS_TO: _("R"),
        RelationLabel.ACTS_FOR: _("P"),
        RelationLabel.CONSULTS: "&",
    }


def types() -> dict[str, str]:
    """Give the types of body in words."""
    return {one.value: str(one.label) for one in BodyTypeLabel}


def notes(found: Collaboration) -> dict[str, str]:
    """Give what stands under each name: abbreviation, how many, who pays."""
    return {body.code: _note(body, found) for body in found.bodies}


def arrow_words() -> tuple[tuple[str, str, str], ...]:
    """Give each kind of arrow with its word and its sign."""
    words, marks = labels(), signs()
    return tuple((str(kind), words[kind], marks[kind]) for kind in words)


def _note(body: Body, found: Collaboration) -> str:
    seats = found.seats[body.pk]
    substitutes = seats[SeatRoleLabel.SUBSTITUTE]
    members = seats.total() - substitutes
    parts = [body.abbreviation]
    if members and body.level == LevelLabel.POLITICAL:
        parts.append(ngettext("%d ledamot", "%d ledamöter", members) % members)
    elif members:
        parts.append(ngettext("%d plats", "%d platser", members) % members)
    if substitutes:
        parts.append(
            ngettext("%d ersättare", "%d ersättare", substitutes) % substitutes
        )
    if body.pk in found.financed:
        parts.append(_("samfinansieras"))
    return " · ".join(part for part in parts if part)


@dataclass(frozen=True)
class Counts:
    """What the lead says."""

    bodies: int
    relations: int
    by_level: list[tuple[str, int]]


def counted(bodies: Sequence[Body], relations: Sequence[Relation]) -> Counts:
    """Count bodies and arrows, and bodies by level."""
    levels = Counter(body.level for body in bodies)
    return Counts(
        bodies=len(bodies),
        relations=len(relations),
        by_level=[
            (str(level.label).lower(), levels[level])
            for level in (LevelLabel.POLITICAL, LevelLabel.MIXED, LevelLabel.OFFICIALS)
            if levels[level]
        ],
    )


def in_words(relation: Relation, names: Mapping[str, str]) -> str:
    """Tell an arrow as a sentence."""
    kind = RelationLabel(relation.kind).label
    return f"{names[relation.source]} {kind} {names[relation.target]}"


@dataclass(frozen=True)
class ToldRoute:
    """The way of a matter in words: from whom, the steps, and how it ends."""

    start: str
    steps: list[str]
    ends: list[str]


def route_in_words(route: Route | None, bodies: Sequence[Body]) -> ToldRoute | None:
    """Tell the way of a matter, step by step; None when none was asked for."""
    if route is None:
        return None
    by_code = {body.code: body for body in bodies}
    names = {body.code: body.name for body in bodies}
    return ToldRoute(
        start=names[route.start],
        steps=[_step_in_words(step, names) for step in route.steps],
        ends=[_end_in_words(by_code[code]) for code in route.ends],
    )


def _step_in_words(step: Relation, names: Mapping[str, str]) -> str:
    if str(step.kind) == RelationLabel.STEERS:
        words = {
            "steered": names[step.target],
            "steering": names[step.source],
        }
        return _("%(steered)s styrs av %(steering)s") % words
    return in_words(step, names)


def _end_in_words(body: Body) -> str:
    if body.body_type in _DECIDING:
        return _("%(name)s beslutar.") % {"name": body.name}
    return _("%(name)s: uppgifterna säger inte vem som tar vid.") % {"name": body.name}


def _seen_from_target() -> dict[str, str]:
    """Give each kind of arrow in words for the body that it points to."""
    return {
        RelationLabel.PREPARES_FOR: _("får ärenden beredda av"),
        RelationLabel.STEERS: _("styrs av"),
        RelationLabel.COMMITTEE_OF: _("har som utskott"),
        RelationLabel.REPORTS_TO: _("får rapporter från"),
        RelationLabel.ACTS_FOR: _("ger uppdrag åt"),
        RelationLabel.CONSULTS: _("samråder med"),
    }


@dataclass(frozen=True)
class ListedBody:
    """A body in the list, with its arrows as sentences without itself."""

    name: str
    url: str
    about: str
    mandate: str
    source: str
    arrows: tuple[str, ...]
    is_on_route: bool


@dataclass(frozen=True)
class ListedLevel:
    """A level in the list."""

    name: str
    bodies: tuple[ListedBody, ...]


def as_list(
    found: Collaboration, told_notes: Mapping[str, str], route: Route | None
) -> tuple[ListedLevel, ...]:
    """Give the same as the picture, in words."""
    names = {body.code: body.name for body in found.all_bodies}
    type_words = types()
    kinds = {one.value: str(one.label) for one in RelationLabel}
    reversed_kinds = _seen_from_target()
    out: dict[str, list[str]] = defaultdict(list)
    into: dict[str, list[str]] = defaultdict(list)
    for one in found.relations:
        out[one.source].append(f"{kinds[one.kind]} {names[one.target]}")
        into[one.target].append(f"{reversed_kinds[one.kind]} {names[one.source]}")
    listed: dict[str, list[ListedBody]] = defaultdict(list)
    for body in found.bodies:
        is_on_route = route is not None and body.code in route.bodies
        whose = _whose(found, body.code)
        about = [type_words[body.body_type], whose, told_notes[body.code]]
        about += [_("på ärendets väg")] if is_on_route else []
        listed[body.level].append(
            ListedBody(
                name=body.name,
                url=body_url(body.code),
                about=" · ".join(part for part in about if part),
                mandate=body.mandate,
                source=body.source,
                arrows=(*out[body.code], *into[body.code]),
                is_on_route=is_on_route,
            )
        )
    order = (LevelLabel.POLITICAL, LevelLabel.MIXED, LevelLabel.OFFICIALS)
    return tuple(
        ListedLevel(str(level.label), tuple(listed[level]))
        for level in order
        if level in listed
    )


def _whose(found: Collaboration, code: str) -> str:
    """Give the one authority that a body belongs to; empty when it is shared."""
    members = found.members[code]
    return found.names[members[0]] if len(members) == 1 else ""


@dataclass(frozen=True)
class OverviewLine:
    """How many bodies an authority has at each level."""

    name: str
    code: str
    counts: list[int]
    total: int


def overview(found: Collaboration) -> tuple[list[str], list[OverviewLine]]:
    """Give the levels in use, and how many bodies each authority takes part in there."""
    levels = [
        level
        for level in (LevelLabel.POLITICAL, LevelLabel.MIXED, LevelLabel.OFFICIALS)
        if any(body.level == level for body in found.all_bodies)
    ]
    counted = Counter(
        (code, body.level)
        for body in found.all_bodies
        for code in found.members[body.code]
    )
    lines = [
        OverviewLine(
            name=name,
            code=code,
            counts=[counted[code, level] for level in levels],
            total=sum(counted[code, level] for level in levels),
        )
        for code, name in found.names.items()
    ]
    return [str(level.label) for level in levels], lines
