"""Named reads of what can be found of plans in the search box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch

from fardplan.apps.plans.models import Initiative, Node, PlanVersion, Programme
from fardplan.apps.plans.queries.programme import own_programmes
from fardplan.apps.plans.rules import can_answer_for


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User


def searched_programmes(numbers: Iterable[int]) -> QuerySet[Any]:
    """Give programmes with whether a version is adopted (``is_open``)."""
    frozen = PlanVersion.objects.filter(
        programme=OuterRef("pk"), frozen_at__isnull=False
    )
    rows = Programme.objects.filter(pk__in=list(numbers)).select_related("home")
    return (
        rows.prefetch_related("authorities")
        .annotate(is_open=Exists(frozen))
        .order_by("pk")
    )


def known_among(rows: Iterable[Any], reader: User | AnonymousUser) -> Iterator[Any]:
    """Give the programmes that a person may know of, as `programmes_for` does."""
    own = own_programmes(reader)
    return (row for row in rows if row.is_open or row.pk in own)


def searched_nodes(versions: Iterable[int]) -> QuerySet[Node]:
    """Give the parts of some versions."""
    return _with_version(Node.objects.filter(version__in=list(versions)))


def nodes_by_number(numbers: Iterable[int]) -> QuerySet[Node]:
    """Give some parts, of any version."""
    return _with_version(Node.objects.filter(pk__in=list(numbers)))


def _with_version(rows: QuerySet[Node]) -> QuerySet[Node]:
    # Prefetched: one row for each version, however many parts, and without its frozen text.
    parties = Programme.objects.select_related("home").prefetch_related("authorities")
    versions = PlanVersion.objects.defer("frozen").prefetch_related(
        Prefetch("programme", parties)
    )
    return rows.prefetch_related(Prefetch("version", versions)).order_by("pk")


def searched_initiatives(numbers: Iterable[int]) -> QuerySet[Any]:
    """Give initiatives with whether any version has them, and an adopted one does."""
    nodes = Node.objects.filter(initiative=OuterRef("pk"))
    parties = Programme.objects.select_related("home").prefetch_related("authorities")
    return (
        Initiative.objects.filter(pk__in=list(numbers))
        .select_related("owner", "owner_body")
        .prefetch_related(Prefetch("programme", parties))
        .annotate(
            is_in_plan=Exists(nodes),
            is_open=Exists(nodes.filter(version__frozen_at__isnull=False)),
        )
        .order_by("pk")
    )


def initiatives_among(
    rows: Iterable[Any], reader: User | AnonymousUser
) -> Iterator[Any]:
    """Give those that a person may see, as `rules.can_see_initiative` says."""
    own = own_programmes(reader)
    return (
        row
        for row in rows
        if row.is_open or row.programme_id in own or can_answer_for(reader, row)
    )
