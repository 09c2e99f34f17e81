"""Initiatives -> what their pages show: marks, rows, facts, history."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fardplan.apps.accounts.history import HistoryLine, change_in_words, plain_lines
from fardplan.apps.plans.states import (
    COMPLEXITY_ADVICE,
    INITIATIVE_FIELDS,
    STATUS_COLOURS,
    STATUS_SYMBOLS,
    ComplexityLabel,
    EvaluationLabel,
    PhaseLabel,
    StatusLabel,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.plans.models import Initiative, StatusUpdate

# A screen can't be read beyond this; the counts above it tell the whole.
MOST_LINES = 500


@dataclass(frozen=True)
class Mark:
    """A status as it is shown: a symbol, a word, and a colour that only helps."""

    status: str
    word: str
    symbol: str
    colour: str

    @property
    def tag(self) -> str:
        """Give it as markup; the same for every row, so it is made once."""
        return _tag(self, get_language())


@lru_cache(maxsize=32)
def _tag(shown: Mark, _language: str | None) -> str:
    return get_template("plans/_mark.html").render({"mark": shown})


def mark(status: str) -> Mark:
    """Give how a status is shown."""
    return Mark(
        status,
        str(StatusLabel(status).label),
        STATUS_SYMBOLS[status],
        STATUS_COLOURS[status],
    )


def status_choices(current: str) -> list[tuple[Mark, bool]]:
    """Give the three that can be told, and which of them holds now."""
    told = [s for s in StatusLabel.values if s != StatusLabel.NONE]
    return [(mark(status), status == current) for status in told]


@dataclass(frozen=True)
class InitiativeRow:
    """One row of the table, one card of the board."""

    initiative: Initiative
    url: str
    phase: str
    mark: Mark
    owner: str
    period: str
    next_step: str
    next_day: date | None
    is_late: bool


def initiative_row(
    row: Initiative, table: str, phases: Mapping[str, str], today: date
) -> InitiativeRow:
    """Give what a row or a card shows; ``table`` is the address of them all.

    A board has 140 of them, so the addresses and words are looked up once for all.
    """
    return InitiativeRow(
        initiative=row,
        url=f"{table}{row.code}/",
        phase=phases[row.phase],
        mark=mark(row.status),
        owner=row.owner_body.name if row.owner_body else "",
        period=period_words(row.start, row.end),
        next_step=row.next_step,
        next_day=row.next_day,
        is_late=bool(row.next_day and row.next_day < today),
    )


def initiative_rows(rows: Iterable[Initiative], programme: str) -> list[InitiativeRow]:
    """Give the rows of the table."""
    table, today = reverse("plans:initiatives", args=[programme]), timezone.localdate()
    phases = phase_words()
    return [initiative_row(row, table, phases, today) for row in rows]


def phase_words() -> dict[str, str]:
    """Give what each phase is called, in the reader's language."""
    return {value: str(label) for value, label in PhaseLabel.choices}


def period_words(start: date | None, end: date | None) -> str:
    """Tell from when to when, as far as it is told."""
    if not (start or end):
        return ""
    first, last = (day.isoformat() if day else "" for day in (start, end))
    return f"{first} – {last}".strip()


@dataclass(frozen=True)
class Fact:
    """A name and what is told; ``links`` are names that lead somewhere."""

    name: str
    text: str = ""
    links: tuple[tuple[str, str], ...] = ()


def kronor(amount: Decimal | None) -> str:
    """Write an amount with thin spaces between thousands; empty for none."""
    if amount is None:
        return ""
    whole = amount == amount.to_integral_value()
    text = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
    text = text.replace(",", "\u202f").replace(".", ",")
    return _("%(amount)s kr") % {"amount": text}


def facts(row: Initiative, themes: dict[str, str], *, shows_people: bool) -> list[Fact]:
    """Give what is told of an initiative, without what nobody has told."""
    told = [
        Fact(_("Målgrupp"), row.target_group),
        Fact(_("Period"), period_words(row.start, row.end)),
        Fact(_("Programområde"), row.area.name if row.area else ""),
        Fact(_("Ansvarigt organ"), links=_bodies([row.owner_body])),
        Fact(
            _("Ansvarig person"), row.owner.name if row.owner and shows_people else ""
        ),
        Fact(_("Kommuner"), links=_authorities(row.municipalities.all())),
        Fact(
            _("Medverkar"),
            links=_authorities(row.partner_authorities.all())
            + _bodies(row.partner_bodies.all()),
        ),
        Fact(_("Teman"), ", ".join(themes.get(code, code) for code in row.themes)),
        Fact(_("Budget"), kronor(row.budget)),
        Fact(_("Finansieras av"), links=_authorities(row.financed_by.all())),
        Fact(_("Samfinansierad andel"), _percent(row.cofinancing_percent)),
        Fact(_("Resurser flyttas"), _moves(row)),
        Fact(_("Utvärdering"), _evaluation(row)),
        Fact(_("Utvärderingen visade"), row.evaluation_result),
    ]
    return [fact for fact in told if fact.text or fact.links]


def _percent(share: int | None) -> str:
    return "" if share is None else f"{share}\u202f%"


def _bodies(rows: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.name, reverse("actors:body", args=[one.code])) for one in rows if one
    )


def _authorities(rows: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.short_name, reverse("actors:authority", args=[one.code])) for one in rows
    )


def _moves(row: Initiative) -> str:
    way = " → ".join(part for part in (row.moves_from, row.moves_to) if part)
    return ", ".join(part for part in (way, kronor(row.moved_amount)) if part)


def _evaluation(row: Initiative) -> str:
    if row.evaluation == EvaluationLabel.NONE:
        return ""
    word = str(row.get_evaluation_display())
    if not row.evaluation_due or row.evaluation == EvaluationLabel.DONE:
        return word
    day = date_format(row.evaluation_due, "Y-m-d")
    return _("%(word)s, senast %(day)s") % {"word": word, "day": day}


@dataclass(frozen=True)
class Advice:
    """How complex it is, and how such work is best led."""

    word: str
    lines: list[str]


def advice(complexity: str) -> Advice | None:
    """Give the advice; None until it is told how complex it is."""
    if not complexity:
        return None
    lines = [_(text) for text in COMPLEXITY_ADVICE[complexity]]
    return Advice(str(ComplexityLabel(complexity).label), lines)


@dataclass(frozen=True)
class UpdateLine:
    """One thing that was told of how it goes."""

    update: StatusUpdate
    mark: Mark
    phase: str
    who: str


def update_lines(
    rows: Iterable[StatusUpdate], *, shows_people: bool
) -> list[UpdateLine]:
    """Tell each status; the names of people with accounts are for those who have one."""
    return [
        UpdateLine(
            row,
            mark(row.status),
            str(row.get_phase_display()),
            row.by.name if row.by and shows_people else "",
        )
        for row in rows
    ]


def initiative_history(
    events: Sequence[AuditEvent], reader: User | AnonymousUser
) -> list[HistoryLine]:
    """Tell each event of an initiative."""
    return plain_lines(events, reader, _sentence)


def _sentence(event: AuditEvent) -> str:
    start = _starts().get(event.action, _("Ändring"))
    if event.action == "create_initiative":
        return f"{start}."
    details = [
        _change(name, *pair)
        for name, pair in event.changes.items()
        if name in INITIATIVE_FIELDS and isinstance(pair, list)
    ]
    if event.changes.get("through_link"):
        details.append(_("genom länken i ett brev"))
    return f"{start}: {', '.join(details)}." if details else f"{start}."


def _change(name: str, old: Any, new: Any) -> str:
    label = str(INITIATIVE_FIELDS[name]).lower()
    if name == "owner":
        return _("ansvarig person byttes")
    old, new = (_word(name, value) for value in (old, new))
    if old == new:
        return f"{label} ”{new}”"
    return change_in_words(label, old, new)


def _word(name: str, value: Any) -> str:
    """Give the word of a code, where an event tells a code."""
    labels = {"status": StatusLabel, "phase": PhaseLabel}.get(name)
    if labels and value in labels.values:
        return str(labels(value).label)
    return str(value or "")


def _starts() -> dict[str, str]:
    return {
        "create_initiative": _("Insatsen lades till"),
        "edit_initiative": _("Ändring"),
        "tell_status": _("Läge"),
        "move_phase": _("Ny fas"),
        "change_many": _("Ändring av flera på en gång"),
        "import_initiative": _("Inläst från fil"),
        "send_status_link": _("Brev med länk till läget skickades"),
        "open_status_link": _("Länken i ett brev öppnades"),
        "undo_edit_initiative": _("Ångrad ändring"),
        "undo_tell_status": _("Ångrat läge"),
        "undo_move_phase": _("Ångrad ny fas"),
        "undo_change_many": _("Ångrad ändring av flera"),
        "undo_import_initiative": _("Ångrad inläsning"),
    }
