"""Every write to what people follow.

These leave no event: what somebody likes to keep an eye on is nobody else's business,
and could never be erased from the chain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.accounts.models import AuditHead, Follow
from fardplan.apps.common.writes import writes


if TYPE_CHECKING:
    from django.db.models import Model

    from fardplan.apps.accounts.models import User


@writes
def follow(*, thing: Model, key: str, by: User) -> None:
    """Let a person know from now on when the thing changes."""
    Follow.objects.get_or_create(
        user=by,
        object_type=thing._meta.label_lower,
        object_key=key,
        defaults={"seen_number": _latest()},
    )


@writes
def unfollow(*, thing: Model, key: str, by: User) -> None:
    """Tell the person no more."""
    Follow.objects.filter(
        user=by, object_type=thing._meta.label_lower, object_key=key
    ).delete()


@writes
def mark_seen(*, up_to: int, by: User, follow_id: int | None) -> int:
    """Note that the person has seen changes up to an event, of one thing or of all.

    ``up_to`` is the last event the page showed: what came meanwhile is still new.
    """
    found = Follow.objects.filter(user=by, seen_number__lt=min(up_to, _latest()))
    if follow_id is not None:
        found = found.filter(pk=follow_id)
    return found.update(seen_number=min(up_to, _latest()))


def _latest() -> int:
    return AuditHead.objects.values_list("number", flat=True).first() or 0
