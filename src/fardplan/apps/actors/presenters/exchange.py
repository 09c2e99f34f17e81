"""An import's plan -> the rows of its preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.apps.accounts.history import change_in_words
from fardplan.apps.actors.queries import BODIES
from fardplan.apps.actors.states import (
    BODY_FIELDS,
    SEAT_FIELDS,
    STATUS_LABELS,
    Status,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fardplan.engine.actors.import_plan import PlanLine

# A screen can't be read beyond this; the counts above it tell the whole.
MOST_LINES = 500


@dataclass(frozen=True)
class PreviewLine:
    """One row of the file: its number, what it is about, and what would happen."""

    row: int
    label: str
    status: str
    status_label: str
    details: list[str]


def preview_lines(kind: str, lines: Sequence[PlanLine]) -> list[PreviewLine]:
    """Tell what each row would do: wrong rows first, unchanged ones left out."""
    order = (Status.WRONG, Status.CHANGED, Status.NEW)
    shown = [line for status in order for line in lines if line.status is status]
    return [_line(kind, line) for line in shown[:MOST_LINES]]


def _line(kind: str, line: PlanLine) -> PreviewLine:
    labels = BODY_FIELDS if kind == BODIES else SEAT_FIELDS
    details = [f"{labels[one.column]}: {one.reason}" for one in line.problems]
    if line.status is Status.CHANGED:
        details += _changes(labels, line.changes.items())
    return PreviewLine(
        row=line.row,
        label=line.label,
        status=line.status.value,
        status_label=str(STATUS_LABELS[line.status]),
        details=details,
    )


def _changes(
    labels: Mapping[str, object], changes: Iterable[tuple[str, tuple[str, str]]]
) -> list[str]:
    return [
        change_in_words(str(labels[name]).lower(), old, new)
        for name, (old, new) in changes
    ]
