"""One act of a reviewer while it is carried out: what it touches, takes and lets go.

Called inside an action. Each finding that an act touches is remembered as it was, gets
one revision more, and is written at once, so that takers read what is so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.accounts.models import User
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.sources.models import Evidence, Finding, ReviewStep
from fardplan.apps.sources.states import EditionMark, FindingState
from fardplan.apps.sources.takers import Context, Taken, find_taker


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.sources.models import SourceDocument
    from fardplan.apps.sources.states import ReviewAct
    from fardplan.apps.sources.takers import Taker

Row = dict[str, Any]
_TAKEN = (
    *("taken_kind", "taken_key", "taken_label", "taken_url"),
    *("taken_memo", "is_maker"),
)
KEPT = ("state", "edited_text", "edited_fields", "target", *_TAKEN)
_NOTHING: dict[str, Any] = dict.fromkeys(_TAKEN[:4], "") | {
    "taken_memo": {},
    "is_maker": False,
}
# SQLite takes 32,766 values in one statement at most; 500 is as quick.
KEYS_AT_A_TIME = 500


def snapshot(finding: Finding) -> Row:
    """Give what an act may change of a finding, without what is empty."""
    told = {name: value for name in KEPT if (value := getattr(finding, name))}
    return told | {"last_step": finding.last_step}


def stamp(keys: Sequence[int], step: int) -> None:
    """Write which act made some findings what they are; 0 is none."""
    for start in range(0, len(keys), KEYS_AT_A_TIME):
        some = keys[start : start + KEYS_AT_A_TIME]
        Finding.objects.filter(pk__in=some).update(last_step=step)


def _joined(earlier: Sequence[list[Any]], later: Sequence[list[Any]]) -> list[Any]:
    """Give each finding once: as it was first, and as it became last."""
    found = {row[0]: row for row in earlier}
    for key, before, after in later:
        found[key] = [key, found[key][1] if key in found else before, after]
    return list(found.values())


class Act:
    """What one person does to findings of one document, together."""

    def __init__(
        self,
        document: SourceDocument,
        by: User | AnonymousUser | None,
        target: str = "",
    ) -> None:
        self.document = document
        self.by = by if isinstance(by, User) else None
        self.context = Context(by=by, document=document, target=target)  # type: ignore[arg-type]
        self.at = timezone.now()
        self._met: dict[int, Finding] = {}
        self._before: dict[int, Row] = {}
        self._quick: list[list[Any]] = []

    def meet(self, findings: Iterable[Finding]) -> list[Finding]:
        """Give findings as this act knows them: each is one object, however found."""
        own = [self._met.setdefault(one.pk, one) for one in findings]
        for one in own:
            if one.parent_id in self._met:
                one.parent = self._met[one.parent_id]
        return own

    def touch(self, finding: Finding) -> None:
        """Remember a finding as it was, the first time that the act changes it."""
        if finding.pk not in self._before:
            self._before[finding.pk] = snapshot(finding)
            finding.revision += 1
            finding.reviewed_by, finding.reviewed_at = self.by, self.at

    def touch_all(self, findings: Sequence[Finding], state: FindingState) -> None:
        """Give many plain findings, that nothing was made of, a state at once."""
        keys = [one.pk for one in findings]
        for start in range(0, len(keys), KEYS_AT_A_TIME):
            some = Finding.objects.filter(pk__in=keys[start : start + KEYS_AT_A_TIME])
            some.update(
                state=state,
                revision=F("revision") + 1,
                reviewed_by=self.by,
                reviewed_at=self.at,
                target=self.context.target,
            )
        for one in findings:
            before = snapshot(one)
            self._quick.append([one.pk, before, before | {"state": state}])

    @property
    def count(self) -> int:
        """How many findings the act has changed."""
        return len(self._before) + len(self._quick)

    def forget(self, finding: Finding) -> None:
        """Leave out a finding whose change was rolled back; the object is spoilt."""
        self._before.pop(finding.pk, None)
        self._met.pop(finding.pk, None)

    def remember(self, act: ReviewAct, job: UUID | None = None) -> ReviewStep | None:
        """Keep what was done, so that it can be undone; None when nothing was.

        What one job does some at a time is one step, and is undone at once.
        """
        rows: list[list[Any]] = [
            [key, before, snapshot(self._met[key])]
            for key, before in self._before.items()
        ]
        rows += self._quick
        if not rows:
            return None
        step = ReviewStep.objects.filter(job=job).first() if job else None
        if step is None:
            told = {"document": self.document, "act": act, "by": self.by}
            step = ReviewStep(**told, at=self.at, job=job)
        step.rows = _joined(step.rows, rows)
        step.save()
        stamp([row[0] for row in rows], step.pk)
        return step

    def engage(self, finding: Finding) -> None:
        """Let the station that takes its kind make something of an accepted finding.

        Without such a station, or before what it belongs to is there, it waits.
        """
        if not self.take_if_possible(finding):
            finding.save()

    def take_if_possible(self, finding: Finding) -> bool:
        """Take a finding, and then what waited for it; answer whether it was taken."""
        taker = find_taker(finding.kind)
        if taker is None:
            return False
        taken = self._in_another_edition(finding) or self._take(taker, finding)
        if taken is None:
            return False
        self.touch(finding)
        self.attach(finding, taken)
        waiting = Finding.objects.filter(
            parent=finding, state=FindingState.ACCEPTED, taken_kind=""
        )
        for child in self.meet(waiting):
            self.try_or_leave(child)
        return True

    def try_or_leave(self, finding: Finding) -> str:
        """Take a finding that waits; when its station refuses, give why: it waits on."""
        try:
            with transaction.atomic():
                self.take_if_possible(finding)
        except ProblemError as problem:
            self.forget(finding)
            return str(problem)
        return ""

    def _take(self, taker: Taker, finding: Finding) -> Taken | None:
        try:
            return taker.take(finding, self.context)
        except NotAllowedError as refused:
            # Who may review, but not this: told as it is, not as a page that is missing.
            raise ProblemError(str(refused)) from None

    def _in_another_edition(self, finding: Finding) -> Taken | None:
        """Give what the same finding of another edition became."""
        same = [*finding.later.filter(edition_mark=EditionMark.SAME)]
        if finding.previous and finding.edition_mark == EditionMark.SAME:
            same.append(finding.previous)
        made = next((one for one in same if one.taken_kind), None)
        return to_taken(made, is_new=False) if made else None

    def attach(self, finding: Finding, taken: Taken) -> None:
        """Write what a finding became, and that it rests on the passage."""
        if not taken.is_new:
            finding.state = FindingState.MERGED
        finding.taken_kind, finding.taken_key = taken.kind, taken.key
        finding.taken_label, finding.taken_url = taken.label[:300], taken.url
        finding.taken_memo, finding.is_maker = dict(taken.memo), taken.is_new
        finding.save()
        Evidence.objects.get_or_create(
            about_kind=taken.kind,
            about_key=taken.key,
            finding=finding,
            defaults={"event": taken.event, "added_by": self.by},
        )

    def release(self, finding: Finding) -> None:
        """Undo what a finding became, after what belongs to it; others keep theirs."""
        children = Finding.objects.filter(parent=finding).exclude(taken_kind="")
        for child in self.meet(children):
            self.touch(child)
            self.release(child)
        taken = to_taken(finding, is_new=finding.is_maker)
        alike = Finding.objects.filter(taken_kind=taken.kind, taken_key=taken.key)
        heir = alike.exclude(pk=finding.pk).first()
        if finding.is_maker and heir is not None:
            # Somebody else's finding rests on the same thing, so the thing stays.
            alike.filter(pk=heir.pk).update(
                is_maker=True, taken_memo=finding.taken_memo
            )
        Evidence.objects.filter(
            about_kind=taken.kind, about_key=taken.key, finding=finding
        ).delete()
        for name, value in _NOTHING.items():
            setattr(finding, name, value)
        finding.state = FindingState.ACCEPTED
        finding.save()
        if taken.is_new and heir is None:
            self._undo_take(finding.kind, taken)

    def _undo_take(self, kind: str, taken: Taken) -> None:
        taker = find_taker(kind)
        if taker is None:
            raise ProblemError(
                _("Stationen som tog över fyndet finns inte längre, så det går inte.")
            )
        try:
            taker.undo_take(taken, self.context)
        except NotAllowedError as refused:
            raise ProblemError(str(refused)) from None


def to_taken(finding: Finding, *, is_new: bool) -> Taken:
    """Give what a finding became, as its taker told it."""
    return Taken(
        kind=finding.taken_kind,
        key=finding.taken_key,
        label=finding.taken_label,
        url=finding.taken_url,
        is_new=is_new,
        memo=finding.taken_memo,
    )
