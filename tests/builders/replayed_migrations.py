"""Django's migrations, run once of each kind and then replayed statement by statement.

Three quarters of what a restore takes is Django working out, again and again, the same
statements for a new database. The first time they are worked out and run as always; for
the next empty database of the same sort, apps and steps the very same ones are run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.migrations.executor import MigrationExecutor


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.migrations.state import ProjectState

Statement = tuple[str, Any]
_real = MigrationExecutor._migrate_all_forwards  # type: ignore[attr-defined]
_told: dict[object, tuple[list[Statement], ProjectState]] = {}
# These belong to how the statements were run, not to what they make.
_LEFT_OUT = ("SELECT", "PRAGMA", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def migrate_forwards(
    executor: MigrationExecutor, state: Any, plan: Any, *rest: Any, **named: Any
) -> Any:
    """Stand in for the executor's own method of an empty database."""
    connection = executor.connection
    steps = tuple((step.app_label, step.name) for step, _backwards in plan)
    key = (connection.vendor, tuple(settings.INSTALLED_APPS), steps)
    if executor.loader.applied_migrations or any(named.values()):
        return _real(executor, state, plan, *rest, **named)
    if key not in _told:
        statements: list[Statement] = []
        with connection.execute_wrapper(_listener(statements)):
            done = _real(executor, state, plan, *rest, **named)
        _told[key] = (statements, done)
        return done
    statements, done = _told[key]
    _replay(connection, statements)
    return done.clone()


def _listener(statements: list[Statement]) -> Callable[..., Any]:
    def listen(
        execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
    ) -> Any:
        if not many and not str(sql).lstrip().upper().startswith(_LEFT_OUT):
            statements.append((sql, params))
        return execute(sql, params, many, context)

    return listen


def _replay(connection: Any, statements: list[Statement]) -> None:
    connection.disable_constraint_checking()
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
    connection.enable_constraint_checking()
