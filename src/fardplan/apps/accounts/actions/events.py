"""The record of events, which every write leaves its trace in."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from fardplan.apps.accounts.adapters import to_chain_event
from fardplan.apps.accounts.models import AuditEvent, AuditHead, Invitation, User
from fardplan.apps.common.writes import writes
from fardplan.engine.accounts.audit_chain import event_hash


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model


@writes
def record_event(
    *,
    action: str,
    about: Model,
    key: str,
    by: User | AnonymousUser | None,
    changes: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Leave the trace of a write; call it inside the action that makes the write."""
    if isinstance(by, User) and by.pk is None:
        raise ValueError("someone without an account can't have done it")
    # The lock on the one head row makes writers queue, so numbers have no gaps.
    head, _created = AuditHead.objects.select_for_update().get_or_create(pk=1)
    row: dict[str, Any] = {
        "number": head.number + 1,
        # Stored with microseconds in UTC by both databases, so the hash can be redone.
        "at": timezone.now().astimezone(UTC),
        "made_by_id": by.pk if isinstance(by, User) else None,
        "action": action,
        "object_type": about._meta.label_lower,
        "object_key": key,
        "reason": reason,
        # As the database will give it back: tuples become lists, dates text.
        "changes": json.loads(json.dumps(changes or {}, cls=DjangoJSONEncoder)),
        "previous_hash": head.hash,
    }
    event = AuditEvent(**row, hash=event_hash(to_chain_event(row)))
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.save()
    return event


def note(
    about: User | Invitation,
    action: str,
    by: User | AnonymousUser | None,
    changes: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Leave the trace of a write to a person or an invitation."""
    return record_event(
        action=action,
        about=about,
        key=str(about.pk),
        by=by,
        changes=changes,
        reason=reason,
    )
