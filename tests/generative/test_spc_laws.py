"""What must hold of any series, whatever it is."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.spc_series import RULES, settings

from fardplan.engine.spc.judge import judge
from fardplan.engine.spc.kinds import Signal


# Quarters, so that shifting and scaling by powers of two rounds nothing; some stand still.
quarters = st.integers(-40, 40).map(lambda n: n / 4 + 0.125)
values = st.lists(st.one_of(quarters, st.none()), min_size=2, max_size=40)
asked = st.builds(
    settings,
    st.just("xmr") | st.just("run"),
    st.sampled_from(list(RULES)),
    is_screened=st.booleans(),
    freeze=st.none() | st.integers(12, 30),
)


def told(row, how, **others):
    """Give lines and marks of one series."""
    found = judge([row], settings=how, **others)
    lines = np.array([found.centre[0], found.lower[0], found.upper[0]])
    return lines, {signal: flags[0] for signal, flags in found.signals.items()}, found


def same(one, other):
    return all(one[s].tolist() == other[s].tolist() for s in one) and set(one) == set(
        other
    )


@given(values, asked, st.sampled_from([-64.0, 8.0, 1024.0]))
def test_what_is_shifted_has_shifted_lines_and_the_same_signals(row, how, by):
    lines, marks, _ = told(row, how)
    moved = [None if v is None else v + by for v in row]
    there, same_marks, _ = told(moved, how)
    assert np.allclose(there, lines + by, equal_nan=True, atol=1e-9)
    assert same(marks, same_marks)


@given(values, asked, st.sampled_from([0.125, 4.0, 1024.0]))
def test_what_is_scaled_has_scaled_lines_and_the_same_signals(row, how, times):
    lines, marks, _ = told(row, how)
    scaled = [None if v is None else v * times for v in row]
    there, same_marks, _ = told(scaled, how)
    assert np.allclose(there, lines * times, equal_nan=True, rtol=1e-9)
    assert same(marks, same_marks)


@given(values, asked)
def test_a_mirrored_series_points_the_other_way(row, how):
    _, marks, found = told(row, how)
    _, same_marks, mirrored = told([None if v is None else -v for v in row], how)
    assert same(marks, same_marks)
    assert mirrored.side.tolist() == (-found.side).tolist()


@given(values, st.sampled_from(["nhs", "nelson", "ihi"]))
def test_a_mask_is_what_its_rule_says(row, rules):
    how = settings("xmr", rules)
    (centre, lower, upper), marks, found = told(row, how)
    used, y = np.nonzero(found.used[0])[0], found.values[0]
    for n in np.nonzero(marks[Signal.OUTSIDE])[0]:
        assert not lower[n] <= y[n] <= upper[n]
    for signal, length in (
        (Signal.SHIFT, how.rules.shift_points),
        (Signal.TREND, how.rules.trend_points),
    ):
        windows = [used[n : n + length] for n in range(len(used) - length + 1)]
        whole = [w for w in windows if holds(signal, y[w], found.side[0][w])]
        wanted = sorted({int(n) for w in whole for n in w})
        assert np.nonzero(marks[signal])[0].tolist() == wanted
    near = marks[Signal.TWO_OF_THREE]
    assert not (near & marks[Signal.OUTSIDE]).any()
    assert (np.abs(y - centre)[near] > how.rules.near * (upper - centre)[near]).all()


def holds(signal, y, side):
    if signal is Signal.SHIFT:
        return abs(side.sum()) == len(side)
    return (np.diff(y) > 0).all() or (np.diff(y) < 0).all()


@given(values, values, asked)
def test_a_new_part_is_judged_as_if_alone(first, second, how):
    starts = [[n == len(first) for n in range(len(first) + len(second))]]
    lines, marks, found = told([*first, *second], how, rebased=starts)
    for part, place in ((first, slice(0, len(first))), (second, slice(len(first), 99))):
        alone, alone_marks, _ = told(part, how)
        assert np.allclose(lines[:, place], alone, equal_nan=True)
        assert same({s: flags[place] for s, flags in marks.items()}, alone_marks)
    last = judge([second], settings=how)
    assert found.runs.longest.tolist() == last.runs.longest.tolist()
    assert found.part_points.tolist() == [
        sum(v is not None for v in part) for part in (first, second)
    ]


@given(values, asked, st.data())
def test_an_excluded_point_moves_no_line_and_no_other_signal(row, how, data):
    place = data.draw(st.integers(0, len(row) - 1))
    out = [[n == place for n in range(len(row))]]
    lines, marks, _ = told(row, how, excluded=out)
    other = [data.draw(quarters) if n == place else v for n, v in enumerate(row)]
    there, other_marks, _ = told(other, how, excluded=out)
    assert np.allclose(there, lines, equal_nan=True, rtol=0, atol=1e-12)
    for signal in marks:
        kept = np.delete(marks[signal], place)
        assert kept.tolist() == np.delete(other_marks[signal], place).tolist()


@given(st.lists(values, min_size=1, max_size=6), asked)
def test_series_don_t_touch_each_other(rows, how):
    width = max(map(len, rows))
    together = judge([[*r, *[None] * (width - len(r))] for r in rows], settings=how)
    for n, row in enumerate(rows):
        lines, marks, alone = told(row, how)
        assert np.allclose(together.upper[n, : len(row)], lines[2], equal_nan=True)
        for signal, flags in marks.items():
            assert together.signals[signal][n, : len(row)].tolist() == flags.tolist()
        assert together.variation[n] == alone.variation[0]
