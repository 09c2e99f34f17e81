"""A plan of what rows would change -> the rows and counts of its preview.

Stations that read in other rows than these show them in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fardplan.apps.accounts.history import change_in_words
from fardplan.apps.actors.queries import BODIES
from fardplan.apps.actors.states import (
    BODY_FIELDS,
    SEAT_FIELDS,
    STATUS_LABELS,
    Status,
)


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fardplan.engine.actors.import_plan import PlanLine

# A screen can't be read beyond this; the counts above it tell the whole.
MOST_LINES = 500


@dataclass(frozen=True)
class PreviewLine:
    """One row: its number, what it is about, and what would happen."""

    row: int
    label: str
    status: str
    status_label: str
    details: list[str]


def labels_of(kind: str) -> Mapping[str, object]:
    """Give what the columns of a kind of file are called."""
    return BODY_FIELDS if kind == BODIES else SEAT_FIELDS


def preview(
    labels: Mapping[str, object],
    lines: Sequence[PlanLine],
    counts: Mapping[Status, int],
) -> dict[str, Any]:
    """Tell what each row would do: wrong rows first, unchanged ones only counted."""
    order = (Status.WRONG, Status.CHANGED, Status.NEW)
    told = [line for status in order for line in lines if line.status is status]
    shown = told[:MOST_LINES]
    return {
        "lines": [_line(labels, line) for line in shown],
        "more": len(told) - len(shown),
        **{status.value: counts[status] for status in Status},
    }


def _line(labels: Mapping[str, object], line: PlanLine) -> PreviewLine:
    details = [f"{labels[one.column]}: {_(one.reason)}" for one in line.problems]
    if line.status is Status.CHANGED:
        details += [
            change_in_words(str(labels[name]).lower(), old, new)
            for name, (old, new) in line.changes.items()
        ]
    return PreviewLine(
        row=line.row,
        label=line.label,
        status=line.status.value,
        status_label=str(STATUS_LABELS[line.status]),
        details=details,
    )
