"""What an action did to rows, kept in its event so that it can be undone.

A trace holds each row that changed as it was and as it became: None where there was
none. People are told by number only, since a name can't be erased from the chain.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from fardplan.apps.actors.models import Appointment, Body, BodyRelation, Seat
from fardplan.apps.common.problems import ConflictError


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

Row = dict[str, Any]
# In the order in which rows can be made: each refers only to earlier kinds.
_MODELS: dict[str, type[Model]] = {
    "body": Body,
    "relation": BodyRelation,
    "seat": Seat,
    "appointment": Appointment,
}
_FIELDS = {
    "body": ("valid_to",),
    "relation": ("source_id", "kind", "target_id", "valid_from", "valid_to"),
    "seat": (
        *("body_id", "role", "order", "authority_id", "function", "party"),
        *("valid_from", "valid_to"),
    ),
    "appointment": ("seat_id", "person_id", "valid_from", "valid_to"),
}
_NAMES = {model: name for name, model in _MODELS.items()}


class Trace:
    """Looks at rows before and after a write."""

    def __init__(self, *watched: QuerySet[Any]) -> None:
        self._watched = watched
        self._before = [_rows(rows) for rows in watched]

    def as_change(self) -> dict[str, list[Any]]:
        """Give what became of the rows, as a field of an event's changes."""
        told = []
        for rows, before in zip(self._watched, self._before, strict=True):
            after = _rows(rows)
            told += [
                [_NAMES[rows.model], pk, before.get(pk), after.get(pk)]
                for pk in sorted(before.keys() | after.keys())
                if before.get(pk) != after.get(pk)
            ]
        return {"trace": [None, told]}


def _rows(rows: QuerySet[Any]) -> dict[int, Row]:
    found = rows.all().order_by().values("pk", *_FIELDS[_NAMES[rows.model]])
    # As the event will give them back: dates are text.
    return {row.pop("pk"): row for row in json.loads(_as_json(list(found)))}


def _as_json(value: object) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder)


def changed_since() -> ConflictError:
    """Give the refusal to undo what is no longer as it was left."""
    return ConflictError(
        _("Det går inte att ångra: uppgiften har ändrats igen efteråt.")
    )


def put_back(told: Iterable[list[Any]]) -> None:
    """Make the rows what they were before a trace; call it inside an action.

    Nothing is written, and :class:`ConflictError` raised, when a row is not as the trace
    left it, or when something else has come to hang on a row that would go away.
    """
    order = list(_MODELS)
    ranked = sorted(told, key=lambda one: order.index(one[0]))
    for name, pk, _before, after in ranked:
        if _rows(_MODELS[name]._default_manager.filter(pk=pk)).get(pk) != after:
            raise changed_since()
    for name, pk, before, _after in reversed(ranked):
        if before is None:
            _take_away(_MODELS[name]._default_manager.get(pk=pk))
    for name, pk, before, after in ranked:
        rows = _MODELS[name]._default_manager
        if before and after:
            rows.filter(pk=pk).update(**before)
        elif before:
            _check_is_possible(before)
            rows.create(pk=pk, **before)


def _take_away(row: Model) -> None:
    if isinstance(row, Seat) and row.appointments.exists():
        raise ConflictError(
            _("Det går inte att ångra: någon har förordnats till platsen efteråt.")
        )
    row.delete()


def _check_is_possible(before: Row) -> None:
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
