"""A series as `fardplan spc FILE --json` tells it: the contract, and the notes."""

from __future__ import annotations

import json

import pytest
from tests.builders.spc_series import ONE_BLIP, RARE, settings

from fardplan.engine.spc.judge import judge
from fardplan.engine.spc.told import tell


NAN = float("nan")


def told(values, chart="xmr", periods=None, **others):
    how = settings(chart, others.pop("rules", "nhs"), better="increase")
    found = judge([values], settings=how, **others)
    return tell(found, 0, "Väntetid", periods or [str(n) for n in range(len(values))])


def test_the_whole_contract():
    values = [10, 11] * 7 + [NAN, 20]
    one = told(values, targets=12)
    assert list(one) == [
        *("series", "chart", "rules", "points", "variation", "assurance", "runs"),
        "notes",
    ]
    assert (one["series"], one["chart"], one["rules"]) == ("Väntetid", "xmr", "nhs")
    last = one["points"][-1]
    assert list(last) == [
        *("period", "value", "centre", "lower", "upper", "excluded", "signals", "side"),
    ]
    assert (last["period"], last["value"], last["excluded"]) == ("15", 20.0, False)
    assert (last["signals"], last["side"]) == (["outside"], "above")
    missing = one["points"][-2]
    assert (missing["value"], missing["side"], missing["signals"]) == (None, None, [])
    assert (one["variation"], one["assurance"]) == ("improving", "inconsistent")
    assert list(one["runs"]) == [
        *("useful", "longest", "longest_max", "crossings", "crossings_min"),
    ]
    assert json.loads(json.dumps(one, allow_nan=False)) == one


def test_a_run_chart_has_no_limits_and_no_assurance():
    one = told([1, 2, 3] * 5, "run", targets=2)
    assert {p["upper"] for p in one["points"]} == {None}
    assert one["assurance"] is None
    assert one["notes"] == []


@pytest.mark.parametrize(
    ("values", "others", "expected"),
    [
        ([1, 2, 1, 3], {}, ["Provgränser: centrallinjen"]),
        ([1, 2, 1, 3], {"chart": "run"}, ["Medianen bygger på färre än 13"]),
        (RARE, {}, ["Händelserna är för få för ett XmR-diagram"]),
        (ONE_BLIP, {}, ["Serien står nästan stilla"]),
        (
            [*[1, 2] * 8, NAN],
            {},
            ["1 av 17 punkter saknar värde", "Ikonen gäller 15"],
        ),
        (
            [1, 2] * 8,
            {"excluded": [[n == 3 for n in range(16)]]},
            ["1 punkter är undantagna"],
        ),
        (
            [1, 2] * 8,
            {"periods": [f"20{20 + n % 9}-0{n // 9 + 1}" for n in range(16)]},
            ["Perioderna står inte i tidsordning"],
        ),
        ([1, 2] * 8, {"periods": [f"v {16 - n}" for n in range(16)]}, []),
    ],
)
def test_what_a_reader_must_know_is_noted(values, others, expected):
    notes = told(values, **others)["notes"]
    assert len(notes) == len(expected)
    for note, beginning in zip(notes, expected, strict=True):
        assert note.startswith(beginning)
