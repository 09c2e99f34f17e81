"""One judged series told as plain values, for JSON, a table or a page.

In: a `Judgement` and one of its series, with its name and periods. Out: what
`fardplan spc FILE --json` promises for a series (docs/how-to/judge-a-series.md). A value
or a line that is not there is None, never a number that stands for nothing.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from fardplan.engine.spc.kinds import ENOUGH_POINTS, Chart


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.spc.judge import Judgement


# What an observation's period may be; other names have no order that we know.
_PERIOD = re.compile(r"\d{4}(-(Q[1-4]|W\d\d|\d\d))?")
_SIDES = {1: "above", -1: "below", 0: None}


def tell(
    judged: Judgement, row: int, series: str, periods: Sequence[str]
) -> dict[str, Any]:
    """Give the series in row ``row``, with as many points as there are periods."""
    count = len(periods)
    lines = [
        [None if math.isnan(value) else value for value in line[row, :count].tolist()]
        for line in (judged.values, judged.centre, judged.lower, judged.upper)
    ]
    marks = {
        signal: flags[row, :count].tolist() for signal, flags in judged.signals.items()
    }
    side, excluded = judged.side[row].tolist(), judged.excluded[row].tolist()
    points = [
        {
            "period": period,
            "value": lines[0][n],
            "centre": lines[1][n],
            "lower": lines[2][n],
            "upper": lines[3][n],
            "excluded": excluded[n],
            "signals": [signal.value for signal, flags in marks.items() if flags[n]],
            "side": _SIDES[side[n]],
        }
        for n, period in enumerate(periods)
    ]
    runs = judged.runs
    return {
        "series": series,
        "chart": judged.settings.chart.value,
        "rules": judged.settings.rules.key,
        "points": points,
        "variation": _word(judged.variation[row]),
        "assurance": _word(judged.assurance[row]),
        "runs": {
            "useful": int(runs.useful[row]),
            "longest": int(runs.longest[row]),
            "longest_max": int(runs.longest_max[row]),
            "crossings": int(runs.crossings[row]),
            "crossings_min": int(runs.crossings_min[row]),
        },
        "notes": list(_notes(judged, row, periods)),
    }


def _word(icon: Any) -> str | None:
    return None if icon is None else str(icon.value)


def _notes(judged: Judgement, row: int, periods: Sequence[str]) -> Iterator[str]:
    """Tell what a reader must know before the chart is relied upon."""
    count = len(periods)
    values, excluded = judged.values[row, :count], judged.excluded[row, :count]
    is_missing = [math.isnan(value) for value in values.tolist()]
    if judged.is_refused[row]:
        yield (
            "Händelserna är för få för ett XmR-diagram: gränserna skulle bli för"
            " trånga. Räkna tiden mellan händelserna (t) eller antalet mellan dem (g)."
        )
    elif judged.is_trial[row]:
        is_run = judged.settings.chart is Chart.RUN
        what = "Medianen" if is_run else "Provgränser: centrallinjen och gränserna"
        yield f"{what} bygger på färre än {ENOUGH_POINTS} punkter."
    if judged.is_unscreened[row]:
        yield (
            "Serien står nästan stilla. Alla rörliga avstånd fick vara med i gränserna,"
            " annars hade varje punkt hamnat utanför."
        )
    if list(periods) != sorted(periods) and all(map(_PERIOD.fullmatch, periods)):
        yield "Perioderna står inte i tidsordning. Punkterna bedöms i den ordning de står."
    if any(is_missing):
        yield f"{sum(is_missing)} av {count} punkter saknar värde och är överhoppade."
    if excluded.any():
        yield f"{int(excluded.sum())} punkter är undantagna från gränser och regler."
    used = judged.used[row, :count].nonzero()[0]
    if used.size and used[-1] < count - 1:
        yield f"Ikonen gäller {periods[int(used[-1])]}, den senaste punkten som räknas."
