"""Fills an installation with plans of national size: 21 programmes, 20,000 initiatives,
200,000 evidence links.

    python -m bench.national_plans

Each programme has an adopted plan and a draft of the next. The key of a session of the
demo's administrator is written to the file ``SESSION`` in the data folder.

Invented, and the same each time; after `fardplan demo`. Rows are written together, past
the actions, since 20,000 initiatives through them take an hour; what is measured is
reading.
"""

from __future__ import annotations

import os
import random
import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fardplan.config.settings")

import django


django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone

from bench.national_evidence import write_evidence
from bench.servers import SESSION
from fardplan.apps.accounts.models import User
from fardplan.apps.accounts.sessions import SessionStore
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
from fardplan.apps.plans.queries.content import frozen_text
from fardplan.apps.plans.states import MOST_PARTS, PhaseLabel, StatusLabel
from fardplan.engine.shared.text import search_key, swedish_sort_key


if TYPE_CHECKING:
    from collections.abc import Iterator

INITIATIVES, STRATEGIES, AREAS, UPDATES = 20_000, 12, 8, 3
# Of a plan with more than MOST_PARTS only the upper levels are drawn; this one is drawn
# whole: each of its initiatives has a milestone.
WHOLE = (MOST_PARTS - STRATEGIES) // 2
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
        _programme(region, "nationell", min(each, left), chance)
    _programme(regions[0], "hel", WHOLE, chance)


def _programme(region: Authority, code: str, count: int, chance: random.Random) -> None:
    name = f"Nära vård i {region.short_name} (påhittad)"
    programme = Programme.objects.create(
        code=f"{code}-{region.code}",
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
    adopted = _plan(programme, rows, 1)
    text, sha256 = frozen_text(adopted)
    PlanVersion.objects.filter(pk=adopted.pk).update(
        state="adopted", frozen_at=timezone.now(), frozen=text, sha256=sha256
    )
    _plan(programme, rows, 2)
    write_evidence(programme, rows)


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


def _plan(programme: Programme, rows: list[Initiative], number: int) -> PlanVersion:
    """Write a version with every initiative under a strategy."""
    version = PlanVersion.objects.create(
        programme=programme, number=number, title=programme.name
    )
    strategies = Node.objects.bulk_create(
        Node(
            version=version,
            key=uuid.UUID(int=n + 1),
            kind="strategy",
            position=n,
            title=f"Strategi {n + 1}",
        )
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
    return version


@writes
def log_in() -> None:
    """Start a session of the demo's administrator, for the pages that are not public."""
    user = User.objects.get(email="admin@fardplan.example")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    file = Path(settings.DATA_DIR) / SESSION
    file.write_text(str(session.session_key), encoding="ascii")


if __name__ == "__main__":
    fill()
    log_in()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
