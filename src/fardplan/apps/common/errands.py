"""What concerns one person: owed, an invitation, a change. The lines of Mina saker.

Each station's `errands.py` declares who tells of its own::

    @errand_source
    def assignments(user: User, day: date) -> Iterable[Errand]: ...

A source asks the database a fixed number of times, and nothing when the person has
nothing to do with the station.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from fardplan.apps.accounts.models import User


class ErrandKind(StrEnum):
    OWE = "owe"
    INVITED = "invited"
    CHANGED = "changed"


@dataclass(frozen=True)
class Answer:
    """A button that answers in place: it posts ``fields`` to ``url``."""

    url: str
    label: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class InPlace:
    """A small form that answers in place: a template of the station's, with values."""

    template: str
    url: str
    values: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Errand:
    """One line: what, where to do it, why it is mine, and by when."""

    kind: ErrandKind
    title: str
    url: str
    why: str
    due: date | None = None
    details: tuple[str, ...] = ()
    answer: Answer | None = None
    in_place: InPlace | None = None


_sources: dict[tuple[str, str], Callable[[User, date], Iterable[Errand]]] = {}


def errand_source(
    source: Callable[[User, date], Iterable[Errand]],
) -> Callable[[User, date], Iterable[Errand]]:
    """Declare the decorated function as a source of errands."""
    _sources[source.__module__, source.__qualname__] = source
    return source


def errands_of(user: User, day: date) -> list[Errand]:
    """Give all that concerns a person: what is due first comes first, then by title."""
    found = [errand for source in _sources.values() for errand in source(user, day)]
    return sorted(found, key=lambda one: (one.due or date.max, one.title))
