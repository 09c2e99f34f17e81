"""Every write to what people say about the parts of a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.actions.changes import about_node, tell
from fardplan.apps.plans.actions.node import node_of
from fardplan.apps.plans.models import NodeComment
from fardplan.apps.plans.rules import check_edit_plan, check_take_part


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import PlanVersion


@writes
def add_comment(*, version: PlanVersion, key: str, text: str, by: User) -> NodeComment:
    """Say something of a part; the same words by the same person are said once."""
    check_take_part(by, version.programme)
    node = node_of(version, key)
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise ProblemError(_("Skriv en kommentar först."))
    rows = NodeComment.objects.filter(version=version, node_key=key, author=by)
    known = rows.filter(text=said, resolved_at=None).first()
    if known:
        return known
    row = NodeComment.objects.create(
        version=version, node_key=node.key, text=said, author=by
    )
    # Not the words: they can be erased from the comment, but never from the chain.
    tell("add_comment", version, by, about_node(node))
    return row


@writes
def resolve_comment(*, version: PlanVersion, comment_id: int, by: User) -> None:
    """Mark a comment as taken care of: its author may, and who writes the plan."""
    row = NodeComment.objects.get(version=version, pk=comment_id)
    if row.author_id != by.pk:
        check_edit_plan(by, version.programme)
    if row.resolved_at is None:
        row.resolved_at = timezone.now()
        row.save()
        node = version.nodes.filter(key=row.node_key).first()
        tell("resolve_comment", version, by, about_node(node) if node else {})
