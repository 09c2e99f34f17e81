"""A plan, or a comparison of two versions, as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fardplan.engine.shared.typeset import typeset


if TYPE_CHECKING:
    from collections.abc import Mapping

_TEMPLATE = Path(__file__).parents[1] / "print" / "plan.typ"


def plan_pdf(told: Mapping[str, object]) -> bytes:
    """Give the PDF of what `presenters/prints.py` tells."""
    return typeset(_TEMPLATE, told)
