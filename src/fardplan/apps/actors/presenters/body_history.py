"""What was done to a body, in plain words, with the names that the reader may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fardplan.apps.actors.presenters.authority import HistoryLine, change_in_words
from fardplan.apps.actors.rules import can_see_name
from fardplan.apps.actors.states import (
    BODY_FIELDS,
    SEAT_FIELDS,
    RelationLabel,
    SeatRoleLabel,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.actors.models import Body


def people_in(events: Iterable[AuditEvent]) -> set[int]:
    """Give the numbers of the people that some events tell of."""
    return {e.changes["person_id"][1] for e in events if "person_id" in e.changes}


def body_history(
    events: Iterable[AuditEvent],
    body: Body,
    people: Mapping[int, str],
    user: User | AnonymousUser,
) -> list[HistoryLine]:
    """Tell each event: who, what, and why when it was said."""
    return [
        HistoryLine(
            event=event,
            who=event.made_by.name if event.made_by else _("Färdplan"),
            what=_sentence(event, body, people, user),
        )
        for event in events
    ]


def _sentence(
    event: AuditEvent, body: Body, people: Mapping[int, str], user: User | AnonymousUser
) -> str:
    start = _starts()[event.action]
    new = {name: pair[1] for name, pair in event.changes.items()}
    details = [
        *_place(new),
        *_who(new, body, people, user),
        *_relation(new),
        *_fields(event),
    ]
    if "rows" in new:
        details.append(_("%(rows)s rader ändrade något") % {"rows": new["rows"]})
    told = f"{start}: {', '.join(details)}." if details else f"{start}."
    return f"{told} {event.reason}" if event.reason else told


def _starts() -> dict[str, str]:
    return {
        "create_body": _("Lades till"),
        "load_bodies": _("Lades till efter ett dokument"),
        "load_relation": _("Ny relation efter ett dokument"),
        "edit_body": _("Ändring"),
        "undo_edit_body": _("Ångrad ändring"),
        "end_body": _("Avslutades"),
        "import_body": _("Inläst från fil"),
        "import_seats": _("Platser inlästa från fil"),
        "add_relation": _("Ny relation"),
        "end_relation": _("Avslutad relation"),
        "remove_relation": _("Borttagen relation"),
        "add_seat": _("Ny plats"),
        "edit_seat": _("Ändrad plats"),
        "undo_edit_seat": _("Ångrad ändring av plats"),
        "end_seat": _("Avslutad plats"),
        "remove_seat": _("Borttagen plats"),
        "appoint": _("Förordnande"),
        "undo_appoint": _("Ångrat förordnande"),
        "end_appointment": _("Avslutat förordnande"),
        "undo_end_appointment": _("Ångrat avslut av förordnande"),
    }


def _place(new: Mapping[str, Any]) -> list[str]:
    if "seat_role" not in new:
        return []
    role = str(SeatRoleLabel(new["seat_role"]).label).lower()
    return [f"{role} ({new['seat_party']})" if new["seat_party"] else role]


def _who(
    new: Mapping[str, Any],
    body: Body,
    people: Mapping[int, str],
    user: User | AnonymousUser,
) -> list[str]:
    if "person_id" not in new:
        return []
    may_see = can_see_name(
        user, level=body.level, role=new["seat_role"], party=new["seat_party"]
    )
    return [people[new["person_id"]]] if may_see else []


def _relation(new: Mapping[str, Any]) -> list[str]:
    if "target" not in new:
        return []
    return [f"{RelationLabel(new['kind']).label} {new['target']}"]


def _fields(event: AuditEvent) -> list[str]:
    # Adding a body or a seat tells what it became; the page itself shows that.
    if event.action in ("create_body", "add_seat", "add_relation"):
        return []
    if event.action == "import_body" and all(
        p[0] is None for p in event.changes.values()
    ):
        return []
    labels = BODY_FIELDS | SEAT_FIELDS
    return [
        change_in_words(str(labels[name]).lower(), old, new)
        for name, (old, new) in event.changes.items()
        if name in labels and (old or new)
    ]
