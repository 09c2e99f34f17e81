"""Taking back what a reviewer did, to one finding or many.

Nothing is taken back that somebody has reviewed since: then the refusal says what.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.common.problems import ConflictError
from fardplan.apps.common.writes import writes
from fardplan.apps.sources.actions.acts import (
    KEPT,
    KEYS_AT_A_TIME,
    Act,
    stamp,
    to_taken,
)
from fardplan.apps.sources.actions.review import locked
from fardplan.apps.sources.models import Finding, ReviewStep
from fardplan.apps.sources.rules import check_review
from fardplan.apps.sources.states import FindingState
from fardplan.apps.sources.takers import find_taker


if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.sources.models import SourceDocument

_EMPTY: dict[str, Any] = {
    "edited_text": "",
    "edited_fields": {},
    "target": "",
}


@writes
def undo_step(*, step_id: int, by: User | AnonymousUser) -> ReviewStep:
    """Make the findings of a step what they were before it."""
    step = ReviewStep.objects.get(pk=step_id)
    document = locked(step.document_id)
    check_review(by, document)
    step = ReviewStep.objects.select_for_update().get(pk=step_id)
    if step.undone_at is not None:
        return step
    act = Act(document, by)
    findings = {one.pk: one for one in act.meet(findings_in(step.rows))}
    for key, _before, _after in step.rows:
        check_as_left(step, findings.get(key))
    put_back_plain(act, [row for row in step.rows if is_plain(row)], findings)
    put_back(act, [row for row in step.rows if not is_plain(row)], findings)
    step.undone_at = timezone.now()
    step.save(update_fields=["undone_at"])
    tell_undone(step, document, by, len(step.rows))
    return step


def tell_undone(
    step: ReviewStep, document: SourceDocument, by: User | AnonymousUser, count: int
) -> None:
    """Leave the trace of an undoing."""
    record_event(
        action="undo_review",
        about=document,
        key=str(document.pk),
        by=by,
        changes={"act": [None, step.act], "count": [None, count]},
    )


def findings_in(rows: Sequence[list[Any]]) -> list[Finding]:
    """Give the findings that rows of a step are about."""
    keys = [row[0] for row in rows]
    found: list[Finding] = []
    for start in range(0, len(keys), KEYS_AT_A_TIME):
        some = Finding.objects.filter(pk__in=keys[start : start + KEYS_AT_A_TIME])
        found += some.select_related("parent", "previous", "reviewed_by")
    return found


def check_as_left(step: ReviewStep, finding: Finding | None) -> None:
    """Raise :class:`ConflictError` when a finding is not as the step left it."""
    if finding is None:
        raise ConflictError(_("Det går inte att ångra: dokumentet lästes om."))
    if finding.last_step != step.pk:
        raise ConflictError(
            _(
                "Det går inte att ångra: %(who)s har granskat ”%(what)s” efteråt."
                " Inget ändrades."
            )
            % {"who": finding.reviewed_by or _("Färdplan"), "what": finding.words[:60]}
        )


def is_plain(row: list[Any]) -> bool:
    """Say whether only the state differs, so that many can be put back at once."""
    _key, before, after = row
    return not any(
        side.get(name) for side in (before, after) for name in KEPT if name != "state"
    )


def put_back_plain(
    act: Act, rows: Sequence[list[Any]], findings: dict[int, Finding]
) -> None:
    """Put back at once those of which only the state was changed."""
    groups: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for key, before, _after in rows:
        groups[before["state"], before["last_step"]].append(findings[key])
    for (state, number), some in groups.items():
        act.touch_all(some, FindingState(state))
        stamp([one.pk for one in some], number)


def put_back(act: Act, rows: Sequence[list[Any]], findings: dict[int, Finding]) -> None:
    """Let go of what the step made, last first; then make anew what it let go."""
    ranked = sorted(rows, key=lambda row: findings[row[0]].number)
    for key, _before, _after in reversed(ranked):
        finding = findings[key]
        act.touch(finding)
        if finding.taken_kind:
            act.release(finding)
    for key, before, _after in ranked:
        finding = findings[key]
        for name, nothing in _EMPTY.items():
            setattr(finding, name, before.get(name, nothing))
        finding.state, finding.last_step = before["state"], before["last_step"]
        finding.save()
    for key, before, _after in ranked:
        if before.get("taken_kind") and not findings[key].taken_kind:
            _take_again(act, findings[key], before)


def _take_again(act: Act, finding: Finding, before: dict[str, Any]) -> None:
    """Make again what a finding had made, or find again what was there."""
    was = Finding(pk=finding.pk, **{n: before[n] for n in _NAMES if n in before})
    taken = to_taken(was, is_new=False)
    alike = Finding.objects.filter(taken_kind=taken.kind, taken_key=taken.key)
    if before.get("is_maker") and not alike.exists():
        finding.state = FindingState.ACCEPTED
        act.context.target = before.get("target", "")
        act.engage(finding)
        return
    taker = find_taker(finding.kind)
    if taker is None:
        raise ConflictError(
            _("Det går inte att ångra: stationen som tog över fyndet finns inte.")
        )
    state = finding.state
    act.attach(finding, taker.existing(taken.key, act.context))
    finding.state = state
    finding.save(update_fields=["state"])


_NAMES = ("taken_kind", "taken_key", "taken_label", "taken_url")
