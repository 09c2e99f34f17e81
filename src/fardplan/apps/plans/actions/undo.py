"""Taking back what was done to a part of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ConflictError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.actions.changes import TRACED, open_version, tell
from fardplan.apps.plans.models import Node


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.plans.models import PlanVersion


@writes
def undo_event(
    *, version: PlanVersion, event: AuditEvent, by: User | AnonymousUser
) -> AuditEvent:
    """Put back what an event changed, unless it has been changed again since."""
    row = open_version(version, by)
    if "trace" not in event.changes:
        raise ConflictError(_("Det går inte att ångra en sådan händelse."))
    told = event.changes["trace"][1]
    TRACED.put_back(told)
    nodes = [pk for name, pk, _before, after in told if name == "node" and after]
    Node.objects.filter(pk__in=nodes).update(revision=F("revision") + 1)
    if "version_title" in event.changes:
        before, after = event.changes["version_title"]
        row.title = before if row.title == after else row.title
        row.save(update_fields=["title"])
    kept = {n: pair for n, pair in event.changes.items() if n in ("node", "name")}
    return tell(f"undo_{event.action}", row, by, kept)
