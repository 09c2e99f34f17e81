"""Named reads of what rests on passages in documents."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.urls import reverse

from fardplan.apps.common.evidence import Passage
from fardplan.apps.sources.models import Evidence
from fardplan.apps.sources.sight import authorities_seen_by


if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User

# Longer passages are read where they stand.
QUOTED = 400


def evidence_of(
    kind: str, keys: Collection[str], *, reader: User | AnonymousUser
) -> dict[str, list[Passage]]:
    """Give the passages that things of a kind rest on, by key, in one read.

    Only those in documents that the reader may see: a document is closed to others also
    when what was made of it is public.
    """
    if not keys or not reader.is_authenticated:
        return {}
    found: dict[str, list[Passage]] = defaultdict(list)
    rows = _seen(reader).filter(about_kind=kind, about_key__in=keys)
    for row in rows.order_by("finding__document_id", "finding__number"):
        found[row.about_key].append(to_passage(row))
    return dict(found)


def with_evidence(kind: str, keys: Collection[str]) -> set[str]:
    """Give which things of a kind rest on a passage, whoever may see it."""
    rows = Evidence.objects.filter(about_kind=kind, about_key__in=keys).order_by()
    return set(rows.values_list("about_key", flat=True).distinct())


def evidence_of_events(
    numbers: Collection[int], *, reader: User | AnonymousUser
) -> dict[int, Passage]:
    """Give the passage that each write came of, for those that came of one."""
    if not numbers or not reader.is_authenticated:
        return {}
    rows = _seen(reader).filter(event__in=numbers)
    return {row.event: to_passage(row) for row in rows if row.event is not None}


def _seen(reader: User | AnonymousUser) -> QuerySet[Evidence]:
    rows = Evidence.objects.select_related("finding__document")
    seen = authorities_seen_by(reader)
    if seen is None:
        return rows
    return rows.filter(finding__document__authority__code__in=seen)


def to_passage(row: Evidence) -> Passage:
    """Give a passage as pages show it, with the way back to it."""
    finding = row.finding
    return Passage(
        quote=finding.quote[:QUOTED],
        is_cut=len(finding.quote) > QUOTED,
        page=finding.page,
        document=finding.document.title,
        url=passage_address(finding.document_id, finding.pk),
    )


def passage_address(document_id: int, finding_id: int) -> str:
    """Give where a finding stands highlighted in its document."""
    page = reverse("sources:document", args=[document_id])
    return f"{page}?fynd={finding_id}#f{finding_id}"
