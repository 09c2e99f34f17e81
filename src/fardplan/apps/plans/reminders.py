"""Letters to those who owe a status, with a link to the form for each initiative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext

from fardplan.apps.accounts.mail import send_letter
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.links import STATUS_LINK_DAYS, status_token


if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import Initiative


@dataclass(frozen=True)
class Reminder:
    """What one person is to be reminded of."""

    person: User
    initiatives: list[Initiative]


def reminders(day: date) -> list[Reminder]:
    """Give whom to remind of what, on a day."""
    owed = queries.owners_to_remind(day)
    people = queries.people_with_accounts(list(owed))
    return [
        Reminder(person, owed[number])
        for number, person in sorted(people.items(), key=lambda one: one[1].email)
    ]


def send(reminder: Reminder) -> None:
    """Send one person's letter, and note each link that was sent.

    The note comes after the letter has left: who gets none is reminded next time.
    """
    lines = list(_lines(reminder))
    send_letter(
        reminder.person.email,
        ngettext(
            "Hur går det med %(name)s?",
            "Hur går det med dina %(n)s insatser?",
            len(lines),
        )
        % {"name": lines[0]["name"], "n": len(lines)},
        "plans/mail/reminder.txt",
        {"person": reminder.person, "lines": lines, "days": STATUS_LINK_DAYS},
    )
    for initiative in reminder.initiatives:
        actions.note_link_sent(row=initiative, to=reminder.person)


def _lines(reminder: Reminder) -> Iterator[dict[str, object]]:
    for initiative in reminder.initiatives:
        token = status_token(reminder.person, initiative)
        path = reverse("plans:status_link", args=[token])
        yield {
            "name": initiative.name,
            "next_step": initiative.next_step,
            "next_day": initiative.next_day,
            "status_day": initiative.status_day,
            "address": f"{settings.SITE_ADDRESS}{path}",
        }
