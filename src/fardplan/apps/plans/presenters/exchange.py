"""What a format leaves out, and what a file would become, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.plans.states import KIND_PLURALS, NodeLabel


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.apps.plans.queries.exchange import PlanLoss
    from fardplan.apps.plans.queries.stratml_import import DraftReading

_MOST_LINES = 5
_MOST_PARTS = 200


@dataclass(frozen=True)
class LossLine:
    """What does not fit, how many, and what becomes of it."""

    what: str
    count: int
    how: str
    is_kept: bool


def loss_lines(losses: Iterable[PlanLoss]) -> list[LossLine]:
    """Tell each in the reader's language."""
    return [LossLine(_(one.what), one.count, _(one.how), one.is_kept) for one in losses]


@dataclass(frozen=True)
class NoteLine:
    """Where in a file something is not as expected, and what."""

    where: str
    element: str
    text: str


@dataclass(frozen=True)
class PartLine:
    """One part that a file would become, and how deep it lies."""

    kind: str
    title: str
    above: str


def note_lines(found: DraftReading) -> list[NoteLine]:
    """Tell what was not as the standard says, with the first lines of each."""
    return [
        NoteLine(_where(note.lines), note.element, note.text)
        for note in found.reading.notes
    ]


def _where(lines: tuple[int, ...]) -> str:
    named = ", ".join(str(line) for line in lines[:_MOST_LINES])
    more = len(lines) - _MOST_LINES
    if more > 0:
        return _("rad %(lines)s och %(n)s till") % {"lines": named, "n": more}
    return _("rad %(lines)s") % {"lines": named}


def kind_lines(found: DraftReading) -> list[tuple[str, int]]:
    """Tell how many parts of each kind there will be."""
    return [
        (str(NodeLabel(kind).label if count == 1 else KIND_PLURALS[kind]), count)
        for kind, count in found.kinds
    ]


def part_lines(found: DraftReading) -> list[PartLine]:
    """Tell the first parts, as they will lie in the plan."""
    titles = {node.key: node.title for node in found.version.nodes}
    return [
        PartLine(
            str(NodeLabel(node.kind).label), node.title, titles.get(node.parent, "")
        )
        for node in found.version.nodes[:_MOST_PARTS]
    ]
