"""All programmes, one programme's overview, and the forms of a programme itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fardplan.apps.accounts.history import history_page
from fardplan.apps.accounts.roles import standing_of
from fardplan.apps.accounts.states import RoleName
from fardplan.apps.actors import fragments
from fardplan.apps.actors.queries import register_version
from fardplan.apps.actors.states import AuthorityKind
from fardplan.apps.common.forms import posted
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.forms.programme import LevelsForm, ProgrammeForm
from fardplan.apps.plans.presenters import programmes as present
from fardplan.apps.plans.presenters.history import version_history
from fardplan.apps.plans.rules import (
    can_create_programmes,
    can_edit_plan,
    check_create_programmes,
    check_edit_plan,
)
from fardplan.apps.plans.views.fetching import get_programme, tell_problem, try_save


if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest, HttpResponse

    from fardplan.apps.actors.fragments import Drawing
    from fardplan.apps.plans.models import AdoptionStep, PlanVersion, Programme


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes that the person may know of."""
    rows = list(queries.programmes_for(request.user))
    inside = queries.own_programmes(request.user)
    context = {
        "lines": present.programme_lines(rows, inside),
        "can_create": can_create_programmes(request.user),
    }
    return render(request, "plans/programmes.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Start a programme."""
    check_create_programmes(request.user)
    known = queries.authority_codes()
    led = standing_of(request.user).places(RoleName.PROGRAMME_LEAD)
    own = [name for name, code in known.items() if code in led]
    # Who leads in one place has hardly another in mind.
    initial = {"home": own[0]} if len(own) == 1 else {}
    form = ProgrammeForm(posted(request), known=known, initial=initial)
    if form.is_valid() and try_save(form, lambda: _create(request, form)):
        messages.success(request, _("Programmet är startat. Börja fylla på planen."))
        return redirect("plans:version", queries.newest_programme().code, 1)
    context = {"form": form, "names": known}
    status = 422 if form.errors else 200
    return render(request, "plans/programme_form.html", context, status=status)


def _create(request: HttpRequest, form: ProgrammeForm) -> None:
    said = form.cleaned_data
    parties = list(said["authorities"])
    if said["all_municipalities"]:
        parties += queries.municipality_codes(said["home"])
    actions.create_programme(
        new=form.new, home=said["home"], authorities=parties, by=request.user
    )


@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """One programme: what holds, who has adopted it, and what is under way."""
    shown = get_programme(request, code)
    versions = queries.versions_for(request.user, shown)
    for version in versions:
        version.programme = shown
    latest = next((v for v in versions if v.is_frozen), versions[0])
    steps = list(queries.steps_of(latest))
    context: dict[str, Any] = {
        "programme": shown,
        "version": latest,
        "tab": "overview",
        "state": present.state_words(latest),
        "adopted": present.adopted_by(steps),
        "steps": present.step_lines(steps, set(), set()),
        "versions": [present.version_line(v, queries.steps_of(v)) for v in versions],
        "draft": next((v for v in versions if not v.is_frozen), None),
        "due": present.due_words(
            queries.revision_day(shown, steps), timezone.localdate()
        ),
        "parties": shown.authorities.all(),
        "counts": queries.counts_of(latest),
        "can_edit_plan": can_edit_plan(request.user, shown),
        "history": history_page(
            request,
            queries.events_of_programme(shown),
            lambda events: version_history(events, request.user, {}),
        ),
    }
    context |= map_context(shown, steps)
    return render(request, "plans/programme.html", context)


def map_context(shown: Programme, steps: list[AdoptionStep]) -> dict[str, Any]:
    """Give the map of a region's municipalities; those that have adopted are in colour."""
    if shown.home.kind != AuthorityKind.REGION:
        return {}
    codes = present.adopted_codes(steps)
    drawn: Drawing = fragments.region_map(register_version(), shown.home, codes)
    return {"map": drawn, "has_map": True}


def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change what the programme is called, who takes part and which levels it uses."""
    shown = get_programme(request, code)
    check_edit_plan(request.user, shown)
    form = LevelsForm(
        posted(request), known=queries.authority_codes(), initial=_initial(shown)
    )
    if form.is_valid() and try_save(
        form,
        lambda: actions.edit_programme(
            code=code,
            new=form.new,
            authorities=form.cleaned_data["authorities"],
            levels=form.levels,
            by=request.user,
        ),
    ):
        messages.success(request, _("Ändringen är sparad."))
        return redirect("plans:programme", code)
    context = {"programme": shown, "form": form, "names": queries.authority_codes()}
    status = 422 if form.errors else 200
    return render(request, "plans/programme_form.html", context, status=status)


def _initial(shown: Programme) -> dict[str, Any]:
    names = ("name", "description", "target_year", "revise_every")
    parties = ", ".join(one.name for one in shown.authorities.all())
    levels = {f"use_{one['kind']}": True for one in shown.levels}
    own = {f"name_{one['kind']}": one["name"] for one in shown.levels}
    plain = {name: getattr(shown, name) for name in names}
    return {**plain, "authorities": parties, **levels, **own}


@require_POST
def next_version(request: HttpRequest, code: str) -> HttpResponse:
    """Start the next version from the latest adopted one; a second click leads there."""
    shown = get_programme(request, code)
    made: list[PlanVersion] = []
    is_made = tell_problem(
        request,
        lambda: made.append(
            actions.start_version(code=code, title="", by=request.user)
        ),
    )
    if is_made:
        messages.success(
            request, _("Nästa version är påbörjad. Den antagna står kvar.")
        )
    version = queries.open_version_of(shown)
    return redirect("plans:version", code, version.number if version else 1)
