"""The open pages that belong to no station: start, about and keyboard shortcuts."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fardplan import __version__
from fardplan.apps.accounts.models import User
from fardplan.apps.actors import fragments, queries
from fardplan.apps.common.errands import errands_of
from fardplan.apps.jobs.queries import retention_policy, seconds_since_worker
from fardplan.apps.public.thread import thread_stations


logger = logging.getLogger(__name__)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What Färdplan is, which stations are in use, and Sweden on a map."""
    user = request.user
    context = {
        "errand_count": len(errands_of(user, timezone.localdate()))
        if isinstance(user, User)
        else 0,
        "thread": thread_stations(),
        "counts": queries.counts_by_kind(),
        "map": fragments.country_map(queries.register_version()),
    }
    return render(request, "public/start.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Version, licence, sources of the facts, accessibility."""
    return render(request, "public/about.html")


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """What is kept, for how long and why: the very policy that is followed."""
    context = {"rules": retention_policy()}
    return render(request, "public/retention.html", context)


@require_safe
def shortcuts(request: HttpRequest) -> HttpResponse:
    """The list of keyboard shortcuts, and how to turn them off."""
    return render(request, "public/shortcuts.html")


@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """For whoever watches the server: does the database answer, is a worker there?

    ``worker`` is the seconds since any worker gave a sign of life, null when none has.
    """
    try:
        worker = seconds_since_worker(timezone.now())
    except (DatabaseError, InterfaceError):
        logger.exception("Hälsosidan når inte databasen")
        return JsonResponse(
            {"status": "database unreachable", "version": __version__}, status=503
        )
    return JsonResponse(
        {
            "status": "ok",
            "version": __version__,
            "language": settings.LANGUAGE_CODE,
            "worker": worker,
        }
    )
