"""What each station stores about a person, for the file that the person may take.

Article 15 of the General Data Protection Regulation. A station's `personal_data.py`
declares it::

    @personal_data("förordnanden")
    def appointments(user: User) -> Any: ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Callable

    from fardplan.apps.accounts.models import User

_sources: dict[str, Callable[[User], Any]] = {}


def personal_data(
    name: str,
) -> Callable[[Callable[[User], Any]], Callable[[User], Any]]:
    """Declare the decorated function as what is stored under ``name``."""

    def declare(tell: Callable[[User], Any]) -> Callable[[User], Any]:
        _sources[name] = tell
        return tell

    return declare


def told_by_stations(user: User) -> dict[str, Any]:
    """Give what every station stores about a person."""
    return {name: tell(user) for name, tell in _sources.items()}
