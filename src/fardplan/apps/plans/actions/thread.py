"""Every write that closes gaps beside the versions: what is done, and the vision checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.actions.changes import about_node, tell
from fardplan.apps.plans.actions.node import node_of
from fardplan.apps.plans.models import DoneMark, VisionCheck
from fardplan.apps.plans.queries import initiative_above
from fardplan.apps.plans.rules import check_edit_plan, check_mark_done
from fardplan.apps.plans.states import DATED_KINDS


if TYPE_CHECKING:
    from datetime import date

    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import PlanVersion, Programme


@writes
def mark_done(
    *, version: PlanVersion, key: str, day: date, text: str, by: User
) -> DoneMark:
    """Tell that a part is done; said again it is corrected."""
    node = node_of(version, key)
    check_mark_done(by, version.programme, initiative_above(node))
    if node.kind not in DATED_KINDS:
        raise ProblemError(
            _("Bara mål, aktiviteter, milstolpar och beslutspunkter blir klara.")
        )
    if day > timezone.localdate():
        raise ProblemError(_("Dagen har inte varit än. Markera när det är klart."))
    row, _is_new = DoneMark.objects.update_or_create(
        programme=version.programme,
        node_key=node.key,
        defaults={"day": day, "text": text.strip(), "by": by},
    )
    tell("mark_done", version, by, {**about_node(node), "day": [None, day]})
    return row


@writes
def unmark_done(*, version: PlanVersion, key: str, by: User) -> None:
    """Take back that a part is done; nothing happens when it is not."""
    node = node_of(version, key)
    check_mark_done(by, version.programme, initiative_above(node))
    gone, _by_model = DoneMark.objects.filter(
        programme=version.programme, node_key=node.key
    ).delete()
    if gone:
        tell("unmark_done", version, by, about_node(node))


@writes
def check_vision(
    *,
    programme: Programme,
    day: date,
    against: str,
    is_kept: bool,
    text: str,
    by: User,
) -> VisionCheck:
    """Keep what came of holding the vision against an operating plan.

    The same plan on the same day is the same occasion, so that a double click makes one.
    """
    check_edit_plan(by, programme)
    if day > timezone.localdate():
        raise ProblemError(
            _("Dagen har inte varit än. Skriv in den när den har varit.")
        )
    row, _is_new = VisionCheck.objects.update_or_create(
        programme=programme,
        day=day,
        against=against.strip(),
        defaults={"is_kept": is_kept, "text": text.strip(), "by": by},
    )
    _tell_of_programme("check_vision", row, by)
    return row


@writes
def remove_vision_check(*, programme: Programme, number: int, by: User) -> None:
    """Take back a vision check that was entered by mistake."""
    check_edit_plan(by, programme)
    row = VisionCheck.objects.get(programme=programme, pk=number)
    _tell_of_programme("remove_vision_check", row, by)
    row.delete()


def _tell_of_programme(action: str, row: VisionCheck, by: User) -> None:
    record_event(
        action=action,
        about=row.programme,
        key=row.programme.code,
        by=by,
        changes={"name": [None, row.against], "day": [None, row.day]},
    )
