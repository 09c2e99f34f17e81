"""What every test has: no network but this machine, warnings that fail, a category.

Which database a run uses comes from ``DATABASE_URL``, as in the program itself;
`tests/run.py` runs the suite once on SQLite and once on PostgreSQL. The data folder is
always a temporary one (`tests/data_folder.py`).
"""

from __future__ import annotations

import gc
import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest


# A busy machine is no failed test.
hypothesis.settings.register_profile("fardplan", deadline=None)
hypothesis.settings.load_profile("fardplan")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.plugin import DjangoDbBlocker

    from fardplan.apps.accounts.models import User

# They start servers of their own on the database of the run.
APART = ("browser", "endurance")
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


def pytest_collection_finish() -> None:
    # What is loaded by now stays, and tests are short: to look through all of it for
    # rubbish time and again took a tenth of the tests' time.
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def pytest_unconfigure() -> None:
    gc.unfreeze()  # else libraries that count their objects at the end tell of leaks


def _leave_out_the_other_database(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    # Not skipped: nothing is missing, and with FARDPLAN_REQUIRE_ALL a skip is a failure.
    is_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    vendor = "postgresql" if is_postgres else "sqlite"
    others = [item for item in items if not _is_for(vendor, item)]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if _is_for(vendor, item)]


def _is_for(vendor: str, item: pytest.Item) -> bool:
    if mark := item.get_closest_marker("only_on"):
        return mark.args == (vendor,)
    return vendor == "sqlite" or _asks_the_database(item)


def _asks_the_database(item: pytest.Item) -> bool:
    """Tests that ask none, or make their own on both, tell the same on either."""
    fixtures = getattr(item, "fixturenames", ())
    if item.path.parts[-2] in APART or "places" in fixtures:
        return "places" not in fixtures
    return bool(
        item.get_closest_marker("django_db")
        or {"db", "transactional_db"}.intersection(fixtures)
    )


@pytest.fixture(autouse=True)
def _no_uploads_left(django_test_environment: None) -> Iterator[None]:
    """Let no test meet the files that another uploaded."""
    from django.conf import settings

    yield
    shutil.rmtree(settings.UPLOADS_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _free_writes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test marked ``free_writes`` arrange rows itself, as no action would."""
    if request.node.get_closest_marker("free_writes") is None:
        yield
        return
    from fardplan.apps.common.writes import free_writes

    with free_writes():
        yield


@pytest.fixture(autouse=True)
def _speak_swedish() -> Iterator[None]:
    """A page asked for in English leaves its thread speaking English."""
    from django.utils import translation

    yield
    translation.deactivate()


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


@pytest.fixture(autouse=True, scope="session")
def _quick_settings() -> Iterator[None]:
    """Leave out what costs a third of the time and is not what the tests are about.

    Scrypt is slow by design; WhiteNoise reads every static file for each test client.
    """
    from django.test import override_settings

    with override_settings(
        PASSWORD_HASHERS=["tests.builders.quick_hasher.QuickHasher"],
        WHITENOISE_AUTOREFRESH=True,
    ):
        yield


@pytest.fixture(autouse=True, scope="session")
def _empty_with_guards_lifted() -> Iterator[None]:
    """Let Django empty the tables after a test that committed, adopted plans too."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from fardplan.apps.common.triggers import lifted

    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_all(operations: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with lifted(operations.connection):
            flush(operations, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_all)
        yield


@pytest.fixture(autouse=True)
def _no_attempts_counted(settings: SettingsWrapper) -> None:
    """Attempts at second factors and links are counted in a cache: one for each test."""
    from django.core.cache import cache

    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Give each process of the run a copy of one test database."""
    from tests.kept_rows import keep_if_missing
    from tests.template_database import copied_database

    own = tmp_path_factory.getbasetemp()
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            if worker_id == "master":
                # Mostly a test or two, which may not want the definitions.
                stack.enter_context(copied_database(own, fill=lambda: None))
            else:
                stack.enter_context(copied_database(own.parent, keep_if_missing))
        yield
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture(scope="session")
def _kept_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The definitions have been loaded once, and are there to copy."""
    from tests import kept_rows

    with django_db_blocker.unblock():
        kept_rows.keep_if_missing()


@pytest.fixture
def register(_kept_rows: None, db: None) -> None:
    """The whole register of authorities, as the production load leaves it.

    The load takes a second, so what it left once is copied. Its events are the first of
    their chain: a test that has events already gets the register without them.
    """
    from fardplan.apps.accounts.models import AuditEvent
    from tests.kept_rows import EVENTS, REGISTER, put_back

    has_events = AuditEvent.objects.exists()
    put_back("kept", REGISTER if has_events else (*REGISTER, *EVENTS))


@pytest.fixture
def bodies(register: None) -> None:
    """The bodies that the documents tell of, without the events of their load."""
    from tests.kept_rows import BODIES, put_back

    put_back("kept", BODIES)


@pytest.fixture
def few_authorities(worker_id: str, db: None) -> None:
    """Four authorities of the register: much quicker than all 317."""
    from fardplan.apps.accounts.models import AuditEvent
    from tests import kept_rows

    if worker_id == "master" or AuditEvent.objects.exists():
        kept_rows.load_few()
    else:
        kept_rows.put_back("few", (*kept_rows.REGISTER, *kept_rows.EVENTS))


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
