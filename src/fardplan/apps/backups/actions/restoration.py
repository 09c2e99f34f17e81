"""Restoring an archive into an empty place: all of it, or nothing."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.backups import queries
from fardplan.apps.backups.actions.archives import say_nothing, told_as_problem
from fardplan.apps.backups.actions.fresh_database import (
    check_database_empty,
    fresh_database,
)
from fardplan.apps.backups.actions.placement import Placement, only_one
from fardplan.apps.backups.models import Backup
from fardplan.apps.common.problems import ProblemError
from fardplan.engine.backups.archive_reader import ArchiveReader, open_archive
from fardplan.engine.backups.archive_writer import RowDigest


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fardplan.apps.backups.actions.archives import OnProgress
    from fardplan.apps.backups.adapters import TableCodec
    from fardplan.engine.backups.manifest import Manifest, Member

_ROWS_AT_A_TIME = 1000


@dataclass(frozen=True)
class Restored:
    """What an archive held, and which steps brought it to this program's form."""

    manifest: Manifest
    tables: int
    rows: int
    files: int
    steps: list[str]


def check_archive(*, source: Path, on_progress: OnProgress = say_nothing) -> Manifest:
    """Read a whole archive and refuse it unless it could be restored; change nothing."""
    with told_as_problem(), open_archive(source) as archive:
        return _verified(archive, on_progress)


def restore(*, source: Path, on_progress: OnProgress = say_nothing) -> Restored:
    """Put an archive in an empty place and prove that everything came along.

    The archive is loaded in the schema it was made with and brought forward after.
    """
    with told_as_problem(), open_archive(source) as archive, _told_as_problem():
        manifest = _verified(archive, on_progress)
        with only_one():
            placement = _empty_place()
            try:
                placement.unpack(
                    archive, lambda name: on_progress(0, 1, f"Packar upp {name}")
                )
                with fresh_database():
                    steps = _fill(archive, on_progress)
                    placement.put_in_place()
            except BaseException:
                _clean_up(placement)
                raise
            placement.finish()
    return Restored(
        manifest=manifest,
        tables=len(manifest.tables),
        rows=sum(member.rows or 0 for member in manifest.members),
        files=len(manifest.members) - len(manifest.tables),
        steps=steps,
    )


def _verified(archive: ArchiveReader, on_progress: OnProgress) -> Manifest:
    size, read = archive.path.stat().st_size, 0

    def tell(more: int) -> None:
        nonlocal read
        read += more
        on_progress(read, size, "Kontrollerar arkivet")

    manifest = archive.verify(tell)
    unknown = queries.unknown_migrations(manifest)
    if unknown:
        raise ProblemError(
            f"Säkerhetskopian {archive.path} är nyare än det här programmet: den"
            f" gjordes med version {manifest.program_version} och har steg som inte"
            f" finns här ({', '.join(unknown)}). Installera en nyare version av"
            " Färdplan och försök igen."
        )
    return manifest


def _empty_place() -> Placement:
    placement = Placement()
    try:
        check_database_empty()
    except ProblemError:
        # The database comes last: when it is there, an interrupted restore was done.
        placement.finish()
        raise
    placement.clear_interrupted()
    placement.check_empty()
    return placement


def _clean_up(placement: Placement) -> None:
    try:
        check_database_empty()
    except (ProblemError, DatabaseError):
        # Lost contact in the very commit: the database may be in place, and then the
        # files must be too. The note stays, and the next restore finds out.
        return
    placement.clear_interrupted()


@contextmanager
def _told_as_problem() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ProblemError(
            f"Återläsningen stannade vid {error.filename}: {error.strerror}. Inget har"
            " ändrats. Åtgärda felet och försök igen."
        ) from error
    except DatabaseError as error:
        raise ProblemError(
            f"Återläsningen stannade i databasen: {str(error).strip()}. Inget har"
            " ändrats."
        ) from error


def _fill(archive: ArchiveReader, on_progress: OnProgress) -> list[str]:
    """Build the schema of the archive, load it, compare, and bring it forward."""
    manifest = archive.manifest
    on_progress(0, 1, "Skapar databasens tabeller")
    MigrationExecutor(connection).migrate(queries.targets_of(manifest.migrations))
    tables = queries.tables_at(manifest.migrations)
    if {table.table for table in tables} != set(manifest.tables):
        raise ProblemError("Säkerhetskopians tabeller stämmer inte med dess steg.")
    with transaction.atomic():
        _load(tables, archive, on_progress)
        connection.check_constraints()
    _compare(tables, manifest, on_progress)
    steps = _steps_left()
    call_command("migrate", verbosity=0, interactive=False)
    ContentType.objects.clear_cache()
    with transaction.atomic():
        record_event(
            action="restore", about=Backup(), key=archive.path.name[:64], by=None
        )
    return steps


def _steps_left() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _is_backwards in plan]


def _load(
    tables: list[TableCodec], archive: ArchiveReader, on_progress: OnProgress
) -> None:
    total = sum(member.rows or 0 for member in archive.manifest.members)
    done = 0
    # The migrations may have left PostgreSQL checking each foreign key at once.
    connection.check_constraints()
    with connection.cursor() as cursor:
        # What a migration wrote at set-up is in the archive too, as it was then.
        for table in tables:
            cursor.execute(f"DELETE FROM {_quoted(table.table)}")  # noqa: S608 -- quoted
        for table in tables:
            lines = archive.lines_of(archive.manifest.tables[table.table])
            _check_columns(table, next(lines))
            while some := list(islice(lines, _ROWS_AT_A_TIME)):
                with _naming(table):
                    rows = [_prepared(table, line) for line in some]
                    cursor.executemany(_insert_into(table), rows)
                done += len(rows)
                on_progress(done, total, f"Läser in tabellen {table.table}")
        for statement in connection.ops.sequence_reset_sql(
            no_style(), [table.model for table in tables]
        ):
            cursor.execute(statement)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _insert_into(table: TableCodec) -> str:
    columns = ", ".join(_quoted(str(field.column)) for field in table.fields)
    marks = ", ".join(["%s"] * len(table.fields))
    return f"INSERT INTO {_quoted(table.table)} ({columns}) VALUES ({marks})"  # noqa: S608 -- quoted


def _check_columns(table: TableCodec, line: bytes) -> None:
    if json.loads(line) != table.columns:
        raise ProblemError(
            f"Säkerhetskopians kolumner i {table.table} stämmer inte med dess steg."
        )


@contextmanager
def _naming(table: TableCodec) -> Iterator[None]:
    # PostgreSQL takes no NUL in text, and each database has its own limits.
    try:
        yield
    except (ValueError, ArithmeticError, ValidationError, DatabaseError) as error:
        raise ProblemError(
            f"En rad i tabellen {table.table} går inte att läsa in:"
            f" {str(error).strip()}. Inget har ändrats."
        ) from error


def _prepared(table: TableCodec, line: bytes) -> list[Any]:
    return [
        field.get_db_prep_save(value, connection)
        for field, value in zip(table.fields, table.decode(line), strict=True)
    ]


def _compare(
    tables: list[TableCodec], manifest: Manifest, on_progress: OnProgress
) -> None:
    """Read everything back and compare each table's rows and sum with the manifest."""
    for table in tables:
        on_progress(0, 1, f"Jämför tabellen {table.table}")
        digest = RowDigest()
        for line in queries.encoded_rows(table, DEFAULT_DB_ALIAS):
            digest.add(line)
        expected: Member = manifest.tables[table.table]
        if (digest.rows, digest.hexdigest()) != (expected.rows, expected.digest):
            raise ProblemError(
                f"Tabellen {table.table} blev inte likadan i den nya databasen"
                f" ({digest.rows} rader mot {expected.rows}). Inget har ändrats."
            )
