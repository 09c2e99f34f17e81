"""One initiative -> what the PDF's template draws (`print/initiative.typ`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fardplan.apps.plans.presenters.initiative import (
    Advice,
    Fact,
    UpdateLine,
    mark,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fardplan.apps.common.evidence import Passage
    from fardplan.apps.plans.models import Initiative, Node

# What fits on a page beside the facts; the rest is on the screen.
MOST_UPDATES, MOST_PASSAGES = 4, 3
# Beside the symbol and the word, never alone.
_COLOURS = {
    "success": "#1d5c3b",
    "warning": "#9a6700",
    "danger": "#b3261e",
    "neutral": "#5b6a70",
}


def initiative_print(
    row: Initiative,
    told: Sequence[Fact],
    *,
    node: Node | None,
    updates: Iterable[UpdateLine],
    advice: Advice | None,
    passages: Sequence[Passage],
) -> dict[str, Any]:
    """Tell what it is, how it goes, what is next, how to lead it and what it rests on."""
    shown = mark(row.status)
    over = [row.programme.name, *([str(node.parent)] if node and node.parent else [])]
    sections = [
        _section(_("Hur går det?"), lines=_how_it_goes(row)),
        _section(_("Uppgifter"), facts=[_fact(fact) for fact in told]),
        _section(_("Lägen över tid"), lines=[_update(line) for line in updates]),
        _section(_("Så leder ni insatsen"), lines=advice.lines if advice else []),
        _section(_("Belägg"), quotes=[_passage(one) for one in passages]),
    ]
    return {
        "title": row.name,
        "language": get_language() or "sv",
        "lead": " · ".join(over),
        "state": f"{shown.symbol} {shown.word} · {row.get_phase_display()}",
        "colour": _COLOURS[shown.colour],
        "purpose": row.purpose,
        "sections": [s for s in sections if s["lines"] or s["facts"] or s["quotes"]],
        "footer": f"Färdplan · {row.programme.name}",
    }


def _section(title: str, **told: list[Any]) -> dict[str, Any]:
    return {"title": title, "lines": [], "facts": [], "quotes": []} | told


def _how_it_goes(row: Initiative) -> list[str]:
    if not row.status_day:
        return [_("Ingen har berättat hur det går ännu.")]
    day = {"day": row.status_day.isoformat()}
    step = f"{_('Nästa steg:')} {row.next_step}" if row.next_step else ""
    if step and row.next_day:
        step += f" ({row.next_day.isoformat()})"
    return [x for x in (row.status_text, step, _("Berättat %(day)s") % day) if x]


def _fact(fact: Fact) -> dict[str, str]:
    return {
        "name": fact.name,
        "text": fact.text or ", ".join(name for name, _url in fact.links),
    }


def _update(line: UpdateLine) -> str:
    said = [line.update.day.isoformat(), line.mark.symbol, line.mark.word]
    text = f"{' '.join(said)}, {line.phase.lower()}."
    return f"{text} {line.update.text}".strip()


def _passage(one: Passage) -> dict[str, str]:
    words = {"document": one.document, "page": one.page}
    quote = f"”{one.quote}{'…' if one.is_cut else ''}”"
    return {"quote": quote, "from": _("%(document)s, sidan %(page)s") % words}
