"""Fills an installation with plans of national size: 21 programmes, 20,000 initiatives.

    python -m bench.national_plans

Invented, and the same each time; after `fardplan demo`. Rows are written together, past
the actions, since 20,000 initiatives through them take an hour; what is measured is
reading.
"""

from __future__ import annotations

import os
import random
import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fardplan.config.settings")

import django


django.setup()

from django.db import connection
from django.utils import timezone

from fardplan.apps.actors.models import Authority, Body
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.models import (
    Initiative,
    Node,
    PlanVersion,
    Programme,
    ProgrammeArea,
    StatusUpdate,
)
from fardplan.apps.plans.queries import theme_names
from fardplan.apps.plans.states import PhaseLabel, StatusLabel
from fardplan.engine.shared.text import search_key, swedish_sort_key


if TYPE_CHECKING:
    from collections.abc import Iterator

INITIATIVES, STRATEGIES, AREAS, UPDATES = 20_000, 12, 8, 3
DAY = date(2026, 11, 22)
_WHAT = ("Mobila team", "Hälsosamtal", "Fast vårdkontakt", "Mätning hemma", "Vårdlots")
_WHERE = ("för äldre", "i glesbygd", "på skolan", "efter sjukhus", "dygnet runt")


@writes
def fill() -> None:
    """Write the load: a programme in each region, with an adopted plan."""
    chance = random.Random(2005)  # noqa: S311 -- only to be the same each time
    regions = list(Authority.objects.filter(kind="region").order_by("code"))
    each = -(-INITIATIVES // len(regions))
    for number, region in enumerate(regions):
        left = INITIATIVES - number * each
        _programme(region, min(each, left), chance)


def _programme(region: Authority, count: int, chance: random.Random) -> None:
    name = f"Nära vård i {region.short_name} (påhittad)"
    programme = Programme.objects.create(
        code=f"nationell-{region.code}",
        name=name,
        home=region,
        levels=[{"kind": kind, "name": ""} for kind in ("strategy", "initiative")],
        sort_key=swedish_sort_key(name)[:400],
    )
    towns = list(Authority.objects.filter(region=region)) or [region]
    programme.authorities.set([region, *towns])
    bodies = list(Body.objects.filter(home=region)[:20]) or [None]
    areas = ProgrammeArea.objects.bulk_create(
        ProgrammeArea(
            programme=programme,
            code=f"omrade-{n}",
            name=f"Område {n}",
            order=n,
            steering_group=bodies[n % len(bodies)],
        )
        for n in range(AREAS)
    )
    rows = Initiative.objects.bulk_create(
        _initiatives(programme, count, (areas, bodies), chance), 500
    )
    through = Initiative.municipalities.through
    through.objects.bulk_create(
        (
            through(initiative=row, authority=town)
            for row in rows
            for town in chance.sample(towns, min(len(towns), 3))
        ),
        1000,
    )
    StatusUpdate.objects.bulk_create(_updates(rows), 1000)
    _plan(programme, rows)


def _initiatives(
    programme: Programme, count: int, among: tuple[Any, Any], chance: random.Random
) -> Iterator[Initiative]:
    areas, bodies = among
    themes = list(theme_names())
    for n in range(count):
        name = f"{_WHAT[n % 5]} {_WHERE[n // 5 % 5]} {n}"
        start = DAY + timedelta(days=chance.randrange(-1500, 500))
        yield Initiative(
            programme=programme,
            key=uuid.UUID(int=chance.getrandbits(128)),
            code=f"insats-{n}",
            name=name,
            purpose="Fler klarar sig hemma, och färre åker in akut.",
            themes=chance.sample(themes, 2),
            phase=chance.choice(PhaseLabel.values),
            status=chance.choice(StatusLabel.values),
            status_day=DAY - timedelta(days=chance.randrange(90)),
            area=chance.choice(areas),
            owner_body=chance.choice(bodies),
            start=start,
            end=start + timedelta(days=chance.randrange(90, 1400)),
            budget=chance.randrange(1, 90) * 100_000,
            next_step="Utbilda samordnare",
            next_day=DAY + timedelta(days=chance.randrange(-30, 200)),
            sort_key=swedish_sort_key(name)[:700],
            search_key=search_key(name)[:700],
        )


def _updates(rows: list[Initiative]) -> Iterator[StatusUpdate]:
    for row in rows:
        for n in range(UPDATES):
            yield StatusUpdate(
                initiative=row,
                day=DAY - timedelta(days=30 * n),
                status=row.status,
                phase=row.phase,
                text="Två av tre team är bemannade.",
            )


def _plan(programme: Programme, rows: list[Initiative]) -> None:
    """Write an adopted version with every initiative under a strategy."""
    version = PlanVersion.objects.create(
        programme=programme, number=1, title=programme.name
    )
    strategies = Node.objects.bulk_create(
        Node(version=version, kind="strategy", position=n, title=f"Strategi {n + 1}")
        for n in range(STRATEGIES)
    )
    nodes = Node.objects.bulk_create(
        (
            Node(
                version=version,
                key=row.key,
                kind="initiative",
                parent=strategies[n % STRATEGIES],
                position=n // STRATEGIES,
                title=row.name,
                initiative=row,
            )
            for n, row in enumerate(rows)
        ),
        1000,
    )
    Node.objects.bulk_create(
        (
            Node(
                version=version,
                kind="milestone",
                parent=node,
                title="Halvtid",
                day=DAY + timedelta(days=n % 400),
            )
            for n, node in enumerate(nodes)
        ),
        1000,
    )
    PlanVersion.objects.filter(pk=version.pk).update(
        state="adopted", frozen_at=timezone.now(), frozen="{}"
    )


if __name__ == "__main__":
    fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
