"""A station of the thread that has a place in the navigation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps


if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Station:
    """What an app's configuration says of its place in the thread.

    ``order`` is the place from left to right; ``shortcut`` the key pressed after g.
    """

    order: int
    label: str | _StrPromise
    url_name: str
    shortcut: str

    @property
    def namespace(self) -> str:
        """The app whose pages belong to the station."""
        return self.url_name.split(":")[0]


def stations() -> list[Station]:
    """Give the stations of the installed apps, in the thread's order."""
    found = (getattr(config, "station", None) for config in apps.get_app_configs())
    return sorted((s for s in found if s), key=lambda station: station.order)
