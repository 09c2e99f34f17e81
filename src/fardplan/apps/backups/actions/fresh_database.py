"""An empty database to restore into, which takes the real one's place when all is well.

SQLite: a new file beside the real one, renamed over it. PostgreSQL: the same database,
in one transaction.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from fardplan.apps.backups.actions.placement import sync_folder
from fardplan.apps.backups.queries import occupied_tables
from fardplan.apps.common.problems import ProblemError


if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper


def check_database_empty() -> None:
    """Refuse when the database holds anything that somebody has put there."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite" and not Path(_name(connection)).exists():
        return
    occupied = occupied_tables(connection)
    if occupied:
        shown = ", ".join(f"{table} {rows} rader" for table, rows in occupied.items())
        raise ProblemError(
            f"Databasen {_name(connection)} är inte tom ({shown}). Återläsning görs"
            " bara till en tom plats. Ge DATABASE_URL eller FARDPLAN_DATA_DIR ett"
            " annat värde, eller flytta bort den gamla databasen."
        )


@contextmanager
def fresh_database() -> Iterator[None]:
    """Give an empty default database; it is kept when the block ends without error."""
    if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
        with _beside():
            yield
    else:
        with transaction.atomic():
            _drop_tables()
            yield


def _name(connection: BaseDatabaseWrapper) -> str:
    return str(connection.settings_dict["NAME"])


@contextmanager
def _beside() -> Iterator[None]:
    real = connections[DEFAULT_DB_ALIAS]
    place = Path(_name(real))
    part = place.with_name(f"{place.name}.restore-part")
    real.close()
    _let_go(place)
    part.unlink(missing_ok=True)
    fresh = real.copy()
    fresh.settings_dict["NAME"] = str(part)
    options: dict[str, Any] = fresh.settings_dict["OPTIONS"]
    # Nobody else sees the file until it is whole; it is written through once, below.
    options["init_command"] = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
    connections[DEFAULT_DB_ALIAS] = fresh
    try:
        yield
        fresh.close()
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(place)
        sync_folder(place.parent)
    finally:
        fresh.close()
        connections[DEFAULT_DB_ALIAS] = real
        part.unlink(missing_ok=True)


def _let_go(place: Path) -> None:
    """See to it that no other program has the old, empty file open.

    A write-ahead log that is left beside a new file would be played into it. Leaving
    WAL needs the file for oneself, so success proves that nobody else is there.
    """
    if not place.exists():
        return
    database = sqlite3.connect(place, timeout=1)
    try:
        database.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        raise ProblemError(
            f"Databasen {place} används av ett annat program. Stoppa ”fardplan"
            " serve” och försök igen."
        ) from None
    finally:
        database.close()


def _drop_tables() -> None:
    """Drop our own tables, which are known to be empty, whatever their form."""
    connection = connections[DEFAULT_DB_ALIAS]
    ours = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True, include_swapped=True)
    } | {"django_migrations"}
    with connection.cursor() as cursor:
        for table in ours & set(connection.introspection.table_names(cursor)):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
