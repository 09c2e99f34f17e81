"""Making, checking and deleting archives."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan import __version__
from fardplan.apps.accounts.actions import record_event
from fardplan.apps.backups import queries
from fardplan.apps.backups.models import Backup
from fardplan.apps.backups.rules import check_handle_backups
from fardplan.apps.common.problems import ProblemError
from fardplan.engine.backups.archive_reader import open_archive
from fardplan.engine.backups.archive_writer import ArchiveWriter, new_archive
from fardplan.engine.backups.manifest import ArchiveError, Manifest


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.backups.adapters import TableCodec
    from fardplan.apps.backups.queries import ArchiveFile

    # Done, of how many, and what is being done now.
    OnProgress = Callable[[int, int, str], None]

_ROWS_PER_STEP = 1000


@dataclass(frozen=True)
class Made:
    """A finished archive in figures."""

    path: Path
    size: int
    tables: int
    rows: int
    files: int


def say_nothing(_done: int, _total: int, _text: str) -> None:
    """Tell nobody how far it has come."""


@contextmanager
def told_as_problem() -> Iterator[None]:
    """Tell what is wrong with an archive as a problem that people are shown."""
    try:
        yield
    except ArchiveError as error:
        raise ProblemError(str(error)) from error


def make_backup(
    *,
    target: Path,
    on_progress: OnProgress = say_nothing,
    may_replace: bool = False,
) -> Made:
    """Write the database, as it is now, and the folders of files to one archive.

    The database is read first: a file that a row refers to was there before the row.
    """
    _check_place(target)
    created = timezone.now()
    with (
        told_as_problem(),
        queries.still_store(),
        queries.snapshot() as using,
        new_archive(target, created=created, may_replace=may_replace) as archive,
    ):
        migrations = queries.applied_migrations(using)
        _add_everything(archive, queries.tables_at(migrations), using, on_progress)
        manifest = archive.seal(
            Manifest(
                program_version=__version__,
                created=created,
                vendor=connections[using].vendor,
                migrations=migrations,
                members=(),
            )
        )
    return Made(
        path=target,
        size=target.stat().st_size,
        tables=len(manifest.tables),
        rows=sum(member.rows or 0 for member in manifest.members),
        files=len(manifest.members) - len(manifest.tables),
    )


def _check_place(target: Path) -> None:
    for folder in queries.kept_folders().values():
        if folder.resolve() in target.resolve().parents:
            raise ProblemError(
                f"Lägg inte säkerhetskopian i {folder}: då skulle nästa säkerhetskopia"
                " innehålla den."
            )


def _add_everything(
    archive: ArchiveWriter,
    tables: list[TableCodec],
    using: str,
    on_progress: OnProgress,
) -> None:
    files = {name: queries.files_in(at) for name, at in queries.kept_folders().items()}
    total = sum(queries.count_rows(table, using) for table in tables)
    total += sum(len(names) for names in files.values())
    done, wanted = 0, set[str]()
    for table in tables:
        on_progress(done, total, _("Läser tabellen %(name)s") % {"name": table.table})
        with closing(queries.encoded_rows(table, using, wanted)) as rows:
            lines = chain([table.header()], _telling(rows, done, total, on_progress))
            done += archive.add_table(table.table, lines).rows or 0
    _check_nothing_missing(wanted, files["uploads"])
    for folder, names in files.items():
        for name in names:
            on_progress(done, total, _("Läser filen %(name)s") % {"name": name})
            archive.add_file(f"{folder}/{name}", queries.kept_folders()[folder] / name)
            done += 1
    on_progress(done, total, _("Kontrollerar arkivet"))


def _telling(
    lines: Iterator[bytes], done: int, total: int, on_progress: OnProgress
) -> Iterator[bytes]:
    for number, line in enumerate(lines, start=1):
        if number % _ROWS_PER_STEP == 0:
            on_progress(done + number, total, _("Läser databasen"))
        yield line


def _check_nothing_missing(wanted: set[str], uploads: list[str]) -> None:
    missing = sorted(wanted - set(uploads))
    if missing:
        raise ProblemError(
            f"Databasen hänvisar till {len(missing)} uppladdade filer som inte finns i"
            f" {settings.UPLOADS_DIR}: {', '.join(missing[:5])}. Lägg tillbaka dem"
            " och försök igen."
        )


def create_backup(
    *, by: User | AnonymousUser, on_progress: OnProgress = say_nothing
) -> Backup:
    """Make an archive in the backup folder, and remember that it was read back whole."""
    check_handle_backups(by)
    try:
        settings.BACKUPS_DIR.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProblemError(
            f"Mappen {settings.BACKUPS_DIR} går inte att skapa: {error.strerror}."
        ) from error
    name = f"fardplan-{timezone.now():%Y-%m-%d-%H%M%S}Z.zip"
    made = make_backup(target=settings.BACKUPS_DIR / name, on_progress=on_progress)
    return _remember(made.path, "", "create_backup", by)


def check_backup(*, file: ArchiveFile, by: User | AnonymousUser) -> Backup:
    """Read a whole archive in the backup folder, and remember whether it is whole."""
    check_handle_backups(by)
    problem = ""
    try:
        with open_archive(file.path) as archive:
            archive.verify()
    except ArchiveError as error:
        problem = str(error)
    return _remember(file.path, problem, "check_backup", by)


@transaction.atomic
def _remember(
    path: Path, problem: str, action: str, by: User | AnonymousUser
) -> Backup:
    about = path.stat()
    backup, _is_new = Backup.objects.update_or_create(
        name=path.name,
        defaults={
            "size": about.st_size,
            "modified_ns": about.st_mtime_ns,
            "checked_at": timezone.now(),
            "problem": problem,
        },
    )
    record_event(action=action, about=backup, key=_key(path.name), by=by)
    return backup


@transaction.atomic
def record_download(*, file: ArchiveFile, by: User | AnonymousUser) -> None:
    """Leave the trace of somebody taking everything home."""
    check_handle_backups(by)
    record_event(action="download_backup", about=Backup(), key=_key(file.name), by=by)


@transaction.atomic
def delete_backup(*, file: ArchiveFile, by: User | AnonymousUser) -> None:
    """Delete an archive from the backup folder; the file goes last."""
    check_handle_backups(by)
    Backup.objects.filter(name=file.name).delete()
    record_event(action="delete_backup", about=Backup(), key=_key(file.name), by=by)
    try:
        file.path.unlink()
    except OSError as error:
        raise ProblemError(
            f"{file.path} går inte att ta bort: {error.strerror}."
        ) from error


def _key(name: str) -> str:
    # As much as the event's key holds; our own names are shorter.
    return name[:64]
