"""What was done to a version or a programme, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.history import (
    HistoryLine,
    change_in_words,
    plain_lines,
)
from fardplan.apps.plans.states import NODE_FIELDS, LinkLabel, StepLabel


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User


def version_history(
    events: Iterable[AuditEvent],
    reader: User | AnonymousUser,
    bodies: Mapping[str, str],
) -> list[HistoryLine]:
    """Tell each event; ``bodies`` are the names of those that adopt, by code."""
    return plain_lines(events, reader, lambda event: _sentence(event, bodies))


def _sentence(event: AuditEvent, bodies: Mapping[str, str]) -> str:
    start = _starts().get(event.action, _("Ändring"))
    new = {name: pair[1] for name, pair in event.changes.items()}
    name = new.get("name") or event.changes.get("name", [""])[0]
    details = [f"”{name}”"] if name else []
    if "kind" in new and "target" in new:
        details.append(f"{LinkLabel(new['kind']).label} ”{new['target']}”")
    if event.action in ("edit_node", "edit_programme"):
        details += _fields(event)
    if "body" in event.changes:
        code = next(one for one in event.changes["body"][::-1] if one)
        details.append(bodies.get(code, code))
    details += _decision(new)
    if "sha256" in new:
        details.append(_("fingeravtryck %(hash)s") % {"hash": new["sha256"][:12]})
    return f"{start}: {', '.join(details)}." if details else f"{start}."


def _fields(event: AuditEvent) -> list[str]:
    return [
        change_in_words(str(label).lower(), *event.changes[name])
        for name, label in NODE_FIELDS.items()
        if name in event.changes
    ]


def _decision(new: Mapping[str, object]) -> list[str]:
    told = []
    if new.get("state") in StepLabel.values:
        told.append(str(StepLabel(str(new["state"])).label).lower())
    told += [str(new[name]) for name in ("day", "paragraph") if new.get(name)]
    return told


def _starts() -> dict[str, str]:
    return {
        "create_programme": _("Programmet startades"),
        "edit_programme": _("Programmet ändrades"),
        "start_version": _("Versionen påbörjades"),
        "load_plan": _("Innehållet lästes in efter ett dokument"),
        "import_stratml": _("Innehållet lästes in från StratML-filen"),
        "undo_import_stratml": _("Ångrade inläsningen av filen"),
        "send_on_referral": _("Skickades på remiss"),
        "take_back_referral": _("Togs tillbaka från remiss"),
        "add_node": _("Lade till"),
        "edit_node": _("Ändrade"),
        "move_node": _("Flyttade"),
        "delete_node": _("Tog bort"),
        "add_link": _("Kopplade"),
        "remove_link": _("Tog bort kopplingen"),
        "undo_add_node": _("Ångrade tillägget av"),
        "undo_edit_node": _("Ångrade ändringen av"),
        "undo_move_node": _("Ångrade flytten av"),
        "undo_delete_node": _("Ångrade borttagningen av"),
        "undo_add_link": _("Ångrade kopplingen från"),
        "undo_remove_link": _("Ångrade att kopplingen togs bort från"),
        "add_comment": _("Kommenterade"),
        "resolve_comment": _("Kommentaren är omhändertagen"),
        "add_step": _("Ska ta ställning"),
        "remove_step": _("Ska inte längre ta ställning"),
        "register_decision": _("Beslut"),
        "correct_decision": _("Rättat beslut"),
        "freeze_version": _("Versionen frystes"),
        "supersede_version": _("Ersattes av en senare version"),
        "assess": _("Självskattning"),
        "mark_done": _("Markerade som klar"),
        "unmark_done": _("Tog tillbaka att den är klar"),
        "follow_part": _("Valde en indikator för"),
        "stop_following": _("Tog bort en indikator från"),
        "check_vision": _("Stämde av målbilden mot"),
        "remove_vision_check": _("Tog bort avstämningen mot"),
        "add_area": _("Nytt programområde"),
        "edit_area": _("Ändrat programområde"),
        "remove_area": _("Borttaget programområde"),
    }
