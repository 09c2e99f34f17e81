"""Every write to bodies, their relations and their rules of composition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.actors.actions.changes import (
    WrongFieldsError,
    difference,
    refuse,
    wanted_changes,
)
from fardplan.apps.actors.actions.traces import Trace
from fardplan.apps.actors.adapters import to_body_columns, to_body_record
from fardplan.apps.actors.models import (
    Appointment,
    Authority,
    Body,
    BodyRelation,
    CompositionRule,
    Seat,
)
from fardplan.apps.actors.queries import known_words
from fardplan.apps.actors.rules import (
    check_create_bodies,
    check_create_body,
    check_edit_body,
    check_edit_fields,
)
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.engine.actors.body_records import BODY_COLUMNS, read_body, write_body
from fardplan.engine.actors.text_fields import FieldProblem


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.engine.actors.body_records import BodyRecord
    from fardplan.engine.actors.text_fields import Known


@writes
def create_body(
    *, new: Mapping[str, str], by: User | AnonymousUser, reason: str = ""
) -> Body:
    """Add a body; ``new`` is its row of text (engine/actors/body_records.py)."""
    check_create_bodies(by)
    known = known_words()
    record, problems = read_body(new, known)
    refuse(problems, BODY_COLUMNS)
    assert record is not None  # noqa: S101 -- without problems there is a record
    _check_home(by, record)
    if record.code in known.bodies:
        raise ProblemError(
            _("Kortadressen ”%(code)s” är upptagen: välj en annan.")
            % {"code": record.code}
        )
    body = Body(code=record.code)
    changes = difference({}, write_body(record, known))
    write_body_record(body, record, known)
    record_event(
        action="create_body",
        about=body,
        key=body.code,
        by=by,
        changes={name: pair for name, pair in changes.items() if pair[1]},
        reason=reason,
    )
    return body


def _check_home(by: User | AnonymousUser, record: BodyRecord) -> None:
    """Tell, as a problem of the form, that a body may not be put there."""
    try:
        check_create_body(by, record.home)
    except NotAllowedError as refused:
        raise WrongFieldsError(
            [FieldProblem("home", str(refused).removesuffix("."))], BODY_COLUMNS
        ) from None


@writes
def edit_body(
    *,
    code: str,
    new: Mapping[str, str],
    seen: Mapping[str, str],
    by: User | AnonymousUser,
    reason: str = "",
    action: str = "edit_body",
) -> AuditEvent | None:
    """Change a body; give the event, or None when nothing differs.

    ``seen`` is what the person had before them, as in ``edit_authority``.
    """
    body = Body.objects.select_for_update().get(code=code)
    check_edit_fields(by, body, new)
    known = known_words()
    now = write_body(to_body_record(body), known)
    changed = wanted_changes(now, new, seen, BODY_COLUMNS)
    record, problems = read_body(now | changed | {"code": code}, known)
    refuse(problems, BODY_COLUMNS)
    assert record is not None  # noqa: S101 -- without problems there is a record
    changes = difference(now, write_body(record, known))
    if not changes:
        return None
    if "home" in changes:
        _check_home(by, record)
    write_body_record(body, record, known)
    return record_event(
        action=action,
        about=body,
        key=code,
        by=by,
        changes=changes,
        reason=reason,
    )


@writes
def end_body(
    *, code: str, day: date, by: User | AnonymousUser, reason: str = ""
) -> AuditEvent:
    """Let a body cease after ``day``, with its seats, appointments and relations.

    What would start later never came to be and is removed.
    """
    body = Body.objects.select_for_update().get(code=code)
    check_edit_body(by, body)
    if body.valid_from and body.valid_from > day:
        raise ProblemError(
            _("Organet finns först från %(day)s.") % {"day": body.valid_from}
        )
    before = body.valid_to
    own: list[QuerySet[Any]] = [
        Appointment.objects.filter(seat__body=body),
        Seat.objects.filter(body=body),
        BodyRelation.objects.filter(Q(source=body) | Q(target=body)),
    ]
    trace = Trace(Body.objects.filter(pk=body.pk), *own)
    for rows in own:
        rows.filter(valid_from__gt=day).delete()
        rows.exclude(valid_to__lte=day).update(valid_to=day)
    body.valid_to = day
    body.save(update_fields=["valid_to"])
    return record_event(
        action="end_body",
        about=body,
        key=code,
        by=by,
        changes={"valid_to": [before, day]} | trace.as_change(),
        reason=reason,
    )


@writes
def import_bodies(
    *,
    records: Sequence[BodyRecord],
    known: Known,
    number: str,
    by: User | AnonymousUser | None,
    reason: str,
) -> None:
    """Write bodies that ``plan_import`` found sound; relations when all are there.

    ``number`` is the import's own: its events are found by it.
    """
    rows = {
        body.code: body
        for body in Body.objects.prefetch_related(
            "authorities", "financed_by", "arrows__target", "composition_rules"
        ).select_related("home")
    }
    befores = {
        record.code: write_body(to_body_record(rows[record.code]), known)
        for record in records
        if record.code in rows
    }
    authorities = {a.code: a for a in Authority.objects.all()}
    for record in records:
        body = rows.setdefault(record.code, Body(code=record.code))
        _write_fields(body, record, known, authorities)
    for record in records:
        _write_arrows(rows[record.code], record, rows)
        _write_composition(rows[record.code], record)
        record_event(
            action="import_body",
            about=rows[record.code],
            key=record.code,
            by=by,
            changes={
                name: pair
                for name, pair in difference(
                    befores.get(record.code, {}), write_body(record, known)
                ).items()
                if pair[0] or pair[1]
            }
            | {"import": [None, number]},
            reason=reason,
        )


def write_body_record(body: Body, record: BodyRecord, known: Known) -> None:
    """Make the rows say what one record says; call it inside an action."""
    codes = {record.home, *record.authorities, *record.financed_by}
    authorities = {a.code: a for a in Authority.objects.filter(code__in=codes)}
    targets = {arrow.target for arrow in record.arrows}
    bodies = {b.code: b for b in Body.objects.filter(code__in=targets)}
    _write_fields(body, record, known, authorities)
    _write_arrows(body, record, bodies)
    _write_composition(body, record)


def _write_fields(
    body: Body, record: BodyRecord, known: Known, authorities: dict[str, Authority]
) -> None:
    for name, value in to_body_columns(record, known).items():
        setattr(body, name, value)
    body.home = authorities[record.home]
    body.save()
    body.authorities.set([authorities[code] for code in record.authorities])
    body.financed_by.set([authorities[code] for code in record.financed_by])


def _write_arrows(body: Body, record: BodyRecord, bodies: dict[str, Body]) -> None:
    old = {
        (row.kind, row.target.code): row
        for row in BodyRelation.objects.filter(source=body).select_related("target")
    }
    for arrow in record.arrows:
        row = old.pop((arrow.kind.value, arrow.target), None) or BodyRelation(
            source=body, kind=arrow.kind.value, target=bodies[arrow.target]
        )
        row.valid_from, row.valid_to = arrow.period.start, arrow.period.end
        row.save()
    BodyRelation.objects.filter(pk__in=[row.pk for row in old.values()]).delete()


def _write_composition(body: Body, record: BodyRecord) -> None:
    new = [
        CompositionRule(
            body=body,
            role=rule.role.value if rule.role else "",
            function=rule.function,
            minimum=rule.minimum,
            maximum=rule.maximum,
            each_authority=rule.each_authority,
        )
        for rule in record.composition
    ]
    CompositionRule.objects.filter(body=body).delete()
    CompositionRule.objects.bulk_create(new)
