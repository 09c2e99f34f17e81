"""What can be found of indicators: names, definitions and numbers in Kolada."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.searchables import PUBLIC, Entry, EventOf, Hit, searchable
from fardplan.apps.indicators.adapters import to_definition
from fardplan.apps.indicators.models import Indicator
from fardplan.apps.indicators.presenters.words import name_of
from fardplan.apps.indicators.queries import current_versions


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User

_INDICATOR = "indicators.indicator"


@searchable
class Indicators:
    """Indicators by what they count and why."""

    kind, label, station = "indicator", _("Indikator"), "indicators"

    def groups(self) -> Iterable[str]:
        rows = Indicator.objects.order_by("pk").values_list("key", flat=True)
        return [f"indicator:{key}" for key in rows]

    def touched(self, event: EventOf) -> Iterable[str]:
        is_ours = event.object_type == _INDICATOR
        return [f"indicator:{event.object_key}"] if is_ours else []

    def entries(self, groups: Sequence[str]) -> Iterator[Entry]:
        keys = [group.partition(":")[2] for group in groups]
        rows = current_versions().filter(indicator__key__in=keys)
        for version in rows.order_by("indicator_id"):
            told = to_definition(version)
            owner = version.indicator.owner
            yield Entry(
                key=told.key,
                group=f"indicator:{told.key}",
                title=told.name,
                text=f"{told.why} {told.numerator} {told.denominator} {told.source.id}",
                doors=(PUBLIC,),
                authorities=(owner.code,) if owner else (),
                is_living=not told.ended,
            )

    def passes(self, reader: User | AnonymousUser) -> Iterable[str]:
        return ()

    def shown(
        self, keys: Sequence[str], reader: User | AnonymousUser
    ) -> Mapping[str, Hit]:
        found = {}
        for version in current_versions().filter(indicator__key__in=keys):
            told, owner = to_definition(version), version.indicator.owner
            found[told.key] = Hit(
                title=name_of(told),
                url=reverse("indicators:indicator", args=[told.key]),
                text=told.why,
                label=version.indicator.get_goal_display(),
                authority=owner.name if owner else "",
                note=_("avslutad") if told.ended else "",
            )
        return found
