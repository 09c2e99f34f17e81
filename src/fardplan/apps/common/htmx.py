"""Whether a page or only a part of it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from django.http import HttpRequest


def is_htmx(request: HttpRequest) -> bool:
    """True when htmx asks for a fragment; false when it restores a page of history."""
    details = getattr(request, "htmx", None)
    return details is not None and bool(details) and not details.history_restore_request
