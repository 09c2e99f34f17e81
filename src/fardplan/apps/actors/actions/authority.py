"""Every write to the register of authorities."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.actors.adapters import to_fields
from fardplan.apps.actors.models import Authority
from fardplan.apps.actors.rules import check_edit_authority
from fardplan.apps.common.problems import ConflictError
from fardplan.apps.common.writes import writes


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.engine.actors.authority_register import AuthorityFact


@dataclass
class LoadReport:
    """What a load did, by code; ``not_in_register`` is kept, never deleted."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    not_in_register: list[str] = field(default_factory=list)


@writes
def load_register(
    *, facts: Sequence[AuthorityFact], by: User | None = None
) -> LoadReport:
    """Make the rows say what the register says; what people edited stays.

    ``facts`` come in an order where each refers only to earlier ones.
    """
    report = LoadReport()
    rows = {row.code: row for row in Authority.objects.prefetch_related("care_regions")}
    before = set(rows)
    for fact in facts:
        _load_one(fact, rows, report, by)
    report.not_in_register = sorted(before - {fact.code for fact in facts})
    return report


def _load_one(
    fact: AuthorityFact,
    rows: dict[str, Authority],
    report: LoadReport,
    by: User | None,
) -> None:
    is_new = fact.code not in rows
    row = rows.setdefault(fact.code, Authority(code=fact.code))
    new = to_fields(fact) | {"region_id": rows[fact.region].pk if fact.region else None}
    changes = {
        name: [None if is_new else getattr(row, name), value]
        for name, value in new.items()
        if is_new or getattr(row, name) != value
    }
    care = [rows[code] for code in fact.care_regions]
    if not is_new and {c.pk for c in row.care_regions.all()} != {c.pk for c in care}:
        changes["care_regions"] = [
            sorted(c.code for c in row.care_regions.all()),
            sorted(fact.care_regions),
        ]
    if not changes:
        report.unchanged += 1
        return
    for name, value in new.items():
        setattr(row, name, value)
    row.save()
    row.care_regions.set(care)
    (report.created if is_new else report.changed).append(fact.code)
    record_event(
        action="load_register",
        about=row,
        key=row.code,
        by=by,
        # A first load would only repeat the register, 317 times over.
        changes={} if is_new else changes,
    )


@writes
def edit_authority(
    *,
    code: str,
    new: Mapping[str, str],
    seen: Mapping[str, str],
    by: User | AnonymousUser,
) -> AuditEvent | None:
    """Change what people edit; give the event, or None when nothing differs.

    ``seen`` is what the person had before them: when a field they change has meanwhile
    been changed by somebody else, :class:`ConflictError` is raised and nothing written.
    """
    check_edit_authority(by)
    authority = Authority.objects.select_for_update().get(code=code)
    changes = {
        name: [getattr(authority, name), value]
        for name, value in new.items()
        if seen[name] != value and getattr(authority, name) != value
    }
    for name, (current, _value) in changes.items():
        if current != seen[name]:
            raise ConflictError(
                _(
                    "Någon annan ändrade %(field)s till ”%(value)s” medan du skrev."
                    " Inget sparades. Kontrollera och spara igen."
                )
                % {
                    "field": Authority.field_label(name),
                    "value": current,
                }
            )
    if not changes:
        return None
    return _write(authority, changes, "edit_authority", by)


@writes
def undo_edit(*, event: AuditEvent, by: User | AnonymousUser) -> AuditEvent:
    """Put back what an edit changed, unless it has been changed again since."""
    check_edit_authority(by)
    authority = Authority.objects.select_for_update().get(code=event.object_key)
    for name, (_before, after) in event.changes.items():
        if getattr(authority, name) != after:
            raise ConflictError(
                _("Det går inte att ångra: uppgiften har ändrats igen efteråt.")
            )
    back = {name: [after, before] for name, (before, after) in event.changes.items()}
    return _write(authority, back, "undo_edit", by)


def _write(
    authority: Authority,
    changes: dict[str, list[str]],
    action: str,
    by: User | AnonymousUser,
) -> AuditEvent:
    for name, (_before, after) in changes.items():
        setattr(authority, name, after)
    authority.save(update_fields=list(changes))
    return record_event(
        action=action, about=authority, key=authority.code, by=by, changes=changes
    )
