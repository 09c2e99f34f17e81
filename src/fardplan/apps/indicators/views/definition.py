"""One indicator's page, its versions, and the forms that start a version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fardplan.apps.accounts.history import history_page
from fardplan.apps.accounts.queries import events_about
from fardplan.apps.common.forms import posted
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.indicators import actions, queries
from fardplan.apps.indicators.forms import DefinitionForms
from fardplan.apps.indicators.forms.definition import (
    EditDefinitionForm,
    NewIndicatorForm,
    empty_definition,
)
from fardplan.apps.indicators.models import Indicator, IndicatorVersion
from fardplan.apps.indicators.presenters import indicator as present
from fardplan.apps.indicators.presenters import register as present_register
from fardplan.apps.indicators.rules import (
    can_edit_indicator,
    can_see_series,
    check_create_indicators,
    check_edit_indicator,
)
from fardplan.apps.indicators.states import ShiftGoal


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


def get_indicator(key: str) -> Indicator:
    """Give the indicator or answer 404."""
    try:
        return queries.indicator_by_key(key)
    except Indicator.DoesNotExist:
        raise Http404 from None


def _version(shown: Indicator, number: int) -> IndicatorVersion:
    try:
        return queries.version_of(shown, number)
    except IndicatorVersion.DoesNotExist:
        raise Http404 from None


@require_safe
def indicator(request: HttpRequest, key: str) -> HttpResponse:
    """One indicator: its definition in plain words, its twin, its versions."""
    shown = get_indicator(key)
    return _page(request, shown, _version(shown, shown.current_number))


@require_safe
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The indicator as one version says."""
    shown = get_indicator(key)
    return _page(request, shown, _version(shown, number))


def _page(
    request: HttpRequest, shown: Indicator, asked: IndicatorVersion
) -> HttpResponse:
    versions = list(queries.versions_of(shown))
    beside = present_register.is_outcome(shown.goal)
    resources = queries.of_goal(ShiftGoal.RESOURCES) if beside else ()
    context = {
        "indicator": shown,
        "page": present.indicator_page(asked),
        "version": asked,
        "is_current": asked.number == shown.current_number,
        "goal": shown.get_goal_display(),
        "twins": present.twins(asked, queries.twin_of(asked)),
        "resources": present_register.indicator_lines(resources),
        "parts": queries.parts_followed(shown, request.user),
        "versions": present.version_lines(versions, shown.current_number, request.user),
        "history": history_page(
            request,
            events_about(shown, shown.key),
            lambda events: present.history(events, request.user),
        ),
        "can_edit": can_edit_indicator(request.user, shown),
        "can_see_series": can_see_series(request.user, shown),
    }
    return render(request, "indicators/indicator.html", context)


@require_safe
def version_json(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The very text that a version's checksum is counted from."""
    asked = _version(get_indicator(key), number)
    return HttpResponse(
        asked.definition,
        content_type="application/json; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{key}-v{number}.json"',
            "ETag": f'"{asked.sha256}"',
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """The form that starts a new version; keeps the input when something is wrong."""
    shown = get_indicator(key)
    check_edit_indicator(request.user, shown)
    current = _version(shown, shown.current_number)
    initial = {**queries.data_of(current), "seen": current.number}
    forms = DefinitionForms(EditDefinitionForm, posted(request), initial)
    forms.offer("twin", _twins(without=key))

    def save() -> str:
        made = actions.edit_definition(
            key=key,
            new=forms.data,
            seen=forms.form.cleaned_data["seen"] or 0,
            reason=forms.form.cleaned_data["reason"],
            by=request.user,
        )
        if made is None:
            return _("Inget var ändrat, så ingen ny version började.")
        return _("Version %(n)d gäller nu. Äldre värden hör till sin version.") % {
            "n": made.number
        }

    if request.method == "POST" and _is_saved(request, forms, save):
        return redirect("indicators:indicator", key)
    return _form(request, forms, {"indicator": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """The form for an indicator of one's own."""
    check_create_indicators(request.user)
    forms = DefinitionForms(NewIndicatorForm, posted(request), empty_definition())
    forms.offer("twin", _twins())
    forms.offer("authority", queries.owner_choices(request.user))

    def save() -> str:
        key = forms.form.cleaned_data["key"]
        if _is_page_of_ours(key):
            raise ProblemError(_("Kortnamnet är upptaget av en sida. Välj ett annat."))
        actions.create_indicator(
            new={**forms.data, "key": key},
            owner=forms.form.cleaned_data["authority"],
            by=request.user,
        )
        return _("Indikatorn är tillagd.")

    if request.method == "POST" and _is_saved(request, forms, save):
        return redirect("indicators:indicator", forms.form.cleaned_data["key"])
    return _form(request, forms, {})


def _is_saved(
    request: HttpRequest, forms: DefinitionForms, save: Callable[[], str]
) -> bool:
    if not forms.is_valid():
        return False
    try:
        told = save()
    except queries.DefinitionError as error:
        forms.tell(error)
        return False
    except ProblemError as problem:
        forms.form.add_error(None, str(problem))
        return False
    messages.success(request, told)
    return True


def _form(
    request: HttpRequest, forms: DefinitionForms, context: dict[str, Any]
) -> HttpResponse:
    told = {**context, "form": forms.form, "forms": forms}
    status = 422 if forms.problems else 200
    return render(request, "indicators/definition_form.html", told, status=status)


def _twins(without: str = "") -> list[tuple[str, str]]:
    return [("", _("Ingen")), *queries.indicator_names(without)]


def _is_page_of_ours(key: str) -> bool:
    """Whether the address that a key would get already leads somewhere else."""
    plain = "".join(c for c in key if c.isascii() and (c.isalnum() or c in "-_"))
    found = resolve(reverse("indicators:indicator", args=[plain or "x"]))
    return found.url_name != "indicator"
