"""Review of many findings as long work, and its undoing, so that no page waits for it.

What only gets another state is done at once, however many. What a station makes
something of takes 5 to 90 ms each: more than MANY of those become a job.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fardplan.apps.common.problems import NotAllowedError
from fardplan.apps.jobs.actions.people import start_job
from fardplan.apps.jobs.registry import Outcome, job_kind
from fardplan.apps.sources import actions, queries
from fardplan.apps.sources.actions.batches import BATCH, PLAIN
from fardplan.apps.sources.models import Finding
from fardplan.apps.sources.rules import check_review, check_upload_somewhere
from fardplan.apps.sources.states import REVIEW_JOB, UNDO_JOB, FindingState, ReviewAct
from fardplan.apps.sources.takers import in_order, taken_kinds


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User
    from fardplan.apps.jobs.models import Job
    from fardplan.apps.jobs.progress import Progress
    from fardplan.apps.sources.models import ReviewStep, SourceDocument
    from fardplan.apps.sources.queries import FindingFilter

MANY = 40
# SQLite has no queue for those who wait to write: they look again within 0.1 s.
PAUSE = 0.15


def start_review(
    document: SourceDocument,
    wanted: FindingFilter,
    act: ReviewAct,
    target: str,
    by: User | AnonymousUser,
) -> Job | None:
    """Start a job that accepts all that fit; None when it is done at once as well."""
    if act != ReviewAct.ACCEPT:
        return None
    found = queries.find_findings(document, wanted)
    return _start(
        document, found.filter(state=FindingState.UNREVIEWED), act, target, by
    )


def start_take(
    document: SourceDocument, kind: str, target: str, by: User | AnonymousUser
) -> Job | None:
    """Start a job that hands over what waits; None when it is done at once as well."""
    found = queries.waiting_of(document, kind)
    return _start(document, found, ReviewAct.TAKE, target, by)


def _start(
    document: SourceDocument,
    found: QuerySet[Finding],
    act: ReviewAct,
    target: str,
    by: User | AnonymousUser,
) -> Job | None:
    check_review(by, document)
    if found.filter(kind__in=taken_kinds()).count() <= MANY:
        return None
    keys = list(found.order_by("number").values_list("pk", flat=True))
    asked = {"act": act, "target": target, "findings": keys}
    return start_job(
        kind=REVIEW_JOB,
        by=by,
        arguments={"document": document.pk, **asked},
        title=_("Godkänn %(n)s fynd i %(title)s")
        % {"n": len(keys), "title": document.title[:100]},
    )


def start_undo(step: ReviewStep, by: User | AnonymousUser) -> Job | None:
    """Start a job that undoes a step; None when that is done at once as well."""
    check_review(by, step.document)
    if sum(not actions.is_plain(row) for row in step.rows) <= MANY:
        return None
    return start_job(
        kind=UNDO_JOB,
        by=by,
        arguments={
            "document": step.document_id,
            "step": step.pk,
            "total": len(step.rows),
        },
        title=_("Ångra %(n)s fynd i %(title)s")
        % {"n": len(step.rows), "title": step.document.title[:100]},
    )


@job_kind(
    name=REVIEW_JOB,
    title=gettext_lazy("Granska många fynd"),
    check_start=check_upload_somewhere,
    is_repeatable=True,
)
def review_findings(
    progress: Progress, *, document: int, act: str, target: str, findings: list[int]
) -> Outcome:
    """Accept what was unreviewed when it was asked for; the step is the job's own."""
    by, at, refused = _person(progress), 0, Counter[str]()
    for some in _portions(findings):
        left = some
        while left:
            done = at + len(some) - len(left)
            progress(done, len(findings), _("Godkänner; det som är gjort kan ångras"))
            report = actions.review_batch(
                document_id=document,
                findings=left,
                act=ReviewAct(act),
                by=by,
                target=target,
                job=progress.job_id,
            )
            left = report.left
            refused.update(report.refused)
            time.sleep(PAUSE)
        at += len(some)
    progress(len(findings), len(findings), _("Allt är granskat"))
    count = queries.count_in_step(progress.job_id)
    told = ngettext("%(n)s fynd godkänt.", "%(n)s fynd godkända.", count)
    way_back = _("I dokumentet går det att ångra.")
    return _outcome(document, f"{told % {'n': count}} {way_back}", refused, count)


def _portions(findings: Sequence[int]) -> Iterator[list[int]]:
    """Give what is only marked, many at a time; then the rest in the order to take."""
    rows = [
        one
        for start in range(0, len(findings), PLAIN)
        for one in Finding.objects.filter(pk__in=findings[start : start + PLAIN]).only(
            "kind", "number"
        )
    ]
    kinds = taken_kinds()
    plain = [one.pk for one in rows if one.kind not in kinds]
    rest = [one.pk for one in in_order(one for one in rows if one.kind in kinds)]
    for keys, most in ((plain, PLAIN), (rest, BATCH)):
        for start in range(0, len(keys), most):
            yield keys[start : start + most]


@job_kind(
    name=UNDO_JOB,
    title=gettext_lazy("Ångra granskning av många fynd"),
    check_start=check_upload_somewhere,
    is_repeatable=True,
)
def undo_review(progress: Progress, *, document: int, step: int, total: int) -> Outcome:
    """Put back the findings of a step; what can't be is told, and stays in the step."""
    by, refused, left = _person(progress), dict[int, str](), total
    while left > len(refused):
        progress(total - left, total, _("Ångrar"))
        report = actions.undo_batch(step_id=step, by=by, leave=list(refused))
        left, refused = report.left, refused | report.refused
        time.sleep(PAUSE)
    progress(total, total, _("Allt är ångrat"))
    count = total - left
    told = ngettext(
        "Ångrat: %(n)s fynd är som det var.",
        "Ångrat: %(n)s fynd är som de var.",
        count,
    )
    return _outcome(document, told % {"n": count}, Counter(refused.values()), count)


def _person(progress: Progress) -> User:
    if progress.started_by is None:
        raise NotAllowedError(_("Fynd granskas av en inloggad person."))
    return progress.started_by


def _outcome(document: int, told: str, refused: Counter[str], count: int) -> Outcome:
    reasons = [
        ngettext(
            "%(n)s fynd lämnades som det var: %(why)s",
            "%(n)s fynd lämnades som de var: %(why)s",
            number,
        )
        % {"n": number, "why": why}
        for why, number in refused.items()
    ]
    return Outcome(
        text=" ".join([told, *reasons]),
        link=reverse("sources:document", args=[document]),
        facts={"count": count, "refused": refused.total()},
    )
