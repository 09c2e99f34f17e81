"""What the stations make of accepted findings. Each app declares its own.

In its `finding_takers.py`: a class with four methods, declared for a kind of finding::

    @taker("strategy", order=20)
    class StrategyTaker:
        def take(self, finding: Finding, context: Context) -> Taken | None: ...
        def undo_take(self, taken: Taken, context: Context) -> None: ...
        def suggest(self, finding: Finding, context: Context) -> list[Match]: ...
        def existing(self, key: str, context: Context) -> Taken: ...

All four are called inside the action of the review, so what they write is written with
it or not at all. A finding is read through ``finding.words`` and ``finding.values``,
which are what the reviewer made of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.sources.models import Finding, SourceDocument


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What a finding became: something of a kind, known by a key.

    ``is_new`` is false when it was there before, so that undoing leaves it alone.
    ``memo`` is for the taker, to undo by (plain data); ``event`` the number of the event
    that its write left, for the history to show the passage by.
    """

    kind: str
    key: str
    label: str
    url: str = ""
    is_new: bool = True
    memo: dict[str, Any] = field(default_factory=dict)
    event: int | None = None


@dataclass(frozen=True)
class Match:
    """Something that exists and that a finding may be about; ``why`` says how it fits."""

    key: str
    label: str
    why: str


@dataclass
class Context:
    """Who reviews which document. ``target`` is the destination that was chosen
    (:func:`destinations`); ``memory`` is for takers to keep what they have looked up
    while one page or one action lasts."""

    by: User | AnonymousUser
    document: SourceDocument
    target: str = ""
    memory: dict[str, Any] = field(default_factory=dict)


class Taker(Protocol):
    """What a station does with one kind of finding."""

    def take(self, finding: Finding, context: Context) -> Taken | None:
        """Make something of it; None while what it belongs to is not there.

        What is there already, without doubt, is given with ``is_new`` false. A
        :class:`ProblemError` leaves the finding as it was, and is shown.
        """

    def undo_take(self, taken: Taken, context: Context) -> None:
        """Take away what ``take`` made; ConflictError when it has been built upon.

        What is gone already, by its own station's doing, is no problem.
        """

    def suggest(self, finding: Finding, context: Context) -> list[Match]:
        """Give what exists and looks the same, the best first; called for each line
        of a list, so look up once and keep it in ``context.memory``."""

    def existing(self, key: str, context: Context) -> Taken:
        """Give what a match is, as something that was there; ProblemError if gone."""


_T = TypeVar("_T")
_takers: dict[str, tuple[int, Taker]] = {}
_destinations: dict[
    str, Callable[[User | AnonymousUser], Iterable[tuple[str, str]]]
] = {}


def taker(kind: str, *, order: int) -> Callable[[type[_T]], type[_T]]:
    """Declare a class as what takes findings of a kind.

    ``order`` is that in which kinds are taken when many are: what others hang on first.
    """

    def declare(made: type[_T]) -> type[_T]:
        _takers[kind] = (order, made())  # type: ignore[assignment]
        return made

    return declare


def find_taker(kind: str) -> Taker | None:
    """Give what takes findings of a kind; None while its station is not built."""
    found = _takers.get(kind)
    return found[1] if found else None


def taken_kinds() -> frozenset[str]:
    """Give the kinds that some station takes."""
    return frozenset(_takers)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Give findings in the order to take them: by the order of their kinds, and within
    it as the document has them, which is parents before children."""
    last = (1_000_000, None)
    return sorted(findings, key=lambda f: (_takers.get(f.kind, last)[0], f.number))


def destination_source(
    name: str,
) -> Callable[
    [Callable[[User | AnonymousUser], Iterable[tuple[str, str]]]],
    Callable[[User | AnonymousUser], Iterable[tuple[str, str]]],
]:
    """Declare the decorated function as what tells where a person may put findings:
    keys, which only its station understands, and what they are called."""

    def declare(
        tell: Callable[[User | AnonymousUser], Iterable[tuple[str, str]]],
    ) -> Callable[[User | AnonymousUser], Iterable[tuple[str, str]]]:
        _destinations[name] = tell
        return tell

    return declare


def destinations(user: User | AnonymousUser) -> Sequence[tuple[str, str]]:
    """Give every destination that a person may choose, as key and words."""
    return [found for tell in _destinations.values() for found in tell(user)]
