"""Who sits where and when: what can't be so, and how a body looks on a given day.

In: the seats of one body and the terms of those appointed to them. Out: problems in
Swedish, or the seats of one day, the vacant ones too. Days are inclusive at both ends.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from fardplan.engine.actors.bodies import Period, SeatFact, SeatRole


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


# Chair first; adjuncts and the secretary after those who decide.
ROLE_ORDER = (
    SeatRole.CHAIR,
    SeatRole.VICE_CHAIR,
    SeatRole.MEMBER,
    SeatRole.SUBSTITUTE,
    SeatRole.ADJUNCT,
    SeatRole.SECRETARY,
)
ALWAYS = Period()


@dataclass(frozen=True, kw_only=True)
class SeatTerm:
    """A seat by a key of the caller's, and when it exists."""

    key: str
    fact: SeatFact
    period: Period = ALWAYS


@dataclass(frozen=True, kw_only=True)
class Term:
    """A person, by a key of the caller's, in a seat from one day to another.

    Raw dates, since a term that ends before it starts is one of the problems found.
    """

    seat: str
    person: str
    start: date
    end: date | None = None
    name: str = ""

    @property
    def last(self) -> date:
        """The last day, far away when open."""
        return self.end or date.max


class TermProblemKind(StrEnum):
    REVERSED = "reversed"
    OUTSIDE_SEAT = "outside_seat"
    SEAT_TAKEN = "seat_taken"
    SAME_PERSON = "same_person"
    TWO_CHAIRS = "two_chairs"


@dataclass(frozen=True)
class TermProblem:
    """What is wrong, and the terms it concerns (the later one last)."""

    kind: TermProblemKind
    terms: tuple[Term, ...]
    text: str


def check_terms(
    seats: Sequence[SeatTerm], terms: Sequence[Term], chairs: int = 1
) -> list[TermProblem]:
    """Give all that can't be so in one body. ``chairs`` may lead at the same time."""
    by_key = {seat.key: seat for seat in seats}
    problems = [_reversed(t) for t in terms if t.last < t.start]
    sound = [t for t in terms if t.last >= t.start]
    for term in sound:
        period = by_key[term.seat].period
        if (period.start and term.start < period.start) or (
            period.end and term.last > period.end
        ):
            problems.append(_outside(term, period))
    problems += [
        _pair(TermProblemKind.SEAT_TAKEN, pair, "två har platsen samtidigt")
        for pair in overlaps(sound, lambda term: term.seat)
    ]
    problems += [
        _pair(
            TermProblemKind.SAME_PERSON, pair, "samma person har två platser i organet"
        )
        for pair in overlaps(sound, lambda term: term.person)
        if pair[0].seat != pair[1].seat
    ]
    return problems + _too_many_chairs(by_key, sound, chairs)


def overlaps(
    terms: Iterable[Term], key: Callable[[Term], str]
) -> list[tuple[Term, Term]]:
    """Give pairs of neighbours in time that have a day in common, within each key.

    Each term that collides with any earlier one is told once, with the one of them
    that lasts longest.
    """
    groups: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        groups[key(term)].append(term)
    found = []
    for group in groups.values():
        group.sort(key=lambda term: (term.start, term.last))
        longest = group[0]
        for _before, term in pairwise(group):
            if term.start <= longest.last:
                found.append((longest, term))
            longest = max(longest, term, key=lambda one: one.last)
    return found


def seats_on(
    seats: Sequence[SeatTerm], terms: Sequence[Term], day: date
) -> tuple[SeatFact, ...]:
    """Give the body's seats on ``day``: who holds each, vacant ones with no person.

    Chair first, then by role; within a role by their order, so that the substitutes
    stand in the order in which they step in.
    """
    holders = {term.seat: term for term in terms if term.start <= day <= term.last}
    shown = [
        replace(
            seat.fact, person=holders[seat.key].person if seat.key in holders else ""
        )
        for seat in seats
        if seat.period.holds(day)
    ]
    return tuple(sorted(shown, key=lambda s: (ROLE_ORDER.index(s.role), s.order)))


def _reversed(term: Term) -> TermProblem:
    text = f"slutdatum {term.end} är före startdatum {term.start}"
    return TermProblem(TermProblemKind.REVERSED, (term,), text)


def _outside(term: Term, period: Period) -> TermProblem:
    text = (
        f"{_days(term.start, term.end)} ligger utanför platsens tid,"
        f" {_days(period.start, period.end)}"
    )
    return TermProblem(TermProblemKind.OUTSIDE_SEAT, (term,), text)


def _pair(kind: TermProblemKind, pair: tuple[Term, Term], start: str) -> TermProblem:
    told = " och ".join(f"{t.name} {_days(t.start, t.end)}".strip() for t in pair)
    return TermProblem(kind, pair, f"{start}: {told}")


def _too_many_chairs(
    seats: dict[str, SeatTerm], terms: Sequence[Term], allowed: int
) -> list[TermProblem]:
    chairs = [t for t in terms if seats[t.seat].fact.role is SeatRole.CHAIR]
    chairs.sort(key=lambda term: (term.start, term.last))
    problems = []
    for number, term in enumerate(chairs):
        # Different seats only: two in one seat is told as such.
        same_day = {t.seat: t for t in chairs[:number] if t.last >= term.start}
        same_day.pop(term.seat, None)
        if len(same_day) >= allowed:
            other = list(same_day.values())[-1]
            problems.append(
                _pair(
                    TermProblemKind.TWO_CHAIRS,
                    (other, term),
                    "organet får fler ordförande än det ska ha",
                )
            )
    return problems


def _days(start: date | None, end: date | None) -> str:
    return f"{start or ''}–{end or ''}"
