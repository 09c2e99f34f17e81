"""A judged series in words, for people who read a terminal.

In: a series as `fardplan.engine.spc.told` tells it. Out: lines of Swedish text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

VARIATIONS = {
    "improving": "förbättring",
    "concerning": "försämring",
    "common": "slump",
    "neutral_high": "tecken, högt",
    "neutral_low": "tecken, lågt",
    None: "bedöms inte",
}
ASSURANCES = {
    "pass": "nås alltid",
    "fail": "nås inte",
    "inconsistent": "nås ibland",
    None: "–",
}
SIDES = {"above": " (över mitten)", "below": " (under mitten)", None: ""}
SIGNALS = {
    "outside": "utanför",
    "trend": "trend",
    "two_of_three": "två av tre nära en gräns",
    "shift": "skifte",
    "runs": "för lång svit",
    "crossings": "för få korsningar",
}


def lines_of(told: dict[str, Any]) -> Iterator[str]:
    """Tell the icons, the latest point with its lines, the signals and the notes."""
    yield (
        f"{told['series']}: {VARIATIONS[told['variation']]}; mål"
        f" {ASSURANCES[told['assurance']]}"
    )
    for point in [p for p in told["points"] if p["value"] is not None][-1:]:
        yield (
            f"  senast {point['period']} {number_of(point['value'])}; mitt"
            f" {number_of(point['centre'])}, gränser {number_of(point['lower'])} till"
            f" {number_of(point['upper'])}"
        )
    for signal, stretches in _stretches(told["points"]):
        yield f"  {signal}: {stretches}"
    for note in told["notes"]:
        yield f"  Obs: {note}"


def number_of(value: float | None) -> str:
    """Give four figures, and never an exponent."""
    if value is None:
        return "–"
    text = f"{value:.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    return text.replace(".", ",")


def _stretches(points: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Give each kind of signal with the stretches of points that have it, by side."""
    for signal, name in SIGNALS.items():
        stretches: list[tuple[str | None, list[str]]] = []
        goes_on = False
        for point in points:
            is_marked = signal in point["signals"]
            if is_marked and goes_on and stretches[-1][0] == point["side"]:
                stretches[-1][1].append(point["period"])
            elif is_marked:
                stretches.append((point["side"], [point["period"]]))
            # A point without value breaks nothing: the rules go on over it.
            goes_on = is_marked or (goes_on and point["value"] is None)
        if stretches:
            told = [_ends(periods) + SIDES[side] for side, periods in stretches]
            yield name, ", ".join(told)


def _ends(periods: Sequence[str]) -> str:
    return " till ".join(dict.fromkeys([periods[0], periods[-1]]))
