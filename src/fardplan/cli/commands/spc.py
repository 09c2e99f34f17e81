"""Judges series in a CSV file: what is a signal, and what is chance. Touches no database."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from fardplan.apps.common.problems import ProblemError
from fardplan.cli.progress import progress_on_stderr
from fardplan.engine.spc.false_alarms import budget, rate_of, read_false_alarms
from fardplan.engine.spc.kinds import LEAST_FROZEN, Chart, ChartSettings, Direction
from fardplan.engine.spc.read_series import SeriesFileError, as_number, read_series
from fardplan.engine.spc.rule_sets import read_rule_sets
from fardplan.engine.spc.told import tell


if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from fardplan.engine.spc.judge import Judgement
    from fardplan.engine.spc.read_series import ReadSeries, SeriesFile
    from fardplan.engine.spc.rule_sets import RuleSet


HELP = "Bedömer tidsserier i en CSV-fil: vad är en ändring, och vad är slump?"
EXAMPLE = "fardplan spc vantetider.csv --direction decrease --target 30"
DONE, PROBLEM, WRONG_USE = 0, 1, 2
# Series judged between two reports of progress.
AT_A_TIME = 5_000
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


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FIL",
        help="CSV med kolumnerna series, period och value, eller numerator och denominator",
    )
    parser.add_argument(
        "--chart",
        choices=[chart.value for chart in Chart],
        default=Chart.XMR.value,
        help="diagram: xmr, run (median), p och u (andel och tal), pp och up (Laney),"
        " c (antal), t (tid mellan händelser), g (antal mellan); annars %(default)s",
    )
    names = list(_rule_sets())
    parser.add_argument(
        "--rules",
        choices=names,
        default=names[0],
        help="regeluppsättning i definitions/spc_rule_sets.yaml; annars %(default)s",
    )
    parser.add_argument(
        "--direction",
        choices=[direction.value for direction in Direction],
        default=Direction.NEUTRAL.value,
        help="åt vilket håll som är bättre; annars %(default)s",
    )
    parser.add_argument(
        "--target", type=_target, metavar="TAL", help="målvärde i seriens enhet"
    )
    parser.add_argument(
        "--freeze",
        type=_freeze,
        metavar="ANTAL",
        help=f"låt bara de första punkterna bestämma gränserna, minst {LEAST_FROZEN}",
    )
    parser.add_argument(
        "--rebase",
        action="append",
        default=[],
        metavar="PERIOD",
        help="räkna nya gränser från perioden; får anges flera gånger",
    )
    parser.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="PERIOD",
        help="visa perioden men räkna inte med den; får anges flera gånger",
    )
    parser.add_argument(
        "--no-screen",
        action="store_true",
        help="låt ovanligt stora hopp påverka gränserna (xmr, t, pp och up)",
    )
    parser.add_argument("--json", action="store_true", help="svara med JSON")


def _target(text: str) -> float:
    number = as_number(text)
    if number is None:
        raise ValueError
    return number


def _freeze(text: str) -> int:
    number = int(text)
    if number < LEAST_FROZEN:
        raise ValueError
    return number


def _rule_sets() -> dict[str, RuleSet]:
    return read_rule_sets(_definition("spc_rule_sets.yaml"))


def _definition(name: str) -> str:
    return (settings.DEFINITIONS_DIR / name).read_text(encoding="utf-8")


def run(options: argparse.Namespace) -> int:
    """Print the series; the exit code is 1 when one can't be judged by the chart."""
    found = _read(Path(options.file), Chart(options.chart))
    if unknown := _unknown_periods(found, [*options.rebase, *options.exclude]):
        print(
            f"Fel: ingen serie i {options.file} har perioden {', '.join(unknown)}.",
            file=sys.stderr,
        )
        return WRONG_USE
    asked = ChartSettings(
        chart=Chart(options.chart),
        rules=_rule_sets()[options.rules],
        direction=Direction(options.direction),
        freeze=options.freeze,
        is_screened=not options.no_screen,
    )
    printer = _print_json if options.json else _print_table
    with progress_on_stderr() as tell_progress:
        tally = printer(_judged(found, asked, options, tell_progress))
    _tell_budget(tally, asked)
    if tally["refused"]:
        print(
            f"Fel: {tally['refused']} av {tally['series']} serier räknar händelser som"
            " är för få för xmr. Välj --chart t eller g och ge tiden eller antalet"
            " mellan händelserna.",
            file=sys.stderr,
        )
    return PROBLEM if tally["refused"] else DONE


def _read(path: Path, chart: Chart) -> SeriesFile:
    try:
        found = read_series(path.read_bytes())
    except OSError as problem:
        raise ProblemError(f"{path} går inte att läsa: {problem.strerror}.") from None
    except SeriesFileError as problem:
        raise ProblemError(f"{path}: {problem}.") from None
    if chart.takes_denominators and not found.has_denominators:
        raise ProblemError(
            f"{path}: diagrammet {chart.value} vill ha kolumnerna numerator och"
            " denominator, men filen har value."
        )
    if found.has_denominators and chart in {Chart.C, Chart.T, Chart.G}:
        raise ProblemError(
            f"{path}: diagrammet {chart.value} vill ha kolumnen value, men filen har"
            " numerator och denominator."
        )
    return found


def _unknown_periods(found: SeriesFile, wanted: Sequence[str]) -> list[str]:
    known = {period for one in found.series for period in one.periods}
    return sorted(set(wanted) - known)


def _judged(
    found: SeriesFile,
    asked: ChartSettings,
    options: argparse.Namespace,
    tell_progress: Callable[[int, int, str], None],
) -> Iterator[tuple[Judgement, int, dict[str, Any]]]:
    """Give each series with what was found, some thousands judged at a time."""
    total = len(found.series)
    for start in range(0, total, AT_A_TIME):
        series = found.series[start : start + AT_A_TIME]
        judged = _judge(series, asked, options)
        for row, one in enumerate(series):
            yield judged, row, tell(judged, row, one.name, one.periods)
        tell_progress(min(start + AT_A_TIME, total), total, "Bedömer serier")


def _judge(
    series: Sequence[ReadSeries], asked: ChartSettings, options: argparse.Namespace
) -> Judgement:
    from fardplan.engine.spc.judge import SeriesError, judge

    width = max(len(one.periods) for one in series)
    over = [_padded(one.values, width) for one in series]
    under = [_padded(one.denominators, width) for one in series]
    has_under = any(one.denominators for one in series)
    if has_under and not asked.chart.takes_denominators:
        pairs = [zip(*rows, strict=True) for rows in zip(over, under, strict=True)]
        over = [[_ratio(a, b) for a, b in row] for row in pairs]
    try:
        return judge(
            over,
            under if asked.chart.takes_denominators else None,
            settings=asked,
            excluded=_marks(series, options.exclude, width),
            rebased=_marks(series, options.rebase, width),
            targets=options.target,
        )
    except SeriesError as problem:
        one = series[problem.series]
        raise ProblemError(
            f"{options.file}, rad {one.rows[problem.point]} (serien {one.name},"
            f" {one.periods[problem.point]}): {problem}"
        ) from None


def _padded(values: Sequence[float | None], width: int) -> list[float | None]:
    return [*values, *[None] * (width - len(values))]


def _ratio(over: float | None, under: float | None) -> float | None:
    return None if over is None or not under else over / under


def _marks(
    series: Sequence[ReadSeries], periods: Sequence[str], width: int
) -> list[list[bool]] | None:
    if not periods:
        return None
    marked = set(periods)
    rows = [[period in marked for period in one.periods] for one in series]
    return [[*row, *[False] * (width - len(row))] for row in rows]


def _count(tally: dict[str, Any], judged: Judgement, row: int, told: Any) -> None:
    tally["series"] += 1
    tally["refused"] += bool(judged.is_refused[row])
    tally["marked"] += any(point["signals"] for point in told["points"])
    tally["icons"] += told["variation"] not in {None, "common"}
    if row == 0:
        parts = zip(judged.part_owner, judged.part_points, strict=True)
        shift = tally["series"]
        tally["parts"] += [(int(owner) + shift, int(n)) for owner, n in parts]


def _tally() -> dict[str, Any]:
    return {"series": 0, "refused": 0, "marked": 0, "icons": 0, "parts": []}


def _print_json(
    rows: Iterator[tuple[Judgement, int, dict[str, Any]]],
) -> dict[str, Any]:
    """Print one list, series by series, so that a large file needs no more memory."""
    tally, before = _tally(), "["
    for judged, row, told in rows:
        print(before, json.dumps(told, ensure_ascii=False), sep="\n", end="")
        _count(tally, judged, row, told)
        before = ","
    print("\n]")
    return tally


def _print_table(
    rows: Iterator[tuple[Judgement, int, dict[str, Any]]],
) -> dict[str, Any]:
    tally = _tally()
    for judged, row, told in rows:
        _count(tally, judged, row, told)
        latest = [p for p in told["points"] if p["value"] is not None][-1:]
        lines = {
            k: _told_number(p[k]) for p in latest for k in ("centre", "lower", "upper")
        }
        print(
            f"{told['series']}: {VARIATIONS[told['variation']]}; mål"
            f" {ASSURANCES[told['assurance']]}"
        )
        if latest:
            print(
                f"  senast {latest[0]['period']} {_told_number(latest[0]['value'])};"
                f" mitt {lines['centre']}, gränser {lines['lower']} till {lines['upper']}"
            )
        for period, signals in _marked(told["points"]):
            print(f"  {period}: {signals}")
        for note in told["notes"]:
            print(f"  Obs: {note}")
    return tally


SIGNALS = {
    "outside": "utanför gränserna",
    "trend": "trend",
    "two_of_three": "två av tre nära en gräns",
    "shift": "skifte",
    "runs": "för lång svit",
    "crossings": "för få korsningar",
}


def _marked(points: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Give each stretch of points with the same signals as one line."""
    start: dict[str, Any] | None = None
    for point, after in zip(points, [*points[1:], None], strict=True):
        start = start or point
        if after is None or after["signals"] != point["signals"]:
            if point["signals"]:
                ends = list(dict.fromkeys([start["period"], point["period"]]))
                names = ", ".join(SIGNALS[signal] for signal in point["signals"])
                yield " till ".join(ends), names
            start = None


def _told_number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}".replace(".", ",")


def _tell_budget(tally: dict[str, Any], asked: ChartSettings) -> None:
    """Tell on standard error what chance alone would have marked."""
    rate = rate_of(read_false_alarms(_definition("spc_false_alarms.yaml")), asked)
    if rate is None:
        expected = "Hur många slumpen ger är inte räknat för uppsättningen."
    else:
        chance = budget(rate, tally["parts"])
        expected = (
            f"Slumpen ensam väntas ge {_told_number(chance.charts)} och"
            f" {_told_number(chance.icons)}."
        )
    print(
        f"{tally['marked']} av {tally['series']} serier har någon punkt med tecken,"
        f" {tally['icons']} har det på den senaste. {expected}",
        file=sys.stderr,
    )
