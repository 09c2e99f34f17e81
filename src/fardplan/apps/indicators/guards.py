"""A query set that refuses, in words, what would change a version of an indicator.

Raw SQL meets the same no in the database's own triggers (`frozen.py`).
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ConflictError
from fardplan.apps.common.writes import GuardedQuerySet


_M = TypeVar("_M", bound=models.Model)


class FixedVersionError(ConflictError):
    """A version of a definition never changes; values are stored with it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "En version av en definition ändras aldrig: värden hör till den."
                " Börja på en ny version."
            )
        )


class FixedQuerySet(GuardedQuerySet[_M]):
    """Rows that may be added and then stay as they are."""

    def update(self, **values: Any) -> int:
        raise FixedVersionError

    def delete(self) -> tuple[int, dict[str, int]]:
        raise FixedVersionError

    def _raw_delete(self, using: str | None) -> int:
        raise FixedVersionError
