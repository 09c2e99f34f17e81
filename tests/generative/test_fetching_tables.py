"""Two tables of SCB that follow each other, whatever goes wrong between the questions."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.faulty_server import PASSING, FakeTime
from tests.builders.scb_server import CONTENT_FAULTS, ScbServer, Table

from fardplan.engine.indicators.receipt import Place
from fardplan.engine.indicators.table_series import read_series
from fardplan.fetchers.errors import IncompleteError
from fardplan.fetchers.scb import fetch_scb, scb_client


AREAS = ("00", "14", "1480")
PERIODS = ("2024-11", "2024-12", "2025-01")
SEXES = {"T": "TotSa", "M": "1", "K": "2"}
SERIES = read_series(
    {
        "key": "s",
        "name": "Påhittad",
        "tables": [
            {
                "table": name,
                "first": first,
                "last": last,
                "area": "Region",
                "time": "Tid",
                "sex": "Kon",
                "sexes": SEXES,
                "fixed": {"ContentsCode": "X"},
            }
            for name, first, last in (
                ("A", "2024-01", "2024-12"),
                ("B", "2025-01", ""),
            )
        ],
    }
)
KEYS = list(product(AREAS, SEXES, PERIODS))
SAME_SERVER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
QUICK = tuple(fault for fault in PASSING if fault != "slow")


@pytest.fixture(scope="module")
def server():
    started = ScbServer()
    yield started
    started.stop()


def fill(server: ScbServer, truth: dict, most: int, *, is_sparse: bool) -> None:
    server.reset()
    server.most_cells, server.sparse = most, is_sparse
    words = {code: sex for sex, code in SEXES.items()}

    def value(codes):
        period = codes["Tid"].replace("M", "-")
        return truth[codes["Region"], words[codes["Kon"]], period]

    server.tables = {
        name: Table(
            {
                "Region": list(AREAS),
                "Kon": list(SEXES.values()),
                "ContentsCode": ["X"],
                "Tid": [one.replace("-", "M") for one in periods],
            },
            value,
        )
        for name, periods in (("A", PERIODS[:2]), ("B", PERIODS[2:]))
    }


def outcome(server: ScbServer):
    """Give what was fetched, or the receipt of what was not."""
    client = scb_client(server.address, **FakeTime().given())
    try:
        return fetch_scb(client, SERIES, areas=AREAS, periods=PERIODS), None
    except IncompleteError as error:
        return None, error.receipt


def told(fetched) -> dict:
    facts = {(f.area, f.sex.value, f.period): f.value for f in fetched.facts}
    assert len(facts) == len(fetched.facts)
    return facts


def values_of(truth: dict) -> dict:
    return {
        key: float(value) if isinstance(value, int) else None
        for key, value in truth.items()
    }


values = st.one_of(st.none(), st.integers(0, 999), st.sampled_from(["..", ":", "-"]))
truths = st.fixed_dictionaries(dict.fromkeys(KEYS, values))


@SAME_SERVER
@given(
    truths,
    st.integers(1, 20),
    st.booleans(),
    # At most two: a question is asked three times.
    st.dictionaries(
        st.integers(1, 30), st.sampled_from(QUICK + CONTENT_FAULTS), max_size=2
    ),
)
def test_faults_that_pass_lose_and_double_nothing(
    server, truth, most, is_sparse, faults
):
    fill(server, truth, most, is_sparse=is_sparse)
    server.faults = faults
    fetched, receipt = outcome(server)
    assert receipt is None
    assert told(fetched) == values_of(truth)
    assert fetched.receipt.received == fetched.receipt.asked


@SAME_SERVER
@given(
    truths,
    st.integers(1, 20),
    st.dictionaries(
        st.integers(1, 60),
        st.sampled_from([*QUICK, *CONTENT_FAULTS, "400", "403", "404", "302"]),
        max_size=40,
    ),
)
def test_any_faults_give_the_truth_or_a_receipt(server, truth, most, faults):
    fill(server, truth, most, is_sparse=False)
    server.faults = faults
    fetched, receipt = outcome(server)
    if receipt is None:
        assert told(fetched) == values_of(truth)
        return
    assert not receipt.is_complete
    assert receipt.asked == {Place("s", *one) for one in product(AREAS, PERIODS)}
    # A table is there whole or not at all.
    assert {place.period for place in receipt.received} in (set(), set(PERIODS[:2]))
