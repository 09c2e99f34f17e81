"""A document as a new edition of another: what is the same keeps its review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.sources.actions.acts import Act, to_taken
from fardplan.apps.sources.actions.review import locked
from fardplan.apps.sources.adapters import to_edition_findings
from fardplan.apps.sources.models import Finding, SourceDocument
from fardplan.apps.sources.queries import other_documents
from fardplan.apps.sources.rules import check_review
from fardplan.apps.sources.states import EditionMark, FindingState, ReviewAct
from fardplan.engine.sources.editions import compare_editions


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User

ROWS_AT_A_TIME = 500


@writes
def set_edition(
    *, document_id: int, earlier_id: int | None, by: User | AnonymousUser
) -> None:
    """Say which document this is a new edition of; None says of none.

    Reviews that were carried over stay, and are undone as any other act.
    """
    document = locked(document_id)
    check_review(by, document)
    earlier = None
    if earlier_id is not None:
        earlier = other_documents(document).filter(pk=earlier_id).first()
        if earlier is None:
            raise ProblemError(
                _("Välj ett dokument som myndigheten laddade upp före det här.")
            )
    if earlier_id == document.edition_of_id:
        return
    before = document.edition_of_id
    link_edition(document, earlier, by)
    record_event(
        action="set_edition",
        about=document,
        key=str(document.pk),
        by=by,
        changes={"edition_of": [before, earlier_id]},
    )


def link_edition(
    document: SourceDocument,
    earlier: SourceDocument | None,
    by: User | AnonymousUser | None,
) -> None:
    """Hold a document against an earlier one; call it inside an action."""
    document.edition_of = earlier
    document.save(update_fields=["edition_of"])
    new = list(Finding.objects.filter(document=document))
    if earlier is None:
        Finding.objects.filter(document=document).update(previous=None, edition_mark="")
        return
    old = {one.pk: one for one in Finding.objects.filter(document=earlier)}
    change = compare_editions(
        to_edition_findings(old.values()), to_edition_findings(new)
    )
    for one in new:
        pair = change.same.get(one.pk) or change.changed.get(one.pk)
        one.previous_id = pair
        is_same = one.pk in change.same
        known = EditionMark.SAME if is_same else EditionMark.CHANGED
        one.edition_mark = known if pair else EditionMark.NEW
    Finding.objects.bulk_update(new, ["previous", "edition_mark"], ROWS_AT_A_TIME)
    _carry_over(document, new, old, by)


def _carry_over(
    document: SourceDocument,
    new: list[Finding],
    old: dict[int, Finding],
    by: User | AnonymousUser | None,
) -> None:
    """Give what is the same the review that it had."""
    act = Act(document, by)
    for finding in act.meet(new):
        if finding.edition_mark != EditionMark.SAME:
            continue
        before = old[finding.previous_id or 0]
        was, now = FindingState(before.state), FindingState(finding.state)
        if was == FindingState.UNREVIEWED or now != FindingState.UNREVIEWED:
            continue
        act.touch(finding)
        finding.state = before.state
        finding.edited_text = before.edited_text
        finding.edited_fields = before.edited_fields
        finding.target = before.target
        if before.taken_kind:
            act.attach(finding, to_taken(before, is_new=False))
        else:
            finding.save()
    act.remember(ReviewAct.CARRY)
