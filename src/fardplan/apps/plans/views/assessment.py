"""How the programme judges itself, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.common.forms import posted
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.forms.adoption import AssessmentForm
from fardplan.apps.plans.presenters.assessment import assessment_table
from fardplan.apps.plans.rules import check_edit_plan
from fardplan.apps.plans.states import FACTOR_KINDS
from fardplan.apps.plans.views.fetching import get_programme, plan_context, try_save


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import PlanVersion


def assessment(request: HttpRequest, code: str) -> HttpResponse:
    """Every occasion beside the others, and the form for the next."""
    shown = get_programme(request, code)
    version = queries.versions_for(request.user, shown)[0]
    version.programme = shown
    rows = queries.nodes_of(version).filter(kind__in=FACTOR_KINDS)
    factors = [
        (str(n.key), n.title, n.kind) for n in rows.order_by("-kind", "position")
    ]
    form = AssessmentForm(
        posted(request),
        initial={"day": timezone.localdate()},
        factors=[(key, title) for key, title, _kind in factors],
    )
    if request.method == "POST":
        check_edit_plan(request.user, shown)
    if form.is_valid() and try_save(form, lambda: _assess(request, version, form)):
        messages.success(request, _("Självskattningen är sparad."))
        return redirect("plans:assessment", code)
    context = plan_context(request, version, "assessment") | {
        "form": form,
        "factors": factors,
        "table": assessment_table(factors, queries.assessments_of(shown)),
    }
    status = 422 if form.errors else 200
    return render(request, "plans/assessment.html", context, status=status)


def _assess(request: HttpRequest, version: PlanVersion, form: AssessmentForm) -> None:
    said = form.cleaned_data
    actions.assess(
        version=version,
        title=said["title"],
        day=said["day"],
        answers=form.answers,
        by=cast("User", request.user),
    )
