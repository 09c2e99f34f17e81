"""The collaboration map: who decides, who prepares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fardplan.apps.actors.forms.collaboration import ZOOMS, CollaborationForm
from fardplan.apps.actors.models import Authority
from fardplan.apps.actors.presenters import collaboration as present
from fardplan.apps.actors.presenters import collaboration_words as in_words
from fardplan.apps.actors.queries import authority_by_code
from fardplan.apps.actors.queries.collaboration import (
    collaboration_of,
    matter_route,
    pictures_of,
)
from fardplan.apps.actors.states import LevelLabel, RelationLabel


if TYPE_CHECKING:
    from typing import Any


@require_safe
def collaboration(request: HttpRequest, code: str) -> HttpResponse:
    """The map of an authority's bodies, the way of a matter, and the same as a list."""
    try:
        shown = authority_by_code(code)
    except Authority.DoesNotExist:
        raise Http404 from None
    if shown.code != code:
        return redirect("actors:collaboration", shown.code, permanent=True)
    form = CollaborationForm(request.GET)
    wanted = form.to_filter(timezone.localdate())
    found = collaboration_of(shown, wanted)
    route = matter_route(form.start, found)
    names = {body.code: body.name for body in found.all_bodies}
    context: dict[str, Any] = {
        "authority": shown,
        "wanted": wanted,
        "start": form.start,
        "kinds": RelationLabel.choices,
        "levels": LevelLabel.choices,
        "bodies": found.all_bodies,
        "count": in_words.counted(found.all_bodies, found.all_relations),
        "told_route": in_words.route_in_words(route, found.all_bodies),
        "list": in_words.as_list(found, route),
        "legend": present.legend(found.relations),
        "zooms": present.zoom_links(form.percent, ZOOMS),
        "zoom": form.percent,
        "is_today": wanted.day == timezone.localdate(),
    }
    if found.bodies:
        drawn = pictures_of(
            found, in_words.notes(found), in_words.labels(), in_words.signs()
        )
        context["problem"] = drawn.problem
        context["is_big"] = drawn.wide is None and not drawn.problem
        context["pictures"] = present.pictures(drawn, names, route, form.percent)
    return render(request, "actors/collaboration.html", context)
