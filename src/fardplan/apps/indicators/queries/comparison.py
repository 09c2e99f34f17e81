"""What one version of a definition says that another does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.engine.indicators.definition import changed_fields
from fardplan.engine.plans.compare import Piece as Piece  # noqa: PLC0414
from fardplan.engine.plans.compare import word_changes


if TYPE_CHECKING:
    from fardplan.engine.indicators.definition import Definition


def fields_changed(before: Definition, after: Definition) -> list[str]:
    """Give the names of the fields that differ, in the order of a definition."""
    return changed_fields(before, after)


def pieces_of(before: str, after: str) -> list[Piece]:
    """Give two texts in one, word by word."""
    return word_changes(before, after)
