"""Named reads of which indicators follow which parts, and the gaps where none does."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.apps.indicators.adapters import to_definition
from fardplan.apps.indicators.models import Following, Indicator, IndicatorVersion
from fardplan.apps.indicators.queries.figures import figures
from fardplan.apps.plans.models import Node
from fardplan.apps.plans.queries import gap_source, thread_rules, versions_for
from fardplan.engine.indicators.thread_checks import FollowFact, indicator_checks
from fardplan.engine.plans.checks import find_gaps


if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import PlanVersion, Programme
    from fardplan.engine.plans.checks import Gap
    from fardplan.engine.plans.thread import PlanFacts


@dataclass(frozen=True)
class PartFollowed:
    """A part that an indicator follows, in the latest version that the reader may see."""

    node: Node
    version: PlanVersion


def followings_of(
    programme: Programme, keys: Collection[str] = ()
) -> QuerySet[Following]:
    """Give what follows a programme's parts, or those with some keys."""
    rows = Following.objects.filter(programme=programme).select_related("indicator")
    return rows.filter(node_key__in=keys) if keys else rows


def followings_by(user: User) -> QuerySet[Following]:
    """Give what a person has chosen."""
    rows = Following.objects.filter(by=user)
    return rows.select_related("indicator", "programme")


def unfollowed_indicators(programme: Programme, key: str) -> list[tuple[str, str]]:
    """Give the indicators that do not follow a part yet, by key and name."""
    taken = followings_of(programme, [key]).values("indicator")
    return list(Indicator.objects.exclude(pk__in=taken).values_list("key", "name"))


def parts_followed(
    indicator: Indicator, reader: User | AnonymousUser
) -> list[PartFollowed]:
    """Give the parts that an indicator follows and that the reader may see."""
    rows = Following.objects.filter(indicator=indicator).select_related("programme")
    by_programme: dict[Programme, list[UUID]] = defaultdict(list)
    for row in rows:
        by_programme[row.programme].append(row.node_key)
    found = []
    for programme, keys in by_programme.items():
        for version in versions_for(reader, programme)[:1]:
            version.programme = programme
            nodes = Node.objects.filter(version=version, key__in=keys)
            shown = nodes.select_related("initiative")
            found += [PartFollowed(node, version) for node in shown]
    return found


def count_followed(version: PlanVersion) -> int:
    """Give how many indicators follow some part of a programme."""
    rows = Following.objects.filter(programme=version.programme_id)
    return rows.values("indicator").distinct().count()


@gap_source
def gaps_of_indicators(version: PlanVersion, facts: PlanFacts, day: date) -> list[Gap]:
    """Give the gaps where nothing is followed, or nothing is known of what is."""
    checks = indicator_checks(_followed(version))
    return find_gaps(facts, thread_rules(), day, checks)


def _followed(version: PlanVersion) -> dict[str, list[FollowFact]]:
    rows = list(followings_of(version.programme))
    about = _facts({row.indicator.pk: row.indicator for row in rows})
    found: dict[str, list[FollowFact]] = defaultdict(list)
    for row in rows:
        found[str(row.node_key)].append(about[row.indicator.pk])
    return dict(found)


def _facts(indicators: dict[int, Indicator]) -> dict[int, FollowFact]:
    versions = IndicatorVersion.objects.filter(indicator__in=indicators)
    latest = {row.indicator_id: row for row in versions.order_by("number")}
    store = figures()
    return {
        pk: FollowFact(
            name=row.name,
            has_target=bool(to_definition(latest[pk]).targets),
            has_values=store.has_figures(row.key),
        )
        for pk, row in indicators.items()
    }
