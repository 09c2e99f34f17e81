"""JSON-stat: every way to write a dataset is read, and what is torn is refused."""

from __future__ import annotations

from typing import Any

import pytest

from fardplan.engine.indicators.json_stat import (
    SIGNS,
    DataPoint,
    JsonStatError,
    read_codes,
    read_dataset,
    read_sign,
)
from fardplan.engine.indicators.observation import ValueStatus


def dataset(**other: Any) -> dict[str, Any]:
    """Two areas × two years."""
    return {
        "version": "2.0",
        "class": "dataset",
        "updated": "2026-02-22",
        "note": ["Påhittat"],
        "id": ["Region", "Tid"],
        "size": [2, 2],
        "dimension": {
            "Region": {"category": {"index": {"14": 1, "00": 0}}},
            "Tid": {"category": {"index": ["2023", "2024"]}},
        },
        "value": [1, 2.5, None, 4],
        "status": {"2": ".."},
        **other,
    }


POINTS = [
    DataPoint(("00", "2023"), 1.0, ""),
    DataPoint(("00", "2024"), 2.5, ""),
    DataPoint(("14", "2023"), None, ".."),
    DataPoint(("14", "2024"), 4.0, ""),
]


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"value": {"0": 1, "1": 2.5, "3": 4}},
        {"value": {"3": 4, "2": None, "1": 2.5, "0": 1}},
        {"status": ["", "", "..", ""]},
        {"status": {"2": "..", "3": ""}},
    ],
)
def test_each_way_to_write_a_dataset_reads_the_same(other):
    read = read_dataset(dataset(**other))
    assert list(read.points()) == POINTS
    assert (read.updated, read.notes) == ("2026-02-22", ("Påhittat",))
    assert read.codes == {"Region": ("00", "14"), "Tid": ("2023", "2024")}


@pytest.mark.parametrize(("status", "sign"), [("p", "p"), (None, "")])
def test_one_sign_may_hold_for_all(status, sign):
    assert {point.sign for point in read_dataset(dataset(status=status)).points()} == {
        sign
    }


def test_one_category_needs_no_order():
    raw = dataset(size=[2, 1], value=[1, 2], status=None, updated=None, note=None)
    raw["dimension"]["Tid"]["category"] = {"label": {"2024": "år 2024"}}
    read = read_dataset(raw)
    assert read.codes["Tid"] == ("2024",)
    assert (read.updated, read.notes) == ("", ())


def dimension(category: Any) -> dict[str, Any]:
    return {"dimension": {**dataset()["dimension"], "Tid": {"category": category}}}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (None, "svaret är inte en datamängd i JSON-stat"),
        ([], "svaret är inte en datamängd i JSON-stat"),
        (dataset(**{"class": "collection"}), "svaret är inte en datamängd"),
        (dataset(version="1.3"), "svaret är inte skrivet i JSON-stat 2.0"),
        (dataset(id="Region"), "dimensionerna i svaret är inte rätt skrivna"),
        (dataset(id=["Tid", "Tid"]), "dimensionerna i svaret är inte rätt skrivna"),
        (dataset(size=[2]), "dimensionerna i svaret är inte rätt skrivna"),
        (dataset(size=None), "dimensionerna i svaret är inte rätt skrivna"),
        (dataset(dimension=[]), "dimensionerna i svaret är inte rätt skrivna"),
        (dataset(dimension={}), "dimensionen Region har inga värden"),
        (dataset(**dimension(None)), "dimensionen Tid har inga värden"),
        (
            dataset(**dimension({"label": {"a": "", "b": ""}})),
            "dimensionen Tid säger inte värdenas ordning",
        ),
        (
            dataset(**dimension({"index": {"a": 0, "b": 2}})),
            "dimensionen Tid har luckor i värdenas ordning",
        ),
        (
            dataset(**dimension({"index": {"a": 0, "b": "1"}})),
            "dimensionen Tid har luckor i värdenas ordning",
        ),
        (
            dataset(**dimension({"index": ["a", "a"]})),
            "dimensionen Tid har 1 värden men säger sig ha 2",
        ),
        (dataset(size=[2, 3]), "dimensionen Tid har 2 värden men säger sig ha 3"),
        (dataset(value=None), "svaret har inga värden"),
        (dataset(value=[1, 2, 3]), "svaret har 3 värden där det ska vara 4"),
        (dataset(value={"4": 1}), "”4” är ingen plats i svaret"),
        (dataset(value={"01": 1}), "”01” är ingen plats i svaret"),
        (dataset(value={"-1": 1}), "”-1” är ingen plats i svaret"),
        (dataset(value={"x": 1}), "”x” är ingen plats i svaret"),
        (dataset(value=[1, 2, 3, "4"]), "värdet ”4” är inget tal"),
        (dataset(value=[1, 2, 3, True]), "värdet ”True” är inget tal"),
        (dataset(value=[1, 2, 3, float("nan")]), "ett värde är inget ändligt tal"),
        (dataset(value=[1, 2, 3, float("inf")]), "ett värde är inget ändligt tal"),
        (dataset(status=["."]), "svaret har 1 tecken där det ska vara 4"),
        (dataset(status=7), "statustecknen är inte rätt skrivna"),
        (dataset(status={"9": "."}), "”9” är ingen plats i svaret"),
    ],
)
def test_what_is_torn_is_refused(raw, told):
    with pytest.raises(JsonStatError) as error:
        read_dataset(raw)
    assert str(error.value).startswith(told)


def test_metadata_need_no_values():
    raw = dataset()
    del raw["value"]
    assert list(read_codes(raw)) == ["Region", "Tid"]


@pytest.mark.parametrize(
    ("value", "sign", "status"),
    [
        (1.0, "", ValueStatus.FINAL),
        (None, "", ValueStatus.MISSING),
        (None, "..", ValueStatus.MISSING),
        (None, ":", ValueStatus.SUPPRESSED),
        (1.0, "p", ValueStatus.PRELIMINARY),
        (None, "p", ValueStatus.MISSING),
        (1.0, "b", ValueStatus.BREAK),
    ],
)
def test_a_sign_says_what_a_value_is(value, sign, status):
    told = read_sign(value, sign)
    assert told[0] is status
    assert bool(told[1]) == (status is not ValueStatus.FINAL)


@pytest.mark.parametrize(
    ("value", "sign", "told"),
    [
        (1.0, "§", "statustecknet ”§” är okänt"),
        (None, "§", "statustecknet ”§” är okänt"),
        (0.0, "..", "statustecknet ”..” står vid ett värde"),
        (3.0, ":", "statustecknet ”:” står vid ett värde"),
    ],
)
def test_a_sign_that_says_something_else_is_refused(value, sign, told):
    with pytest.raises(JsonStatError) as error:
        read_sign(value, sign)
    assert str(error.value) == told


def test_no_sign_turns_nothing_into_a_number():
    assert {read_sign(None, sign)[0] for sign in SIGNS} <= {
        ValueStatus.MISSING,
        ValueStatus.SUPPRESSED,
    }
