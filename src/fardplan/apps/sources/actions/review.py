"""What reviewers do: accept, edit, merge, reject, open again, one or many at a time."""

from __future__ import annotations

import math
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.sources.actions.acts import Act
from fardplan.apps.sources.models import Finding, ReviewStep, SourceDocument
from fardplan.apps.sources.queries import find_findings, waiting_of
from fardplan.apps.sources.rules import check_review
from fardplan.apps.sources.states import FindingState, ReviewAct
from fardplan.apps.sources.takers import find_taker, in_order, taken_kinds


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.sources.queries import FindingFilter

RESULTS = {
    ReviewAct.ACCEPT: FindingState.ACCEPTED,
    ReviewAct.REJECT: FindingState.REJECTED,
    ReviewAct.REOPEN: FindingState.UNREVIEWED,
    ReviewAct.EDIT: FindingState.ACCEPTED,
    ReviewAct.MERGE: FindingState.MERGED,
}


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What is said of one finding; ``match`` is the key of what it is merged with."""

    act: ReviewAct
    text: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    match: str = ""


@dataclass(frozen=True)
class BulkReport:
    """What became of many: the step, how many changed, and why some were refused.

    ``left`` are those that a batch had no time for.
    """

    step: ReviewStep | None
    count: int
    refused: dict[str, int] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)


def locked(document_id: int) -> SourceDocument:
    """Give a document that nobody else reviews until this transaction ends."""
    SourceDocument.objects.select_for_update().get(pk=document_id)
    return SourceDocument.objects.select_related("authority").get(pk=document_id)


@writes
def review_finding(
    *,
    finding_id: int,
    decision: Decision,
    seen: int,
    by: User | AnonymousUser,
    target: str = "",
) -> ReviewStep | None:
    """Say what one finding is; None when it is so already.

    ``seen`` is the revision that the person had before them.
    """
    document = locked(Finding.objects.values_list("document_id").get(pk=finding_id)[0])
    check_review(by, document)
    found = Finding.objects.select_related("parent", "previous", "reviewed_by")
    finding = found.get(pk=finding_id)
    if finding.revision != seen and _has_said_so(finding, decision, by):
        return None
    check_seen(finding, seen)
    act = Act(document, by, target)
    act.meet([finding])
    decide(act, finding, decision)
    return tell(act, decision.act)


def _has_said_so(
    finding: Finding, decision: Decision, by: User | AnonymousUser
) -> bool:
    """A double click, or the same form sent again, is no conflict."""
    is_plain = decision.act in (ReviewAct.ACCEPT, ReviewAct.REJECT, ReviewAct.REOPEN)
    wanted = RESULTS[decision.act]
    is_so = finding.state == wanted or (
        decision.act == ReviewAct.ACCEPT and finding.state == FindingState.MERGED
    )
    return is_plain and is_so and finding.reviewed_by_id == by.pk


def check_seen(finding: Finding, seen: int) -> None:
    """Raise :class:`ConflictError`, with who and what, when somebody came before."""
    if finding.revision == seen:
        return
    did = {
        FindingState.ACCEPTED: _("godkände"),
        FindingState.MERGED: _("slog ihop"),
        FindingState.REJECTED: _("avvisade"),
        FindingState.UNREVIEWED: _("öppnade"),
    }[FindingState(finding.state)]
    at = timezone.localtime(finding.reviewed_at)
    raise ConflictError(
        _(
            "%(who)s %(did)s ”%(what)s” klockan %(time)s, medan du läste. Inget"
            " ändrades. Läs igen och säg sedan vad du vill."
        )
        % {
            "who": finding.reviewed_by or _("Färdplan"),
            "did": did,
            "what": finding.words[:60],
            "time": date_format(at, "TIME_FORMAT"),
        }
    )


def decide(act: Act, finding: Finding, decision: Decision) -> None:
    """Carry out one decision inside an act."""
    is_so = finding.state == RESULTS[decision.act]
    if is_so and decision.act in (ReviewAct.REJECT, ReviewAct.REOPEN):
        return
    if is_so and decision.act == ReviewAct.ACCEPT and not _can_be_taken(finding):
        return
    act.touch(finding)
    if finding.taken_kind:
        act.release(finding)
    finding.state = RESULTS[decision.act]
    _DO[decision.act](act, finding, decision)


def _can_be_taken(finding: Finding) -> bool:
    return not finding.taken_kind and finding.kind in taken_kinds()


def _accept(act: Act, finding: Finding, _decision: Decision) -> None:
    finding.target = act.context.target
    act.engage(finding)


def _edit(act: Act, finding: Finding, decision: Decision) -> None:
    text = decision.text.strip()
    finding.edited_text = "" if text == finding.text else text
    finding.edited_fields = {
        name: value
        for name, value in decision.values.items()
        if finding.fields.get(name) != value
    }
    _accept(act, finding, decision)


def _merge(act: Act, finding: Finding, decision: Decision) -> None:
    taker = find_taker(finding.kind)
    if taker is None:
        raise ProblemError(_("Sådana fynd kan inte slås ihop med något ännu."))
    act.attach(finding, taker.existing(decision.match, act.context))


def _reject(_act: Act, finding: Finding, _decision: Decision) -> None:
    finding.save()


def _reopen(_act: Act, finding: Finding, _decision: Decision) -> None:
    finding.edited_text, finding.edited_fields = "", {}
    finding.save()


_DO: dict[ReviewAct, Callable[[Act, Finding, Decision], None]] = {
    ReviewAct.ACCEPT: _accept,
    ReviewAct.EDIT: _edit,
    ReviewAct.MERGE: _merge,
    ReviewAct.REJECT: _reject,
    ReviewAct.REOPEN: _reopen,
}


@writes
def review_many(
    *,
    document_id: int,
    wanted: FindingFilter,
    act: ReviewAct,
    by: User | AnonymousUser,
    target: str = "",
) -> BulkReport:
    """Accept or reject all that fit and that nobody has reviewed.

    What a station refuses is left as it was, and told with the reason.
    """
    document = locked(document_id)
    check_review(by, document)
    waiting = find_findings(document, wanted).filter(state=FindingState.UNREVIEWED)
    findings = list(waiting.select_related("parent", "previous"))
    doing = Act(document, by, target)
    refused, _left = carry_out(doing, findings, act)
    return BulkReport(tell(doing, act), doing.count, refused)


@writes
def take_waiting(
    *, document_id: int, kind: str, by: User | AnonymousUser, target: str = ""
) -> BulkReport:
    """Let a station that has come later take what was accepted before it came.

    What still waits for something else goes on waiting.
    """
    document = locked(document_id)
    check_review(by, document)
    findings = list(waiting_of(document, kind).select_related("parent", "previous"))
    act = Act(document, by, target)
    refused, _left = carry_out(act, findings, ReviewAct.TAKE)
    return BulkReport(tell(act, ReviewAct.TAKE), act.count, refused)


def carry_out(
    doing: Act, findings: list[Finding], act: ReviewAct, ends: float = math.inf
) -> tuple[dict[str, int], list[int]]:
    """Do the same to many, inside an action.

    Give what was refused, by its reason, and what there was no time for: ``ends`` is by
    the monotonic clock. One that a station takes is always done, so it comes to an end.
    """
    if act == ReviewAct.REJECT:
        doing.touch_all(findings, FindingState.REJECTED)
        return {}, []
    kinds = taken_kinds()
    if act == ReviewAct.ACCEPT:
        plain = [one for one in findings if one.kind not in kinds]
        doing.touch_all(plain, FindingState.ACCEPTED)
    rest = doing.meet(in_order(one for one in findings if one.kind in kinds))
    refused: Counter[str] = Counter()
    for place, finding in enumerate(rest):
        if place and time.monotonic() > ends:
            return dict(refused), [one.pk for one in rest[place:]]
        if problem := _try(doing, finding, act):
            refused[problem] += 1
    return dict(refused), []


def _try(doing: Act, finding: Finding, act: ReviewAct) -> str:
    """Do it to one; when its station refuses, leave it as it was and give why."""
    if act == ReviewAct.TAKE:
        return doing.try_or_leave(finding)
    try:
        with transaction.atomic():
            decide(doing, finding, Decision(act=act))
    except ProblemError as problem:
        doing.forget(finding)
        return str(problem)
    return ""


def tell(act: Act, word: ReviewAct, job: UUID | None = None) -> ReviewStep | None:
    """Keep the act, and leave its trace: how many, not what they say of people."""
    step = act.remember(word, job)
    if step is not None:
        record_event(
            action="review_findings",
            about=act.document,
            key=str(act.document.pk),
            by=act.by,
            changes={"act": [None, word], "count": [None, act.count]},
        )
    return step
