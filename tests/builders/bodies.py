"""Invented bodies and relations for tests of the collaboration map."""

from __future__ import annotations

import random

from fardplan.engine.actors.bodies import (
    BodyFact,
    BodyType,
    Level,
    Relation,
    RelationKind,
)
from fardplan.engine.actors.map_drawing import MapWords


_FIRST = ("Styrgruppen för", "Beredningen för", "Nätverket", "Nämnden för", "Rådet för")
_LAST = (
    *("hälso- och sjukvårdsförvaltningens kompetensförsörjning", "nära vård", "barn"),
    *("äldre", "psykisk hälsa och missbruk", "digitalisering", "folkhälsa och skola"),
)


_ACROSS = (RelationKind.CONSULTS, RelationKind.STEERS)


def body(code: str, level: Level = Level.POLITICAL, name: str = "") -> BodyFact:
    """Give a body where only what the map needs is chosen."""
    return BodyFact(
        code=code,
        name=name or f"Organ {code}",
        type=BodyType.BOARD,
        level=level,
        authorities=("18",),
    )


def words(notes: dict[str, str] | None = None) -> MapWords:
    """Give short words for every kind of arrow."""
    return MapWords(
        notes=notes or {},
        labels={kind: kind.value.replace("_", " ") for kind in RelationKind},
        signs={kind: kind.value[0].upper() for kind in RelationKind},
    )


def big_county(bodies: int, relations: int) -> tuple[list[BodyFact], list[Relation]]:
    """Give a county of many bodies: a tree, and neighbours who steer and consult."""
    chance = random.Random(1302)  # noqa: S311 -- only to be the same each time
    levels = [Level.POLITICAL] * 4 + [Level.MIXED] + [Level.OFFICIALS] * 5
    order = {Level.POLITICAL: 0, Level.MIXED: 1, Level.OFFICIALS: 2}
    made = sorted(
        (
            body(
                f"b{number}",
                chance.choice(levels),
                f"{chance.choice(_FIRST)} {chance.choice(_LAST)} {number}",
            )
            for number in range(bodies)
        ),
        key=lambda one: order[one.level],
    )
    upward = [kind for kind in RelationKind if kind not in _ACROSS]
    arrows: dict[Relation, None] = {}
    for lower in range(1, bodies):
        # About five under each: committees under boards, groups under committees.
        upper = max(0, (lower - 1) // 5 - chance.randint(0, 1))
        kind = chance.choice(upward)
        arrows[Relation(made[lower].code, kind, made[upper].code)] = None
    while len(arrows) < relations:
        one = chance.randrange(bodies - 6)
        other = one + chance.randint(1, 5)
        kind = chance.choice(_ACROSS)
        arrows[Relation(made[one].code, kind, made[other].code)] = None
    return made, list(arrows)
