"""Accounts, roles and what was done to them -> what the templates draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fardplan.apps.accounts.history import HistoryLine, plain_lines
from fardplan.apps.accounts.roles import DESCRIPTIONS, Role, role_address
from fardplan.apps.common.errands import ErrandKind


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.accounts.states import RoleFact, Standing
    from fardplan.apps.common.errands import Errand


MOST_DETAILS = 6


@dataclass(frozen=True)
class RoleLine:
    """One role: what, where, until when, what it means, and where it is looked after.

    ``reference`` is the fact's own: a station's pages may tell a role by it.
    """

    role: str
    place: str
    until: str
    meaning: str
    url: str
    reference: str

    @property
    def text(self) -> str:
        return f"{self.role}, {self.place}" if self.place else self.role


def role_lines(user: User, standing: Standing) -> list[RoleLine]:
    """Tell all that an account is; a reader when it is nothing else."""
    lines = [_role_line(fact) for fact in standing.facts]
    if user.is_administrator:
        lines.insert(0, _own(Role.ADMINISTRATOR))
    return lines or [_own(Role.READER)]


def _own(role: Role) -> RoleLine:
    return RoleLine(str(role.label), "", "", str(DESCRIPTIONS[role]), "", "")


def _role_line(fact: RoleFact) -> RoleLine:
    role = Role(fact.role)
    return RoleLine(
        role=str(role.label),
        place=fact.name,
        until=_until(fact.end),
        meaning=str(DESCRIPTIONS[role]),
        url=role_address(fact),
        reference=fact.reference,
    )


def _until(end: date | None) -> str:
    return _("till %(day)s") % {"day": date_format(end, "DATE_FORMAT")} if end else ""


@dataclass(frozen=True)
class PersonRow:
    """One account in the list."""

    person: User
    roles: list[RoleLine]
    has_second_factor: bool


def person_rows(
    people: Iterable[User],
    standings: Mapping[int, Standing],
    with_second_factor: Collection[int],
) -> list[PersonRow]:
    """Join accounts with what they are."""
    return [
        PersonRow(
            person=one,
            roles=role_lines(one, standings[one.pk]),
            has_second_factor=one.pk in with_second_factor,
        )
        for one in people
    ]


def account_history(
    events: Iterable[AuditEvent], reader: User | AnonymousUser
) -> list[HistoryLine]:
    """Tell each event of an account."""
    return plain_lines(events, reader, _sentence)


def _sentence(event: AuditEvent) -> str:
    # A station of later days may tell of something that has no words here yet.
    told = _acts().get(event.action, event.action)
    new = {name: pair[1] for name, pair in event.changes.items()}
    if "place" in new:
        told = f"{told}: {Role(new['role']).label}, {new['place']}"
    return f"{told}."


def _acts() -> dict[str, str]:
    return {
        "create_person": _("Kontot skapades"),
        "set_demo_user": _("Påhittat konto för att prova med"),
        "change_name": _("Namnet ändrades"),
        "change_password": _("Lösenordet byttes"),
        "end_sessions": _("Utloggning överallt"),
        "link_identity": _("En identitetstjänst kopplades"),
        "unlink_identity": _("En identitetstjänst kopplades bort"),
        "add_second_factor": _("Tvåstegsinloggning lades till"),
        "remove_second_factor": _("Tvåstegsinloggning togs bort"),
        "make_administrator": _("Blev administratör"),
        "unmake_administrator": _("Är inte längre administratör"),
        "close_account": _("Kontot stängdes av"),
        "open_account": _("Kontot öppnades igen"),
        "give_role": _("Fick rollen"),
        "take_back_role": _("Rollen togs tillbaka"),
        "undo_take_back_role": _("Rollen gavs tillbaka"),
        "tie_person": _("Kopplades till en person i organen"),
        "untie_person": _("Kopplades loss från sin person i organen"),
    }


@dataclass(frozen=True)
class ErrandLine:
    """One line of Mina saker: the first details, and how soon it is due in words."""

    errand: Errand
    details: list[str]
    due: str
    is_late: bool


@dataclass(frozen=True)
class ErrandGroup:
    """One of the three lists; ``empty`` tells what will show there."""

    kind: str
    title: str
    empty: str
    lines: list[ErrandLine]


def errand_groups(errands: Iterable[Errand], today: date) -> list[ErrandGroup]:
    """Give the three lists, each in the order given."""
    lines = list(errands)
    return [
        ErrandGroup(
            kind=kind.value,
            title=title,
            empty=empty,
            lines=[_errand_line(one, today) for one in lines if one.kind == kind],
        )
        for kind, title, empty in _errand_texts()
    ]


def _errand_texts() -> list[tuple[ErrandKind, str, str]]:
    return [
        (
            ErrandKind.OWE,
            _("Att göra"),
            _(
                "Inget väntar på dig. Här visas vakanser och förordnanden som snart"
                " slutar i organ där du är sekreterare, jobb som misslyckats och"
                " inbjudningar som ingen har använt."
            ),
        ),
        (
            ErrandKind.INVITED,
            _("Du är med"),
            _("Inget nytt. Här visas organ som du nyss har fått en plats i."),
        ),
        (
            ErrandKind.CHANGED,
            _("Ändrat i det du följer"),
            _(
                "Inget har ändrats sedan du såg det senast. Följ ett organ eller en"
                " myndighet på dess sida, så visas ändringarna här."
            ),
        ),
    ]


def _errand_line(errand: Errand, today: date) -> ErrandLine:
    return ErrandLine(
        errand=errand,
        details=_first(errand.details),
        due=_due(errand.due, today),
        is_late=errand.due is not None and errand.due < today,
    )


def _first(details: Sequence[str]) -> list[str]:
    """Give the details, or the first of them and how many more there are."""
    if len(details) <= MOST_DETAILS:
        return list(details)
    more = len(details) - MOST_DETAILS + 1
    words = ngettext("och %(n)s till", "och %(n)s till", more) % {"n": more}
    return [*details[: MOST_DETAILS - 1], words]


def _due(due: date | None, today: date) -> str:
    if due is None:
        return ""
    day, left = date_format(due, "DATE_FORMAT"), (due - today).days
    if left < 0:
        return _("%(day)s, har passerat") % {"day": day}
    if left == 0:
        return _("i dag")
    words = ngettext("%(day)s, om %(n)s dag", "%(day)s, om %(n)s dagar", left)
    return words % {"day": day, "n": left}
