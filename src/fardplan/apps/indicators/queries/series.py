"""One indicator's series for one area and sex, as it may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from fardplan.apps.actors.models import Authority
from fardplan.apps.indicators.adapters import to_definition
from fardplan.apps.indicators.queries.figures import figures
from fardplan.engine.indicators.definition import TargetKind, Unit
from fardplan.engine.indicators.observation import Sex
from fardplan.engine.indicators.suppression.rule import Hiding, SuppressionRule
from fardplan.engine.spc.false_alarms import read_false_alarms
from fardplan.engine.spc.kinds import Chart, ChartSettings, Direction
from fardplan.engine.spc.rule_sets import RuleSet, read_rule_sets


if TYPE_CHECKING:
    from fardplan.apps.indicators.models import IndicatorVersion
    from fardplan.engine.indicators.definition import Definition
    from fardplan.engine.indicators.series import JudgedSeries
    from fardplan.engine.indicators.series import SeriesPoint as SeriesPoint  # noqa: PLC0414
    from fardplan.engine.indicators.store.reader import Coverage, Point, StoreReader
    from fardplan.engine.indicators.suppression.hidden_places import Place
    from fardplan.engine.spc.false_alarms import FalseAlarmRate

    Hidden = dict[Place, tuple[Hiding, int]]

COUNTRY = "00"
# What a share of 1 is in each unit; other units are told as they are counted.
_PER = {Unit.PERCENT: 100.0, Unit.PER_1000: 1_000.0, Unit.PER_100000: 100_000.0}
# Judgements of whole indicators kept: by file, version, age and rule.
_KEPT = 64
_kept: dict[tuple[object, ...], Hidden] = {}


@dataclass(frozen=True, kw_only=True)
class SeriesWanted:
    """What the visitor asked for; empty means what there is, and the definition's own."""

    area: str = ""
    sex: str = ""
    chart: str = ""
    rules: str = ""


@dataclass(frozen=True, kw_only=True)
class SeriesFound:
    """What there is: which series can be chosen, the one that is shown, and its origin.

    ``runs`` are the key of the import run behind each period. ``alarms`` is the chance
    that a chart of this kind and length has a signal though nothing has changed; None
    where nobody has counted it.
    """

    wanted: SeriesWanted
    areas: dict[str, str]
    sexes: tuple[str, ...]
    judged: JudgedSeries | None
    target: float | None
    rules: str
    runs: dict[str, str]
    alarms: float | None


def find_series(version: IndicatorVersion, wanted: SeriesWanted) -> SeriesFound:
    """Give the series asked for, or the first there is; hidden figures are not in it."""
    definition = to_definition(version)
    reader = figures()
    there = reader.coverage(definition.key, definition.version)
    wanted = _settled(wanted, there, definition)
    age = there.ages[0] if there.ages else ""
    points = reader.points(
        definition.key,
        definition.version,
        area=wanted.area,
        sex=Sex(wanted.sex),
        age=age,
    )
    hidden = _hidden(reader, definition, there, age)
    judged = _judged(points, hidden, definition, wanted)
    rate = _alarm_rate(wanted)
    return SeriesFound(
        wanted=wanted,
        areas=area_names(there.areas),
        sexes=tuple(str(sex) for sex in there.sexes),
        judged=judged,
        target=_target(definition),
        rules=rule_sets()[wanted.rules].title,
        runs={point.observation.period: point.run.key for point in points},
        alarms=_chance(rate, judged),
    )


def _settled(
    wanted: SeriesWanted, there: Coverage, definition: Definition
) -> SeriesWanted:
    """Fill in what was not asked for, or isn't there."""
    areas, sexes = there.areas or (COUNTRY,), [str(sex) for sex in there.sexes]
    return SeriesWanted(
        area=wanted.area if wanted.area in areas else areas[0],
        sex=wanted.sex if wanted.sex in sexes else (sexes or [str(Sex.ALL)])[0],
        chart=wanted.chart or str(definition.chart),
        rules=wanted.rules or str(definition.rules),
    )


def _judged(
    points: list[Point], hidden: Hidden, definition: Definition, wanted: SeriesWanted
) -> JudgedSeries | None:
    # Here and not at the top: NumPy takes a tenth of a second, and few pages want it.
    from fardplan.engine.indicators import series
    from fardplan.engine.indicators.suppression import publish

    safe = []
    for point in points:
        one = point.observation
        hiding, left = hidden.get((one.area, one.sex, one.period), (Hiding.SHOWN, 0))
        safe.append(
            publish.SafeObservation(observation=one, hiding=hiding)
            if hiding is Hiding.SHOWN
            else publish.hidden(one, hiding, left)
        )
    asked = series.SeriesQuestion(
        settings=_chart_settings(definition, wanted),
        per=_PER.get(definition.unit, 1.0),
        target=_target(definition),
        breaks=tuple(one.period for one in definition.breaks),
    )
    return series.judged_series(safe, asked)


def _hidden(
    reader: StoreReader, definition: Definition, there: Coverage, age: str
) -> Hidden:
    """Judge all areas and sexes of the indicator, once for each state of its figures."""
    file = reader.manifest.series.get(definition.key)
    if file is None:
        return {}
    rule = rule_of(definition)
    key = (file.sha256, definition.version, age, rule)
    if key not in _kept:
        from fardplan.engine.indicators.suppression.hidden_places import (
            SexCounts,
            hidden_places,
        )

        tables = {
            sex: reader.series(definition.key, definition.version, sex=sex, age=age)
            for sex in there.sexes
        }
        columns = [
            SexCounts(
                sex=sex,
                area=table.area,
                period=table.period,
                numerator=table.numerator,
                denominator=table.denominator,
            )
            for sex, table in tables.items()
        ]
        if len(_kept) >= _KEPT:
            _kept.clear()
        _kept[key] = hidden_places(columns, rule)
    return _kept[key]


def rule_of(definition: Definition) -> SuppressionRule:
    """Give the indicator's rule for small numbers.

    In a share of people those left over are people too. The mark would tell the only
    small number when that is 1, so a least count of 2 is kept as 3.
    """
    least = definition.least_count
    return SuppressionRule(
        least_count=max(least, 3) if least > 1 else 0,
        has_complement=definition.unit is Unit.PERCENT,
    )


def _chart_settings(definition: Definition, wanted: SeriesWanted) -> ChartSettings:
    return ChartSettings(
        chart=Chart(wanted.chart),
        rules=rule_sets()[wanted.rules],
        direction=Direction(definition.direction),
    )


def _target(definition: Definition) -> float | None:
    levels = (t.value for t in definition.targets if t.kind is TargetKind.LEVEL)
    return next(levels, None)


def _chance(rate: FalseAlarmRate | None, judged: JudgedSeries | None) -> float | None:
    """Give the chance of any signal in any part, when nothing has changed."""
    if rate is None or judged is None:
        return None
    quiet = 1.0
    for points in judged.parts:
        quiet *= 1 - rate.of_chart(points)
    return 1 - quiet


@lru_cache(maxsize=1)
def rule_sets() -> dict[str, RuleSet]:
    """Give the rule sets of SPC by key (definitions/spc_rule_sets.yaml)."""
    file = settings.DEFINITIONS_DIR / "spc_rule_sets.yaml"
    return read_rule_sets(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _alarm_rates() -> dict[tuple[str, bool], FalseAlarmRate]:
    file = settings.DEFINITIONS_DIR / "spc_false_alarms.yaml"
    return read_false_alarms(file.read_text(encoding="utf-8"))


def _alarm_rate(wanted: SeriesWanted) -> FalseAlarmRate | None:
    return _alarm_rates().get((wanted.rules, Chart(wanted.chart) is Chart.RUN))


def area_names(codes: tuple[str, ...]) -> dict[str, str]:
    """Give the areas with their names, the country first."""
    rows = Authority.objects.values_list("code", "municipality_code", "name")
    names = {code: name for *both, name in rows for code in both if code}
    names[COUNTRY] = _("Riket")
    return {code: names.get(code, code) for code in codes}
