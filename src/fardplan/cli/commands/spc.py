"""Judges series in a CSV file: what is a signal, and what is chance. Touches no database."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from fardplan.apps.common.problems import ProblemError
from fardplan.cli.progress import progress_on_stderr
from fardplan.cli.spc_table import lines_of, number_of
from fardplan.engine.spc.false_alarms import budget, rate_of, read_false_alarms
from fardplan.engine.spc.kinds import (
    LEAST_FROZEN,
    Chart,
    ChartSettings,
    Direction,
    SeriesError,
    Variation,
)
from fardplan.engine.spc.read_series import SeriesFileError, as_number, read_series
from fardplan.engine.spc.rule_sets import read_rule_sets
from fardplan.engine.spc.told import tell


if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from fardplan.engine.spc.judge import Judgement
    from fardplan.engine.spc.read_series import SeriesTable, ToldSeries
    from fardplan.engine.spc.rule_sets import RuleSet

    Batch = tuple[Judgement, Sequence[ToldSeries]]


HELP = "Bedömer tidsserier i en CSV-fil: vad är en ändring, och vad är slump?"
EXAMPLE = "fardplan spc vantetider.csv --direction decrease --target 30"
DONE, PROBLEM, WRONG_USE = 0, 1, 2
# Series judged between two reports of progress.
AT_A_TIME = 5_000


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
    _configure_points(parser)
    parser.add_argument(
        "--strongest",
        type=_count,
        metavar="ANTAL",
        help="visa bara så många serier, de med de starkaste tecknen först",
    )
    parser.add_argument("--json", action="store_true", help="svara med JSON")


def _configure_points(parser: argparse.ArgumentParser) -> None:
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


def _target(text: str) -> float:
    number = as_number(text)
    if number is None:
        raise ValueError
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
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
        judged = _judge_all(found.series, asked, options, tell_progress)
    printer(_told(judged, options.strongest))
    _tell_budget(judged, asked)
    if refused := sum(int(one.is_refused.sum()) for one, _ in judged):
        print(
            f"Fel: {refused} av {len(found.series)} serier räknar händelser som"
            " är för få för xmr. Välj --chart t eller g och ge tiden eller antalet"
            " mellan händelserna.",
            file=sys.stderr,
        )
    return PROBLEM if refused else DONE


def _read(path: Path, chart: Chart) -> SeriesTable:
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


def _unknown_periods(found: SeriesTable, wanted: Sequence[str]) -> list[str]:
    known = {period for one in found.series for period in one.periods}
    return sorted(set(wanted) - known)


def _judge_all(
    series: Sequence[ToldSeries],
    asked: ChartSettings,
    options: argparse.Namespace,
    tell_progress: Callable[[int, int, str], None],
) -> list[Batch]:
    """Judge everything before anything is printed: a wrong row leaves no half answer."""
    found = []
    for start in range(0, len(series), AT_A_TIME):
        some = series[start : start + AT_A_TIME]
        found.append((_judge(some, asked, options), some))
        tell_progress(start + len(some), len(series), "Bedömer serier")
    return found


def _told(judged: Sequence[Batch], strongest: int | None) -> Iterator[dict[str, Any]]:
    """Tell the series in the order of the file, or those with the strongest signals."""
    places = [
        (batch, row)
        for batch, (_, some) in enumerate(judged)
        for row in range(len(some))
    ]
    if strongest is not None:
        places = _strongest(judged)[:strongest]
    for batch, row in places:
        judgement, some = judged[batch]
        yield tell(judgement, row, some[row].name, some[row].periods)


def _strongest(judged: Sequence[Batch]) -> list[tuple[int, int]]:
    from fardplan.engine.spc.strength import strengths

    found = [
        (-bits, batch, row)
        for batch, (judgement, _) in enumerate(judged)
        for row, bits in enumerate(strengths(judgement).tolist())
        if bits
    ]
    return [(batch, row) for _, batch, row in sorted(found)]


def _judge(
    series: Sequence[ToldSeries], asked: ChartSettings, options: argparse.Namespace
) -> Judgement:
    from fardplan.engine.spc.judge import judge

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
    series: Sequence[ToldSeries], periods: Sequence[str], width: int
) -> list[list[bool]] | None:
    if not periods:
        return None
    marked = set(periods)
    rows = [[period in marked for period in one.periods] for one in series]
    return [[*row, *[False] * (width - len(row))] for row in rows]


def _print_json(told: Iterator[dict[str, Any]]) -> None:
    """Print one list, series by series, so that a large file needs no more memory."""
    before = "["
    for one in told:
        print(before, json.dumps(one, ensure_ascii=False), sep="\n", end="")
        before = ","
    print("\n]" if before == "," else "[]")


def _print_table(told: Iterator[dict[str, Any]]) -> None:
    for one in told:
        print("\n".join(lines_of(one)))


def _tell_budget(judged: Sequence[Batch], asked: ChartSettings) -> None:
    """Tell on standard error what chance alone would have marked."""
    found = [judgement for judgement, _ in judged]
    # A point with any signal points somewhere.
    marked = sum(int(one.tone.any(axis=1).sum()) for one in found)
    icons = [icon for one in found for icon in one.variation.tolist()]
    seen = sum(icon not in {None, Variation.COMMON} for icon in icons)
    rate = rate_of(read_false_alarms(_definition("spc_false_alarms.yaml")), asked)
    if rate is None:
        expected = "Hur många slumpen ger är inte räknat för uppsättningen."
    else:
        chances = [
            budget(
                rate,
                zip(one.part_owner.tolist(), one.part_points.tolist(), strict=True),
            )
            for one in found
        ]
        expected = (
            f"Slumpen ensam väntas ge {number_of(sum(c.charts for c in chances))} och"
            f" {number_of(sum(c.icons for c in chances))}."
        )
    print(
        f"{marked} av {len(icons)} serier har någon punkt med tecken, {seen} har det på"
        f" den senaste. {expected}",
        file=sys.stderr,
    )
