"""Named reads of what is being done in all plans at once, and where."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q

from fardplan.apps.actors.models import Authority
from fardplan.apps.plans.models import Initiative, Node, Programme
from fardplan.apps.plans.queries.programme import own_programmes


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User


@dataclass(frozen=True)
class LivingWork:
    """One initiative and where it is done.

    ``municipalities`` are codes; ``counties`` are theirs, or those of all the parties of
    the programme where no municipality is told.
    """

    initiative: Initiative
    programme: Programme
    municipalities: frozenset[str]
    counties: frozenset[str]


def living_work(reader: User | AnonymousUser) -> list[LivingWork]:
    """Give every initiative with a theme that stands in a plan which the reader may read,
    in four reads."""
    nodes = Node.objects.filter(initiative=OuterRef("pk"))
    is_open = Exists(nodes.filter(version__frozen_at__isnull=False))
    is_own = Q(programme__in=own_programmes(reader)) & Exists(nodes)
    rows = (
        Initiative.objects.filter(is_open | is_own)
        .exclude(themes=[])
        .only("code", "key", "name", "phase", "themes", "programme_id")
    )
    codes: dict[int, set[str]] = defaultdict(set)
    counties: dict[int, set[str]] = defaultdict(set)
    places = Initiative.municipalities.through.objects.order_by()
    told = places.values_list(
        "initiative_id", "authority__municipality_code", "authority__county"
    )
    for number, code, county in told:
        codes[number].add(code or "")
        counties[number].add(county)
    programmes = _programmes()
    return [
        LivingWork(
            row,
            programmes[row.programme_id],
            frozenset(codes[row.pk]),
            frozenset(counties[row.pk] or _counties(programmes[row.programme_id])),
        )
        for row in rows
    ]


def _programmes() -> dict[int, Programme]:
    parties = Authority.objects.only("county")
    rows = Programme.objects.only("code", "name")
    return {
        row.pk: row for row in rows.prefetch_related(Prefetch("authorities", parties))
    }


def _counties(programme: Programme) -> set[str]:
    return {party.county for party in programme.authorities.all() if party.county}
