"""Guards in the database itself, which refuse what raw SQL would get past the models.

An app declares its :class:`Trigger` rows and installs them in its ``ready``. They are
made after every run of migrations and taken away before one that has something to do:
SQLite makes a changed table anew, which would drop its triggers without a word. So
they are no step of a migration, and a restore, which loads rows between two runs, meets
none of them.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.apps import AppConfig
    from django.db.backends.base.base import BaseDatabaseWrapper

_all: list[Trigger] = []


@dataclass(frozen=True)
class Trigger:
    """Refuses an event on a table's row when ``condition`` holds.

    ``event`` is INSERT, UPDATE or DELETE, or TRUNCATE, which only PostgreSQL has. The
    condition is SQL that both databases understand, with the row as OLD and NEW.
    """

    name: str
    table: str
    event: str
    condition: str
    message: str


def install(app: AppConfig, triggers: Sequence[Trigger]) -> None:
    """Keep an app's triggers in place from now on; call it in the app's ``ready``."""
    _all.extend(triggers)

    def before(*, plan: Sequence[object], using: str, **_: Any) -> None:
        if plan:
            _drop(connections[using], triggers)

    def after(*, using: str, **_: Any) -> None:
        _make(connections[using], triggers)

    pre_migrate.connect(before, sender=app, weak=False)
    post_migrate.connect(after, sender=app, weak=False)


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Take all triggers away for a while: for emptying a database between tests."""
    _drop(connection, _all)
    try:
        yield
    finally:
        _make(connection, _all)


def _drop(connection: BaseDatabaseWrapper, triggers: Sequence[Trigger]) -> None:
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for one in triggers:
            if one.table in tables:
                on = f" ON {one.table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {one.name}{on}")


def _make(connection: BaseDatabaseWrapper, triggers: Sequence[Trigger]) -> None:
    _drop(connection, triggers)
    tables = connection.introspection.table_names()
    write = {"sqlite": _for_sqlite, "postgresql": _for_postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        # After a migration backwards the table may be gone.
        for one in (one for one in triggers if one.table in tables):
            for statement in write(one):
                cursor.execute(statement)


def _for_sqlite(one: Trigger) -> list[str]:
    if one.event == "TRUNCATE":
        return []
    body = f"BEGIN SELECT RAISE(ABORT, '{one.message}'); END"
    when = f"WHEN {one.condition} {body}"
    name = f"IF NOT EXISTS {one.name}"
    return [f"CREATE TRIGGER {name} BEFORE {one.event} ON {one.table} {when}"]


def _for_postgresql(one: Trigger) -> list[str]:
    # A condition of PostgreSQL's own may not ask another table, but a function may. The
    # code makes it an IntegrityError, which SQLite's RAISE(ABORT) is too.
    each = "STATEMENT" if one.event == "TRUNCATE" else "ROW"
    row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(one.event, "NEW")
    refuse = f"RAISE EXCEPTION '{one.message}' USING ERRCODE = 'check_violation'"
    body = f"BEGIN IF {one.condition} THEN {refuse}; END IF; RETURN {row}; END"
    made = f"CREATE OR REPLACE FUNCTION {one.name}() RETURNS trigger LANGUAGE plpgsql"
    call = f"FOR EACH {each} EXECUTE FUNCTION {one.name}()"
    return [
        f"{made} AS $$ {body} $$",
        f"CREATE TRIGGER {one.name} BEFORE {one.event} ON {one.table} {call}",
    ]
