"""What concerns a person here: bodies I am secretary of, seats I get, what I follow."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fardplan.apps.accounts.follows import Followed, followable
from fardplan.apps.accounts.roles import standing_of
from fardplan.apps.accounts.states import RoleName
from fardplan.apps.actors import presenters, queries
from fardplan.apps.actors.models import Appointment, Authority, Body
from fardplan.apps.common.errands import Errand, ErrandKind, errand_source


if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from fardplan.apps.accounts.history import HistoryLine
    from fardplan.apps.accounts.models import AuditEvent, User

# Long enough for a nomination to be decided by the next meeting but one.
ENDS_WITHIN = timedelta(days=90)
NEW_FOR = timedelta(days=14)


@errand_source
def bodies_to_look_after(user: User, day: date) -> Iterator[Errand]:
    """What is missing, or soon will be, in the bodies I am secretary of."""
    codes = standing_of(user).places(RoleName.SECRETARY)
    if not codes:
        return
    for state in queries.body_states(codes, day, day + ENDS_WITHIN):
        body, url = state.body, reverse("actors:body", args=[state.body.code])
        why = _("Du är sekreterare i organet.")
        for row in state.ending:
            yield _ending(row, body, url, why)
        if state.vacant or state.problems:
            yield _missing(state, url, why)


def _missing(state: queries.BodyState, url: str, why: str) -> Errand:
    # What the rules of composition miss tells of the vacant seats too, and says more.
    title = _("Sammansättningen i %(body)s stämmer inte")
    if state.vacant:
        title = ngettext(
            "%(n)s vakant plats i %(body)s",
            "%(n)s vakanta platser i %(body)s",
            len(state.vacant),
        )
    seats = [presenters.seat_in_words(seat) for seat in state.vacant]
    problems = [f"{one.text[0].upper()}{one.text[1:]}" for one in state.problems]
    return Errand(
        kind=ErrandKind.OWE,
        title=title % {"n": len(state.vacant), "body": state.body.name},
        url=url,
        why=why,
        details=tuple(problems or seats),
    )


def _ending(row: Appointment, body: Body, url: str, why: str) -> Errand:
    words = {
        "name": row.person.name,
        "role": row.seat.get_role_display().lower(),
        "body": body.name,
    }
    return Errand(
        kind=ErrandKind.OWE,
        title=_("Förordnandet för %(name)s, %(role)s i %(body)s, slutar") % words,
        url=url,
        why=why,
        due=row.valid_to,
    )


@errand_source
def new_seats(user: User, day: date) -> Iterator[Errand]:
    """Seats I was appointed to, from a while before they begin until a while after."""
    for row in queries.appointments_of(user):
        if row.valid_from > day - NEW_FOR:
            words = {
                "role": row.seat.get_role_display().lower(),
                "body": row.seat.body.name,
            }
            yield Errand(
                kind=ErrandKind.INVITED,
                title=_("Du är förordnad till %(role)s i %(body)s") % words,
                url=reverse("actors:body", args=[row.seat.body.code]),
                why=_("Gäller från %(day)s.")
                % {"day": date_format(row.valid_from, "DATE_FORMAT")},
            )


def _bodies(keys: Collection[str]) -> Mapping[str, Followed]:
    return {
        body.code: Followed(
            title=body.name,
            url=reverse("actors:body", args=[body.code]),
            follow_url=reverse("actors:body_follow", args=[body.code]),
        )
        for body in Body.objects.filter(code__in=keys)
    }


def _body_changes(key: str, events: Sequence[AuditEvent], user: User) -> list[str]:
    body = queries.body_by_code(key)
    people = queries.people_by_id(presenters.people_in(events))
    return _told(presenters.body_history(events, body, people, user))


def _authorities(keys: Collection[str]) -> Mapping[str, Followed]:
    return {
        one.code: Followed(
            title=one.name,
            url=reverse("actors:authority", args=[one.code]),
            follow_url=reverse("actors:authority_follow", args=[one.code]),
        )
        for one in Authority.objects.filter(code__in=keys)
    }


def _authority_changes(key: str, events: Sequence[AuditEvent], user: User) -> list[str]:
    return _told(presenters.history(events, queries.authority_by_code(key), user))


def _told(lines: Sequence[HistoryLine]) -> list[str]:
    return [
        f"{date_format(line.event.at, 'DATE_FORMAT')}, {line.who}: {line.what}"
        + (f" {line.why}" if line.why else "")
        for line in lines
    ]


followable(Body, _bodies, _body_changes)
followable(Authority, _authorities, _authority_changes)
