"""Named reads of people and events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.accounts.models import AuditEvent


if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


def events_about(thing: Model, key: str) -> QuerySet[AuditEvent]:
    """Give what was done to one object, latest first, with who did it."""
    return AuditEvent.objects.filter(
        object_type=thing._meta.label_lower, object_key=key
    ).select_related("made_by")
