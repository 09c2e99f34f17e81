"""Every write to what is told of an initiative, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.actors.actions import WrongFieldsError
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.actions.initiative_changes import (
    TRACED,
    Trace,
    changed_meanwhile,
    locked_initiative,
    tell_initiative,
    told_changes,
    write_record,
)
from fardplan.apps.plans.actions.node import Place, add_node
from fardplan.apps.plans.models import Initiative
from fardplan.apps.plans.queries.initiative import (
    events_of_batch,
    events_of_initiative,
    initiative_by_number,
    initiative_text,
    known_plan,
)
from fardplan.apps.plans.queries.programme import open_version_of
from fardplan.apps.plans.rules import (
    check_edit_initiative,
    check_edit_plan,
    check_tell_status,
)
from fardplan.apps.plans.states import INITIATIVE_FIELDS, STATUS_FIELDS
from fardplan.engine.plans.initiative_records import (
    INITIATIVE_COLUMNS,
    read_initiative,
    write_initiative,
)
from fardplan.engine.plans.phases import Phase


if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.plans.models import Programme

# What a form about the facts leaves alone: the plan names it, and its status is told
# elsewhere.
NOT_FACTS = ("code", "name", *STATUS_FIELDS)
STATUS_ACTIONS = ("tell_status", "move_phase")


@writes
def create_initiative(
    *,
    programme: Programme,
    name: str,
    parent: str = "",
    key: str = "",
    by: User | AnonymousUser,
) -> Initiative:
    """Add an initiative to the draft of the plan, under the part with this key.

    ``key`` comes with the form, so that a double click adds one.
    """
    version = open_version_of(programme)
    if version is None:
        raise ProblemError(
            _(
                "Planen är antagen, och en ny insats behöver ett utkast att stå i."
                " Börja på nästa version först."
            )
        )
    node = add_node(
        version=version,
        kind="initiative",
        new={"title": name},
        place=Place(parent=parent),
        key=key,
        by=by,
    )
    assert node.initiative_id is not None  # noqa: S101 -- add_node makes it
    row = initiative_by_number(node.initiative_id)
    if not events_of_initiative(row).exists():
        tell_initiative("create_initiative", row, by, {"name": [None, row.name]})
    return row


@writes
def edit_initiative(
    *,
    programme: Programme,
    code: str,
    new: Mapping[str, str],
    revision: int,
    gate_reason: str = "",
    by: User | AnonymousUser,
) -> AuditEvent | None:
    """Change the facts of an initiative, as text; None when they are so already.

    ``revision`` is what the person saw. ``gate_reason`` is why it is rolled out without
    an evaluation; it stands in the history.
    """
    row = locked_initiative(programme, code)
    check_edit_initiative(by, row)
    plan = known_plan(programme)
    before = initiative_text(row, plan)
    wanted = {n: text for n, text in new.items() if n not in NOT_FACTS}
    record, problems = read_initiative(
        before | wanted, plan, Phase(row.phase), gate_reason
    )
    if record is None:
        raise WrongFieldsError(problems, INITIATIVE_COLUMNS)
    told = told_changes(before, write_initiative(record, plan))
    if not told:
        return None
    if row.revision != revision:
        now = {str(INITIATIVE_FIELDS[name]).lower(): before[name] for name in told}
        raise changed_meanwhile(row, now)
    trace = Trace(row.pk)
    write_record(row, record, day=timezone.localdate(), by=by)
    changes = told | trace.as_change()
    return tell_initiative("edit_initiative", row, by, changes, gate_reason)


@writes
def undo_initiative_event(
    *, programme: Programme, event: AuditEvent, by: User | AnonymousUser
) -> None:
    """Put back what an event changed, and all that was changed at the same time."""
    if "batch" in event.changes:
        check_edit_plan(by, programme)
        for one in events_of_batch(event.changes["batch"][1]):
            _undo(one, by)
        return
    row = initiative_by_number(int(event.object_key))
    check = (
        check_tell_status if event.action in STATUS_ACTIONS else check_edit_initiative
    )
    check(by, row)
    _undo(event, by)


def _undo(event: AuditEvent, by: User | AnonymousUser) -> None:
    if "trace" not in event.changes:
        raise ConflictError(_("Det går inte att ångra en sådan händelse."))
    row = Initiative.objects.select_for_update().get(pk=int(event.object_key))
    told = event.changes["trace"][1]
    TRACED.put_back(told)
    Initiative.objects.filter(pk=row.pk).update(revision=F("revision") + 1)
    kept = {
        n: pair[::-1] for n, pair in event.changes.items() if n in INITIATIVE_FIELDS
    }
    tell_initiative(f"undo_{event.action}", row, by, kept)
