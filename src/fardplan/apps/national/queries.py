"""Named reads of what accepted findings of overviews, and plans, tell of the regions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.urls import reverse

from fardplan.apps.actors.models import Authority
from fardplan.apps.actors.queries import RegionsByName
from fardplan.apps.common.evidence import Passage
from fardplan.apps.plans.queries import LivingWork, living_work, theme_names
from fardplan.apps.sources.models import Evidence, Finding
from fardplan.apps.sources.queries.evidence import QUOTED, passage_address
from fardplan.apps.sources.sight import authorities_seen_by
from fardplan.apps.sources.states import FindingState
from fardplan.engine.national.picture import (
    STATUS_OF_PHASE,
    Mention,
    RegionTold,
    SectionTold,
    count_municipalities,
    count_themes,
)
from fardplan.engine.plans.phases import Phase
from fardplan.engine.shared.typeset import typeset


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User

REGION, SECTION, POINT = "region", "section", "bullet"
SAID_YES = (FindingState.ACCEPTED, FindingState.MERGED)
MENTIONED = ("programme", "goal", "body", "initiative")


@dataclass(frozen=True)
class NationalPicture:
    """Every region with what is told of it, and the themes to compare by.

    ``told_themes`` are those that anybody works with, ``documents`` and ``plans`` are the names of what it is made of, ``pages`` the address
    of each initiative of a plan, by its number. ``by_municipality`` counts those of each
    theme, for the municipalities that plans name.
    """

    regions: list[Authority]
    told: dict[str, RegionTold]
    themes: dict[str, str]
    told_themes: dict[str, str]
    documents: list[str] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)
    pages: dict[int, str] = field(default_factory=dict)
    by_municipality: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True while nobody has accepted an overview or has a plan."""
        return not any(one.is_told for one in self.told.values())


def national_picture(reader: User | AnonymousUser) -> NationalPicture:
    """Give what the documents and plans that the reader may see tell, in nine reads."""
    regions = list(Authority.objects.filter(kind="region").order_by("sort_key"))
    rows = list(_accepted(reader))
    works = living_work(reader)
    planned = _planned(works)
    region_of = _regions_of(rows)
    mentions: dict[str, list[Mention]] = defaultdict(list)
    sections: dict[str, list[SectionTold]] = defaultdict(list)
    for row in rows:
        code = region_of.get(row.pk)
        if code and row.kind == SECTION:
            sections[code].append(_section(row))
        elif code and row.kind in MENTIONED and row.pk not in planned:
            mentions[code].append(_mention(row))
    code_of = {one.county: one.code for one in regions}
    for work in works:
        for county in work.counties & set(code_of):
            mentions[code_of[county]].append(_planned_mention(work))
    told = {
        one.code: RegionTold(
            one.code, tuple(mentions[one.code]), tuple(sections[one.code])
        )
        for one in regions
    }
    names = theme_names()
    counts = count_themes(told.values())
    # Those of most regions come first; the rest keep their order.
    order = sorted(names, key=lambda theme: -counts[theme])
    return NationalPicture(
        regions,
        told,
        {theme: names[theme] for theme in order},
        {theme: names[theme] for theme in order if counts[theme]},
        list(dict.fromkeys(r.document.title for r in rows if r.kind == REGION)),
        list(dict.fromkeys(work.programme.name for work in works)),
        {work.initiative.pk: _page(work) for work in works},
        count_municipalities(told.values()),
    )


def _planned(works: Iterable[LivingWork]) -> set[int]:
    """Give the findings that became an initiative of a plan: it counts once."""
    keys = [str(work.initiative.key) for work in works]
    rows = Evidence.objects.filter(about_kind="node", about_key__in=keys).order_by()
    return set(rows.values_list("finding_id", flat=True))


def _planned_mention(work: LivingWork) -> Mention:
    return Mention(
        key=work.initiative.pk,
        kind="initiative",
        title=work.initiative.name,
        themes=dict.fromkeys(work.initiative.themes, ()),
        status=STATUS_OF_PHASE[Phase(work.initiative.phase)],
        plan=work.programme.name,
        municipalities=work.municipalities,
    )


def _page(work: LivingWork) -> str:
    return reverse("plans:initiative", args=[work.programme.code, work.initiative.code])


def _accepted(reader: User | AnonymousUser) -> QuerySet[Finding]:
    rows = Finding.objects.filter(
        state__in=SAID_YES,
        kind__in=(REGION, SECTION, *MENTIONED),
    )
    seen = authorities_seen_by(reader)
    if seen is not None:
        rows = rows.filter(document__authority__code__in=seen)
    shown = ("kind", "text", "fields", "edited_text", "edited_fields", "parent_id")
    told = rows.select_related("document").only(*shown, "document__title")
    return told.order_by("document_id", "number")


def _regions_of(rows: Iterable[Finding]) -> dict[int, str]:
    """Give the region's code of each finding that lies under one, however deep."""
    known = RegionsByName()
    found: dict[int, str] = {}
    # A parent stands before what lies under it.
    for row in rows:
        if row.kind == REGION:
            region = known.find(row.values.get("name") or row.words)
            code = region.code if region else None
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


def municipalities() -> QuerySet[Authority]:
    """Give those with a place on the map of municipalities."""
    return Authority.objects.exclude(municipality_code=None).order_by("sort_key")


def points_of(sections: Iterable[int]) -> dict[int, list[str]]:
    """Give the accepted points of sections, in the order of the document."""
    rows = Finding.objects.filter(
        state__in=SAID_YES, kind=POINT, parent__in=list(sections)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows.only("kind", "text", "edited_text", "parent_id").order_by("number"):
        found[row.parent_id or 0].append(row.words)
    return dict(found)


def picture_pdf(told: Mapping[str, object]) -> bytes:
    """Give the PDF of what the presenters tell."""
    return typeset(Path(__file__).parent / "print" / "sverige.typ", told)
