"""Where a request comes from, as far as it can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings


if TYPE_CHECKING:
    from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Give the address that the outermost trusted proxy saw.

    Whatever stands further to the left in X-Forwarded-For is written by the visitor
    and proves nothing, so only as many steps as there are proxies are believed.
    """
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXY_COUNT:
        return nearest
    told = [
        word.strip() for word in request.headers.get("X-Forwarded-For", "").split(",")
    ]
    steps = min(settings.PROXY_COUNT, len(told))
    return told[-steps] or nearest
