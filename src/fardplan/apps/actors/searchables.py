"""What can be found of authorities, bodies and those who sit in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.models import Appointment, Authority, Body
from fardplan.apps.actors.rules import can_see_name
from fardplan.apps.actors.states import ERASED_NAME
from fardplan.apps.common.searchables import (
    LOGGED_IN,
    PUBLIC,
    Entry,
    EventOf,
    Hit,
    searchable,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User

_BODY, _AUTHORITY, _PERSON = "actors.body", "actors.authority", "actors.person"
_STRANGER = AnonymousUser()


class _Open:
    """Nothing here asks for a pass of its own."""

    def passes(self, reader: User | AnonymousUser) -> Iterable[str]:
        return ()


@searchable
class Authorities(_Open):
    """The register of authorities."""

    kind, label, station = "authority", _("Myndighet"), "actors"

    def groups(self) -> Iterable[str]:
        rows = Authority.objects.order_by("pk").values_list("code", flat=True)
        return [f"authority:{code}" for code in rows]

    def touched(self, event: EventOf) -> Iterable[str]:
        is_ours = event.object_type == _AUTHORITY
        return [f"authority:{event.object_key}"] if is_ours else []

    def entries(self, groups: Sequence[str]) -> Iterator[Entry]:
        for row in Authority.objects.filter(code__in=_keys(groups)).order_by("pk"):
            yield Entry(
                key=row.code,
                group=f"authority:{row.code}",
                title=row.name,
                text=f"{row.short_name} {row.county} {row.municipality_code or ''}",
                doors=(PUBLIC,),
                authorities=(row.code,),
            )

    def shown(
        self, keys: Sequence[str], reader: User | AnonymousUser
    ) -> Mapping[str, Hit]:
        return {
            row.code: Hit(
                title=row.name,
                url=reverse("actors:authority", args=[row.code]),
                text=row.county,
                label=row.get_kind_display(),
            )
            for row in Authority.objects.filter(code__in=keys)
        }


@searchable
class Bodies(_Open):
    """Bodies by name, abbreviation and mandate."""

    kind, label, station = "body", _("Organ"), "actors"

    def groups(self) -> Iterable[str]:
        rows = Body.objects.order_by("pk").values_list("code", flat=True)
        return [f"body:{code}" for code in rows]

    def touched(self, event: EventOf) -> Iterable[str]:
        return _touched_body(event, "body")

    def entries(self, groups: Sequence[str]) -> Iterator[Entry]:
        today = timezone.localdate()
        rows = Body.objects.filter(code__in=_keys(groups)).order_by("pk")
        for row in rows.select_related("home").prefetch_related("authorities"):
            codes = {row.home.code, *(one.code for one in row.authorities.all())}
            yield Entry(
                key=row.code,
                group=f"body:{row.code}",
                title=f"{row.name} {row.abbreviation}".strip(),
                text=f"{row.get_body_type_display()} {row.mandate}",
                doors=(PUBLIC,),
                authorities=tuple(sorted(codes)),
                year=row.valid_from.year if row.valid_from else None,
                is_living=row.valid_to is None or row.valid_to >= today,
            )

    def shown(
        self, keys: Sequence[str], reader: User | AnonymousUser
    ) -> Mapping[str, Hit]:
        today = timezone.localdate()
        rows = Body.objects.filter(code__in=keys).select_related("home")
        return {
            row.code: Hit(
                title=f"{row.name} ({row.abbreviation})"
                if row.abbreviation
                else row.name,
                url=reverse("actors:body", args=[row.code]),
                text=row.mandate,
                label=row.get_body_type_display(),
                authority=row.home.name,
                note=_("avslutat") if row.valid_to and row.valid_to < today else "",
                year=row.valid_from.year if row.valid_from else None,
            )
            for row in rows
        }


@searchable
class PeopleInSeats(_Open):
    """Those who sit in bodies now or later; officials only for people with an account."""

    kind, label, station = "person", _("Person"), "actors"

    def groups(self) -> Iterable[str]:
        rows = Body.objects.order_by("pk").values_list("code", flat=True)
        return [f"seats:{code}" for code in rows]

    def touched(self, event: EventOf) -> Iterable[str]:
        if event.object_type == _PERSON:
            rows = Body.objects.filter(
                seats__appointments__person=int(event.object_key)
            )
            return [f"seats:{row.code}" for row in rows.distinct()]
        if event.action == "apply_retention" and event.object_key == "person_names":
            return self.groups()
        return _touched_body(event, "seats")

    def entries(self, groups: Sequence[str]) -> Iterator[Entry]:
        for row in _sitting().filter(seat__body__code__in=_keys(groups)):
            is_open = can_see_name(_STRANGER, **_seat(row))
            yield Entry(
                key=str(row.pk),
                group=f"seats:{row.seat.body.code}",
                title=row.person.name,
                text=f"{_post(row)} {row.seat.body.name}",
                doors=(PUBLIC if is_open else LOGGED_IN,),
                authorities=(row.seat.body.home.code,),
                year=row.valid_from.year,
            )

    def shown(
        self, keys: Sequence[str], reader: User | AnonymousUser
    ) -> Mapping[str, Hit]:
        return {
            str(row.pk): Hit(
                title=row.person.name,
                url=reverse("actors:body", args=[row.seat.body.code]),
                text=_post(row),
                context=row.seat.body.name,
                authority=row.seat.body.home.name,
                year=row.valid_from.year,
            )
            for row in _sitting().filter(pk__in=keys)
            if can_see_name(reader, **_seat(row))
        }


def _touched_body(event: EventOf, what: str) -> list[str]:
    # Seats, appointments and relations are told of as events of their body.
    return [f"{what}:{event.object_key}"] if event.object_type == _BODY else []


def _keys(groups: Sequence[str]) -> list[str]:
    return [group.partition(":")[2] for group in groups]


def _sitting() -> QuerySet[Appointment]:
    """Give the appointments that have not ended, of people whose names are kept."""
    today = timezone.localdate()
    ended = (
        Q(valid_to__lt=today)
        | Q(seat__valid_to__lt=today)
        | Q(seat__body__valid_to__lt=today)
    )
    rows = Appointment.objects.exclude(person__name=ERASED_NAME)
    # By number: an appointment without a last day compares as unknown.
    over = Appointment.objects.filter(ended).order_by().values("pk")
    whole = rows.exclude(pk__in=over).order_by("pk")
    return whole.select_related("person", "seat__body__home")


def _seat(row: Appointment) -> dict[str, str]:
    seat = row.seat
    return {"level": seat.body.level, "role": seat.role, "party": seat.party}


def _post(row: Appointment) -> str:
    seat = row.seat
    said = (seat.get_role_display(), seat.function, seat.party)
    return ", ".join(one for one in said if one)
