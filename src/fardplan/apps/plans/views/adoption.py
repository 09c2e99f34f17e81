"""Who is to adopt a version, what each has decided, the referral, and comparing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fardplan.apps.common.forms import posted
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.forms.adoption import DecisionForm, ReferralForm, StepForm
from fardplan.apps.plans.models import AdoptionStep, PlanVersion
from fardplan.apps.plans.presenters import programmes as present
from fardplan.apps.plans.presenters.comparison import comparison_page
from fardplan.apps.plans.presenters.tree import kind_names
from fardplan.apps.plans.queries.comparison import comparison_of
from fardplan.apps.plans.rules import (
    can_register_decision,
    check_edit_plan,
    check_register_decision,
)
from fardplan.apps.plans.states import StepLabel
from fardplan.apps.plans.views.fetching import (
    get_version,
    plan_context,
    tell_problem,
    try_save,
)
from fardplan.apps.plans.views.programmes import map_context


if TYPE_CHECKING:
    from typing import Any


def adoption(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The bodies in order with what each has said; adds a body."""
    version = get_version(request, code, number)
    form = StepForm(posted(request))
    if request.method == "POST":
        check_edit_plan(request.user, version.programme)
    if form.is_valid() and try_save(form, lambda: _add_step(request, version, form)):
        return redirect("plans:adoption", code, number)
    return _page(request, version, form)


def _add_step(request: HttpRequest, version: PlanVersion, form: StepForm) -> None:
    actions.add_step(version=version, by=request.user, **form.cleaned_data)
    messages.success(request, _("Organet är med på listan."))


def _page(request: HttpRequest, version: PlanVersion, form: StepForm) -> HttpResponse:
    steps = list(queries.steps_of(version))
    for step in steps:
        step.version = version
    mine = {step.pk for step in steps if can_register_decision(request.user, step)}
    context = plan_context(request, version, "adoption") | {
        "form": form,
        "state": present.state_words(version),
        "adopted": present.adopted_by(steps),
        "steps": present.step_lines(steps, mine, queries.for_own_area(steps)),
        "referral_form": ReferralForm(),
        "bodies": queries.bodies_of_programme(version.programme),
        "history": None,
    }
    context |= map_context(version.programme, steps)
    status = 422 if form.errors else 200
    return render(request, "plans/adoption.html", context, status=status)


def decision(
    request: HttpRequest, code: str, number: int, step_id: int
) -> HttpResponse:
    """Enter what a body decided, or correct what was entered."""
    version = get_version(request, code, number)
    step = _get_step(version, step_id)
    check_register_decision(request.user, step)
    is_correction = step.state != StepLabel.WAITING
    form = DecisionForm(
        posted(request), initial=_initial(step), is_correction=is_correction
    )
    if form.is_valid() and try_save(form, lambda: _decide(request, step, form)):
        messages.success(request, _("Beslutet är inskrivet."))
        return redirect("plans:adoption", code, number)
    context: dict[str, Any] = plan_context(request, version, "adoption") | {
        "step": step,
        "form": form,
        "is_correction": is_correction,
        "freezes": not version.is_frozen and step.role == "decides",
    }
    status = 422 if form.errors else 200
    return render(request, "plans/decision.html", context, status=status)


def _get_step(version: PlanVersion, step_id: int) -> AdoptionStep:
    try:
        step = queries.steps_of(version).get(pk=step_id)
    except AdoptionStep.DoesNotExist:
        raise Http404 from None
    step.version = version
    return step


def _initial(step: AdoptionStep) -> dict[str, Any]:
    if step.state == StepLabel.WAITING:
        return {"state": StepLabel.ADOPTED, "day": timezone.localdate()}
    names = ("state", "day", "paragraph", "reservation")
    return {name: getattr(step, name) for name in names}


def _decide(request: HttpRequest, step: AdoptionStep, form: DecisionForm) -> None:
    said = dict(form.cleaned_data)
    reason = said.pop("reason", "")
    told = actions.Decision(**said)
    if reason:
        actions.correct_decision(
            step_id=step.pk, decision=told, by=request.user, reason=reason
        )
    else:
        actions.register_decision(step_id=step.pk, decision=told, by=request.user)


@require_POST
def remove_step(
    request: HttpRequest, code: str, number: int, step_id: int
) -> HttpResponse:
    """Take a body that waits off the list."""
    version = get_version(request, code, number)
    step = _get_step(version, step_id)
    if tell_problem(
        request, lambda: actions.remove_step(step_id=step.pk, by=request.user)
    ):
        messages.success(request, _("Organet är borttaget från listan."))
    return redirect("plans:adoption", code, number)


@require_POST
def referral(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Send the version on referral, or take it back."""
    version = get_version(request, code, number)
    check_edit_plan(request.user, version.programme)
    if "tillbaka" in request.POST:
        tell_problem(
            request,
            lambda: actions.take_back_referral(version=version, by=request.user),
        )
        return redirect("plans:adoption", code, number)
    form = ReferralForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Skriv när remissen börjar och när svaren ska in."))
        return redirect("plans:adoption", code, number)
    days = (form.cleaned_data["start"], form.cleaned_data["end"])
    tell_problem(
        request,
        lambda: actions.send_on_referral(version=version, days=days, by=request.user),
    )
    return redirect("plans:adoption", code, number)


@require_safe
def compare(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What differs between this version and another: ``?mot=`` its number."""
    version = get_version(request, code, number)
    other = other_version(request, version)
    context = plan_context(request, version, "compare") | {
        "other": other,
        "others": queries.versions_for(request.user, version.programme),
        "state": present.state_words(version),
    }
    if other:
        names = kind_names(version.programme)
        context["found"] = comparison_page(comparison_of(other, version), names)
    return render(request, "plans/compare.html", context)


def other_version(request: HttpRequest, version: PlanVersion) -> PlanVersion | None:
    """Give the version to compare with: the one asked for, else the one it builds on."""
    asked = request.GET.get("mot", "")
    if asked.isdecimal():
        return get_version(request, version.programme.code, int(asked))
    if version.based_on is None:
        return None
    return get_version(request, version.programme.code, version.based_on.number)
