"""Every write to one relation between two bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.actors.actions.traces import Trace
from fardplan.apps.actors.models import Body, BodyRelation
from fardplan.apps.actors.rules import check_edit_seats
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.engine.actors.bodies import Period


if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import AuditEvent, User


@writes
def add_relation(
    *,
    source: str,
    kind: str,
    target: str,
    days: tuple[date | None, date | None] = (None, None),
    by: User | AnonymousUser,
    reason: str = "",
) -> AuditEvent:
    """Draw an arrow between two bodies; one that has ended may be drawn again.

    ``days`` are from and to.
    """
    rows = {b.code: b for b in Body.objects.filter(code__in=[source, target])}
    check_edit_seats(by, rows[source])
    start, end = days
    if start and end and end < start:
        raise ProblemError(_("Slutdatum är före startdatum."))
    if source == target:
        raise ProblemError(_("Ett organ kan inte ha en relation till sig självt."))
    if target not in rows:
        raise ProblemError(
            _("”%(code)s” är inte kortadressen till något organ.") % {"code": target}
        )
    row = _between(rows[source], kind, rows[target]).first()
    if row and Period(row.valid_from, row.valid_to).overlaps(Period(start, end)):
        raise ConflictError(_("Relationen finns redan."))
    trace = Trace(_between(rows[source], kind, rows[target]))
    row = row or BodyRelation(source=rows[source], kind=kind, target=rows[target])
    row.valid_from, row.valid_to = start, end
    row.save()
    return _tell("add_relation", row, by, reason, trace)


@writes
def end_relation(
    *, relation_id: int, day: date, by: User | AnonymousUser, reason: str = ""
) -> AuditEvent:
    """Let a relation hold up to and including ``day``."""
    row = BodyRelation.objects.select_related("source", "target").get(pk=relation_id)
    check_edit_seats(by, row.source)
    if row.valid_from and row.valid_from > day:
        raise ProblemError(
            _("Relationen gäller först från %(day)s.") % {"day": row.valid_from}
        )
    trace = Trace(BodyRelation.objects.filter(pk=row.pk))
    row.valid_to = day
    row.save(update_fields=["valid_to"])
    return _tell("end_relation", row, by, reason, trace)


@writes
def remove_relation(
    *, relation_id: int, by: User | AnonymousUser, reason: str = ""
) -> AuditEvent:
    """Take away a relation that was wrongly entered."""
    row = BodyRelation.objects.select_related("source", "target").get(pk=relation_id)
    check_edit_seats(by, row.source)
    trace = Trace(BodyRelation.objects.filter(pk=row.pk))
    BodyRelation.objects.filter(pk=row.pk).delete()
    return _tell("remove_relation", row, by, reason, trace)


def _between(source: Body, kind: str, target: Body) -> QuerySet[BodyRelation]:
    return BodyRelation.objects.filter(source=source, kind=kind, target=target)


def _tell(
    action: str,
    row: BodyRelation,
    by: User | AnonymousUser,
    reason: str,
    trace: Trace,
) -> AuditEvent:
    return record_event(
        action=action,
        about=row.source,
        key=row.source.code,
        by=by,
        changes={
            "kind": [None, row.kind],
            "target": [None, row.target.code],
            "valid_from": [None, row.valid_from],
            "valid_to": [None, row.valid_to],
            **trace.as_change(),
        },
        reason=reason,
    )
