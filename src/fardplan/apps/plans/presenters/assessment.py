"""Self-assessments beside each other, with what has become better or worse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.plans.states import KIND_PLURALS


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fardplan.apps.plans.models import SelfAssessment


@dataclass(frozen=True)
class AnswerCell:
    """One answer: the level, and how it moved since the time before."""

    level: int | None
    change: str
    comment: str


@dataclass(frozen=True)
class FactorLine:
    """One factor through all occasions."""

    title: str
    kind: str
    cells: list[AnswerCell]


@dataclass(frozen=True)
class AssessmentTable:
    """All factors by all occasions."""

    occasions: list[SelfAssessment]
    lines: list[FactorLine]


def assessment_table(
    factors: Sequence[tuple[str, str, str]], occasions: Iterable[SelfAssessment]
) -> AssessmentTable:
    """Lay the answers out; ``factors`` are key, title and kind."""
    rows = list(occasions)
    said = [{str(a.node_key): a for a in row.answers.all()} for row in rows]
    lines = []
    for key, title, kind in factors:
        cells: list[AnswerCell] = []
        for answers in said:
            answer = answers.get(key)
            before = cells[-1].level if cells else None
            level = answer.level if answer else None
            comment = answer.comment if answer else ""
            cells.append(AnswerCell(level, _change(before, level), comment))
        lines.append(FactorLine(title, str(KIND_PLURALS[kind]), cells))
    return AssessmentTable(rows, lines)


def _change(before: int | None, now: int | None) -> str:
    if before is None or now is None:
        return ""
    if now == before:
        return _("oförändrat")
    words = {"n": abs(now - before)}
    return (_("upp %(n)d ▲") if now > before else _("ned %(n)d ▼")) % words
