from __future__ import annotations

from typing import TYPE_CHECKING

import pytest


if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path: Path) -> None:
    """The index and uploads lie in folders of the test's own."""
    settings.SEARCH_DIR = tmp_path / "search"
    storages = settings.STORAGES
    default = storages["default"] | {"OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = storages | {"default": default}
