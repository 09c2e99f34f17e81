"""Whole installations of their own: a database, a store and a folder of uploads.

The tests' own database can't show what a backup does to a server in use, so these have
a real SQLite file, or a database of their own in PostgreSQL.
"""

from __future__ import annotations

import os
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import dj_database_url
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import load_backend
from django.test import override_settings

from tests.builders.replayed_migrations import migrate_forwards


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fardplan.apps.accounts.models import User

VENDORS = ("sqlite", "postgresql")
EXAMPLE_APP = "tests.builders.backup_example"


def postgres_url() -> str:
    """Give the server to make databases on, or skip; required when all is required."""
    url = os.environ.get("FARDPLAN_TEST_POSTGRES_URL", "")
    if not url and os.environ.get("DATABASE_URL", "").startswith("postgres"):
        url = os.environ["DATABASE_URL"]
    if not url and os.environ.get("FARDPLAN_REQUIRE_ALL") == "1":
        pytest.fail("FARDPLAN_TEST_POSTGRES_URL saknas, och allt ska köras")
    if not url:
        pytest.skip("FARDPLAN_TEST_POSTGRES_URL pekar inte ut någon PostgreSQL")
    return url


@dataclass(frozen=True)
class Installation:
    """Where an installation lies; ``url`` is its DATABASE_URL."""

    folder: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        """Give what a command of its own needs to find it."""
        return {
            **os.environ,
            "FARDPLAN_DATA_DIR": str(self.folder),
            "DATABASE_URL": self.url,
        }


@contextmanager
def installation(folder: Path, vendor: str, *, migrate: bool) -> Iterator[Installation]:
    """Make ``folder`` an installation and the default database its own, for a while."""
    folder.mkdir()
    own_folders = override_settings(
        DATA_DIR=folder,
        UPLOADS_DIR=folder / "uploads",
        STORE_DIR=folder / "store",
        BACKUPS_DIR=folder / "backups",
    )
    with _database(folder, vendor) as url, _default_database(url), own_folders:
        if migrate:
            _migrate(folder / "fardplan.sqlite3", vendor)
        yield Installation(folder, url)


# A migrated SQLite file for each set of apps: copying takes 1 ms, migrating half a second.
_migrated: dict[tuple[str, ...], bytes] = {}


def _migrate(file: Path, vendor: str) -> None:
    apps = tuple(settings.INSTALLED_APPS)
    if vendor == "sqlite" and apps in _migrated:
        file.write_bytes(_migrated[apps])
        return
    call_command("migrate", verbosity=0, interactive=False)
    if vendor == "sqlite":
        connections[DEFAULT_DB_ALIAS].close()
        _migrated[apps] = file.read_bytes()


@contextmanager
def _database(folder: Path, vendor: str) -> Iterator[str]:
    if vendor == "sqlite":
        yield f"sqlite:///{folder / 'fardplan.sqlite3'}"
        return
    server = postgres_url()
    name = f"backup_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as own:
        own.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{server.rsplit('/', 1)[0]}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as own:
            own.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _default_database(url: str) -> Iterator[None]:
    before = connections[DEFAULT_DB_ALIAS]
    given = {**before.settings_dict, **dj_database_url.parse(url), "OPTIONS": {}}
    if given["ENGINE"].endswith("sqlite3"):
        given["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;",
        }
    own = load_backend(given["ENGINE"]).DatabaseWrapper(given, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = own
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS] = before


def add_person(email: str, name: str, *, is_administrator: bool = False) -> User:
    """Add a person without an event: the record of a new place stays empty."""
    from fardplan.apps.accounts.models import User
    from fardplan.apps.common.writes import free_writes

    with free_writes():
        return User.objects.create(
            email=email, name=name, is_administrator=is_administrator
        )


@pytest.fixture
def places(tmp_path, django_db_blocker, monkeypatch):
    """Give a function that makes installations, one after the other."""
    monkeypatch.setattr(MigrationExecutor, "_migrate_all_forwards", migrate_forwards)
    made = []

    @contextmanager
    def place(vendor: str, *, migrate: bool = False) -> Iterator[Installation]:
        made.append(vendor)
        folder = tmp_path / f"place{len(made)}"
        with installation(folder, vendor, migrate=migrate) as there:
            yield there

    with django_db_blocker.unblock():
        yield place


@pytest.fixture
def example_app(settings):
    """Install the example app, which has every kind of column."""
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, EXAMPLE_APP]
