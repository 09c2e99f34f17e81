"""The collaboration map: who decides, who prepares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fardplan.apps.actors import fragments, presenters
from fardplan.apps.actors.forms.collaboration import ZOOMS, CollaborationForm
from fardplan.apps.actors.models import Authority
from fardplan.apps.actors.presenters import collaboration as present
from fardplan.apps.actors.presenters import collaboration_words as in_words
from fardplan.apps.actors.presenters import map_tools
from fardplan.apps.actors.queries import authority_by_code
from fardplan.apps.actors.queries.collaboration import (
    MOST_BODIES_WIDE,
    MapContent,
    collaboration_of,
    groups_by_authority,
    groups_by_type,
    mapped_facts,
    matter_route,
)
from fardplan.apps.actors.states import LevelLabel, RelationLabel


if TYPE_CHECKING:
    from typing import Any

    from fardplan.apps.actors.queries.collaboration import Collaboration, Group


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
    notes, types = in_words.notes(found), in_words.types()
    names = tuple((body.code, body.name) for body in found.all_bodies)
    context: dict[str, Any] = {
        "authority": shown,
        "wanted": wanted,
        "start": form.start,
        "kinds": RelationLabel.choices,
        "levels": LevelLabel.choices,
        "types": presenters.options(types.items(), wanted.body_type),
        "authorities": presenters.options(found.names.items(), wanted.authority),
        "is_by_type": form.is_by_type,
        "bodies": presenters.options(names, form.start),
        "count": in_words.counted(found.all_bodies, found.all_relations),
        "told_route": in_words.route_in_words(route, found.all_bodies),
        "list": fragments.body_list(
            in_words.as_list(found, notes, route), get_language()
        ),
        "legend": map_tools.legend(found.relations),
        "zooms": map_tools.zoom_links(form.percent, ZOOMS),
        "zoom": form.percent,
        "is_today": wanted.day == timezone.localdate(),
    }
    if found.bodies:
        content = MapContent(
            facts=mapped_facts(found),
            relations=tuple(found.relations),
            notes=tuple(notes.items()),
            words=in_words.arrow_words(),
            groups=_groups(found, shown, is_by_type=form.is_by_type),
        )
        asked = present.Shown(names, route, form.percent)
        context["map"] = fragments.collaboration_map(content, asked, shown.name)
        context["has_lanes"] = content.has_lanes
        context["is_big"] = len(found.all_bodies) > MOST_BODIES_WIDE
        context["levels_in_use"], context["overview"] = in_words.overview(found)
    return render(request, "actors/collaboration.html", context)


def _groups(
    found: Collaboration, shown: Authority, *, is_by_type: bool
) -> tuple[Group, ...]:
    if is_by_type:
        return groups_by_type(found, in_words.types())
    return groups_by_authority(found, shown, _("Gemensamt"))
