"""A plan, a comparison of two versions, or one initiative, as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fardplan.engine.shared.typeset import typeset


if TYPE_CHECKING:
    from collections.abc import Mapping

_TEMPLATES = Path(__file__).parents[1] / "print"


def plan_pdf(told: Mapping[str, object]) -> bytes:
    """Give the PDF of what `presenters/prints.py` tells."""
    return typeset(_TEMPLATES / "plan.typ", told)


def initiative_pdf(told: Mapping[str, object]) -> bytes:
    """Give the PDF of what `presenters/initiative_print.py` tells."""
    return typeset(_TEMPLATES / "initiative.typ", told)
