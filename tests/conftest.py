"""What every test has: no network but this machine, warnings that fail, a category.

Which database a run uses comes from ``DATABASE_URL``, as in the program itself;
`tests/run.py` runs the suite once on SQLite and once on PostgreSQL. The data folder is
always a temporary one.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING


# Before Django reads its settings: tests never touch the data of a real installation.
os.environ["FARDPLAN_DATA_DIR"] = tempfile.mkdtemp(prefix="fardplan-test-")

import pytest


if TYPE_CHECKING:
    from django.test import Client

    from fardplan.apps.accounts.models import User

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each test carries exactly one category: the folder it lies in."""
    here = Path(__file__).parent
    for item in items:
        folder = item.path.relative_to(here).parts[0]
        if folder not in CATEGORIES:
            raise pytest.UsageError(f"{item.path} lies in no category's folder")
        item.add_marker(folder)


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
    from fardplan.apps.accounts.models import User

    return User.objects.create(
        email=email, name=name, is_administrator=is_administrator
    )


@pytest.fixture
def register(db: None) -> None:
    """The whole register of authorities, through the production load."""
    from fardplan.apps.actors.actions import load_register
    from fardplan.apps.actors.queries import register_facts

    load_register(facts=register_facts())


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
