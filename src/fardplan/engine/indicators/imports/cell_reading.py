"""What one cell was understood as, or why it was not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellReading:
    """``code`` is what is stored; ``problem`` and ``advice`` are Swedish, empty if none."""

    code: str = ""
    problem: str = ""
    advice: str = ""

    @property
    def is_understood(self) -> bool:
        """True when there is a code to store."""
        return not self.problem


def folded(text: str) -> str:
    """Give a text as it is compared: spacing and case away, å, ä and ö kept."""
    return " ".join(text.replace("\u00ad", "").split()).casefold()
