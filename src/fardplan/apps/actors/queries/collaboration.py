"""Named reads for the collaboration map."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q, QuerySet

from fardplan.apps.actors.adapters.collaboration import to_arrow, to_mapped_body
from fardplan.apps.actors.layouts import LayoutError, laid_out
from fardplan.apps.actors.models import Body, BodyRelation, Seat
from fardplan.apps.actors.queries.authority import register_facts
from fardplan.apps.actors.queries.body import on_day
from fardplan.apps.actors.states import AuthorityKind
from fardplan.engine.actors.body_register import BodyRegister, read_bodies
from fardplan.engine.actors.collaboration_layout import to_drawing, to_graph
from fardplan.engine.actors.column_layout import to_column
from fardplan.engine.actors.lane_layout import NARROW, WIDE, Group, to_lanes
from fardplan.engine.actors.map_drawing import MapWords
from fardplan.engine.actors.matter_route import Route, route_from


if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from fardplan.apps.actors.models import Authority
    from fardplan.engine.actors.bodies import BodyFact, Relation
    from fardplan.engine.actors.map_drawing import Drawing

    EngineDrawing = Drawing


# The last but the queries are for those who may not ask the layouts or the engine.
__all__ = [
    "Group",
    "LayoutError",
]
# Above this a map with every arrow is no longer readable: 130 bodies with 200 arrows
# come out 11,000 pixels wide and take ELK 6-40 s. They are drawn in lanes instead, and
# their arrows a few at a time.
MOST_BODIES_WIDE, MOST_ARROWS_WIDE = 35, 55


@dataclass(frozen=True)
class MapFilter:
    """What the visitor asked of the map; empty means everything."""

    day: date
    kind: str = ""
    level: str = ""
    authority: str = ""
    body_type: str = ""


@dataclass(frozen=True)
class Collaboration:
    """The bodies that fit, the arrows between them, and how many there are in all.

    ``seats`` counts seats by body and role; ``all_relations`` are those of the day
    before the filter, since a matter's route goes on where the picture doesn't.
    ``members`` are the codes of each body's authorities, ``names`` those authorities'
    names by code, in order of name.
    """

    bodies: list[Body]
    relations: list[Relation]
    all_bodies: list[Body]
    all_relations: list[Relation]
    seats: dict[int, Counter[str]]
    members: dict[str, tuple[str, ...]]
    names: dict[str, str]
    financed: frozenset[int]


@dataclass(frozen=True)
class MapContent:
    """Everything that the drawing depends on; pairs are what a dict would hold.

    ``words`` holds the word and the sign of each kind of arrow.
    """

    facts: tuple[BodyFact, ...]
    relations: tuple[Relation, ...]
    notes: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str, str], ...]
    groups: tuple[Group, ...]

    @property
    def has_lanes(self) -> bool:
        """True when there is too much to show every arrow at once."""
        return (
            len(self.facts) > MOST_BODIES_WIDE or len(self.relations) > MOST_ARROWS_WIDE
        )

    @property
    def map_words(self) -> MapWords:
        """What is written, as the layouts take it."""
        return MapWords(
            notes=dict(self.notes),
            labels={kind: label for kind, label, _sign in self.words},
            signs={kind: sign for kind, _label, sign in self.words},
        )


def told_bodies() -> BodyRegister:
    """Give the bodies as `definitions/bodies` tells them."""
    return read_bodies(settings.DEFINITIONS_DIR / "bodies", register_facts())


def mapped_bodies(authority: Authority, day: date) -> QuerySet[Body]:
    """Give the bodies on an authority's map: its own, and for a municipality also the
    ones it takes part in, since those are mostly at home in the region."""
    whose = Q(home=authority)
    if authority.kind == AuthorityKind.MUNICIPALITY:
        own = Body.authorities.through.objects.filter(authority=authority)
        whose |= Q(pk__in=own.values("body_id"))
    return Body.objects.filter(whose & on_day(day))


def collaboration_of(authority: Authority, wanted: MapFilter) -> Collaboration:
    """Give what is on the map, in six queries however many bodies there are."""
    bodies = list(mapped_bodies(authority, wanted.day))
    every = _arrows_between(bodies, wanted.day)
    members, names = _members(bodies)
    codes = {
        body.code
        for body in bodies
        if wanted.level in ("", body.level)
        and wanted.body_type in ("", body.body_type)
        and (not wanted.authority or wanted.authority in members[body.code])
    }
    shown = [
        relation
        for relation in every
        if wanted.kind in ("", relation.kind)
        and {relation.source, relation.target} <= codes
    ]
    if wanted.kind:
        codes = {code for r in shown for code in (r.source, r.target)}
    return Collaboration(
        bodies=[body for body in bodies if body.code in codes],
        relations=shown,
        all_bodies=bodies,
        all_relations=every,
        seats=_seats(bodies, wanted.day),
        members=members,
        names=names,
        financed=_financed(bodies),
    )


def _arrows_between(bodies: list[Body], day: date) -> list[Relation]:
    codes = {body.pk: body.code for body in bodies}
    # Only the numbers: with both bodies of each arrow this took three times as long.
    rows = BodyRelation.objects.filter(on_day(day), source__in=list(codes))
    found = rows.order_by("source__sort_key", "pk").values_list(
        "source_id", "kind", "target_id"
    )
    return [
        to_arrow(codes[source], kind, codes[target])
        for source, kind, target in found
        if target in codes
    ]


def _members(
    bodies: list[Body],
) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    codes = {body.pk: body.code for body in bodies}
    found: dict[str, list[str]] = {code: [] for code in codes.values()}
    names: dict[str, str] = {}
    links = Body.authorities.through.objects.filter(body__in=list(codes))
    rows = links.order_by("authority__sort_key", "authority__code")
    for body, code, name in rows.values_list(
        "body_id", "authority__code", "authority__name"
    ):
        found[codes[body]].append(code)
        names[code] = name
    return {code: tuple(own) for code, own in found.items()}, names


def _financed(bodies: list[Body]) -> frozenset[int]:
    """Give the numbers of the bodies that somebody shares the cost of."""
    links = Body.financed_by.through.objects.filter(body__in=bodies)
    return frozenset(links.values_list("body_id", flat=True))


def groups_by_authority(
    found: Collaboration, home: Authority, shared: str
) -> tuple[Group, ...]:
    """Give the bodies by whose they are: the home's, the shared ones, each other's."""
    own: dict[str, set[str]] = {home.code: set(), "": set()}
    for code in found.names:
        own.setdefault(code, set())
    for body in found.bodies:
        members = found.members[body.code]
        own[members[0] if len(members) == 1 else ""].add(body.code)
    names = found.names | {home.code: home.name, "": shared}
    return tuple(Group(names[code], frozenset(codes)) for code, codes in own.items())


def groups_by_type(
    found: Collaboration, labels: Mapping[str, str]
) -> tuple[Group, ...]:
    """Give the bodies by type, in the order of ``labels``."""
    return tuple(
        Group(name, frozenset(b.code for b in found.bodies if b.body_type == body_type))
        for body_type, name in labels.items()
    )


def _seats(bodies: list[Body], day: date) -> dict[int, Counter[str]]:
    counted: dict[int, Counter[str]] = {body.pk: Counter() for body in bodies}
    seats = Seat.objects.filter(on_day(day), body__in=bodies)
    for body, role in seats.values_list("body_id", "role").order_by():
        counted[body][role] += 1
    return counted


def matter_route(start: str, found: Collaboration) -> Route | None:
    """Give the way of a matter from a body on the map; None for an unknown body."""
    if start not in {body.code for body in found.all_bodies}:
        return None
    return route_from(start, found.all_relations)


def mapped_facts(found: Collaboration) -> tuple[BodyFact, ...]:
    """Give the bodies as the drawing sees them."""
    return tuple(to_mapped_body(body) for body in found.bodies)


def drawings_of(content: MapContent) -> tuple[Drawing, Drawing]:
    """Give the map for a wide window and for a phone; LayoutError when ELK fails."""
    facts, relations, words = content.facts, content.relations, content.map_words
    if content.has_lanes:
        groups = content.groups
        return (
            to_lanes(facts, relations, words, groups, WIDE),
            to_lanes(facts, relations, words, groups, NARROW),
        )
    answer = laid_out(to_graph(facts, relations, words))
    return to_drawing(answer, facts, relations, words), upright_drawing(content)


def upright_drawing(content: MapContent) -> Drawing:
    """Give the map in one column, which needs no help from outside."""
    return to_column(content.facts, content.relations, content.map_words)
