"""Historik: what was done to a thing, told the same way on every page.

Each station tells its own events in words; who, when and how many at a time is here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from fardplan.apps.accounts.models import Invitation
from fardplan.apps.accounts.roles import Role


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from fardplan.apps.accounts.models import AuditEvent, User

LINES_PER_PAGE = 20
# The name in the query string of the page of the history.
PAGE = "historik"


@dataclass(frozen=True)
class HistoryLine:
    """One event in plain words; ``undo`` is where it is taken back, when it can be."""

    event: AuditEvent
    who: str
    what: str
    why: str = ""
    undo: str = ""


@dataclass(frozen=True)
class History:
    """A page of lines, the latest first."""

    lines: list[HistoryLine]
    page: Page[AuditEvent]


def history_page(
    request: HttpRequest,
    events: QuerySet[AuditEvent],
    tell: Callable[[Sequence[AuditEvent]], list[HistoryLine]],
    undo: Callable[[AuditEvent], str] | None = None,
) -> History:
    """Give the page of a thing's history that is asked for.

    ``undo`` gives the address where an event is taken back, or nothing; only the latest
    event is asked about, since what came before has been built upon.
    """
    page = Paginator(events, LINES_PER_PAGE).get_page(request.GET.get(PAGE))
    lines = tell(list(page.object_list))
    if undo and lines and page.number == 1:
        lines[0] = replace(lines[0], undo=undo(lines[0].event))
    return History(lines, page)


def who_did(event: AuditEvent, reader: User | AnonymousUser | None) -> str:
    """Tell who did it; the names of people with accounts are for those who have one.

    The public needs to know what was changed and when, not which official typed it
    (data minimisation, article 5.1 c of the General Data Protection Regulation).
    """
    if event.made_by is None:
        return _("Färdplan")
    if reader is not None and reader.is_authenticated:
        return event.made_by.name
    return _("En inloggad person")


def change_in_words(field: str, old: object, new: object) -> str:
    """Tell that a field got, lost or changed its value."""
    words = {"field": field, "before": old, "after": new}
    if not old:
        return _("%(field)s blev ”%(after)s”") % words
    if not new:
        return _("%(field)s ”%(before)s” togs bort") % words
    return _("%(field)s från ”%(before)s” till ”%(after)s”") % words


def tell_invitations(
    events: Sequence[AuditEvent], reader: User | AnonymousUser
) -> list[HistoryLine]:
    """Tell what was done to invitations; only those who may invite see them."""
    numbers = [event.object_key for event in events]
    names = dict(Invitation.objects.filter(pk__in=numbers).values_list("pk", "name"))
    return [
        HistoryLine(
            event,
            who_did(event, reader),
            _invitation_in_words(event, names.get(int(event.object_key))),
            event.reason,
        )
        for event in events
    ]


def _invitation_in_words(event: AuditEvent, name: str | None) -> str:
    told = {"name": name or _("någon vars uppgifter är gallrade")}
    if event.action == "withdraw_invitation":
        return _("Inbjudan till %(name)s togs tillbaka.") % told
    if event.action == "accept_invitation":
        return _("Inbjudan till %(name)s användes.") % told
    if event.action != "invite":
        return _("Inbjudan till %(name)s ändrades.") % told
    role = event.changes["role"][1]
    told["role"] = dict(Role.choices).get(role, role)
    return _("%(name)s bjöds in med behörigheten ”%(role)s”.") % told


def plain_lines(
    events: Iterable[AuditEvent],
    reader: User | AnonymousUser,
    what: Callable[[AuditEvent], str],
) -> list[HistoryLine]:
    """Give a line an event, where one sentence tells all."""
    return [
        HistoryLine(event, who_did(event, reader), what(event), event.reason)
        for event in events
    ]
