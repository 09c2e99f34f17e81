"""Who owes what: initiatives whose status is old, or whose next step is overdue."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from fardplan.apps.accounts.models import AuditEvent, User
from fardplan.apps.accounts.roles import standing_of
from fardplan.apps.accounts.states import RoleName
from fardplan.apps.actors.models import Appointment
from fardplan.apps.actors.queries import bodies_answered_for
from fardplan.apps.actors.states import SeatRoleLabel
from fardplan.apps.plans.models import Initiative, Node
from fardplan.apps.plans.rules import can_edit_plan
from fardplan.apps.plans.states import PhaseLabel


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.plans.models import Programme

# A status older than a month tells nobody how it goes now.
STATUS_HOLDS = timedelta(days=30)
# A letter a week at most for one initiative.
REMIND_AGAIN = timedelta(days=7)
REMINDED = "send_status_link"


def initiatives_owed(day: date) -> QuerySet[Initiative]:
    """Give those in some version whose status is too old or whose next step is due."""
    late = Q(status_day__isnull=True) | Q(status_day__lt=day - STATUS_HOLDS)
    late |= Q(next_day__lt=day)
    rows = Initiative.objects.filter(
        late, Exists(Node.objects.filter(initiative=OuterRef("pk")))
    )
    rows = rows.exclude(phase=PhaseLabel.ENDED)
    return rows.select_related("programme__home", "owner", "owner_body__home")


def owed_by(user: User, day: date) -> QuerySet[Initiative]:
    """Give those that one person answers for."""
    own = Q(owner__user=user) | Q(owner_body__code__in=bodies_answered_for(user))
    return initiatives_owed(day).filter(own)


def told_by(
    user: User | AnonymousUser, programme: Programme, rows: Iterable[Initiative]
) -> set[int]:
    """Give which of a programme's initiatives the person may tell the status of.

    The same as the rule for one (`check_tell_status`), in a fixed number of reads.
    """
    numbers = [row.pk for row in rows]
    if not (user.is_authenticated and user.is_active):
        return set()
    if can_edit_plan(user, programme):
        return set(numbers)
    led = set(standing_of(user).places(RoleName.PROGRAMME_LEAD))
    own = Q(owner__user=user) | Q(owner_body__code__in=bodies_answered_for(user))
    if led:
        parties = programme.authorities.filter(code__in=led).values("pk")
        own |= Q(municipalities__in=parties) | Q(owner_body__home__in=parties)
        own |= Q(partner_authorities__in=parties)
    found = Initiative.objects.filter(own, pk__in=numbers).order_by()
    return set(found.values_list("pk", flat=True))


def owners_to_remind(day: date) -> dict[int, list[Initiative]]:
    """Give what each account is to be reminded of, by the account's number.

    The person who owns an initiative is reminded; where none is named, or has no
    account, the chair and the secretary of the body that owns it.
    """
    recently = AuditEvent.objects.filter(
        object_type=Initiative._meta.label_lower,
        action=REMINDED,
        at__gte=timezone.now() - REMIND_AGAIN,
    ).values_list("object_key", flat=True)
    told = {int(key) for key in recently}
    rows = [row for row in initiatives_owed(day) if row.pk not in told]
    bodies = {row.owner_body_id for row in rows if _own_account(row) is None}
    holders = _holders({number for number in bodies if number is not None}, day)
    found: dict[int, list[Initiative]] = defaultdict(list)
    for row in rows:
        own = _own_account(row)
        for account in [own] if own else holders.get(row.owner_body_id or 0, ()):
            found[account].append(row)
    return dict(found)


def _own_account(row: Initiative) -> int | None:
    return row.owner.user_id if row.owner else None


def _holders(bodies: set[int], day: date) -> dict[int, list[int]]:
    """Give the accounts of each body's chair and secretaries; nobody is both."""
    rows = Appointment.objects.filter(
        seat__body__in=bodies,
        seat__role__in=(SeatRoleLabel.CHAIR, SeatRoleLabel.SECRETARY),
        person__user__isnull=False,
        valid_from__lte=day,
    ).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    found: dict[int, list[int]] = defaultdict(list)
    for row in rows.select_related("seat", "person").order_by("pk"):
        assert row.person.user_id is not None  # noqa: S101 -- asked for so
        found[row.seat.body_id].append(row.person.user_id)
    return dict(found)


def people_with_accounts(numbers: list[int]) -> dict[int, User]:
    """Give the open accounts by number."""
    return {
        user.pk: user for user in User.objects.filter(pk__in=numbers, is_active=True)
    }
