"""What concerns a person here: initiatives that I answer for and owe a status."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fardplan.apps.accounts.follows import Followed, followable
from fardplan.apps.common.errands import Errand, ErrandKind, InPlace, errand_source
from fardplan.apps.plans import queries
from fardplan.apps.plans.models import Initiative
from fardplan.apps.plans.presenters.initiative import (
    initiative_history,
    status_choices,
)
from fardplan.apps.plans.presenters.thread import is_broken_by
from fardplan.apps.plans.rules import can_see_initiative


if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from fardplan.apps.accounts.models import AuditEvent, User


@errand_source
def statuses_owed(user: User, day: date) -> Iterator[Errand]:
    """Initiatives whose status is old, or whose next step should have been taken."""
    for row in queries.owed_by(user, day):
        url = reverse("plans:status", args=[row.programme.code, row.code])
        yield Errand(
            kind=ErrandKind.OWE,
            title=_("Hur går det med %(name)s?") % {"name": row.name},
            url=url,
            why=_why(row, user),
            due=row.next_day if row.next_day and row.next_day < day else None,
            details=_details(row),
            in_place=InPlace(
                template="plans/_status_in_place.html",
                url=url,
                values={"initiative": row, "statuses": status_choices(row.status)},
            ),
        )


@errand_source
def decisions_to_enter(user: User, _day: date) -> Iterator[Errand]:
    """Plans that wait for a body I am secretary of, when it is the body's turn."""
    for step in queries.decisions_awaited_by(user):
        version = step.version
        yield Errand(
            kind=ErrandKind.OWE,
            title=_("Beslut om %(plan)s i %(body)s")
            % {"plan": version.title, "body": step.body.name},
            url=reverse(
                "plans:decision",
                args=[version.programme.code, version.number, step.pk],
            ),
            why=_("Du är sekreterare i organet, och planen väntar på dess beslut."),
        )


@errand_source
def plans_to_look_over(user: User, day: date) -> Iterator[Errand]:
    """Plans that I lead and that are to be looked over within a year, or should have been.

    A plan is looked over at least once a term of office.
    """
    for programme, due in queries.plans_to_look_over(user, day):
        yield Errand(
            kind=ErrandKind.OWE,
            title=_("Se över planen för %(name)s") % {"name": programme.name},
            url=reverse("plans:programme", args=[programme.code]),
            why=_("Du är programledare där programmet drivs."),
            due=due,
        )


@errand_source
def gaps_to_mend(user: User, day: date) -> Iterator[Errand]:
    """Programmes that I lead whose thread is broken, with what breaks it most."""
    for version in queries.versions_led_by(user):
        gaps = queries.gaps_of(version, day)
        broken = [gap for gap in gaps if is_broken_by(gap)]
        if broken:
            programme = version.programme
            counts = Counter(gap.rule.title for gap in broken)
            yield Errand(
                kind=ErrandKind.OWE,
                title=ngettext(
                    "%(n)d lucka bryter tråden i %(name)s",
                    "%(n)d luckor bryter tråden i %(name)s",
                    len(broken),
                )
                % {"n": len(broken), "name": programme.name},
                url=reverse("plans:thread", args=[programme.code]),
                why=_("Du är programledare där programmet drivs."),
                details=tuple(f"{title}: {n}" for title, n in counts.most_common(3)),
            )


def _why(row: Initiative, user: User) -> str:
    if row.owner and row.owner.user_id == user.pk:
        return _("Du ansvarar för insatsen.")
    return _("Du är ordförande eller sekreterare i %(body)s, som ansvarar.") % {
        "body": row.owner_body
    }


def _details(row: Initiative) -> tuple[str, ...]:
    told = []
    if row.status_day:
        told.append(
            _("Senast berättat %(day)s: %(status)s.")
            % {
                "day": date_format(row.status_day, "DATE_FORMAT"),
                "status": row.get_status_display(),
            }
        )
    if row.next_step:
        told.append(_("Nästa steg: %(step)s") % {"step": row.next_step})
    return tuple(told)


def _things(keys: Collection[str]) -> Mapping[str, Followed]:
    rows = Initiative.objects.filter(pk__in=[int(key) for key in keys])
    return {
        str(row.pk): Followed(
            title=row.name,
            url=reverse("plans:initiative", args=[row.programme.code, row.code]),
            follow_url=reverse(
                "plans:initiative_follow", args=[row.programme.code, row.code]
            ),
        )
        for row in rows.select_related("programme")
    }


def _changes(key: str, events: Sequence[AuditEvent], user: User) -> list[str]:
    # Who may no longer read of it is not told what changed.
    if not can_see_initiative(user, queries.initiative_by_number(int(key))):
        return []
    return [
        f"{date_format(line.event.at, 'DATE_FORMAT')}, {line.who}: {line.what}"
        for line in initiative_history(events, user)
    ]


followable(Initiative, _things, _changes)
