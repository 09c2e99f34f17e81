"""One test database is made for a run, and each process of the run gets a copy of it.

The migrations and the load of the definitions take some six seconds of processor time,
a copy a tenth of one.
"""

from __future__ import annotations

import fcntl
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from django.db import connection


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME = "fardplan_test_template"


@contextmanager
def copied_database(shared: Path, fill: Callable[[], None]) -> Iterator[None]:
    """Let Django use a test database that somebody has migrated and filled.

    Whoever comes first makes it and keeps a copy for the others in ``shared``; when it
    is done it takes the copy away, and a process that comes even later makes a new one.
    """
    given, creation = connection.settings_dict["NAME"], connection.creation
    kept = shared / f"{NAME}.sqlite3"
    with _alone(shared):
        if is_first := not kept.exists():
            creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            fill()
            _keep(kept)
        else:
            _take(kept)
    yield
    if is_first:
        with _alone(shared):
            _forget(kept)
    creation.destroy_test_db(given, verbosity=0)


@contextmanager
def _alone(shared: Path) -> Iterator[None]:
    with (shared / f"{NAME}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _keep(kept: Path) -> None:
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(kept)) as file:
            connection.connection.backup(file)
        return
    # PostgreSQL copies only what nobody is connected to.
    connection.close()
    connection.close_pool()
    name = connection.settings_dict["NAME"]
    _tell_the_server(
        f'DROP DATABASE IF EXISTS "{NAME}"',
        f'CREATE DATABASE "{NAME}" TEMPLATE "{name}"',
    )
    kept.touch()


def _take(kept: Path) -> None:
    name = connection.creation._get_test_db_name()
    if connection.vendor == "postgresql":
        connection.close_pool()
        _tell_the_server(
            f'DROP DATABASE IF EXISTS "{name}"',
            f'CREATE DATABASE "{name}" TEMPLATE "{NAME}"',
        )
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(kept)) as file:
            file.backup(connection.connection)


def _forget(kept: Path) -> None:
    if connection.vendor == "postgresql":
        _tell_the_server(f'DROP DATABASE IF EXISTS "{NAME}"')
    kept.unlink()


def _tell_the_server(*orders: str) -> None:
    with connection._nodb_cursor() as cursor:
        for order in orders:
            cursor.execute(order)
