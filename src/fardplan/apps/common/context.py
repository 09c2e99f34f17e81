"""What the frame around every page needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan import __version__
from fardplan.apps.common.stations import stations


if TYPE_CHECKING:
    from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the navigation and the version; costs no query."""
    match = request.resolver_match
    return {
        "stations": stations(),
        "current_app": match.app_name if match else "",
        "fardplan_version": __version__,
    }
