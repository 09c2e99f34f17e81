"""The same initiatives as a board, a timeline, a map and a portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.presenters import boards, places
from fardplan.apps.plans.presenters.initiative import initiative_rows
from fardplan.apps.plans.presenters.timeline import timeline as draw_timeline
from fardplan.apps.plans.rules import check_tell_status
from fardplan.apps.plans.states import PhaseLabel
from fardplan.apps.plans.views.initiatives import (
    filtered,
    get_initiative,
    undo_address,
)


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BARS_PER_PAGE = 60


@require_safe
def board(request: HttpRequest, code: str) -> HttpResponse:
    """A column for each phase; cards move by buttons, by keyboard and by drag."""
    programme, found, context = filtered(request, code, "board")
    columns = queries.board(found)
    cards = [card for column in columns for card in column.cards]
    mine = queries.told_by(request.user, programme, cards)
    context |= {
        "columns": boards.board_columns(columns, code, mine),
        "most": queries.CARDS_A_PHASE,
    }
    return render(request, "plans/board.html", context)


@require_POST
def move(request: HttpRequest, code: str, initiative: str) -> HttpResponse:
    """Let a card come to another phase, and go back to the board where it was."""
    row = get_initiative(request, code, initiative)
    check_tell_status(request.user, row)
    phase = request.POST.get("phase", "")
    try:
        event = actions.move_phase(
            programme=row.programme, code=row.code, phase=phase, by=request.user
        )
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, f"{row.name}: {problem}")
    else:
        if event:
            words = {"name": row.name, "phase": PhaseLabel(phase).label}
            messages.success(
                request,
                _("%(name)s är nu i fasen %(phase)s.") % words,
                extra_tags=undo_address(row.programme, event),
            )
    # Only the query: where it leads is ours to say.
    query = request.POST.get("kept", "")
    address = reverse("plans:board", args=[code])
    return redirect(f"{address}?{query}#kort-{row.code}")


@require_safe
def timeline(request: HttpRequest, code: str) -> HttpResponse:
    """Bars by start and end, milestones, and the line of today."""
    programme, found, context = filtered(request, code, "timeline")
    versions = queries.version_ids_for(request.user, programme)
    page = Paginator(queries.with_owners(found), BARS_PER_PAGE).get_page(
        request.GET.get("sida")
    )
    rows = initiative_rows(page.object_list, code)
    context |= {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1),
        "drawing": draw_timeline(
            rows,
            queries.span_of(found),
            queries.milestones_of(page.object_list, versions),
            timezone.localdate(),
        ),
    }
    return render(request, "plans/timeline.html", context)


@require_safe
def initiative_map(request: HttpRequest, code: str) -> HttpResponse:
    """Municipalities in shades by number, or by the most serious status."""
    programme, found, context = filtered(request, code, "map")
    by = places.STATUS if request.GET.get("farg") == places.STATUS else places.NUMBER
    counts = queries.counts_by_municipality(found, programme)
    kept = request.GET.copy()
    for name in ("farg", "kommun", "sida"):
        kept.pop(name, None)
    shown = places.places(counts, code, by, kept.urlencode())
    context |= {
        "by": by,
        "places": shown,
        "legend": places.legend(by),
        "map": places.picture(counts, shown, queries.region_of(programme)),
        "without": queries.count_without_place(found),
    }
    return render(request, "plans/initiative_map.html", context)


@require_safe
def portfolio(request: HttpRequest, code: str) -> HttpResponse:
    """The programme's areas with who steers them, and how it goes in each."""
    programme, found, context = filtered(request, code, "portfolio")
    is_known = request.user.is_authenticated
    lines = boards.portfolio_lines(
        queries.portfolio(found, programme), code, context["kept"], is_known
    )
    context |= {"lines": lines, "totals": boards.totals(lines)}
    return render(request, "plans/portfolio.html", context)
