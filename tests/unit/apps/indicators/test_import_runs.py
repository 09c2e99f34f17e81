"""Figures are stored and undone: row, event and store together, whatever dies between."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from tests.builders.figures import file_of, observation
from tests.factories.people import granted

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.common.problems import ConflictError, NotAllowedError, ProblemError
from fardplan.apps.indicators import queries
from fardplan.apps.indicators.actions import (
    Delivery,
    load_definitions,
    store_run,
    undo_run,
)
from fardplan.apps.indicators.models import ImportRun
from fardplan.apps.indicators.rules import can_import_figures, can_undo_import
from fardplan.engine.indicators.imports.mapping import to_json
from fardplan.engine.indicators.store import writer as engine_writer
from fardplan.engine.indicators.store.manifest import read_current


pytestmark = pytest.mark.django_db
DELIVERY = Delivery(file_name="a.csv", sha256="0" * 64, asked=1, kept=1)
KEY = "telefon-samma-dag"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.STORE_DIR = tmp_path / "store"


def stored(value: float = 90.0, **more) -> ImportRun:
    rows = [observation(value=value, numerator=None)]
    return store_run(**{"delivery": DELIVERY, "rows": rows, "by": None, **more})


def values() -> list[float]:
    return queries.figures().series("telefon", 1).value.tolist()


def test_a_run_is_a_row_an_event_and_figures(administrator):
    run = stored(by=administrator)
    assert values() == [90.0]
    assert (run.state, run.stored_by, run.authority) == ("stored", administrator, None)
    event = AuditEvent.objects.get(action="store_figures")
    assert (event.object_key, event.made_by) == (run.key, administrator)
    assert list(queries.import_runs()) == [run]
    assert str(run).startswith("a.csv 2")


def test_the_store_is_kept_open_until_it_is_another():
    stored(1.0)
    first = queries.figures()
    assert queries.figures() is first
    stored(2.0)
    assert queries.figures() is not first
    # Whoever still reads the old one reads it whole.
    assert first.series("telefon", 1).value.tolist() == [1.0]


def test_undoing_brings_back_what_was_replaced():
    stored(1.0)
    run = stored(2.0)
    assert values() == [2.0]
    undone = undo_run(key=run.key, by=None)
    assert (undone.state, values()) == ("undone", [1.0])
    assert AuditEvent.objects.filter(action="undo_figures").count() == 1
    with pytest.raises(ConflictError, match="redan ångrad"):
        undo_run(key=run.key, by=None)


def test_nothing_is_written_when_the_store_refuses():
    twice = [observation(), observation(row=2)]
    with pytest.raises(ProblemError, match="Inget är sparat"):
        stored(rows=twice)
    assert not ImportRun.objects.exists()
    assert not AuditEvent.objects.filter(action="store_figures").exists()
    assert read_current(settings.STORE_DIR).runs == ()


def test_a_run_without_figures_is_refused():
    with pytest.raises(ProblemError, match="inga siffror"):
        stored(delivery=Delivery(file_name="a.csv", asked=3, kept=0))


def test_a_run_that_was_swapped_in_but_never_committed_goes_with_the_next():
    stored(1.0)
    # As when the process died between the two.
    engine_writer.add_run(settings.STORE_DIR, "never", [observation(value=5.0)])
    assert values() == [5.0]
    stored(rows=[observation(area="20", value=2.0)])
    assert values() == [1.0, 2.0]


@pytest.mark.free_writes
def test_a_run_that_was_undone_but_not_taken_out_goes_with_the_next():
    run = stored(1.0)
    ImportRun.objects.filter(key=run.key).update(state="undone")
    assert values() == [1.0]
    stored(rows=[observation(area="20", value=2.0)])
    assert values() == [2.0]


def test_older_runs_that_the_database_does_not_know_are_left_alone():
    for key, area in (("x", "01"), ("y", "03")):
        engine_writer.add_run(settings.STORE_DIR, key, [observation(area=area)])
    stored(rows=[observation(area="20")])
    runs = read_current(settings.STORE_DIR).runs
    assert [run.key for run in runs][:-1] == ["x"]


def test_who_may(administrator, few_authorities):
    analyst = granted(administrator, "18", "analyst", "analyst")
    rows = {"rows": [observation()], "delivery": DELIVERY}
    run = store_run(**rows, authority="18", by=analyst)
    assert run.authority.code == "18"
    for authority in ("", "20"):
        assert not can_import_figures(analyst, authority)
        with pytest.raises(NotAllowedError):
            store_run(**rows, authority=authority, by=analyst)
    assert not can_undo_import(AnonymousUser(), run)
    with pytest.raises(NotAllowedError):
        undo_run(key=run.key, by=AnonymousUser())
    assert can_undo_import(analyst, run)
    undo_run(key=run.key, by=analyst)
    other = stored()
    assert not can_undo_import(analyst, other)


def test_a_file_is_held_against_the_definitions_and_its_mapping_remembered(tmp_path):
    load_definitions(definitions=queries.told_definitions())
    text = "Plats;När;Hur många\nÖrebro län;2024;71,5\nSkåne;2024;171\n"
    file, out = file_of(tmp_path, text), tmp_path / "kept.parquet"
    fixed = {"indicator": KEY}
    checked = queries.check_figures(file, out, fixed=fixed)
    assert (checked.report.kept, checked.report.refused) == (1, 1)
    assert checked.mapping.columns["value"] == "Hur många"
    delivery = Delivery(
        file_name=file.name,
        sha256=checked.sha256,
        asked=2,
        kept=1,
        mapping=to_json(checked.mapping),
        headings_key=checked.headings_key,
    )
    run = store_run(delivery=delivery, rows=out, by=None)
    assert run.mapping == to_json(checked.mapping)
    again = queries.check_figures(file, out)
    assert again.mapping == checked.mapping
    assert queries.remembered_mapping("", again.look) == checked.mapping
    assert queries.remembered_mapping("18", again.look) is None
    assert queries.figures().series(KEY, 1).value.tolist() == [71.5]


def test_a_file_that_can_not_be_read_is_told_as_a_problem(tmp_path):
    out = tmp_path / "kept.parquet"
    with pytest.raises(ProblemError, match="Filen är tom"):
        queries.check_figures(file_of(tmp_path, ""), out)
    with pytest.raises(ProblemError, match="Välj vilken kolumn"):
        queries.check_figures(file_of(tmp_path, "A;B\nx;y\n"), out)


def test_each_shipped_indicator_tells_what_its_figures_must_be_like():
    load_definitions(definitions=queries.told_definitions())
    expected = {one.key: one for one in queries.expected_indicators()}
    share = expected[KEY]
    assert (share.factor, share.lowest, share.highest, share.is_part) == (
        100,
        0,
        100,
        True,
    )
    assert "N79179" in share.names
    assert expected["vardtillfallen"].factor is None
    assert len(expected) == len(queries.told_definitions())
