"""What can be followed: each station says which of its things, and in what words.

A station's `errands.py` declares each kind with `followable`. The rest (whose, since
when, what is new) is the same for all, and lies here in the accounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol


if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from django.db.models import Model

    from fardplan.apps.accounts.models import AuditEvent, User


@dataclass(frozen=True)
class Followed:
    """A thing that is followed: its name, its page, and where following is posted."""

    title: str
    url: str
    follow_url: str


class TellsThings(Protocol):
    """Gives what is followed by key; what no longer exists is left out."""

    def __call__(self, keys: Collection[str]) -> Mapping[str, Followed]: ...


class TellsChanges(Protocol):
    """Gives a sentence for each event of one thing, with what this person may see."""

    def __call__(
        self, key: str, events: Sequence[AuditEvent], user: User
    ) -> list[str]: ...


@dataclass(frozen=True)
class Followable:
    """One kind of thing that can be followed."""

    things: TellsThings
    changes: TellsChanges


_kinds: dict[str, Followable] = {}


def followable(model: type[Model], things: TellsThings, changes: TellsChanges) -> None:
    """Declare that things of a model can be followed."""
    _kinds[model._meta.label_lower] = Followable(things, changes)


def followed_things(
    keys: Mapping[str, Collection[str]],
) -> dict[str, dict[str, Followed]]:
    """Give things by kind and key, in one read for each kind."""
    return {
        kind: dict(_kinds[kind].things(own))
        for kind, own in keys.items()
        if kind in _kinds
    }


def told_changes(
    kind: str, key: str, events: Sequence[AuditEvent], user: User
) -> list[str]:
    """Tell what happened to one thing."""
    return _kinds[kind].changes(key, events, user)
