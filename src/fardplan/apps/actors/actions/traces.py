"""Which rows of this station are traced, and what hinders one from being undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fardplan.apps.actors.models import Appointment, Body, BodyRelation, Seat
from fardplan.apps.common import traces
from fardplan.apps.common.problems import ConflictError
from fardplan.apps.common.traces import changed_since


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

__all__ = ["Trace", "changed_since", "put_back"]


class Trace(traces.Trace):
    """Looks at rows of bodies, relations, seats and appointments."""

    def __init__(self, *watched: QuerySet[Any]) -> None:
        super().__init__(_TRACED, *watched)


def put_back(told: Iterable[list[Any]]) -> None:
    """Make the rows what they were before a trace; call it inside an action."""
    _TRACED.put_back(told)


def _check_leaving(row: Model) -> None:
    if isinstance(row, Seat) and row.appointments.exists():
        raise ConflictError(
            _("Det går inte att ångra: någon har förordnats till platsen efteråt.")
        )


def _check_coming(_name: str, before: traces.Row) -> None:
    """A row comes back only to what is still there."""
    refers = {"body_id": Body, "source_id": Body, "target_id": Body, "seat_id": Seat}
    for column, model in refers.items():
        if column in before and not model.objects.filter(pk=before[column]).exists():
            raise changed_since()
    if "kind" in before:
        same = {name: before[name] for name in ("source_id", "kind", "target_id")}
        if BodyRelation.objects.filter(**same).exists():
            raise ConflictError(
                _("Det går inte att ångra: relationen har lagts till på nytt.")
            )


_TRACED = traces.Traced(
    names={
        "body": Body,
        "relation": BodyRelation,
        "seat": Seat,
        "appointment": Appointment,
    },
    fields={
        Body: ("valid_to",),
        BodyRelation: ("source_id", "kind", "target_id", "valid_from", "valid_to"),
        Seat: (
            *("body_id", "role", "order", "authority_id", "function", "party"),
            *("valid_from", "valid_to"),
        ),
        Appointment: ("seat_id", "person_id", "valid_from", "valid_to"),
    },
    check_leaving=_check_leaving,
    check_coming=_check_coming,
)
