"""Review: the document's text beside what was read in it, and what people say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fardplan.apps.common.forms import posted
from fardplan.apps.common.htmx import is_htmx
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.sources import actions, queries
from fardplan.apps.sources.actions import Decision
from fardplan.apps.sources.forms import (
    BulkForm,
    DecisionForm,
    FindingFilterForm,
    FindingForm,
)
from fardplan.apps.sources.jobs import start_review, start_undo
from fardplan.apps.sources.models import Finding, ReviewStep
from fardplan.apps.sources.presenters.findings import (
    finding_line,
    finding_lines,
    kind_options,
)
from fardplan.apps.sources.presenters.text import shown_pages
from fardplan.apps.sources.rules import can_review, check_review, check_see_document
from fardplan.apps.sources.states import (
    DocumentState,
    EditionMark,
    FindingState,
    ReviewAct,
)
from fardplan.apps.sources.takers import Context, destinations, find_taker
from fardplan.apps.sources.views.documents import get_document


if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from fardplan.apps.sources.models import SourceDocument
    from fardplan.apps.sources.queries import FindingFilter, Part

# What a part of the page takes with it to the next: all but where in the document it is.
PLACE = ("avsnitt", "fynd", "sida")


@require_safe
@never_cache
def document(request: HttpRequest, document_id: int) -> HttpResponse:
    """One part of the document: its pages, and the findings on them."""
    shown = get_document(request, document_id)
    if is_htmx(request):
        # Asked while the page says that the document is being read.
        is_waiting = shown.state == DocumentState.READING
        headers = {} if is_waiting else {"HX-Refresh": "true"}
        return HttpResponse(status=204, headers=headers)
    if shown.state != DocumentState.READY:
        return _not_read(request, shown)
    form = FindingFilterForm(request.GET)
    wanted = form.to_filter()
    found = queries.find_findings(shown, wanted)
    said_on = queries.pages_saying(shown, wanted.text)
    parts = queries.parts_of(shown, wanted, found, said_on)
    here = _part(parts, form.cleaned_data, shown)
    pages = here.pages if here else ()
    findings = queries.findings_on(found, pages)
    may_review = can_review(request.user, shown)
    frame = _frame(request, shown, wanted)
    context = Context(by=request.user, document=shown, target=frame["target"])
    return render(
        request,
        "sources/document.html",
        frame
        | {
            "parts": parts,
            "here": here,
            "pages": shown_pages(
                queries.page_texts(shown, pages),
                findings,
                searched=wanted.text,
                chosen=form.cleaned_data.get("fynd"),
            ),
            "lines": finding_lines(findings, context, may_review=may_review),
            "chosen": form.cleaned_data.get("fynd"),
            "found": found.count() if wanted.is_narrow else None,
            "said_on": said_on,
            "waiting": _waiting(found, may_review=may_review),
            "job": queries.review_under_way(shown) if may_review else None,
        },
    )


def _not_read(request: HttpRequest, shown: SourceDocument) -> HttpResponse:
    """Say that the document is being read, or why it could not be."""
    context = {"document": shown, "can_review": can_review(request.user, shown)}
    return render(request, "sources/not_read.html", context)


def _part(
    parts: Sequence[Part], asked: dict[str, Any], shown: SourceDocument
) -> Part | None:
    """Give the part with the finding or page that is asked for, else the one by number."""
    if page := asked.get("sida"):
        return next((one for one in parts if page in one.pages), None)
    if number := asked.get("fynd"):
        pages = Finding.objects.filter(document=shown, pk=number).values_list("page")
        for (page,) in pages:
            found = next((one for one in parts if page in one.pages), None)
            if found:
                return found
    number = min(asked.get("avsnitt") or 1, len(parts))
    return parts[number - 1] if parts else None


def _frame(
    request: HttpRequest, shown: SourceDocument, wanted: FindingFilter
) -> dict[str, Any]:
    """Give what surrounds the findings: the filter, the counts, who may do what."""
    counts = queries.tally(shown)
    may_review = can_review(request.user, shown)
    places = destinations(request.user) if may_review else []
    return {
        "document": shown,
        "wanted": wanted,
        "tally": counts,
        "kinds": kind_options(counts.by_kind),
        "states": FindingState.choices,
        "editions": EditionMark.choices if shown.edition_of_id else [],
        "can_review": may_review,
        "has_step": may_review and queries.has_step(shown, request.user),
        "places": places,
        "target": _target(request, shown, [key for key, _label in places]),
        "query": _query(request.GET),
        "back": request.GET.urlencode(),
    }


def _target(request: HttpRequest, shown: SourceDocument, places: Sequence[str]) -> str:
    """Give where what is accepted goes: as asked, else as last time, else the only one."""
    if (asked := request.GET.get("till")) is not None:
        return asked
    last = queries.last_target(shown)
    if last in places:
        return last
    return places[0] if len(places) == 1 else ""


def _waiting(found: QuerySet[Finding], *, may_review: bool) -> int:
    """Count what a button for all would change."""
    return found.filter(state=FindingState.UNREVIEWED).count() if may_review else 0


def _query(asked: QueryDict) -> str:
    """Give the query string of the filter, for links to other parts."""
    kept = asked.copy()
    for name in PLACE:
        kept.pop(name, None)
    return kept.urlencode()


def get_finding(request: HttpRequest, finding_id: int) -> Finding:
    """Give a finding in a document that the person may see, or answer 404."""
    try:
        found = queries.finding_by_id(finding_id)
    except Finding.DoesNotExist:
        raise Http404 from None
    check_see_document(request.user, found.document)
    return found


def _back(request: HttpRequest, document_id: int, finding_id: int | None) -> str:
    """Give the part of the review that the person came from."""
    asked = QueryDict(request.POST.get("back", "")).copy()
    asked.pop("fynd", None)
    if finding_id:
        asked["fynd"] = str(finding_id)
    place = f"#f{finding_id}" if finding_id else ""
    address = reverse("sources:document", args=[document_id])
    return f"{address}?{asked.urlencode()}{place}"


@require_POST
def decide(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Accept, reject, merge or open again; the line alone when htmx asks."""
    found = get_finding(request, finding_id)
    check_review(request.user, found.document)
    form = DecisionForm(request.POST)
    if not form.is_valid() or form.cleaned_data["act"] not in _BY_BUTTON:
        raise Http404
    asked = form.cleaned_data
    step, problem = None, ""
    try:
        step = actions.review_finding(
            finding_id=finding_id,
            decision=Decision(act=ReviewAct(asked["act"]), match=asked["match"]),
            seen=asked["revision"],
            by=request.user,
            target=asked["target"],
        )
    except NotAllowedError:
        raise
    except ProblemError as refused:
        problem = str(refused)
    if is_htmx(request):
        return _lines(request, finding_id, step, problem)
    if problem:
        messages.error(request, problem)
    elif step is not None:
        _tell(request, step, _said(step))
    return redirect(_back(request, found.document_id, finding_id))


_BY_BUTTON = {ReviewAct.ACCEPT, ReviewAct.REJECT, ReviewAct.MERGE, ReviewAct.REOPEN}


def _lines(
    request: HttpRequest, finding_id: int, step: ReviewStep | None, problem: str
) -> HttpResponse:
    """Answer with the line, what else the act changed, and how far it has come."""
    found = queries.finding_by_id(finding_id)
    others = [row[0] for row in step.rows if row[0] != finding_id] if step else []
    target = request.POST.get("target", "")
    context = Context(by=request.user, document=found.document, target=target)
    changed = Finding.objects.filter(pk__in=others).select_related("reviewed_by")
    back = request.POST.get("back", "")
    wanted = FindingFilterForm(QueryDict(back)).to_filter()
    chosen = queries.find_findings(found.document, wanted)
    frame = _frame(request, found.document, wanted)
    return render(
        request,
        "sources/_decided.html",
        frame
        | {
            "line": finding_line(found, context, may_review=True),
            "others": finding_lines(changed, context, may_review=True),
            "problem": problem,
            "said": _said(step) if step else "",
            "target": target,
            "back": back,
            "waiting": _waiting(chosen, may_review=True),
        },
    )


def _said(step: ReviewStep) -> str:
    told = {
        ReviewAct.ACCEPT: ngettext(
            "%(n)s fynd godkänt.", "%(n)s fynd godkända.", len(step.rows)
        ),
        ReviewAct.REJECT: ngettext(
            "%(n)s fynd avvisat.", "%(n)s fynd avvisade.", len(step.rows)
        ),
        ReviewAct.REOPEN: ngettext(
            "%(n)s fynd öppnat igen.", "%(n)s fynd öppnade igen.", len(step.rows)
        ),
        ReviewAct.EDIT: _("Fyndet är ändrat och godkänt."),
        ReviewAct.MERGE: _("Fyndet är sammanslaget."),
    }
    return told[ReviewAct(step.act)] % {"n": len(step.rows)}


def _tell(request: HttpRequest, step: ReviewStep, said: str) -> None:
    """Tell what was done, with a way back."""
    undo = reverse("sources:undo", args=[step.pk])
    messages.success(request, said, extra_tags=undo)


@require_POST
def many(request: HttpRequest, document_id: int) -> HttpResponse:
    """Accept or reject all that fits the filter and that nobody has reviewed."""
    shown = get_document(request, document_id)
    check_review(request.user, shown)
    form = BulkForm(request.POST)
    if not form.is_valid():
        raise Http404
    wanted = FindingFilterForm(QueryDict(request.POST.get("back", ""))).to_filter()
    act, target = ReviewAct(form.cleaned_data["act"]), form.cleaned_data["target"]
    if _is_busy(request, shown):
        return redirect(_back(request, document_id, None))
    if job := start_review(shown, wanted, act, target, request.user):
        return redirect("jobs:job", job.pk)
    report = actions.review_many(
        document_id=document_id, wanted=wanted, act=act, by=request.user, target=target
    )
    tell_bulk(request, report, _said(report.step) if report.step else "")
    return redirect(_back(request, document_id, None))


def _is_busy(request: HttpRequest, shown: SourceDocument) -> bool:
    if queries.review_under_way(shown) is None:
        return False
    told = _("Ett jobb granskar många fynd här just nu. Vänta tills det är klart.")
    messages.error(request, told)
    return True


def tell_bulk(request: HttpRequest, report: actions.BulkReport, said: str) -> None:
    """Tell what became of many, and why some were left as they were."""
    if report.step is not None:
        _tell(request, report.step, said)
    elif not report.refused:
        messages.info(request, _("Inget fynd i urvalet väntade på granskning."))
    for reason, count in report.refused.items():
        told = ngettext(
            "%(n)s fynd lämnades som det var: %(why)s",
            "%(n)s fynd lämnades som de var: %(why)s",
            count,
        )
        messages.error(request, told % {"n": count, "why": reason})


@require_POST
def undo(request: HttpRequest, step_id: int) -> HttpResponse:
    """Take back one act, from the message that followed it."""
    try:
        step = queries.step_by_id(step_id)
    except ReviewStep.DoesNotExist:
        raise Http404 from None
    check_review(request.user, step.document)
    return _undo(request, step)


@require_POST
def undo_latest(request: HttpRequest, document_id: int) -> HttpResponse:
    """Take back what the person did last in the document."""
    shown = get_document(request, document_id)
    check_review(request.user, shown)
    step = queries.latest_step(shown, request.user)
    if step is None:
        messages.info(request, _("Du har inget att ångra här."))
        return redirect(_back(request, document_id, None))
    return _undo(request, step)


def _undo(request: HttpRequest, step: ReviewStep) -> HttpResponse:
    if _is_busy(request, step.document):
        return redirect(_back(request, step.document_id, None))
    if step.undone_at is None and (job := start_undo(step, request.user)):
        return redirect("jobs:job", job.pk)
    try:
        actions.undo_step(step_id=step.pk, by=request.user)
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, str(problem))
    else:
        told = ngettext(
            "Ångrat: %(n)s fynd är som det var.",
            "Ångrat: %(n)s fynd är som de var.",
            len(step.rows),
        )
        messages.success(request, told % {"n": len(step.rows)})
    # A step that a job has undone is empty.
    first = step.rows[0][0] if step.rows else None
    return redirect(_back(request, step.document_id, first))


def finding(request: HttpRequest, finding_id: int) -> HttpResponse:
    """One finding: change what it says, or say what it is about."""
    found = get_finding(request, finding_id)
    check_review(request.user, found.document)
    places = [key for key, _label in destinations(request.user)]
    target = _target(request, found.document, places)
    form = FindingForm(posted(request), finding=found, target=target)
    if request.method == "POST" and form.is_valid() and _edit(request, found, form):
        return redirect(_back(request, found.document_id, finding_id))
    taker = find_taker(found.kind)
    context = Context(by=request.user, document=found.document, target=target)
    back = request.POST.get("back") or request.GET.urlencode()
    place = urlencode({"fynd": finding_id})
    return render(
        request,
        "sources/finding.html",
        {
            "finding": found,
            "line": finding_line(found, context, may_review=True),
            "form": form,
            "matches": taker.suggest(found, context) if taker else [],
            "target": target,
            "back": back,
            "place": place,
        },
        status=422 if form.errors else 200,
    )


def _edit(request: HttpRequest, found: Finding, form: FindingForm) -> bool:
    try:
        step = actions.review_finding(
            finding_id=found.pk,
            decision=Decision(
                act=ReviewAct.EDIT,
                text=form.cleaned_data["words"],
                values=form.values,
            ),
            seen=form.cleaned_data["revision"],
            by=request.user,
            target=form.cleaned_data["target"],
        )
    except NotAllowedError:
        raise
    except ProblemError as problem:
        form.add_error(None, str(problem))
        form.take_as_seen(Finding.objects.get(pk=found.pk).revision)
        return False
    if step is not None:
        _tell(request, step, _said(step))
    return True
