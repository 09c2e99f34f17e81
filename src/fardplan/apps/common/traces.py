"""What an action did to rows, kept in its event so that it can be undone.

A trace holds each row that changed as it was and as it became: None where there was
none. A station says which of its models and fields are traced, and what may hinder a row
from going away or coming back. People are told by number only, since a name can't be
erased from the chain of events.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ConflictError


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import Model, QuerySet

Row = dict[str, Any]


def changed_since() -> ConflictError:
    """Give the refusal to undo what is no longer as it was left."""
    return ConflictError(
        _("Det går inte att ångra: uppgiften har ändrats igen efteråt.")
    )


def _nothing(*_: object) -> None:
    """Nothing hinders."""


@dataclass(frozen=True)
class Traced:
    """The models that are traced, by the name that events know them by.

    They are in the order in which rows can be made: each refers only to earlier kinds.
    ``check_leaving`` gets a row that would go away, ``check_coming`` the fields of one that
    would come back; both raise :class:`ConflictError` when that can't be.
    """

    fields: dict[type[Model], tuple[str, ...]]
    names: dict[str, type[Model]]
    check_leaving: Callable[[Model], None] = field(default=_nothing)
    check_coming: Callable[[str, Row], None] = field(default=_nothing)

    def name_of(self, model: type[Model]) -> str:
        """Give the name that events know a model by."""
        return next(name for name, one in self.names.items() if one is model)

    def rows(self, found: QuerySet[Any]) -> dict[int, Row]:
        """Give the traced fields of rows, as an event will give them back."""
        values = found.all().order_by().values("pk", *self.fields[found.model])
        text = json.dumps(list(values), cls=DjangoJSONEncoder)
        return {row.pop("pk"): row for row in json.loads(text)}

    def put_back(self, told: Iterable[list[Any]]) -> None:
        """Make the rows what they were before a trace; call it inside an action.

        Nothing is written, and :class:`ConflictError` raised, when a row is not as the
        trace left it, or when something else has come to hang on a row that would go.
        """
        order = list(self.names)
        ranked = sorted(told, key=lambda one: order.index(one[0]))
        for name, pk, _before, after in ranked:
            if self.rows(self._all(name).filter(pk=pk)).get(pk) != after:
                raise changed_since()
        for name, pk, before, _after in reversed(ranked):
            if before is None:
                row = self._all(name).get(pk=pk)
                self.check_leaving(row)
                row.delete()
        for name, pk, before, after in ranked:
            if before and after:
                self._all(name).filter(pk=pk).update(**before)
            elif before:
                self.check_coming(name, before)
                self._all(name).create(pk=pk, **before)

    def _all(self, name: str) -> Any:
        return self.names[name]._default_manager


class Trace:
    """Looks at rows before and after a write."""

    def __init__(self, traced: Traced, *watched: QuerySet[Any]) -> None:
        self._traced = traced
        self._watched = watched
        self._before = [traced.rows(rows) for rows in watched]

    def as_change(self) -> dict[str, list[Any]]:
        """Give what became of the rows, as a field of an event's changes."""
        told = []
        for rows, before in zip(self._watched, self._before, strict=True):
            name, after = self._traced.name_of(rows.model), self._traced.rows(rows)
            told += [
                [name, pk, before.get(pk), after.get(pk)]
                for pk in sorted(before.keys() | after.keys())
                if before.get(pk) != after.get(pk)
            ]
        return {"trace": [None, told]}
