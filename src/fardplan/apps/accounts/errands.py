"""What concerns a person here: invitations that wait, and what the person follows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.accounts import queries
from fardplan.apps.accounts.follows import told_changes
from fardplan.apps.common.errands import Answer, Errand, ErrandKind, errand_source


if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fardplan.apps.accounts.models import Invitation, User

# A reminder of an invitation: three days before it expires, and a month after.
EXPIRES_WITHIN, TOLD_AFTER = timedelta(days=3), timedelta(days=30)


@errand_source
def invitations(user: User, _day: date) -> Iterator[Errand]:
    """Invitations I sent that nobody has used, and that expire soon or have."""
    now = timezone.now()
    rows = queries.unused_invitations_by(user, now - TOLD_AFTER, now + EXPIRES_WITHIN)
    for row in rows:
        yield _invitation(row, is_over=row.expires_at <= now)


def _invitation(row: Invitation, *, is_over: bool) -> Errand:
    title = (
        _("Inbjudan till %(name)s har gått ut")
        if is_over
        else _("Inbjudan till %(name)s går snart ut")
    )
    return Errand(
        kind=ErrandKind.OWE,
        title=title % {"name": row.name},
        url=reverse("accounts:invite"),
        why=_("Du skickade den till %(email)s, och ingen har använt den. Bjud in igen?")
        % {"email": row.email},
        due=timezone.localdate(row.expires_at),
    )


@errand_source
def changes(user: User, _day: date) -> Iterator[Errand]:
    """What others changed in what I follow, since I last said that I had seen it."""
    for row, thing, events in queries.unseen_changes(user):
        told = told_changes(row.object_type, row.object_key, events, user)
        yield Errand(
            kind=ErrandKind.CHANGED,
            title=thing.title,
            url=thing.url,
            why=_("Du följer."),
            details=tuple(told),
            answer=Answer(
                url=reverse("mine:seen"),
                label=_("Jag har sett det"),
                fields=(("follow", str(row.pk)), ("up_to", str(events[0].number))),
            ),
        )
