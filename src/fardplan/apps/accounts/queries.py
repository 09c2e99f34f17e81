"""Named reads of people and events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.accounts.adapters import COLUMNS, to_chain_event
from fardplan.apps.accounts.models import AuditEvent, AuditHead
from fardplan.engine.accounts.audit_chain import ChainHead, find_break


if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from fardplan.engine.accounts.audit_chain import Break


def events_about(thing: Model, key: str) -> QuerySet[AuditEvent]:
    """Give what was done to one object, latest first, with who did it."""
    return AuditEvent.objects.filter(
        object_type=thing._meta.label_lower, object_key=key
    ).select_related("made_by")


def first_break() -> tuple[int, Break | None]:
    """Walk the whole chain; give how many events it has and its first break, if any."""
    head = AuditHead.objects.first() or AuditHead()
    rows = AuditEvent.objects.order_by("number").values(*COLUMNS, "hash")
    chain = ((to_chain_event(row), row["hash"]) for row in rows.iterator())
    return head.number, find_break(chain, ChainHead(head.number, head.hash))
