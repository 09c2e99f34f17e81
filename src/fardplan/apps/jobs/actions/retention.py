"""Following the policy on what is kept and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.accounts.models import AuditEvent, AuditHead
from fardplan.apps.common.retention import removers
from fardplan.apps.common.writes import writes
from fardplan.apps.jobs.actions.people import start_job
from fardplan.apps.jobs.queries import retention_policy, was_started_since
from fardplan.apps.jobs.rules import check_apply_retention


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.common.retention import Remover
    from fardplan.apps.jobs.models import Job
    from fardplan.engine.shared.retention import RetentionRule

KIND = "retention"
BETWEEN = timedelta(days=1)


@dataclass(frozen=True)
class Removed:
    """How many of one thing were removed, or would be."""

    rule: RetentionRule
    count: int


def apply_retention(
    *,
    now: datetime,
    by: User | AnonymousUser | None,
    is_rehearsal: bool = False,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> list[Removed]:
    """Remove what the policy says, thing by thing; can be run again without harm.

    ``by`` is None for the daily job and on the command line, where whoever owns the
    machine acts.
    """
    if by is not None:
        check_apply_retention(by)
    known = removers()
    done = []
    rules = [rule for rule in retention_policy() if rule.days is not None]
    for number, rule in enumerate(rules):
        if on_progress:
            on_progress(number, len(rules), rule.title)
        before = now - timedelta(days=rule.days or 0)
        remover = known[rule.key]
        done.append(_apply(rule, remover, before, by, is_rehearsal=is_rehearsal))
    return done


@writes
def _apply(
    rule: RetentionRule,
    remover: Remover,
    before: datetime,
    by: User | AnonymousUser | None,
    *,
    is_rehearsal: bool,
) -> Removed:
    count = remover(before=before, is_rehearsal=is_rehearsal)
    if count and not is_rehearsal:
        record_event(
            action="apply_retention",
            about=AuditEvent(),
            key=rule.key,
            by=by,
            changes={"count": [None, count]},
            reason=rule.why[:300],
        )
    return Removed(rule, count)


@transaction.atomic
def start_daily(*, now: datetime) -> Job | None:
    """Put the day's work in the queue; None when that has been done already."""
    # The lock that every event takes: of several workers, one does it.
    AuditHead.objects.select_for_update().get_or_create(pk=1)
    if was_started_since(KIND, now - BETWEEN):
        return None
    return start_job(kind=KIND, by=None)
