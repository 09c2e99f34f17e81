"""Every write to people and to the record of events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from fardplan.apps.accounts.models import AuditEvent, User


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model


def record_event(
    *,
    action: str,
    about: Model,
    key: str,
    by: User | AnonymousUser | None,
    changes: dict[str, Any] | None = None,
) -> AuditEvent:
    """Leave the trace of a write; call it in the write's own transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record_event belongs in the transaction of the write")
    return AuditEvent.objects.create(
        action=action,
        object_type=about._meta.label_lower,
        object_key=key,
        made_by=by if isinstance(by, User) else None,
        changes=changes or {},
    )


@transaction.atomic
def set_demo_user(
    *, email: str, name: str, password: str, is_administrator: bool
) -> User:
    """Create an invented person for the demo, or put the person back as it was."""
    user, _ = User.objects.get_or_create(email=email, defaults={"name": name})
    user.name, user.is_administrator, user.is_active = name, is_administrator, True
    user.set_password(password)
    user.save()
    record_event(action="set_demo_user", about=user, key=str(user.pk), by=None)
    return user
