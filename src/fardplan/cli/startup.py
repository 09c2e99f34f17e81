"""What must be true before Färdplan starts; each check raises with what to do."""

from __future__ import annotations

import errno
import socket
import tempfile
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import NotSupportedError

from fardplan import __version__
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.indicators.actions import load_definitions
from fardplan.apps.indicators.queries import told_definitions


if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

OLDEST_POSTGRESQL = 15
NAMED = 3  # steps that an error names


def check_before_serving() -> None:
    """Raise :class:`ProblemError` for the first thing in the way of the web server."""
    check_data_folder(settings.DATA_DIR)
    check_static_files(settings.STATIC_ROOT)
    check_port(settings.SERVE_HOST, settings.SERVE_PORT)
    prepare_database()


def check_data_folder(folder: Path) -> None:
    """Try to write a file there: rights alone don't tell of a read-only disk."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x" * 4096)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise ProblemError(
                f"Disken är full, så datakatalogen {folder} går inte att skriva i.\n"
                "Frigör utrymme, eller ge FARDPLAN_DATA_DIR en katalog på en annan"
                " disk."
            ) from None
        raise ProblemError(
            f"Datakatalogen {folder} går inte att skriva i: {error.strerror}.\n"
            "Kontrollera att disken inte är skrivskyddad och att du har rätt att"
            " skriva där, eller ge FARDPLAN_DATA_DIR en annan katalog."
        ) from None


def check_static_files(folder: Path) -> None:
    """The style sheets and scripts are built, not kept in the repository."""
    if not (folder / "staticfiles.json").exists():
        raise ProblemError(
            "Stilmallar och skript är inte byggda, så sidorna skulle sakna"
            " utseende.\nBygg dem med ”fardplan build” (eller ”make run”, som gör"
            " allt)."
        )


def check_port(host: str, port: int) -> None:
    """Try to take the port, as the server will."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            # Else a server stopped a moment ago would still seem to hold the port.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise ProblemError(_port_problem(error, host, port)) from None


def _port_problem(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} på {host} används redan av ett annat program (kanske en"
            " annan Färdplan).\nStoppa det, eller välj en annan port, till exempel:"
            f" FARDPLAN_PORT={port % 65535 + 1} fardplan serve"
        )
    if error.errno == errno.EACCES:
        return (
            f"Du får inte använda port {port}: portar under 1024 kräver särskild"
            " rätt.\nVälj en högre, till exempel: FARDPLAN_PORT=8000 fardplan serve"
        )
    return (
        f"Det går inte att lyssna på {host}: {error.strerror}.\nFARDPLAN_HOST ska"
        " vara en adress som den här datorn har, till exempel 127.0.0.1."
    )


def prepare_database() -> None:
    """Check the database; create the tables of an empty one."""
    executor = check_database()
    if not executor.loader.applied_migrations:
        migrate()
        return
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        names = _names((m.app_label, m.name) for m, _backwards in waiting)
        raise ProblemError(
            f"Databasen är från en äldre version av Färdplan: {names} återstår.\n"
            "Ta först en säkerhetskopia, och uppdatera sedan med ”fardplan migrate”."
        )


def check_database() -> MigrationExecutor:
    """Raise unless the database answers, and is one that this version knows."""
    try:
        connection.ensure_connection()
    except NotSupportedError as error:
        raise ProblemError(_too_old(str(error))) from None
    except DatabaseError as error:
        raise ProblemError(
            f"Databasen svarar inte: {_first_line(error)}.\nKontrollera DATABASE_URL"
            " och att databasen är igång."
            if connection.vendor == "postgresql"
            else f"Databasfilen {connection.settings_dict['NAME']} går inte att öppna:"
            f" {_first_line(error)}.\nKontrollera DATABASE_URL och FARDPLAN_DATA_DIR."
        ) from None
    check_postgresql_version(_postgresql_version())
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        raise ProblemError(
            f"Databasen går inte att läsa: {_first_line(error)}.\nKontrollera att"
            " DATABASE_URL pekar på Färdplans databas, eller återställ en"
            " säkerhetskopia."
        ) from None
    _check_not_newer(executor)
    return executor


def check_postgresql_version(version: int | None) -> None:
    """``version`` is PostgreSQL's main number; None for SQLite."""
    if version is not None and version < OLDEST_POSTGRESQL:
        raise ProblemError(_too_old(f"version {version}"))


def migrate() -> None:
    """Bring the database to the form of this version, with its definitions."""
    call_command("migrate", verbosity=0, interactive=False)
    load_definitions(definitions=told_definitions())


def _too_old(found: str) -> str:
    return (
        f"Databasen är för gammal ({found}).\nFärdplan kräver PostgreSQL"
        f" {OLDEST_POSTGRESQL} eller senare; uppgradera den, eller ta bort"
        " DATABASE_URL för att använda SQLite."
    )


def _postgresql_version() -> int | None:
    if connection.vendor != "postgresql":
        return None
    return int(getattr(connection, "pg_version", 0)) // 10000


def _check_not_newer(executor: MigrationExecutor) -> None:
    """A migration that was applied but isn't known here comes from a newer version."""
    loader = executor.loader
    known = set(loader.disk_migrations) | {
        old for new in loader.disk_migrations.values() for old in new.replaces
    }
    if unknown := set(loader.applied_migrations) - known:
        raise ProblemError(
            "Databasen är från en nyare version av Färdplan än den här"
            f" ({__version__}): {_names(unknown)} är okända här.\nInget har ändrats."
            " Installera den nyare versionen, eller återställ en säkerhetskopia från"
            " den här versionens tid."
        )


def _names(migrations: Iterable[tuple[str, str]]) -> str:
    """Name the first steps and count the rest: nobody reads thirty of them."""
    names = sorted(f"{app}.{name}" for app, name in migrations)
    more = [f"{len(names) - NAMED} till"] if len(names) > NAMED else []
    return " och ".join([", ".join(names[:NAMED]), *more])


def _first_line(error: Exception) -> str:
    """The rest of a driver's message repeats the address."""
    return str(error).strip().split("\n")[0].rstrip(".")
