"""What is known of a document itself: facts, editions, what waits, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from fardplan.apps.accounts.history import history_page, plain_lines
from fardplan.apps.accounts.queries import events_about
from fardplan.apps.common.exports import FORMATS
from fardplan.apps.common.forms import posted
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.sources import actions, queries
from fardplan.apps.sources.forms import EditionForm, TakeForm
from fardplan.apps.sources.jobs import start_take
from fardplan.apps.sources.presenters.documents import (
    history_in_words,
    waiting_lines,
)
from fardplan.apps.sources.presenters.findings import kind_label
from fardplan.apps.sources.rules import can_review, check_review
from fardplan.apps.sources.states import EditionMark
from fardplan.apps.sources.takers import destinations
from fardplan.apps.sources.views.documents import get_document
from fardplan.apps.sources.views.review import tell_bulk


if TYPE_CHECKING:
    from fardplan.apps.sources.models import Finding, SourceDocument


def facts(request: HttpRequest, document_id: int) -> HttpResponse:
    """Facts, what the reader wondered at, what waits, and which edition it is."""
    shown = get_document(request, document_id)
    form = _edition_form(request, shown)
    if request.method == "POST":
        check_review(request.user, shown)
        if form.is_valid() and _set_edition(request, shown, form):
            return redirect("sources:facts", document_id)
    may_review = can_review(request.user, shown)
    context = {
        "document": shown,
        "count": queries.review_counts([shown])[shown.pk],
        "form": form,
        "formats": FORMATS,
        "can_review": may_review,
        "waiting": waiting_lines(queries.waiting_kinds(shown)),
        "places": destinations(request.user) if may_review else [],
        "tally": queries.tally(shown),
        "gone": len(queries.gone_findings(shown)),
        "history": history_page(
            request,
            events_about(shown, str(shown.pk)),
            lambda events: plain_lines(events, request.user, history_in_words),
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "sources/facts.html", context, status=status)


def _edition_form(request: HttpRequest, shown: SourceDocument) -> EditionForm:
    others = queries.other_documents(shown)
    return EditionForm(
        posted(request),
        initial={"edition_of": shown.edition_of_id},
        documents=[(one.pk, f"{one.title} ({one.name})") for one in others],
    )


def _set_edition(
    request: HttpRequest, shown: SourceDocument, form: EditionForm
) -> bool:
    try:
        actions.set_edition(
            document_id=shown.pk,
            earlier_id=form.cleaned_data["edition_of"],
            by=request.user,
        )
    except NotAllowedError:
        raise
    except ProblemError as problem:
        form.add_error("edition_of", str(problem))
        return False
    messages.success(request, _("Utgåvan är sparad."))
    return True


@require_safe
def difference(request: HttpRequest, document_id: int) -> HttpResponse:
    """What is new, changed and gone since the edition before."""
    shown = get_document(request, document_id)
    if shown.edition_of is None:
        raise Http404
    context = {
        "document": shown,
        "new": _told(queries.marked_findings(shown, EditionMark.NEW)),
        "changed": _told(queries.marked_findings(shown, EditionMark.CHANGED)),
        "gone": _told(queries.gone_findings(shown)),
    }
    return render(request, "sources/difference.html", context)


def _told(findings: list[Finding]) -> list[tuple[str, Finding]]:
    return [(kind_label(one.kind), one) for one in findings]


@require_POST
def take(request: HttpRequest, document_id: int) -> HttpResponse:
    """Let a station take over what was accepted before it was built."""
    shown = get_document(request, document_id)
    check_review(request.user, shown)
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise Http404
    kind, target = form.cleaned_data["kind"], form.cleaned_data["target"]
    if job := start_take(shown, kind, target, request.user):
        return redirect("jobs:job", job.pk)
    report = actions.take_waiting(
        document_id=document_id, kind=kind, by=request.user, target=target
    )
    told = ngettext(
        "%(n)s fynd har förts över.", "%(n)s fynd har förts över.", report.count
    )
    if report.step is None and not report.refused:
        messages.info(request, _("Inget kunde föras över: det väntar på annat."))
    else:
        tell_bulk(request, report, told % {"n": report.count})
    return redirect("sources:facts", document_id)


def remove(request: HttpRequest, document_id: int) -> HttpResponse:
    """Ask, and then remove the document with all that was read in it."""
    shown = get_document(request, document_id)
    check_review(request.user, shown)
    if request.method == "POST":
        try:
            actions.remove_document(document_id=document_id, by=request.user)
        except NotAllowedError:
            raise
        except ProblemError as problem:
            messages.error(request, str(problem))
            return redirect("sources:facts", document_id)
        messages.success(request, _("%(title)s är borttaget.") % {"title": shown.title})
        return redirect("sources:documents")
    return render(request, "sources/remove.html", {"document": shown})
