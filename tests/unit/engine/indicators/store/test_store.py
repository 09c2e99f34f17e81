"""The store: runs are added and undone, and each figure leads back to its raw row."""

from __future__ import annotations

import json
import threading

import duckdb
import numpy as np
import pytest
from tests.builders.figures import observation

from fardplan.engine.indicators.observation import Sex, ValueStatus
from fardplan.engine.indicators.store import manifest as manifests
from fardplan.engine.indicators.store.manifest import (
    StoreBusyError,
    StoreError,
    mark,
    read_current,
)
from fardplan.engine.indicators.store.reader import StoreReader, damaged_files
from fardplan.engine.indicators.store.writer import COLUMNS, add_run, undo_run, writing


def figures(folder, indicator: str = "telefon", version: int = 1) -> list[tuple]:
    """Give area, period and value of what is in force."""
    with StoreReader(folder) as store:
        table = store.series(indicator, version)
    return list(zip(table.area, table.period, table.value.tolist(), strict=True))


def files(folder, part: str) -> list[str]:
    return sorted(file.name for file in (folder / part).iterdir())


def test_an_empty_store_has_nothing(tmp_path):
    with StoreReader(tmp_path) as store:
        assert store.is_of(tmp_path)
        assert not store.is_of(tmp_path.parent)
        assert store.series("telefon", 1).value.tolist() == []
        assert store.points("telefon", 1, area="18") == []
        assert store.latest_periods("telefon", 1) == {}
        assert store.versions("telefon") == ()
        assert store.coverage("telefon", 1).figures == 0
        assert store.run_rows("a") == []
        assert store.raw_row("a", 1) == []


def test_the_latest_run_is_in_force_and_undoing_brings_back_what_it_replaced(tmp_path):
    add_run(tmp_path, "a", [observation(value=90.0), observation(area="20", row=2)])
    add_run(tmp_path, "b", [observation(value=80.0)])
    assert figures(tmp_path) == [("18", "2024-01", 80.0), ("20", "2024-01", 90.0)]
    undo_run(tmp_path, "b")
    assert figures(tmp_path) == [("18", "2024-01", 90.0), ("20", "2024-01", 90.0)]
    undo_run(tmp_path, "a")
    assert figures(tmp_path) == []


def test_undoing_a_run_in_the_middle_leaves_later_ones_in_force(tmp_path):
    for key, value in (("a", 1.0), ("b", 2.0), ("c", 3.0)):
        rows = [observation(value=value)]
        if key == "b":
            rows.append(observation(area="20", value=value, row=2))
        add_run(tmp_path, key, rows)
    manifest = undo_run(tmp_path, "b")
    assert figures(tmp_path) == [("18", "2024-01", 3.0)]
    assert [run.key for run in manifest.runs] == ["a", "c"]


def test_a_run_number_is_never_used_again(tmp_path):
    add_run(tmp_path, "a", [observation()])
    undo_run(tmp_path, "a")
    assert add_run(tmp_path, "b", [observation()]).runs[0].number == 2


def test_the_same_run_twice_and_an_unknown_one_change_nothing(tmp_path):
    before = add_run(tmp_path, "a", [observation()])
    assert add_run(tmp_path, "a", [observation(value=1.0)]) == before
    assert undo_run(tmp_path, "b") == before
    assert read_current(tmp_path) == before


def test_only_touched_indicators_get_a_new_file(tmp_path):
    before = add_run(tmp_path, "a", [observation(), observation(indicator="b", row=2)])
    after = add_run(tmp_path, "b", [observation(value=1.0)])
    assert after.series["b"] == before.series["b"]
    assert after.series["telefon"] != before.series["telefon"]
    assert after.run("a").indicators == {"b": 1, "telefon": 1}


def test_versions_sexes_and_ages_are_apart(tmp_path):
    rows = [
        observation(),
        observation(version=2, value=1.0, row=2),
        observation(sex=Sex.WOMEN, value=2.0, row=3),
        observation(age="65+", value=3.0, row=4),
    ]
    add_run(tmp_path, "a", rows)
    with StoreReader(tmp_path) as store:
        assert store.versions("telefon") == (1, 2)
        assert store.series("telefon", 2).value.tolist() == [1.0]
        assert store.series("telefon", 1, sex=Sex.WOMEN).value.tolist() == [2.0]
        assert store.series("telefon", 1, age="65+").value.tolist() == [3.0]
        coverage = store.coverage("telefon", 1)
    assert coverage.sexes == (Sex.ALL, Sex.WOMEN)
    assert (coverage.ages, coverage.figures) == (("", "65+"), 3)
    assert (coverage.areas, coverage.periods) == (("18",), ("2024-01",))


def test_the_latest_period_is_the_last_with_a_value(tmp_path):
    gone = {"value": None, "status": ValueStatus.MISSING, "reason": "uppgift saknas"}
    rows = [
        observation(period="2024-01"),
        observation(period="2024-02", row=2),
        observation(period="2024-03", row=3, **gone),
        observation(area="20", period="2023-12", row=4),
    ]
    add_run(tmp_path, "a", rows)
    with StoreReader(tmp_path) as store:
        assert store.latest_periods("telefon", 1) == {"18": "2024-02", "20": "2023-12"}
        table = store.series("telefon", 1)
    assert np.isnan(table.value).tolist() == [False, False, True, False]
    assert table.status.tolist()[2] == "missing"
    assert table.reason.tolist()[2] == "uppgift saknas"


def test_each_point_leads_to_its_run_and_raw_row(tmp_path):
    first = [
        observation(period="2024-01", raw='{"v":"1"}'),
        observation(period="2024-02"),
    ]
    add_run(tmp_path, "a", first)
    add_run(tmp_path, "b", [observation(period="2024-02", row=7, raw='{"v":"7"}')])
    with StoreReader(tmp_path) as store:
        points = store.points("telefon", 1, area="18")
        assert [(p.run.key, p.observation.row, p.observation.raw) for p in points] == [
            ("a", 1, '{"v":"1"}'),
            ("b", 7, '{"v":"7"}'),
        ]
        # One row of a wide table tells many figures.
        assert store.raw_row("a", 1) == first
        assert store.run_rows("a", start=1, most=1) == first[1:]
        numbers = store.series("telefon", 1).run.tolist()
    assert numbers == [1, 2]


def test_a_run_may_be_a_file(tmp_path):
    file = tmp_path / "rader [1].parquet"
    one = observation()
    values = ", ".join("?" for _ in COLUMNS)
    duckdb.execute(
        f"COPY (SELECT * FROM (VALUES ({values})) AS t({', '.join(COLUMNS)})) TO '{file}'",
        [
            str(v) if isinstance(v, str) else v
            for v in (getattr(one, name) for name in COLUMNS)
        ],
    )
    store = tmp_path / "lager [*]'s"
    add_run(store, "a", file)
    with StoreReader(store) as reader:
        assert reader.run_rows("a") == [one]


def test_a_file_without_the_columns_is_refused(tmp_path):
    file = tmp_path / "rader.parquet"
    duckdb.execute(f"COPY (SELECT 1 AS area) TO '{file}'")
    with pytest.raises(StoreError, match="saknar kolumner"):
        add_run(tmp_path / "store", "a", file)
    assert read_current(tmp_path / "store").runs == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"indicator": ""},
        {"version": 0},
        {"area": "1"},
        {"period": "maj 2024"},
        {"sex": "X"},
        {"status": "kanske"},
        {"value": float("inf")},
    ],
)
def test_a_row_that_no_reader_could_use_is_refused_whole(tmp_path, wrong):
    rows = [observation(), observation(**{"row": 2, "area": "20", **wrong})]
    with pytest.raises(StoreError, match="Rad 2 i inläsningen"):
        add_run(tmp_path, "a", rows)
    assert read_current(tmp_path).number == 0


def test_two_rows_of_one_figure_are_refused(tmp_path):
    with pytest.raises(StoreError, match="Rad 1 och 2 i inläsningen gäller samma"):
        add_run(tmp_path, "a", [observation(), observation(row=2, value=1.0)])


def test_many_observations_come_in_parts(tmp_path, monkeypatch):
    monkeypatch.setattr("fardplan.engine.indicators.store.writer._AT_ONCE", 2)
    periods = [f"{year}" for year in range(2001, 2008)]
    rows = (observation(period=p, row=n) for n, p in enumerate(periods, 1))
    add_run(tmp_path, "a", rows)
    assert [period for _, period, _ in figures(tmp_path)] == periods


def test_a_reader_keeps_what_it_opened_until_it_is_closed(tmp_path):
    add_run(tmp_path, "a", [observation(value=1.0)])
    with StoreReader(tmp_path) as old:
        add_run(tmp_path, "b", [observation(value=2.0)])
        assert not old.is_of(tmp_path)
        assert old.series("telefon", 1).value.tolist() == [1.0]
        assert files(tmp_path, "manifests") == ["1.json", "2.json"]
    add_run(tmp_path, "c", [observation(value=3.0)])
    assert files(tmp_path, "manifests") == ["3.json"]
    assert len(files(tmp_path, "series")) == 1
    assert len(files(tmp_path, "runs")) == 3


def test_what_a_dead_writer_left_is_swept(tmp_path):
    add_run(tmp_path, "a", [observation()])
    for name in ("runs/x.parquet", "series/x.parquet", "work/x", "manifests/9.json"):
        (tmp_path / name).write_text("{}")
    with writing(tmp_path):
        pass
    assert files(tmp_path, "manifests") == ["1.json"]
    assert [len(files(tmp_path, part)) for part in ("runs", "series", "work")] == [
        1,
        1,
        0,
    ]


def test_nothing_shows_before_the_swap(tmp_path):
    add_run(tmp_path, "a", [observation(value=1.0)])
    with writing(tmp_path) as writer:
        beside = writer.with_run("b", [observation(value=2.0)])
        assert figures(tmp_path) == [("18", "2024-01", 1.0)]
        writer.swap(beside)
        assert figures(tmp_path) == [("18", "2024-01", 2.0)]


def test_the_second_writer_is_refused_or_waits(tmp_path):
    with writing(tmp_path):
        with (
            pytest.raises(StoreBusyError, match="Vänta"),
            writing(tmp_path, wait=False),
        ):
            pass
        waiting = threading.Thread(
            target=add_run, args=(tmp_path, "b", [observation()])
        )
        waiting.start()
        waiting.join(0.2)
        assert waiting.is_alive()
    waiting.join(30)
    assert [run.key for run in read_current(tmp_path).runs] == ["b"]


def test_a_damaged_file_is_named_and_not_shown(tmp_path):
    manifest = add_run(tmp_path, "a", [observation()])
    name = manifest.series["telefon"].file
    assert damaged_files(tmp_path) == []
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[:-1] + b"x")
    with StoreReader(tmp_path) as store, pytest.raises(StoreError, match=name):
        store.series("telefon", 1)
    (tmp_path / name).unlink()
    with StoreReader(tmp_path) as store, pytest.raises(StoreError, match=name):
        store.series("telefon", 1)
    assert damaged_files(tmp_path) == [name]


def test_a_damaged_manifest_is_named(tmp_path):
    add_run(tmp_path, "a", [observation()])
    file = tmp_path / "manifests" / "1.json"
    told = json.loads(file.read_text())
    told["content"]["runs"] = []
    for text in (json.dumps(told), "{", "[]"):
        file.write_text(text)
        with pytest.raises(StoreError, match=r"manifests/1\.json"):
            StoreReader(tmp_path)
    file.unlink()
    with pytest.raises(StoreError, match=r"manifests/1\.json"):
        StoreReader(tmp_path)
    (tmp_path / "current").write_bytes(b"\xff")
    with pytest.raises(StoreError, match="current"):
        mark(tmp_path)


def test_a_manifest_swept_while_it_was_being_opened_is_read_anew(tmp_path, monkeypatch):
    add_run(tmp_path, "a", [observation(value=1.0)])
    lock, locked = manifests.fcntl.flock, []

    def slow(file, operation):
        if operation == manifests.fcntl.LOCK_SH and not locked:
            locked.append(file)
            add_run(tmp_path, "b", [observation(value=2.0)])
        lock(file, operation)

    monkeypatch.setattr(manifests.fcntl, "flock", slow)
    assert figures(tmp_path) == [("18", "2024-01", 2.0)]


def test_a_manifest_swept_before_it_was_opened_is_looked_up_anew(tmp_path, monkeypatch):
    add_run(tmp_path, "a", [observation(value=1.0)])
    look, looked = manifests.mark, []

    def slow(folder):
        found = look(folder)
        if not looked:
            looked.append(found)
            add_run(tmp_path, "b", [observation(value=2.0)])
        return found

    monkeypatch.setattr(manifests, "mark", slow)
    assert figures(tmp_path) == [("18", "2024-01", 2.0)]
