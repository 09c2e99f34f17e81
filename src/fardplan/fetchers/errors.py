"""What can go wrong in a fetch. ``str()`` is Swedish: what happened, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from fardplan.engine.indicators.receipt import Receipt


class FetchError(Exception):
    """The source could not be asked, or answered what can't be used."""


class RefusedError(FetchError):
    """The source says that the question is wrong or asks for what is not there."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class IncompleteError(FetchError):
    """Something that was asked for did not come. Nothing of the fetch may be kept."""

    def __init__(self, receipt: Receipt, remedy: str) -> None:
        super().__init__("\n".join([*receipt.lines(), remedy]))
        self.receipt = receipt
