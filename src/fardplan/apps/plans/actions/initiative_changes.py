"""What writes to initiatives have in common: a lock, a trace, an event, one way to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.actors.models import Authority, Body
from fardplan.apps.common import traces
from fardplan.apps.common.problems import ConflictError
from fardplan.apps.plans.adapters import to_initiative_columns, to_initiative_record
from fardplan.apps.plans.models import Initiative, Node, ProgrammeArea, StatusUpdate
from fardplan.apps.plans.queries.initiative import with_everything
from fardplan.engine.plans.phases import Status


if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model, QuerySet

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.plans.models import Programme
    from fardplan.engine.plans.initiative_records import InitiativeRecord

_SETS: dict[str, type[Authority | Body]] = {
    "municipalities": Authority,
    "partner_authorities": Authority,
    "partner_bodies": Body,
    "financed_by": Authority,
}
_THROUGH: dict[str, Any] = {name: getattr(Initiative, name).through for name in _SETS}
# Of a status, what makes a new one worth a line of its own in the history.
_TOLD = ("status", "status_text", "next_step", "next_day")


def _fields() -> tuple[str, ...]:
    left_out = {"id", "revision", "programme", "key", "code", "name", "sort_key"}
    return tuple(
        field.attname
        for field in Initiative._meta.concrete_fields
        if field.name not in left_out
    )


def _check_leaving(row: Model) -> None:
    """What has come to hang on a part of the plan hinders that it goes away."""
    is_used = isinstance(row, Node) and (
        row.children.exists() or row.links.exists() or row.links_in.exists()
    )
    if is_used or (isinstance(row, Initiative) and row.nodes.exists()):
        raise ConflictError(
            _("Det går inte att ångra: något annat har kopplats dit efteråt.")
        )


# Not the revision: it only ever goes up, so that nobody overwrites unseen.
TRACED = traces.Traced(
    names={
        "initiative": Initiative,
        "status": StatusUpdate,
        "node": Node,
        **_THROUGH,
    },
    fields={
        Initiative: ("programme_id", "key", "code", "name", "sort_key", *_fields()),
        StatusUpdate: (
            *("initiative_id", "day", "status", "phase", "text", "next_step"),
            *("next_day", "by_id", "through_link"),
        ),
        Node: (
            *("version_id", "key", "kind", "parent_id", "position", "number", "title"),
            *("text", "day", "less_of", "more_of", "initiative_id"),
        ),
        **{
            through: ("initiative_id", f"{_SETS[name]._meta.model_name}_id")
            for name, through in _THROUGH.items()
        },
    },
    check_leaving=_check_leaving,
)


class Trace(traces.Trace):
    """Looks at an initiative, its statuses and what it refers to."""

    def __init__(self, initiative: int, *watched: QuerySet[Any]) -> None:
        super().__init__(
            TRACED,
            Initiative.objects.filter(pk=initiative),
            StatusUpdate.objects.filter(initiative=initiative),
            *(
                through.objects.filter(initiative=initiative)
                for through in _THROUGH.values()
            ),
            *watched,
        )

    def forget(self) -> None:
        """Take all that there is as new: what was added is undone as a whole."""
        self._before = [{} for _rows in self._watched]


def locked_initiative(programme: Programme, code: str) -> Initiative:
    """Give the initiative; whoever else writes to it waits until this is done."""
    rows = Initiative.objects.filter(programme=programme, code=code)
    list(rows.select_for_update().values_list("pk"))
    return with_everything(rows).get()


def tell_initiative(
    action: str,
    row: Initiative,
    by: User | AnonymousUser | None,
    changes: dict[str, Any],
    reason: str = "",
) -> AuditEvent:
    """Leave the event of a write to an initiative."""
    return record_event(
        action=action,
        about=row,
        key=str(row.pk),
        by=by,
        changes=changes,
        reason=reason[:300],
    )


def write_record(
    row: Initiative,
    record: InitiativeRecord,
    *,
    day: date,
    by: User | AnonymousUser | None,
    through_link: bool = False,
) -> None:
    """Make the rows say what the record says; a new status gets a line of its own."""
    before = to_initiative_record(row)
    for name, value in to_initiative_columns(record).items():
        setattr(row, name, value)
    row.area = _found(
        ProgrammeArea.objects.filter(programme=row.programme), record.area
    )
    row.owner_body = _found(Body.objects.all(), record.owner_body)
    is_told = any(getattr(before, n) != getattr(record, n) for n in _TOLD)
    if is_told and record.status_day == before.status_day:
        row.status_day = day
    row.revision += 1
    row.save()
    for name, model in _SETS.items():
        codes = getattr(record, name)
        if codes != getattr(before, name):
            getattr(row, name).set(model.objects.filter(code__in=codes))
    if is_told and record.status is not Status.NONE:
        _add_update(row, row.status_day or day, by, through_link=through_link)


def _found(rows: QuerySet[Any], code: str) -> Any:
    return rows.get(code=code) if code else None


def _add_update(
    row: Initiative,
    day: date,
    by: User | AnonymousUser | None,
    *,
    through_link: bool,
) -> None:
    StatusUpdate.objects.create(
        initiative=row,
        day=day,
        status=row.status,
        phase=row.phase,
        text=row.status_text,
        next_step=row.next_step,
        next_day=row.next_day,
        by_id=getattr(by, "pk", None),
        through_link=through_link,
    )


def told_changes(
    before: Mapping[str, str], after: Mapping[str, str]
) -> dict[str, list[str]]:
    """Give column -> before, after; a name never goes into the chain of events."""
    return {
        name: ["", ""] if name == "owner" else [before[name], text]
        for name, text in after.items()
        if before[name] != text
    }


def changed_meanwhile(row: Initiative, now: Mapping[str, str]) -> ConflictError:
    """Give the refusal to overwrite what somebody else has written."""
    told = "; ".join(f"{name}: ”{text}”" for name, text in now.items())
    return ConflictError(
        _(
            "Någon annan ändrade %(name)s medan du skrev. Inget sparades. Nu gäller"
            " %(told)s. Det du skrev står kvar här: spara igen om det ska gälla."
        )
        % {"name": row.name, "told": told}
    )
