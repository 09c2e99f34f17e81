"""Many findings, some at a time: between the batches others may write, also on SQLite.

Each batch is one transaction, and what one job does is one step. Whenever it is stopped,
all that is done is kept in its step, and is undone as one; done again it goes on with
what is left.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.sources.actions.acts import Act
from fardplan.apps.sources.actions.review import BulkReport, carry_out, locked, tell
from fardplan.apps.sources.actions.undo import (
    check_as_left,
    findings_in,
    is_plain,
    put_back,
    put_back_plain,
    tell_undone,
)
from fardplan.apps.sources.models import Finding, ReviewStep
from fardplan.apps.sources.rules import check_review
from fardplan.apps.sources.states import FindingState, ReviewAct


if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from fardplan.apps.accounts.models import User
    from fardplan.apps.sources.models import SourceDocument

# What a station makes of a finding takes 5 to 90 ms, the most in a draft with 1,900 parts.
# SQLite lets nobody else write meanwhile.
SECONDS = 0.25
BATCH, PLAIN = 50, 500


@writes
def review_batch(
    *,
    findings: Sequence[int],
    document_id: int,
    act: ReviewAct,
    by: User,
    target: str,
    job: UUID,
) -> BulkReport:
    """Do the next part of a job; what somebody has reviewed meanwhile is passed by."""
    document = locked(document_id)
    check_review(by, document)
    if ReviewStep.objects.filter(job=job, undone_at__isnull=False).exists():
        raise ConflictError(
            _("Granskningen ångrades medan den pågick. Resten lämnades som det var.")
        )
    state = FindingState.UNREVIEWED
    if act == ReviewAct.TAKE:
        state = FindingState.ACCEPTED
    waiting = Finding.objects.filter(
        document=document, pk__in=findings, state=state, taken_kind=""
    )
    doing = Act(document, by, target)
    rows = list(waiting.select_related("parent", "previous"))
    refused, left = carry_out(doing, rows, act, time.monotonic() + SECONDS)
    return BulkReport(tell(doing, act, job), doing.count, refused, left)


@dataclass(frozen=True)
class UndoReport:
    """How many rows of the step are left, which of them were refused, and why."""

    left: int
    refused: dict[int, str] = field(default_factory=dict)


@writes
def undo_batch(*, step_id: int, by: User, leave: Collection[int]) -> UndoReport:
    """Put back the next part of a step, the last first; ``leave`` were refused before.

    What has been put back is no longer in the step, so it can be gone on with.
    """
    step = ReviewStep.objects.get(pk=step_id)
    document = locked(step.document_id)
    check_review(by, document)
    step = ReviewStep.objects.select_for_update().get(pk=step_id)
    rest = [row for row in step.rows if row[0] not in leave]
    some = [row for row in rest if is_plain(row)][:PLAIN] or rest[-BATCH:]
    done, refused = _put_back_each(step, document, by, some)
    step.rows = [row for row in step.rows if row[0] not in done]
    if not step.rows and step.undone_at is None:
        step.undone_at = timezone.now()
    step.save(update_fields=["rows", "undone_at"])
    if done:
        tell_undone(step, document, by, len(done))
    return UndoReport(len(step.rows), refused)


def _put_back_each(
    step: ReviewStep, document: SourceDocument, by: User, rows: Sequence[list[Any]]
) -> tuple[set[int], dict[int, str]]:
    """Put back what there is time for; give which, and why some can't be."""
    found = {one.pk: one for one in findings_in(rows)}
    refused: dict[int, str] = {}
    done: set[int] = set()
    plain: list[list[Any]] = []
    ends = time.monotonic() + SECONDS
    for row in reversed(rows):
        if done and time.monotonic() > ends:
            break
        try:
            check_as_left(step, found.get(row[0]))
            if is_plain(row):
                plain.append(row)
            else:
                _put_back_one(row, document, by)
        except ProblemError as problem:
            refused[row[0]] = str(problem)
        else:
            done.add(row[0])
    put_back_plain(Act(document, by), plain, found)
    return done, refused


def _put_back_one(row: list[Any], document: SourceDocument, by: User) -> None:
    # Read anew: to put back another may have let go of this one.
    act = Act(document, by)
    with transaction.atomic():
        put_back(act, [row], {row[0]: act.meet(findings_in([row]))[0]})
