"""Turns problems that any view may meet into answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import page_not_found

from fardplan.apps.common.problems import NotAllowedError


if TYPE_CHECKING:
    from collections.abc import Callable


class ProblemMiddleware:
    """Answers 404 to what a person may not see, and sends strangers to the log-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if not isinstance(exception, NotAllowedError):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return page_not_found(request, Http404())
