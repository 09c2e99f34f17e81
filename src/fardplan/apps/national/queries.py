"""Named reads of what accepted findings of overviews tell of the regions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fardplan.apps.actors.models import Authority
from fardplan.apps.common.evidence import Passage
from fardplan.apps.plans.queries import theme_names
from fardplan.apps.sources.models import Finding
from fardplan.apps.sources.queries.evidence import QUOTED, passage_address
from fardplan.apps.sources.sight import authorities_seen_by
from fardplan.apps.sources.states import FindingState
from fardplan.engine.national.picture import (
    Mention,
    RegionTold,
    SectionTold,
    themes_in_order,
)
from fardplan.engine.shared.text import search_key
from fardplan.engine.shared.typeset import typeset


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User

REGION, SECTION = "region", "section"
MENTIONED = ("programme", "goal", "body", "initiative")


@dataclass(frozen=True)
class NationalPicture:
    """Every region with what is told of it, and the themes to compare by."""

    regions: list[Authority]
    told: dict[str, RegionTold]
    themes: dict[str, str]
    documents: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """True while nobody has accepted anything from an overview."""
        return not any(one.is_told for one in self.told.values())


def national_picture(reader: User | AnonymousUser) -> NationalPicture:
    """Give what the documents that the reader may see tell, in three reads."""
    regions = list(Authority.objects.filter(kind="region").order_by("sort_key"))
    rows = list(_accepted(reader))
    region_of = _regions_of(rows, regions)
    mentions: dict[str, list[Mention]] = defaultdict(list)
    sections: dict[str, list[SectionTold]] = defaultdict(list)
    for row in rows:
        code = region_of.get(row.pk)
        if code and row.kind == SECTION:
            sections[code].append(_section(row))
        elif code and row.kind in MENTIONED:
            mentions[code].append(_mention(row))
    told = {
        one.code: RegionTold(
            one.code, tuple(mentions[one.code]), tuple(sections[one.code])
        )
        for one in regions
    }
    names = theme_names()
    order = themes_in_order(list(told.values()), names)
    documents = dict.fromkeys(row.document.title for row in rows if row.kind == REGION)
    return NationalPicture(
        regions, told, {theme: names[theme] for theme in order}, list(documents)
    )


def _accepted(reader: User | AnonymousUser) -> QuerySet[Finding]:
    rows = Finding.objects.filter(
        state__in=(FindingState.ACCEPTED, FindingState.MERGED),
        kind__in=(REGION, SECTION, *MENTIONED),
    )
    seen = authorities_seen_by(reader)
    if seen is not None:
        rows = rows.filter(document__authority__code__in=seen)
    shown = ("kind", "text", "fields", "edited_text", "edited_fields", "parent_id")
    told = rows.select_related("document").only(*shown, "document__title")
    return told.order_by("document_id", "number")


def _regions_of(
    rows: Iterable[Finding], regions: Iterable[Authority]
) -> dict[int, str]:
    """Give the region's code of each finding that lies under one, however deep."""
    known = {
        search_key(name): one.code
        for one in regions
        for name in (one.name, one.short_name, f"Region {one.short_name}")
    }
    found: dict[int, str] = {}
    # A parent stands before what lies under it.
    for row in rows:
        if row.kind == REGION:
            code = known.get(search_key(row.values.get("name") or row.words))
        else:
            code = found.get(row.parent_id or 0)
        if code:
            found[row.pk] = code
    return found


def _section(row: Finding) -> SectionTold:
    values = row.values
    return SectionTold(
        type=values.get("type") or "",
        state=values.get("state") or "",
        title=values.get("title") or row.words,
        key=row.pk,
    )


def _mention(row: Finding) -> Mention:
    values = row.values
    year = values.get("year")
    told = [values.get("decided_by") or "", str(year) if year else ""]
    details = ", ".join(part for part in told if part)
    name = values.get("name") or row.words
    words = values.get("theme_words") or {}
    return Mention(
        key=row.pk,
        kind=row.kind,
        title=f"{name} ({details})" if details else name,
        themes={t: tuple(words.get(t, ())) for t in values.get("themes") or ()},
        status=values.get("status") or "",
    )


def passages_of(keys: Iterable[int]) -> dict[int, Passage]:
    """Give the passage of each finding, by its number."""
    rows = Finding.objects.filter(pk__in=list(keys)).select_related("document")
    shown = ("quote", "page", "document__title")
    return {
        row.pk: Passage(
            quote=row.quote[:QUOTED],
            is_cut=len(row.quote) > QUOTED,
            page=row.page,
            document=row.document.title,
            url=passage_address(row.document_id, row.pk),
        )
        for row in rows.only(*shown)
    }


def picture_pdf(told: Mapping[str, object]) -> bytes:
    """Give the PDF of what the presenters tell."""
    return typeset(Path(__file__).parent / "print" / "sverige.typ", told)
