"""What a fetch gives when all that was asked for is accounted for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from fardplan.engine.indicators.fetched_fact import FetchedFact
    from fardplan.engine.indicators.receipt import Place, Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Every fact, the receipt, and the places that the source has taken away.

    ``removed`` matters when only changes are fetched: what was stored for those places
    no longer holds.
    """

    facts: tuple[FetchedFact, ...]
    receipt: Receipt
    removed: frozenset[Place] = frozenset()
