"""Turns problems that any view may meet into answers."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import page_not_found, server_error

from fardplan.apps.common.problems import NotAllowedError
from fardplan.apps.common.storage_problems import StorageProblem, storage_problem


if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)
HTTP_UNAVAILABLE = 503


class ProblemMiddleware:
    """Answers 404 to what a person may not see, and sends strangers to the log-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if problem := storage_problem(exception):
            logger.error("%s: %s", problem.name, exception, exc_info=exception)
            return storage_problem_page(request, problem)
        if not isinstance(exception, NotAllowedError):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return page_not_found(request, Http404())


def storage_problem_page(request: HttpRequest, problem: StorageProblem) -> HttpResponse:
    """Say that nothing was saved, and what to do; needs no database itself."""
    is_write = request.method not in {"GET", "HEAD"}
    text = render_to_string(
        "storage_problem.html", {"problem": problem, "is_write": is_write}
    )
    headers = {"Cache-Control": "no-store"}
    if problem.status == HTTP_UNAVAILABLE:
        headers["Retry-After"] = "30"
    return HttpResponse(text, status=problem.status, headers=headers)


def unexpected_error(request: HttpRequest) -> HttpResponse:
    """Answer what no view could: also where middleware itself meets a full disk.

    The session is saved after the view; Django calls this with that error at hand.
    """
    problem = storage_problem(sys.exc_info()[1])
    if problem is None:
        return server_error(request)
    return storage_problem_page(request, problem)
