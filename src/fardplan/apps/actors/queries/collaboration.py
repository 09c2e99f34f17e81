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
from fardplan.apps.actors.states import AuthorityKind
from fardplan.engine.actors.body_register import BodyRegister, read_bodies
from fardplan.engine.actors.collaboration_layout import to_drawing, to_graph
from fardplan.engine.actors.column_layout import to_column
from fardplan.engine.actors.map_drawing import MapWords
from fardplan.engine.actors.matter_route import Route, route_from


if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from fardplan.apps.actors.models import Authority
    from fardplan.engine.actors.bodies import Relation
    from fardplan.engine.actors.map_drawing import Drawing


# Above this the wide map is no longer readable: 130 bodies with 200 arrows come out
# 11,000 pixels wide and take ELK 6-40 s; upright they are 700 wide and take 0.1 s.
MOST_BODIES_WIDE, MOST_ARROWS_WIDE = 35, 55


@dataclass(frozen=True)
class MapFilter:
    """What the visitor asked of the map; empty means everything."""

    day: date
    kind: str = ""
    level: str = ""


@dataclass(frozen=True)
class Collaboration:
    """The bodies that fit, the arrows between them, and how many there are in all.

    ``seats`` counts seats by body and role; ``all_relations`` are those of the day
    before the filter, since a matter's route goes on where the picture doesn't.
    """

    bodies: list[Body]
    relations: list[Relation]
    all_bodies: list[Body]
    all_relations: list[Relation]
    seats: dict[int, Counter[str]]


@dataclass(frozen=True)
class Pictures:
    """The map for a wide window and upright.

    ``wide`` is None when there is too much for it, or when ELK fails; then ``problem``
    says so.
    """

    wide: Drawing | None
    column: Drawing
    problem: str


def told_bodies() -> BodyRegister:
    """Give the bodies as `definitions/bodies` tells them."""
    return read_bodies(settings.DEFINITIONS_DIR / "bodies", register_facts())


def on_day(day: date) -> Q:
    """Give the condition that a period holds a day."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )


def mapped_bodies(authority: Authority, day: date) -> QuerySet[Body]:
    """Give the bodies on an authority's map: its own, and for a municipality also the
    ones it takes part in, since those are mostly at home in the region."""
    whose = Q(home=authority)
    if authority.kind == AuthorityKind.MUNICIPALITY:
        whose |= Q(authorities=authority)
    found = Body.objects.filter(whose & on_day(day)).distinct()
    return found.prefetch_related("financed_by")


def collaboration_of(authority: Authority, wanted: MapFilter) -> Collaboration:
    """Give what is on the map, in four queries however many bodies there are."""
    bodies = list(mapped_bodies(authority, wanted.day))
    codes = {body.code for body in bodies}
    rows = BodyRelation.objects.filter(
        on_day(wanted.day), source__in=bodies, target__in=bodies
    ).select_related("source", "target")
    every = [to_arrow(row) for row in rows.order_by("source__sort_key", "pk")]
    if wanted.level:
        codes = {body.code for body in bodies if body.level == wanted.level}
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


def pictures_of(
    found: Collaboration,
    notes: Mapping[str, str],
    labels: Mapping[str, str],
    signs: Mapping[str, str],
) -> Pictures:
    """Give the map drawn for both widths, or upright for both when it must be."""
    facts = [to_mapped_body(body) for body in found.bodies]
    words = MapWords(notes=notes, labels=labels, signs=signs)
    column = to_column(facts, found.relations, words)
    if len(facts) > MOST_BODIES_WIDE or len(found.relations) > MOST_ARROWS_WIDE:
        return Pictures(wide=None, column=column, problem="")
    try:
        answer = laid_out(to_graph(facts, found.relations, words))
    except LayoutError as problem:
        return Pictures(wide=None, column=column, problem=str(problem))
    wide = to_drawing(answer, facts, found.relations, words)
    return Pictures(wide=wide, column=column, problem="")
