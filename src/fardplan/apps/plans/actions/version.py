"""Every write to a version as a whole: it starts, goes on referral and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.actions.changes import locked_version, refusals_told, tell
from fardplan.apps.plans.models import (
    AdoptionStep,
    Node,
    NodeLink,
    PlanVersion,
    Programme,
)
from fardplan.apps.plans.queries import open_version_of
from fardplan.apps.plans.rules import check_edit_plan
from fardplan.engine.plans.versions import VersionState, check_turn


if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User

_COPIED = (
    *("key", "kind", "position", "number", "title", "text", "day"),
    *("less_of", "more_of", "initiative_id"),
)


@writes
def start_version(
    *, code: str, title: str, by: User | AnonymousUser | None
) -> PlanVersion:
    """Start the next version from the latest adopted one: same parts, same keys.

    One draft at a time, so that a double click, or two people at once, make one.
    """
    programme = (
        Programme.objects.select_for_update(of=("self",))
        .select_related("home")
        .get(code=code)
    )
    if by is not None:
        check_edit_plan(by, programme)
    if open_version_of(programme):
        raise ConflictError(
            _("Det finns redan ett utkast. Arbeta vidare i det, eller få det antaget.")
        )
    versions = PlanVersion.objects.filter(programme=programme)
    latest = versions.order_by("-number")[0]
    number = versions.aggregate(top=Max("number"))["top"] + 1
    row = PlanVersion.objects.create(
        programme=programme,
        number=number,
        title=title.strip()[:200] or latest.title,
        based_on=latest,
    )
    _copy_content(latest, row)
    AdoptionStep.objects.bulk_create(
        AdoptionStep(version=row, order=s.order, body_id=s.body_id, role=s.role)
        for s in latest.steps.all()
    )
    tell("start_version", row, by, {"based_on": [None, latest.number]})
    return row


def _copy_content(old: PlanVersion, new: PlanVersion) -> None:
    rows = list(Node.objects.filter(version=old))
    made = Node.objects.bulk_create(
        Node(version=new, **{name: getattr(row, name) for name in _COPIED})
        for row in rows
    )
    copies = {row.pk: copy for row, copy in zip(rows, made, strict=True)}
    below = [(copies[row.pk], copies[row.parent_id]) for row in rows if row.parent_id]
    for copy, parent in below:
        copy.parent = parent
    Node.objects.bulk_update([copy for copy, _parent in below], ["parent"])
    NodeLink.objects.bulk_create(
        NodeLink(
            version=new,
            source=copies[link.source_id],
            kind=link.kind,
            target=copies[link.target_id],
        )
        for link in NodeLink.objects.filter(version=old)
    )


@writes
def send_on_referral(
    *,
    version: PlanVersion,
    days: tuple[date, date],
    by: User | AnonymousUser,
) -> AuditEvent:
    """Send the version out for opinions from one day to another; it stays as it is."""
    row = _turned(version, VersionState.REFERRAL, by)
    row.referral_from, row.referral_to = days
    if row.referral_to < row.referral_from:
        raise ProblemError(_("Svarsdagen är före den dag då remissen börjar."))
    row.save()
    told = {"referral_from": [None, days[0]], "referral_to": [None, days[1]]}
    return tell("send_on_referral", row, by, told)


@writes
def take_back_referral(*, version: PlanVersion, by: User | AnonymousUser) -> AuditEvent:
    """Make the version a draft again, to work in what was said; the days are kept."""
    row = _turned(version, VersionState.DRAFT, by)
    row.save()
    return tell("take_back_referral", row, by, {})


def _turned(
    version: PlanVersion, state: VersionState, by: User | AnonymousUser
) -> PlanVersion:
    row = locked_version(version.programme.code, version.number)
    check_edit_plan(by, row.programme)
    with refusals_told():
        check_turn(VersionState(row.state), state)
    row.state = state.value
    return row
