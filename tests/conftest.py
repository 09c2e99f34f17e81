"""What every test has: no network but this machine, warnings that fail, a category.

Which database a run uses comes from ``DATABASE_URL``, as in the program itself;
`tests/run.py` runs the suite once on SQLite and once on PostgreSQL. The data folder is
always a temporary one.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any


# Before Django reads its settings: tests never touch the data of a real installation.
os.environ["FARDPLAN_DATA_DIR"] = tempfile.mkdtemp(prefix="fardplan-test-")

import hypothesis
import pytest


# A busy machine is no failed test.
hypothesis.settings.register_profile("fardplan", deadline=None)
hypothesis.settings.load_profile("fardplan")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from fardplan.apps.accounts.models import User

_loaded: list[list[Any]] = []
CATEGORIES = (
    "unit",
    "web",
    "spec",
    "reference",
    "generative",
    "acceptance",
    "browser",
    "docs",
    "repository",
    "endurance",
)


def pytest_configure(config: pytest.Config) -> None:
    for category in CATEGORIES:
        config.addinivalue_line("markers", f"{category}: by folder, tests/{category}/")
    config.addinivalue_line(
        "markers", "free_writes: the test itself writes rows that are guarded"
    )
    config.addinivalue_line(
        "markers", "only_on(vendor): about one database, left out on the other"
    )


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Each test carries exactly one category: the folder it lies in."""
    _leave_out_the_other_database(config, items)
    here = Path(__file__).parent
    for item in items:
        folder = item.path.relative_to(here).parts[0]
        if folder not in CATEGORIES:
            raise pytest.UsageError(f"{item.path} lies in no category's folder")
        item.add_marker(folder)


def _leave_out_the_other_database(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    # Not skipped: nothing is missing, and with FARDPLAN_REQUIRE_ALL a skip is a failure.
    is_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    vendor = "postgresql" if is_postgres else "sqlite"
    others = [
        item
        for item in items
        if (mark := item.get_closest_marker("only_on")) and mark.args != (vendor,)
    ]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]


@pytest.fixture(autouse=True)
def _free_writes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test marked ``free_writes`` arrange rows itself, as no action would."""
    if request.node.get_closest_marker("free_writes") is None:
        yield
        return
    from fardplan.apps.common.writes import free_writes

    with free_writes():
        yield


@pytest.fixture
def administrator(db: None) -> User:
    """An invented person who may change things."""
    return make_user("astrid@exempel.example", "Astrid Påhitt", is_administrator=True)


@pytest.fixture
def reader(db: None) -> User:
    """An invented person who may read only."""
    return make_user("rut@exempel.example", "Rut Påhitt", is_administrator=False)


def make_user(email: str, name: str, *, is_administrator: bool) -> User:
    """Give a person who logs in without a password (``client.force_login``)."""
    from fardplan.apps.accounts.actions import create_person

    return create_person(email=email, name=name, is_administrator=is_administrator)


@pytest.fixture(autouse=True)
def _no_attempts_counted(settings: SettingsWrapper) -> None:
    """Attempts at second factors and links are counted in a cache: one for each test."""
    from django.core.cache import cache

    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }
    cache.clear()


@pytest.fixture
def register(db: None) -> None:
    """The whole register of authorities, as the production load leaves it.

    The load takes a second; what it left the first time is put back in the later tests.
    """
    from fardplan.apps.accounts.models import AuditEvent, AuditHead
    from fardplan.apps.actors.actions import load_register
    from fardplan.apps.actors.models import Authority
    from fardplan.apps.actors.queries import register_facts
    from fardplan.apps.common.writes import free_writes

    tables = (Authority, Authority.care_regions.through, AuditEvent, AuditHead)
    if AuditEvent.objects.exists():
        # The kept events are the first of their chain, so here the load has to run.
        load_register(facts=register_facts())
        return
    if not _loaded:
        load_register(facts=register_facts())
        _loaded.extend(list(table.objects.all()) for table in tables)
        return

    with free_writes():
        for table, rows in zip(tables, _loaded, strict=True):
            table.objects.bulk_create(rows)


@pytest.fixture
def few_authorities(db: None) -> None:
    """Four authorities of the register: much quicker than all 317."""
    from fardplan.apps.actors.actions import load_register
    from fardplan.apps.actors.queries import register_facts

    few = ("mellansverige", "18", "1880", "1881")
    load_register(facts=[fact for fact in register_facts() if fact.code in few])


@pytest.fixture
def as_administrator(client: Client, administrator: User) -> Client:
    """A browser where the administrator is logged in."""
    client.force_login(administrator)
    return client


@pytest.fixture
def as_reader(client: Client, reader: User) -> Client:
    """A browser where the reader is logged in."""
    client.force_login(reader)
    return client
