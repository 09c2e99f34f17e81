"""What writes to a version have in common: it is open, and an event tells of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.common import traces
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.plans.models import Initiative, Node, NodeLink, PlanVersion
from fardplan.apps.plans.rules import check_edit_plan
from fardplan.engine.plans.adoption import RefusedAdoptionError
from fardplan.engine.plans.levels import RefusedPlaceError
from fardplan.engine.plans.versions import RefusedTurnError, VersionState, check_open


if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model, QuerySet

    from fardplan.apps.accounts.models import AuditEvent, User


@contextmanager
def refusals_told() -> Iterator[None]:
    """Tell the engine's refusals to people, in their language."""
    try:
        yield
    except (RefusedAdoptionError, RefusedPlaceError, RefusedTurnError) as refusal:
        raise ProblemError(_(str(refusal))) from refusal


def locked_version(code: str, number: int) -> PlanVersion:
    """Give the version; whoever else writes to it waits until this is done."""
    rows = PlanVersion.objects.select_for_update(of=("self",))
    return rows.select_related("programme__home").get(
        programme__code=code, number=number
    )


def open_version(version: PlanVersion, by: User | AnonymousUser) -> PlanVersion:
    """Give the version anew, locked, after checking that the person may write in it."""
    row = locked_version(version.programme.code, version.number)
    check_edit_plan(by, row.programme)
    with refusals_told():
        check_open(VersionState(row.state))
    return row


def tell(
    action: str,
    version: PlanVersion,
    by: User | AnonymousUser | None,
    changes: dict[str, Any],
    reason: str = "",
) -> AuditEvent:
    """Leave the event of a write to a version."""
    return record_event(
        action=action,
        about=version,
        key=str(version.pk),
        by=by,
        changes=changes,
        reason=reason,
    )


def about_node(node: Node) -> dict[str, list[Any]]:
    """Give what an event tells of which part it is about."""
    return {"node": [None, str(node.key)], "name": [None, str(node)]}


class Trace(traces.Trace):
    """Looks at rows of parts, links and initiatives before and after a write."""

    def __init__(self, *watched: QuerySet[Any]) -> None:
        super().__init__(TRACED, *watched)


def _check_leaving(row: Model) -> None:
    """What has come to hang on a part hinders that it goes away."""
    is_used = isinstance(row, Node) and (
        row.children.exists() or row.links.exists() or row.links_in.exists()
    )
    if is_used or (isinstance(row, Initiative) and row.updates.exists()):
        raise ConflictError(
            _("Det går inte att ångra: något annat har kopplats dit efteråt.")
        )


def _check_coming(_name: str, before: traces.Row) -> None:
    """A part comes back only under what is still there."""
    nodes = [
        before[c] for c in ("parent_id", "source_id", "target_id") if before.get(c)
    ]
    if Node.objects.filter(pk__in=nodes).count() < len(set(nodes)):
        raise traces.changed_since()


TRACED = traces.Traced(
    names={"initiative": Initiative, "node": Node, "link": NodeLink},
    fields={
        Initiative: ("programme_id", "key", "code", "name", "sort_key", "search_key"),
        # Not the revision: it only ever goes up, so that nobody overwrites unseen.
        Node: (
            *("version_id", "key", "kind", "parent_id", "position", "number", "title"),
            *("text", "day", "less_of", "more_of", "initiative_id"),
        ),
        NodeLink: ("version_id", "source_id", "kind", "target_id"),
    },
    check_leaving=_check_leaving,
    check_coming=_check_coming,
)
