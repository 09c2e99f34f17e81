"""What was done to a body, in plain words, with the names that the reader may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fardplan.apps.accounts.history import HistoryLine, change_in_words, who_did
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


def bodies_in(events: Iterable[AuditEvent]) -> set[str]:
    """Give the codes of the other bodies that some events tell of."""
    return {e.changes["target"][1] for e in events if "target" in e.changes}


def body_history(
    events: Iterable[AuditEvent],
    body: Body,
    people: Mapping[int, str],
    user: User | AnonymousUser,
    names: Mapping[str, str] | None = None,
) -> list[HistoryLine]:
    """Tell each event: who, what, and why when it was said.

    ``people`` and ``names`` are of the people and the other bodies in the events.
    """
    return [
        HistoryLine(
            event=event,
            who=who_did(event, user),
            what=_sentence(event, _who(event, body, people, user), names or {}),
            why=event.reason,
        )
        for event in events
    ]


def _sentence(event: AuditEvent, who: list[str], names: Mapping[str, str]) -> str:
    start = starts().get(event.action, _("Ändring"))
    new = {name: pair[1] for name, pair in event.changes.items()}
    details = [*_place(new), *who, *_relation(new, names), *_fields(event)]
    if "rows" in new:
        details.append(_("%(rows)s rader ändrade något") % {"rows": new["rows"]})
    return f"{start}: {', '.join(details)}." if details else f"{start}."


def starts() -> dict[str, str]:
    """Give what was done, by the name of the event's action."""
    return {
        "create_body": _("Lades till"),
        "load_bodies": _("Lades till efter ett dokument"),
        "load_relation": _("Ny relation efter ett dokument"),
        "undo_create_body": _("Ångrat tillägg"),
        "edit_body": _("Ändring"),
        "undo_edit_body": _("Ångrad ändring"),
        "end_body": _("Avslutades"),
        "undo_end_body": _("Ångrat avslut"),
        "import_body": _("Inläst från fil"),
        "undo_import_body": _("Ångrad inläsning från fil"),
        "import_seats": _("Platser inlästa från fil"),
        "undo_import_seats": _("Ångrad inläsning av platser från fil"),
        "add_relation": _("Ny relation"),
        "undo_add_relation": _("Ångrad ny relation"),
        "end_relation": _("Avslutad relation"),
        "undo_end_relation": _("Ångrat avslut av relation"),
        "remove_relation": _("Borttagen relation"),
        "undo_remove_relation": _("Ångrad borttagning av relation"),
        "add_seat": _("Ny plats"),
        "undo_add_seat": _("Ångrad ny plats"),
        "edit_seat": _("Ändrad plats"),
        "undo_edit_seat": _("Ångrad ändring av plats"),
        "end_seat": _("Avslutad plats"),
        "undo_end_seat": _("Ångrat avslut av plats"),
        "remove_seat": _("Borttagen plats"),
        "undo_remove_seat": _("Ångrad borttagning av plats"),
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
    event: AuditEvent,
    body: Body,
    people: Mapping[int, str],
    user: User | AnonymousUser,
) -> list[str]:
    new = {name: pair[1] for name, pair in event.changes.items()}
    if "person_id" not in new:
        return []
    may_see = can_see_name(
        user, level=body.level, role=new["seat_role"], party=new["seat_party"]
    )
    # A name that has been erased is gone from the history too.
    gone = _("någon vars uppgifter är gallrade")
    return [people.get(new["person_id"], gone)] if may_see else []


def _relation(new: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    if "target" not in new:
        return []
    target = names.get(new["target"], new["target"])
    return [f"{RelationLabel(new['kind']).label} {target}"]


# What a thing became when it was added, or was when it was removed, the page shows.
_WITHOUT_FIELDS = {
    *("create_body", "add_seat", "add_relation", "remove_relation"),
    *("undo_add_relation", "undo_end_relation", "undo_remove_relation"),
}


def _fields(event: AuditEvent) -> list[str]:
    if event.action in _WITHOUT_FIELDS:
        return []
    labels = BODY_FIELDS | SEAT_FIELDS
    told = {name: pair for name, pair in event.changes.items() if name in labels}
    if event.action == "import_body" and all(p[0] is None for p in told.values()):
        return []
    return [
        change_in_words(str(labels[name]).lower(), old, new)
        for name, (old, new) in told.items()
        if old or new
    ]
