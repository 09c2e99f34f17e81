"""The store of statistics goes into an archive and comes back, of one moment with the rows."""

from __future__ import annotations

import pytest
from django.conf import settings
from tests.builders.figures import observation

from fardplan.apps.backups import actions
from fardplan.engine.indicators.store.manifest import StoreBusyError
from fardplan.engine.indicators.store.reader import StoreReader, damaged_files
from fardplan.engine.indicators.store.writer import add_run, undo_run, writing


def test_the_store_comes_back_as_it_was(places, tmp_path):
    with places("sqlite", migrate=True):
        add_run(settings.STORE_DIR, "a", [observation(value=1.0)])
        add_run(settings.STORE_DIR, "b", [observation(value=2.0)])
        actions.make_backup(target=tmp_path / "a.zip")
    with places("sqlite"):
        actions.restore(source=tmp_path / "a.zip")
        assert damaged_files(settings.STORE_DIR) == []
        with StoreReader(settings.STORE_DIR) as store:
            (point,) = store.points("telefon", 1, area="18")
            assert (point.observation.value, point.run.key) == (2.0, "b")
        undo_run(settings.STORE_DIR, "b")
        with StoreReader(settings.STORE_DIR) as store:
            assert store.series("telefon", 1).value.tolist() == [1.0]


def test_nobody_changes_the_store_while_it_is_copied(places, tmp_path):
    refused = []

    def try_to_write(*_: object) -> None:
        with pytest.raises(StoreBusyError), writing(settings.STORE_DIR, wait=False):
            pass
        refused.append(1)

    with places("sqlite", migrate=True):
        add_run(settings.STORE_DIR, "a", [observation()])
        actions.make_backup(target=tmp_path / "a.zip", on_progress=try_to_write)
        with writing(settings.STORE_DIR, wait=False):
            pass
    assert refused
