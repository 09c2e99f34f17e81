"""What later stations know of a thing, for its page to show.

The stations are built on each other, so a page can't ask those above it; they tell it
here::

    @note_source("body")
    def plans_in_force(code: str) -> Note | None: ...

and ``{% notes "body" body.code %}`` in a template draws them. What they tell is public.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class NoteLine:
    """One thing with the way to it, and what is said of it beside."""

    text: str
    url: str
    beside: str = ""


@dataclass(frozen=True)
class Note:
    """A heading and what stands under it."""

    key: str
    title: str
    lines: list[NoteLine]


_sources: dict[str, dict[str, Callable[[str], Note | None]]] = {}


def note_source(
    kind: str,
) -> Callable[[Callable[[str], Note | None]], Callable[[str], Note | None]]:
    """Declare the decorated function as what a station tells of things of a kind."""

    def declare(tell: Callable[[str], Note | None]) -> Callable[[str], Note | None]:
        _sources.setdefault(kind, {})[tell.__module__] = tell
        return tell

    return declare


def notes_about(kind: str, key: str) -> list[Note]:
    """Give what the stations tell of one thing."""
    told = [tell(key) for tell in _sources.get(kind, {}).values()]
    return [note for note in told if note]
