"""The passages that things rest on, for any page to show.

The station that keeps documents tells them here, so that the stations below it need not
know it::

    {% evidence "body" body.code %}

in a template draws them. Whoever may see no document gets none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol


if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User


@dataclass(frozen=True)
class Passage:
    """The words of a document that something rests on, and the way back to them."""

    quote: str
    page: int
    document: str
    url: str
    is_cut: bool = False


class TellsEvidence(Protocol):
    """Gives the passages of things of a kind, by key."""

    def __call__(
        self, kind: str, keys: Collection[str], *, reader: User | AnonymousUser
    ) -> Mapping[str, list[Passage]]: ...


class TellsEvents(Protocol):
    """Gives the passage that each write came of, by the event's number."""

    def __call__(
        self, numbers: Collection[int], *, reader: User | AnonymousUser
    ) -> Mapping[int, Passage]: ...


class TellsSourced(Protocol):
    """Gives which of the things rest on some passage, whoever may see it."""

    def __call__(self, kind: str, keys: Collection[str]) -> set[str]: ...


_things: list[TellsEvidence] = []
_events: list[TellsEvents] = []
_sourced: list[TellsSourced] = []


def evidence_source(
    things: TellsEvidence, events: TellsEvents, sourced: TellsSourced
) -> None:
    """Declare what tells the passages of things and of events, and what has any."""
    _things[:], _events[:], _sourced[:] = [things], [events], [sourced]


def passages_about(
    kind: str, key: str, *, reader: User | AnonymousUser
) -> list[Passage]:
    """Give the passages that one thing rests on, in the order of the documents."""
    found = [tell(kind, [key], reader=reader) for tell in _things]
    return [passage for told in found for passage in told.get(key, [])]


def sourced(kind: str, keys: Collection[str]) -> set[str]:
    """Give which of the things rest on a passage."""
    return {key for tell in _sourced for key in tell(kind, keys)}


def passages_of_events(
    numbers: Collection[int], *, reader: User | AnonymousUser
) -> dict[int, Passage]:
    """Give the passages that writes came of."""
    found = [tell(numbers, reader=reader) for tell in _events]
    return {number: one for told in found for number, one in told.items()}
