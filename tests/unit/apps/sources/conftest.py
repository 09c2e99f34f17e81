from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.builders import documents
from tests.builders.example_station import example_station, no_later_stations
from tests.factories.documents import make_document
from tests.factories.people import granted


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fardplan.apps.accounts.models import User
    from fardplan.apps.sources.models import SourceDocument


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path: Path) -> None:
    """Uploads lie in a folder of the test's own."""
    storages = settings.STORAGES
    default = storages["default"] | {"OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = storages | {"default": default}


@pytest.fixture
def lead(administrator: User, few_authorities: None) -> User:
    """The programme lead of Region Örebro län."""
    return granted(administrator, "18", "Lena", "programme_lead")


@pytest.fixture
def notice(lead: User) -> SourceDocument:
    return make_document(lead, documents.NOTICE)


@pytest.fixture
def overview(lead: User) -> SourceDocument:
    return make_document(lead, documents.OVERVIEW)


@pytest.fixture
def strategy(lead: User) -> SourceDocument:
    return make_document(lead, documents.STRATEGY)


@pytest.fixture(autouse=True)
def _no_later_stations() -> Iterator[None]:
    """What later stations take is tested with them."""
    with no_later_stations():
        yield


@pytest.fixture
def station() -> Iterator[None]:
    """A station that takes strategies and knowledge areas."""
    with example_station():
        yield
