"""What can be found of plans: programmes, parts of versions, initiatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fardplan.apps.accounts.roles import is_administrator
from fardplan.apps.actors.queries import bodies_answered_for
from fardplan.apps.common.searchables import PUBLIC, Entry, Hit, searchable
from fardplan.apps.plans import queries
from fardplan.apps.plans.models import Initiative, PlanVersion, Programme
from fardplan.apps.plans.states import VersionLabel


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.common.searchables import EventOf

# The pass of administrators; a programme's parties have one each.
_ALL = "plans:all"


class _OfPlans:
    """Drafts are for the programme's parties; what is adopted is for everybody."""

    station = "plans"

    def passes(self, reader: User | AnonymousUser) -> Iterable[str]:
        if is_administrator(reader):
            return [_ALL]
        own = queries.own_programmes(reader)
        return [f"plans:programme:{number}" for number in sorted(own)]


@searchable
class Programmes(_OfPlans):
    """A programme by its name and description."""

    kind, label = "programme", _("Program")

    def groups(self) -> Iterable[str]:
        rows = Programme.objects.order_by("pk").values_list("pk", flat=True)
        return [f"programme:{number}" for number in rows]

    def touched(self, event: EventOf) -> Iterable[str]:
        if event.object_type == "plans.programme":
            rows = Programme.objects.filter(code=event.object_key)
        elif event.object_type == "plans.planversion":
            # The first adopted version makes the programme known to all.
            rows = Programme.objects.filter(versions=int(event.object_key))
        else:
            return []
        return [f"programme:{row.pk}" for row in rows]

    def entries(self, groups: Sequence[str]) -> Iterator[Entry]:
        for row in queries.searched_programmes(_numbers(groups)):
            yield Entry(
                key=str(row.pk),
                group=f"programme:{row.pk}",
                title=row.name,
                text=f"{row.description} {row.source}",
                doors=_doors(row.pk, is_open=row.is_open),
                authorities=_parties(row),
                year=row.target_year,
            )

    def shown(
        self, keys: Sequence[str], reader: User | AnonymousUser
    ) -> Mapping[str, Hit]:
        rows = queries.searched_programmes(int(key) for key in keys)
        return {
            str(row.pk): Hit(
                title=row.name,
                url=reverse("plans:programme", args=[row.code]),
                text=row.description,
                authority=row.home.name,
                year=row.target_year,
            )
            for row in queries.known_among(rows, reader)
        }


@searchable
class Parts(_OfPlans):
    """A part of a version by its heading and text."""

    kind, label = "node", _("Del av en plan")

    def groups(self) -> Iterable[str]:
        rows = PlanVersion.objects.order_by("pk").values_list("pk", flat=True)
        return [f"version:{number}" for number in rows]

    def touched(self, event: EventOf) -> Iterable[str]:
        if event.object_type == "plans.planversion":
            return [f"version:{event.object_key}"]
        if event.object_type == "plans.programme":
            rows = PlanVersion.objects.filter(programme__code=event.object_key)
            return [f"version:{number}" for number in rows.values_list("pk", flat=True)]
        return []

    def entries(self, groups: Sequence[str]) -> Iterator[Entry]:
        for row in queries.searched_nodes(_numbers(groups)):
            version = row.version
            yield Entry(
                key=str(row.pk),
                group=f"version:{version.pk}",
                title=str(row),
                text=_said(row.text, row.less_of, row.more_of),
                doors=_doors(version.programme_id, is_open=version.is_frozen),
                authorities=_parties(version.programme),
                year=_year(version),
                is_living=version.state != VersionLabel.SUPERSEDED,
            )

    def shown(
        self, keys: Sequence[str], reader: User | AnonymousUser
    ) -> Mapping[str, Hit]:
        own = queries.own_programmes(reader)
        return {
            str(row.pk): Hit(
                title=str(row),
                url=reverse(
                    "plans:node",
                    args=[row.version.programme.code, row.version.number, row.key],
                ),
                text=_said(row.text, row.less_of, row.more_of),
                label=row.get_kind_display(),
                context=row.version.title,
                note=_note(row.version),
                authority=row.version.programme.home.name,
                year=_year(row.version),
            )
            for row in queries.nodes_by_number(int(key) for key in keys)
            if row.version.is_frozen or row.version.programme_id in own
        }


@searchable
class Initiatives(_OfPlans):
    """An initiative by its name, purpose and who it is for."""

    kind, label = "initiative", _("Insats")

    def groups(self) -> Iterable[str]:
        rows = Initiative.objects.order_by("pk").values_list("pk", flat=True)
        return [f"initiative:{number}" for number in rows]

    def touched(self, event: EventOf) -> Iterable[str]:
        if event.object_type == "plans.initiative":
            return [f"initiative:{event.object_key}"]
        rows = Initiative.objects.none()
        if event.object_type == "plans.planversion":
            # It comes and goes with the parts of versions, and is public by adoption.
            rows = Initiative.objects.filter(programme__versions=int(event.object_key))
        if event.object_type == "plans.programme":
            rows = Initiative.objects.filter(programme__code=event.object_key)
        return [f"initiative:{number}" for number in rows.values_list("pk", flat=True)]

    def entries(self, groups: Sequence[str]) -> Iterator[Entry]:
        for row in queries.searched_initiatives(_numbers(groups)):
            own = [f"plans:person:{row.owner.user_id}"] if row.owner else []
            own += [f"plans:body:{row.owner_body.code}"] if row.owner_body else []
            yield Entry(
                key=str(row.pk),
                group=f"initiative:{row.pk}",
                title=row.name,
                text=_said(
                    row.purpose, row.target_group, row.status_text, row.next_step
                ),
                doors=(*_doors(row.programme_id, is_open=row.is_open), *own),
                authorities=_parties(row.programme),
                year=row.start.year if row.start else None,
                is_living=row.is_in_plan,
            )

    def passes(self, reader: User | AnonymousUser) -> Iterable[str]:
        passes = [*super().passes(reader)]
        if reader.is_authenticated and reader.is_active:
            passes.append(f"plans:person:{reader.pk}")
            bodies = sorted(bodies_answered_for(reader))
            passes += [f"plans:body:{code}" for code in bodies]
        return passes

    def shown(
        self, keys: Sequence[str], reader: User | AnonymousUser
    ) -> Mapping[str, Hit]:
        rows = queries.searched_initiatives(int(key) for key in keys)
        return {
            str(row.pk): Hit(
                title=row.name,
                url=reverse("plans:initiative", args=[row.programme.code, row.code]),
                text=_said(
                    row.purpose, row.target_group, row.status_text, row.next_step
                ),
                context=row.programme.name,
                note="" if row.is_in_plan else _("står inte längre i planen"),
                authority=row.programme.home.name,
                year=row.start.year if row.start else None,
            )
            for row in queries.initiatives_among(rows, reader)
        }


def _numbers(groups: Sequence[str]) -> Iterator[int]:
    return (int(group.partition(":")[2]) for group in groups)


def _doors(programme: int, *, is_open: bool) -> tuple[str, ...]:
    return (PUBLIC,) if is_open else (_ALL, f"plans:programme:{programme}")


def _parties(programme: Programme) -> tuple[str, ...]:
    codes = {programme.home.code, *(one.code for one in programme.authorities.all())}
    return tuple(sorted(codes))


def _said(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _year(version: PlanVersion) -> int:
    return (version.frozen_at or version.created_at).year


def _note(version: PlanVersion) -> str:
    state = version.get_state_display().lower()
    told = {"number": version.number, "state": state}
    return _now("version %(number)s, %(state)s") % told
