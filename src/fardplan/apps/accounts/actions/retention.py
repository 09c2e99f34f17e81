"""Removing log-ins and invitations that have been kept long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axes.models import AccessAttempt
from django.db.models import Q

from fardplan.apps.accounts.models import Invitation, PersonSession
from fardplan.apps.common.writes import writes


if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def _remove(rows: QuerySet[Any], *, is_rehearsal: bool) -> int:
    count = rows.count()
    if count and not is_rehearsal:
        rows.delete()
    return count


@writes
def remove_sessions(*, before: datetime, is_rehearsal: bool) -> int:
    """Remove sessions that have expired."""
    expired = PersonSession.objects.filter(expire_date__lt=before)
    return _remove(expired, is_rehearsal=is_rehearsal)


@writes
def remove_attempts(*, before: datetime, is_rehearsal: bool) -> int:
    """Remove failed log-ins."""
    old = AccessAttempt.objects.filter(attempt_time__lt=before)
    return _remove(old, is_rehearsal=is_rehearsal)


@writes
def remove_invitations(*, before: datetime, is_rehearsal: bool) -> int:
    """Remove invitations that were used or withdrawn, or that nobody answered."""
    done = Q(used_at__lt=before) | Q(withdrawn_at__lt=before)
    unanswered = Q(used_at=None, withdrawn_at=None, expires_at__lt=before)
    old = Invitation.objects.filter(done | unanswered)
    return _remove(old, is_rehearsal=is_rehearsal)
