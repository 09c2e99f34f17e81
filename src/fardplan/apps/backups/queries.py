"""Named reads: the whole database in one snapshot, the folders, the archives."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import BooleanField, ExpressionWrapper, Q

from fardplan.apps.backups.adapters import TableCodec
from fardplan.apps.backups.models import Backup
from fardplan.apps.common.problems import ProblemError
from fardplan.engine.backups.archive_reader import open_archive
from fardplan.engine.backups.manifest import ArchiveError, Manifest, Migrations
from fardplan.engine.indicators.store.manifest import only_writer


if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Model

SNAPSHOT = "backup_snapshot"
ROWS_AT_A_TIME = 2000
# Log-ins on the web are not worth keeping; the schema's own record goes in the manifest.
NOT_KEPT = ("accounts_personsession", "django_session", "django_migrations")
# What a newly made database holds before anybody has used it.
MADE_BY_MIGRATE = ("django_content_type", "auth_permission", "django_migrations")


@contextmanager
def snapshot() -> Iterator[str]:
    """Give the name of a connection that sees the database as it is at this moment.

    It has a connection of its own, so nobody is kept waiting: on SQLite a DEFERRED
    transaction reads beside writers (WAL), on PostgreSQL REPEATABLE READ does.
    """
    own = connections[DEFAULT_DB_ALIAS].copy(alias=SNAPSHOT)
    options: dict[str, Any] = own.settings_dict["OPTIONS"]
    options.pop("pool", None)
    if own.vendor == "sqlite":
        options["transaction_mode"] = "DEFERRED"
    connections[SNAPSHOT] = own
    try:
        with transaction.atomic(using=SNAPSHOT):
            if own.vendor == "postgresql":
                with own.cursor() as cursor:
                    cursor.execute(
                        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
                    )
            yield SNAPSHOT
    finally:
        own.close()
        del connections[SNAPSHOT]


def applied_migrations(using: str) -> dict[str, Migrations]:
    """Give how far each app's schema has come; refuse one from a newer program."""
    connection = connections[using]
    applied = set(MigrationRecorder(connection).applied_migrations())
    if not applied:
        raise ProblemError(
            "Databasen är tom, så det finns inget att säkerhetskopiera. Kör ”fardplan"
            " migrate” eller ”fardplan restore” först."
        )
    loader = MigrationLoader(connection)
    unknown = _unknown(loader, applied)
    if unknown:
        raise ProblemError(
            f"Databasen är nyare än programmet (okänt steg: {', '.join(unknown)})."
            " Installera en nyare version av Färdplan."
        )
    known = {key for key in loader.applied_migrations if key in loader.graph.nodes}
    return {
        app: Migrations(
            leaves=tuple(sorted(_leaves(loader, known, app))),
            applied=tuple(sorted(name for label, name in applied if label == app)),
        )
        for app in sorted({label for label, _name in known})
    }


def _leaves(loader: MigrationLoader, known: set[tuple[str, str]], app: str) -> set[str]:
    """Give the app's applied migrations that no applied one of the app builds on."""
    within = {key for key in known if key[0] == app}
    built_on = {
        parent.key for key in within for parent in loader.graph.node_map[key].parents
    }
    return {name for _label, name in within - built_on}


def unknown_migrations(manifest: Manifest) -> list[str]:
    """Give the migrations of an archive that this program does not know."""
    wanted = {
        (app, name)
        for app, said in manifest.migrations.items()
        for name in said.applied
    }
    return _unknown(MigrationLoader(None), wanted)


def _unknown(loader: MigrationLoader, wanted: set[tuple[str, str]]) -> list[str]:
    # A squashed migration still knows the names of those it took the place of.
    replaced = {key for one in loader.disk_migrations.values() for key in one.replaces}
    unknown = wanted - set(loader.disk_migrations) - replaced
    return [f"{app}.{name}" for app, name in sorted(unknown)]


def targets_of(migrations: Mapping[str, Migrations]) -> list[tuple[str, str]]:
    """Give the migrations to go to; a squashed one by the name it has today."""
    loader = MigrationLoader(None)
    today = {
        old: new for new, one in loader.disk_migrations.items() for old in one.replaces
    }
    wanted = [(app, leaf) for app, said in migrations.items() for leaf in said.leaves]
    return [key if key in loader.graph.nodes else today[key] for key in wanted]


def tables_at(migrations: Mapping[str, Migrations]) -> list[TableCodec]:
    """Give the tables as they were after those migrations, whatever the code says now."""
    state = MigrationLoader(None).project_state(targets_of(migrations))
    return [
        TableCodec(model)
        for model in sorted(
            state.apps.get_models(include_auto_created=True),
            key=lambda model: model._meta.db_table,
        )
        if is_kept(model)
    ]


def is_kept(model: type[Model]) -> bool:
    """True when the model has a table of its own that belongs in an archive."""
    options = model._meta
    return (
        options.managed
        and not options.proxy
        and not options.swapped
        and options.db_table not in NOT_KEPT
    )


def count_rows(table: TableCodec, using: str) -> int:
    """Count a table's rows."""
    return table.model._base_manager.using(using).count()


def encoded_rows(
    table: TableCodec, using: str, files: set[str] | None = None
) -> Generator[bytes, None, None]:
    """Give a table's rows as lines; names of uploaded files are added to ``files``."""
    nothing = {
        f"{column}_is_nothing": ExpressionWrapper(
            Q(**{f"{column}__isnull": True}), output_field=BooleanField()
        )
        for column in table.json_columns.values()
    }
    rows = (
        table.model._base_manager.using(using)
        .annotate(**nothing)
        .order_by("pk")
        .values_list(*table.columns, *nothing)
    )
    width = len(table.columns)
    # Closed here and not when forgotten: a backup that is given up closes its database.
    with closing(rows.iterator(chunk_size=ROWS_AT_A_TIME)) as found:
        for row in found:
            if files is not None:
                files.update(row[n] for n in table.file_columns if row[n])
            yield table.encode(row[:width], row[width:])


def kept_folders() -> dict[str, Path]:
    """Give the folders that go with the database, by their name in an archive."""
    return {"store": settings.STORE_DIR, "uploads": settings.UPLOADS_DIR}


@contextmanager
def still_store() -> Iterator[None]:
    """Let nobody read in figures meanwhile, so that rows and files are of one moment.

    Who wants to waits; pages are read as usual.
    """
    if not (settings.STORE_DIR / "current").exists():
        yield
        return
    with only_writer(settings.STORE_DIR, wait=True):
        yield


def files_in(folder: Path) -> list[str]:
    """Give every file below a folder; a name on ``.part`` is not finished and left out."""
    found: list[str] = []
    # A folder that nobody has needed yet does not exist.
    for parent, folders, names in (
        os.walk(folder, onerror=_stop) if folder.exists() else ()
    ):
        for path in (Path(parent) / name for name in (*folders, *names)):
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise ProblemError(
                    f"{path} är ingen vanlig fil och kan inte säkerhetskopieras."
                    " Flytta bort den och försök igen."
                )
        found += [
            (Path(parent) / name).relative_to(folder).as_posix() for name in names
        ]
    return sorted(name for name in found if not name.endswith(".part"))


def _stop(error: OSError) -> None:
    raise ProblemError(f"Mappen {error.filename} går inte att läsa: {error.strerror}.")


def occupied_tables(connection: BaseDatabaseWrapper) -> dict[str, int]:
    """Give the tables that somebody has put rows in, with how many."""
    counted: dict[str, int] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in MADE_BY_MIGRATE:
                quoted = connection.ops.quote_name(table)
                cursor.execute(f"SELECT COUNT(*) FROM {quoted}")  # noqa: S608 -- quoted
                counted[table] = cursor.fetchone()[0]
    return {table: rows for table, rows in counted.items() if rows}


@dataclass(frozen=True)
class ArchiveFile:
    """One file in the backup folder, with what it says of itself."""

    path: Path
    size: int
    modified_ns: int
    manifest: Manifest | None
    problem: str
    check: Backup | None

    @property
    def name(self) -> str:
        """The file's name, which is its address too."""
        return self.path.name


def backup_files() -> list[ArchiveFile]:
    """Give the archives in the backup folder, latest first."""
    checks = {backup.name: backup for backup in Backup.objects.all()}
    found = [_described(path, checks.get(path.name)) for path in _paths()]
    return sorted(found, key=lambda file: (file.modified_ns, file.name), reverse=True)


def backup_file(name: str) -> ArchiveFile | None:
    """Give one archive by name; only a name that lies in the folder is ever opened."""
    path = next((path for path in _paths() if path.name == name), None)
    if path is None:
        return None
    return _described(path, Backup.objects.filter(name=name).first())


def _paths() -> list[Path]:
    if not settings.BACKUPS_DIR.is_dir():
        return []  # nobody has made a backup yet
    with os.scandir(settings.BACKUPS_DIR) as entries:
        return [
            Path(entry.path)
            for entry in entries
            if entry.name.endswith(".zip") and entry.is_file(follow_symlinks=False)
        ]


def _described(path: Path, check: Backup | None) -> ArchiveFile:
    about = path.stat()
    manifest, problem = None, ""
    try:
        with open_archive(path) as archive:
            manifest = archive.manifest
    except ArchiveError as error:
        problem = str(error)
    is_same = check is not None and (check.size, check.modified_ns) == (
        about.st_size,
        about.st_mtime_ns,
    )
    return ArchiveFile(
        path=path,
        size=about.st_size,
        modified_ns=about.st_mtime_ns,
        manifest=manifest,
        problem=problem,
        check=check if is_same else None,
    )
