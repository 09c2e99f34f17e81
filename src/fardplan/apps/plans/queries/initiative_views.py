"""Named reads behind the board, the timeline, the map and the portfolio."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, F, Max, Min, Sum, Window
from django.db.models.functions import RowNumber

from fardplan.apps.actors.models import Authority
from fardplan.apps.actors.states import AuthorityKind
from fardplan.apps.plans.models import Initiative, Node, ProgrammeArea
from fardplan.apps.plans.queries.initiative import with_owners
from fardplan.apps.plans.states import NodeLabel, PhaseLabel


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from django.db.models import QuerySet

    from fardplan.apps.plans.models import Programme

# More cards than this in one column nobody reads; the table has the rest. A card takes
# 0.7 ms to draw, and there are seven columns.
CARDS_A_PHASE = 12


@dataclass(frozen=True)
class PhaseColumn:
    """One column of the board: its first cards, and how many there are in all."""

    phase: str
    count: int
    cards: list[Initiative]


def board(rows: QuerySet[Initiative]) -> list[PhaseColumn]:
    """Give a column for each phase, in two reads."""
    counted = rows.order_by().values("phase").annotate(n=Count("pk", distinct=True))
    counts = {row["phase"]: row["n"] for row in counted}
    numbered = rows.order_by().annotate(
        at=Window(RowNumber(), partition_by="phase", order_by=["sort_key", "code"])
    )
    cards: dict[str, list[Initiative]] = defaultdict(list)
    for row in with_owners(numbered.filter(at__lte=CARDS_A_PHASE)):
        cards[row.phase].append(row)
    return [
        PhaseColumn(
            phase,
            counts.get(phase, 0),
            sorted(cards[phase], key=lambda row: (row.sort_key, row.code)),
        )
        for phase in PhaseLabel.values
    ]


def span_of(rows: QuerySet[Initiative]) -> tuple[date | None, date | None]:
    """Give the first and the last day that any of them is told to go on."""
    found = rows.order_by().aggregate(
        first=Min("start"), last=Max("end"), later=Max("start"), earlier=Min("end")
    )
    firsts = [day for day in (found["first"], found["earlier"]) if day]
    lasts = [day for day in (found["last"], found["later"]) if day]
    return min(firsts, default=None), max(lasts, default=None)


def milestones_of(
    rows: Iterable[Initiative], versions: Iterable[int]
) -> dict[int, list[Node]]:
    """Give the dated milestones and decision points under each, of the latest version
    that has them; ``versions`` are those that the reader may read."""
    numbers = [row.pk for row in rows]
    kinds = (NodeLabel.MILESTONE, NodeLabel.DECISION_POINT)
    nodes = Node.objects.filter(
        kind__in=kinds,
        day__isnull=False,
        parent__initiative__in=numbers,
        version__in=versions,
    ).select_related("parent")
    found: dict[int, dict[str, Node]] = defaultdict(dict)
    for node in nodes.order_by("version__number", "day"):
        assert node.parent is not None  # noqa: S101 -- asked for by it
        assert node.parent.initiative_id is not None  # noqa: S101 -- and by this
        found[node.parent.initiative_id][str(node.key)] = node
    return {
        number: sorted(own.values(), key=lambda node: (str(node.day), node.pk))
        for number, own in found.items()
    }


@dataclass(frozen=True)
class PlaceCounts:
    """How many initiatives a municipality has, by status."""

    authority: Authority
    by_status: dict[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(self.by_status.values())


def counts_by_municipality(
    rows: QuerySet[Initiative], programme: Programme
) -> list[PlaceCounts]:
    """Give each municipality of the programme's county, in two reads.

    A municipality elsewhere where something is done is among them too.
    """
    through = Initiative.municipalities.through.objects.filter(
        initiative__in=rows.order_by().values("pk")
    )
    counted = through.values("authority_id", status=F("initiative__status")).annotate(
        n=Count("initiative_id", distinct=True)
    )
    by_place: dict[int, dict[str, int]] = defaultdict(dict)
    for row in counted:
        by_place[row["authority_id"]][row["status"]] = row["n"]
    places = places_of(programme) | Authority.objects.filter(pk__in=list(by_place))
    return [PlaceCounts(one, by_place.get(one.pk, {})) for one in places]


def places_of(programme: Programme) -> QuerySet[Authority]:
    """Give the municipalities that the programme's map shows."""
    region = region_of(programme)
    municipalities = Authority.objects.filter(municipality_code__isnull=False)
    if region is None:
        return municipalities.filter(programmes=programme)
    # Gotland's region is its municipality too.
    return municipalities.filter(region=region) | municipalities.filter(pk=region.pk)


def region_of(programme: Programme) -> Authority | None:
    """Give the region whose county the programme is about; None for wider ones."""
    home = programme.home
    if home.kind == AuthorityKind.MUNICIPALITY:
        return home.region
    return home if home.kind == AuthorityKind.REGION else None


@dataclass(frozen=True)
class AreaCounts:
    """One part of the portfolio with how its initiatives go; None: outside all parts."""

    area: ProgrammeArea | None
    by_status: dict[str, int]
    by_phase: dict[str, int]
    budget: Decimal | None
    moved: Decimal | None

    @property
    def count(self) -> int:
        return sum(self.by_status.values())


def portfolio(rows: QuerySet[Initiative], programme: Programme) -> list[AreaCounts]:
    """Give every area with its counts, and what lies outside them, in two reads."""
    status: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    phase: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    sums: dict[int | None, list[Decimal | None]] = defaultdict(lambda: [None, None])
    counted = rows.order_by().values("area_id", "status", "phase")
    for row in counted.annotate(
        n=Count("pk"), kronor=Sum("budget"), moved=Sum("moved_amount")
    ):
        at = row["area_id"]
        status[at][row["status"]] += row["n"]
        phase[at][row["phase"]] += row["n"]
        for place, value in enumerate((row["kronor"], row["moved"])):
            if value is not None:
                sums[at][place] = (sums[at][place] or 0) + value
    areas: list[ProgrammeArea | None] = list(
        ProgrammeArea.objects.filter(programme=programme).select_related(
            "steering_group", "owner_body", "owner"
        )
    )
    if None in status:
        areas.append(None)
    return [
        AreaCounts(one, dict(status[at]), dict(phase[at]), *sums[at])
        for one in areas
        for at in (one.pk if one else None,)
    ]


def count_without_place(rows: QuerySet[Initiative]) -> int:
    """Give how many are not told to be in any municipality."""
    return rows.filter(municipalities__isnull=True).order_by().count()


def area_of(programme: Programme, code: str) -> ProgrammeArea:
    """Give one part of the portfolio with who steers it."""
    rows = ProgrammeArea.objects.select_related("steering_group", "owner_body")
    return rows.get(programme=programme, code=code)
