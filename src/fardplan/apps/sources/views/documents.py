"""The list of documents, uploading, and what people take with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_safe

from fardplan.apps.accounts.roles import is_administrator, standing_of
from fardplan.apps.accounts.states import RoleName
from fardplan.apps.common.exports import FORMATS, export_response
from fardplan.apps.common.forms import posted
from fardplan.apps.common.htmx import is_htmx
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.jobs.actions.people import start_job
from fardplan.apps.sources import actions, queries
from fardplan.apps.sources.adapters import to_json
from fardplan.apps.sources.forms import (
    DocumentFilterForm,
    FindingFilterForm,
    UploadForm,
)
from fardplan.apps.sources.jobs import KIND
from fardplan.apps.sources.models import SourceDocument
from fardplan.apps.sources.presenters.documents import (
    HEADINGS,
    document_rows,
    export_rows,
)
from fardplan.apps.sources.rules import (
    can_upload_somewhere,
    check_see_document,
    check_see_documents,
    check_upload_somewhere,
)
from fardplan.apps.sources.states import DocumentKindLabel, DocumentState


if TYPE_CHECKING:
    from fardplan.apps.sources.actions import Added

ROWS_PER_PAGE = 50


def get_document(request: HttpRequest, document_id: int) -> SourceDocument:
    """Give a document that the person may see, or answer 404."""
    try:
        document = queries.document_by_id(document_id)
    except SourceDocument.DoesNotExist:
        raise Http404 from None
    check_see_document(request.user, document)
    return document


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Browse, search, filter and sort; the results alone when htmx asks."""
    check_see_documents(request.user)
    wanted = DocumentFilterForm(request.GET).to_filter()
    found = queries.find_documents(request.user, wanted)
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    shown = list(page.object_list)
    context = {
        "page": page,
        "rows": document_rows(shown, queries.review_counts(shown)),
        "wanted": wanted,
        "is_narrowed": wanted != type(wanted)(sort=wanted.sort),
        "sort": wanted.sort,
        "kinds": DocumentKindLabel.choices,
        "states": DocumentState.choices,
        "authorities": queries.authorities_with_documents(request.user),
        "can_upload": can_upload_somewhere(request.user),
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1),
    }
    name = "_document_results" if is_htmx(request) else "documents"
    return render(request, f"sources/{name}.html", context)


def upload(request: HttpRequest) -> HttpResponse:
    """Choose or drop files; those that can be kept are read in a job."""
    check_upload_somewhere(request.user)
    codes = None
    if not is_administrator(request.user):
        codes = list(standing_of(request.user).places(RoleName.PROGRAMME_LEAD))
    form = UploadForm(
        posted(request),
        request.FILES or None,
        authorities=queries.upload_authorities(codes),
    )
    if request.method == "POST" and form.is_valid():
        new = [added.document.pk for added in _keep(request, form) if added.is_new]
        if new:
            title = ngettext("Läs %(n)s dokument", "Läs %(n)s dokument", len(new)) % {
                "n": len(new)
            }
            job = start_job(
                kind=KIND, by=request.user, arguments={"documents": new}, title=title
            )
            return redirect("jobs:job", job.pk)
        if not form.errors:
            return redirect("sources:documents")
    status = 422 if form.errors else 200
    return render(request, "sources/upload.html", {"form": form}, status=status)


def _keep(request: HttpRequest, form: UploadForm) -> list[Added]:
    """Keep the files one by one; what is wrong with one is told, and stops no other."""
    kept = []
    for file in form.cleaned_data["documents"]:
        try:
            added = actions.add_document(
                authority=form.cleaned_data["authority"],
                name=file.name,
                content=file,
                by=request.user,
            )
        except ProblemError as problem:
            form.add_error("documents", str(problem))
            messages.error(request, str(problem))
            continue
        kept.append(added)
        if not added.is_new:
            told = _("%(name)s är redan uppladdad, så inget nytt finns att läsa.")
            messages.info(request, told % {"name": file.name})
    return kept


@require_safe
def original(request: HttpRequest, document_id: int) -> FileResponse:
    """Download the file as it was uploaded; never shown here, whatever it holds."""
    document = get_document(request, document_id)
    return FileResponse(
        document.file.open(), as_attachment=True, filename=document.name
    )


@require_safe
def export(request: HttpRequest, document_id: int, form: str) -> HttpResponse:
    """Download the findings that fit: as tables, or as ``fardplan read --json``."""
    document = get_document(request, document_id)
    if form not in FORMATS:
        raise Http404
    wanted = FindingFilterForm(request.GET).to_filter()
    found = queries.find_findings(document, wanted)
    name = f"fynd-{document.pk}"
    if form == "json":
        return JsonResponse(
            to_json(document, found),
            json_dumps_params={"ensure_ascii": False, "indent": 1},
            headers={"Content-Disposition": f'attachment; filename="{name}.json"'},
        )
    with override("sv"):
        rows = export_rows(found)
    return export_response(rows, HEADINGS, name, form)
