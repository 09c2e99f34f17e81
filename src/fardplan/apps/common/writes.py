"""Writes go through actions; a write past them is refused.

``@writes`` marks the functions that may write: each is one transaction, and while it
runs the guarded models accept to be saved. Everywhere else they raise, whichever way
the write comes: save, delete, update, bulk_create, get_or_create. Raw SQL is what
``fardplan audit verify`` is for.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from django.db import models, transaction


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_P = ParamSpec("_P")
_T = TypeVar("_T")
_M = TypeVar("_M", bound=models.Model)
_depth: ContextVar[int] = ContextVar("fardplan_action_depth", default=0)


class WriteOutsideActionError(RuntimeError):
    """Code tried to write a guarded model outside an action."""


def writes(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Make a function an action: atomic, and allowed to write guarded models."""

    @wraps(function)
    def wrapper(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        with free_writes(), transaction.atomic():
            return function(*args, **kwargs)

    return wrapper


@contextmanager
def free_writes() -> Iterator[None]:
    """Accept writes to guarded models; only for ``@writes`` and for tests."""
    token = _depth.set(_depth.get() + 1)
    try:
        yield
    finally:
        _depth.reset(token)


def _check(model: type[models.Model]) -> None:
    if not _depth.get():
        raise WriteOutsideActionError(
            f"{model._meta.label} is only written by a function marked @writes in actions.py"
        )


class GuardedQuerySet(models.QuerySet[_M]):
    """A query set that only writes inside an action."""

    def update(self, **values: Any) -> int:
        _check(self.model)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        _check(self.model)
        return super().delete()

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        _check(self.model)
        return super().bulk_create(*args, **kwargs)

    def _raw_delete(self, using: str | None) -> int:
        _check(self.model)
        return super()._raw_delete(using)


def check_write(sender: object, instance: models.Model, **_: object) -> None:
    """Refuse to save a guarded row, or its many-to-many links, outside an action.

    Listens to pre_save and m2m_changed: every save comes by there, loaddata's too.
    """
    if isinstance(instance, GuardedModel):
        _check(type(instance))


class GuardedModel(models.Model):
    """A model whose rows are only written inside an action."""

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _check(type(self))
        return super().delete(*args, **kwargs)
