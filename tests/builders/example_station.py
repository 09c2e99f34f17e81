"""A station that comes later: strategies become bodies, knowledge areas their seats.

What it makes are rows, so that what is undone, or rolled back, can be seen in them.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from fardplan.apps.actors import actions
from fardplan.apps.actors.models import Body, Seat
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.sources import takers
from fardplan.apps.sources.takers import Context, Match, Taken


if TYPE_CHECKING:
    from collections.abc import Iterator

    from fardplan.apps.sources.models import Finding

FORBIDDEN, REFUSED = "Förbjuden", "Refuserad"


class StrategyTaker:
    """Puts strategies where the reviewer wants them, and nowhere before that."""

    def take(self, finding: Finding, context: Context) -> Taken | None:
        if FORBIDDEN in finding.words:
            raise NotAllowedError("Du får inte.")
        if REFUSED in finding.words:
            raise ProblemError("Det går inte.")
        if not context.target:
            return None
        name = context.document.authority.name
        body = actions.create_body(
            new={
                "code": f"{context.target}-{finding.document_id}-{finding.number}",
                "name": finding.words,
                "body_type": "Styrgrupp",
                "level": "Tjänstepersonsnivå",
                "home": name,
                "authorities": name,
            },
            by=context.by,
        )
        return Taken(kind="node", key=body.code, label=body.name)

    def undo_take(self, taken: Taken, context: Context) -> None:
        if Seat.objects.filter(body__code=taken.key).exists():
            raise ProblemError("Något hänger på strategin.")
        Body.objects.filter(code=taken.key).delete()

    def suggest(self, finding: Finding, context: Context) -> list[Match]:
        found = Body.objects.filter(name=finding.words)
        return [Match(one.code, one.name, "samma namn") for one in found]

    def existing(self, key: str, context: Context) -> Taken:
        body = Body.objects.filter(code=key).first()
        if body is None:
            raise ProblemError("Strategin finns inte.")
        return Taken(kind="node", key=key, label=body.name, is_new=False)


class KnowledgeTaker:
    """Puts knowledge areas in their strategy, when that is there."""

    def take(self, finding: Finding, context: Context) -> Taken | None:
        if REFUSED in finding.words:
            raise ProblemError("Det går inte.")
        if finding.parent is None or not finding.parent.taken_key:
            return None
        event = actions.add_seat(
            body_code=finding.parent.taken_key,
            new={"role": "Ledamot", "function": finding.words[:80]},
            by=context.by,
        )
        key = str(event.changes["seat_id"][1])
        return Taken(kind="area", key=key, label=finding.words)

    def undo_take(self, taken: Taken, context: Context) -> None:
        Seat.objects.filter(pk=taken.key).delete()

    def suggest(self, finding: Finding, context: Context) -> list[Match]:
        return []

    def existing(self, key: str, context: Context) -> Taken:
        seat = Seat.objects.filter(pk=key).first() if key.isdecimal() else None
        if seat is None:
            raise ProblemError("Området finns inte.")
        return Taken(kind="area", key=key, label=seat.function, is_new=False)


@contextmanager
def example_station() -> Iterator[None]:
    """Have the station for a while, and no other that comes after the actors."""
    with no_later_stations():
        takers.taker("strategy", order=30)(StrategyTaker)
        takers.taker("knowledge_area", order=40)(KnowledgeTaker)
        takers.destination_source("example")(lambda _user: [("planen", "Planen 2030")])
        yield


@contextmanager
def no_later_stations() -> Iterator[None]:
    """Have only what the review itself makes for the actors' station."""
    registries = (takers._takers, takers._destinations)
    before = [dict(registry) for registry in registries]
    for registry in registries:
        registry.clear()
    takers._takers.update(
        (kind, told)
        for kind, told in before[0].items()
        if type(told[1]).__module__.startswith("fardplan.apps.sources")
    )
    try:
        yield
    finally:
        for registry, kept in zip(registries, before, strict=True):
            registry.clear()
            registry.update(kept)
