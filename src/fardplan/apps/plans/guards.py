"""Query sets that refuse, in words, what would change a frozen version.

Raw SQL meets the same no in the database's own triggers (`frozen.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ConflictError
from fardplan.apps.common.writes import GuardedQuerySet


if TYPE_CHECKING:
    from collections.abc import Iterable

_M = TypeVar("_M", bound=models.Model)
# What of a frozen version still may change: that it gives way to a later one.
LIVING_FIELDS = frozenset({"state"})


class FrozenError(ConflictError):
    """The version is adopted, and nothing in it may change."""

    def __init__(self) -> None:
        super().__init__(
            _("Versionen är antagen och ändras inte mer. Börja på nästa version.")
        )


def check_open_versions(numbers: Iterable[int | None]) -> None:
    """Raise :class:`FrozenError` when one of these versions is frozen in the database."""
    rows = apps.get_model("plans", "PlanVersion")._base_manager
    asked = [number for number in numbers if number is not None]
    if rows.filter(pk__in=asked, frozen_at__isnull=False).exists():
        raise FrozenError


class FrozenQuerySet(GuardedQuerySet[_M]):
    """Refuses to write what belongs to a frozen version. ``path`` leads to it."""

    path = "version__"

    def _refuse(self) -> None:
        if self.filter(**{f"{self.path}frozen_at__isnull": False}).exists():
            raise FrozenError

    def update(self, **values: Any) -> int:
        self._refuse()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse()
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        check_open_versions({row.version_id for row in rows})
        return super().bulk_create(rows, *args, **kwargs)


class VersionQuerySet(FrozenQuerySet[_M]):
    """Versions; of a frozen one only its state may be written."""

    path = ""

    def update(self, **values: Any) -> int:
        if values.keys() <= LIVING_FIELDS:
            return GuardedQuerySet.update(self, **values)
        return super().update(**values)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return GuardedQuerySet.bulk_create(self, objs, *args, **kwargs)
