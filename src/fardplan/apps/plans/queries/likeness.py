"""Parts of a draft that are called the same as, or nearly, something that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fardplan.apps.plans.models import Node, PlanVersion
from fardplan.engine.shared.text import search_key


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

# Of all the words of both titles, how many they must share to be worth showing. Titles
# of one matter in two plans share two thirds or more; of two matters seldom a third.
SHARED_WORDS = 0.5


class NamedPart(NamedTuple):
    """A part as it is recognised by its title."""

    key: str
    title: str
    search_key: str


def open_drafts(programmes: Collection[int]) -> list[PlanVersion]:
    """Give the versions that may still be written in, by programme."""
    rows = PlanVersion.objects.filter(programme__in=programmes, state="draft")
    return list(rows.select_related("programme__home").order_by("programme__sort_key"))


def named_parts(version: PlanVersion, kind: str) -> list[NamedPart]:
    """Give the parts of a kind, by their titles."""
    rows = Node.objects.filter(version=version, kind=kind)
    return [
        NamedPart(str(key), title, search_key(title))
        for key, title in rows.values_list("key", "title")
    ]


def called_alike(
    title: str, parts: Iterable[NamedPart]
) -> tuple[list[NamedPart], list[NamedPart]]:
    """Give those that are called just so, and those that share most of the words."""
    wanted = search_key(title)
    words = set(wanted.split())
    same, near = [], []
    for part in parts:
        its = set(part.search_key.split())
        if part.search_key == wanted:
            same.append(part)
        elif len(words & its) >= SHARED_WORDS * len(words | its):
            near.append(part)
    return same, near
