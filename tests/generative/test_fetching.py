"""Whatever goes wrong on the way, a fetch is the truth or an error with the receipt."""

from __future__ import annotations

from itertools import product
from math import prod

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.faulty_server import PASSING, FakeTime
from tests.builders.kolada_server import KoladaServer, row

from fardplan.engine.indicators.cell_split import split_selection
from fardplan.engine.indicators.json_stat import read_dataset
from fardplan.engine.indicators.receipt import Place, settle
from fardplan.fetchers.errors import IncompleteError
from fardplan.fetchers.kolada import fetch_kolada, kolada_client


KPIS = tuple(f"N{n:05}" for n in range(3))
AREAS = {"00": "0000", "14": "0014", "1480": "1480", "0980": "0980"}
YEARS = ("2023", "2024")
EVERY = [Place(*one) for one in product(KPIS, AREAS, YEARS)]
# "slow" takes real time, and the unit tests have it.
QUICK = tuple(fault for fault in PASSING if fault != "slow")
SAME_SERVER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

codes = st.lists(st.integers(0, 60).map(str), unique=True, max_size=12)
selections = st.dictionaries(st.sampled_from("abcd"), codes, max_size=4)


@given(selections, st.integers(1, 40), st.one_of(st.none(), st.integers(1, 9)))
def test_the_parts_of_a_question_are_the_question(selection, cells, most):
    parts = split_selection(selection, most_cells=cells, most_codes=most)
    asked = [one for part in parts for one in product(*part.values())]
    wanted = list(product(*selection.values())) if selection else []
    assert sorted(asked) == sorted(wanted)
    assert all(prod(map(len, part.values())) <= cells for part in parts)
    assert all(len(one) <= (most or 99) for part in parts for one in part.values())
    assert all(list(part) == list(selection) for part in parts)


@st.composite
def datasets(draw):
    dimensions = draw(
        st.dictionaries(
            st.sampled_from(["Region", "Kon", "Tid"]),
            st.lists(st.integers(0, 99).map(str), min_size=1, max_size=4, unique=True),
            min_size=1,
        )
    )
    size = prod(len(one) for one in dimensions.values())
    number = st.one_of(st.none(), st.integers(-999, 999))
    values = draw(st.lists(number, min_size=size, max_size=size))
    return dimensions, values


@given(datasets(), st.booleans(), st.booleans())
def test_a_dataset_reads_the_same_dense_and_sparse(made, is_sparse, is_listed):
    dimensions, values = made
    read = read_dataset(
        {
            "version": "2.0",
            "class": "dataset",
            "id": list(dimensions),
            "size": [len(one) for one in dimensions.values()],
            "dimension": {
                name: {
                    "category": {
                        "index": one if is_listed else dict(zip(one, range(99)))  # noqa: B905 -- as many as there are
                    }
                }
                for name, one in dimensions.items()
            },
            "value": {str(n): v for n, v in enumerate(values) if v is not None}
            if is_sparse
            else values,
        }
    )
    # The last dimension varies fastest.
    assert [(p.codes, p.value) for p in read.points()] == list(
        zip(product(*dimensions.values()), values, strict=True)
    )


places = st.lists(st.sampled_from(EVERY))


@given(places, places, st.dictionaries(st.sampled_from(EVERY), st.text()))
def test_a_receipt_counts_each_place_once(asked, came, missing):
    receipt = settle("x", asked, came, missing=missing)
    groups = [receipt.received, receipt.missing.keys(), receipt.lost.keys()]
    assert frozenset().union(*groups) == receipt.asked == frozenset(asked)
    assert sum(map(len, groups)) == len(receipt.asked)
    assert set(receipt.surplus) == set(came) - set(asked)
    assert receipt.is_complete == (not set(asked) - set(came) - missing.keys())


@pytest.fixture(scope="module")
def server():
    started = KoladaServer()
    yield started
    started.stop()


values = st.one_of(
    st.none(), st.integers(0, 99), st.sampled_from(["Private", "removed"])
)
truths = st.dictionaries(
    st.sampled_from(EVERY),
    st.dictionaries(st.sampled_from("TKM"), values, min_size=1),
)
ways = st.tuples(
    st.sampled_from(["next_url", "next_page", "none"]),
    st.sampled_from(["page", "all", "none"]),
    st.sampled_from([5000, 3, 1]),
)


def fill(server: KoladaServer, truth: dict, way: tuple[str, str, int]) -> None:
    server.reset()
    server.kpis = dict.fromkeys(KPIS, "A")
    server.areas = dict.fromkeys(AREAS.values(), "K")
    server.rows = [
        row(kpi, AREAS[area], int(year), by_sex)
        for (kpi, area, year), by_sex in truth.items()
    ]
    server.links, server.counts, server.cap = way


def cells_of(truth: dict) -> list[tuple]:
    return sorted(
        (*place, sex, "" if isinstance(value, str | None) else str(float(value)))
        for place, by_sex in truth.items()
        for sex, value in by_sex.items()
        if value != "removed"
    )


def fetch(server: KoladaServer):
    client = kolada_client(server.address, **FakeTime().given())
    return fetch_kolada(client, kpis=KPIS, areas=AREAS, years=YEARS)


def outcome(server: KoladaServer):
    """Give what was fetched, or the receipt of what was not."""
    try:
        return fetch(server), None
    except IncompleteError as error:
        return None, error.receipt


def told(fetched) -> list[tuple]:
    return sorted(
        (*c.place, c.sex.value, "" if c.value is None else str(c.value))
        for c in fetched.facts
    )


# At most four in a row, where a question is asked six times.
passing = st.dictionaries(
    st.integers(1, 30), st.sampled_from([*QUICK, "doubled"]), max_size=4
)


@SAME_SERVER
@given(truths, ways, passing)
def test_faults_that_pass_lose_and_double_nothing(server, truth, way, faults):
    fill(server, truth, way)
    server.faults = faults
    fetched = fetch(server)
    assert told(fetched) == cells_of(truth)
    assert fetched.receipt.is_complete


@SAME_SERVER
@given(truths, ways, st.integers(1, 30), st.sampled_from(["nothing", "rows left out"]))
def test_one_answer_that_leaves_out_rows_in_silence_loses_nothing(
    server, truth, way, at, fault
):
    fill(server, truth, way)
    server.faults = {at: fault}
    fetched, receipt = outcome(server)
    # In the lists of what there is, it is told as ids that the source does not have.
    assert receipt.unknown if receipt else told(fetched) == cells_of(truth)


any_faults = st.dictionaries(
    st.integers(1, 60),
    st.sampled_from([*QUICK, "400", "403", "404", "302", "repeats", "count changed"]),
    max_size=40,
)


@SAME_SERVER
@given(truths, ways, any_faults)
def test_any_faults_give_the_truth_or_a_receipt(server, truth, way, faults):
    fill(server, truth, way)
    server.faults = faults
    fetched, receipt = outcome(server)
    if receipt is None:
        assert told(fetched) == cells_of(truth)
        return
    assert not receipt.is_complete
    assert receipt.asked == set(EVERY)
    assert receipt.received <= truth.keys()
    ended = receipt.received | receipt.missing.keys() | receipt.lost.keys()
    assert ended == receipt.asked
