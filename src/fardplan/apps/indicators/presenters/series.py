"""One series as its page shows it: picture, verdicts, table and files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fardplan.apps.indicators.adapters import to_definition
from fardplan.apps.indicators.presenters.series_picture import (
    SHAPES,
    SeriesPicture,
    series_picture,
)
from fardplan.apps.indicators.presenters.words import name_of, number_in_words
from fardplan.apps.indicators.states import (
    AssuranceLabel,
    ChartLabel,
    SexLabel,
    SignalLabel,
    UnitLabel,
    ValueStatusLabel,
    VariationLabel,
)


if TYPE_CHECKING:
    from collections.abc import Iterator

    from fardplan.apps.indicators.models import IndicatorVersion
    from fardplan.apps.indicators.queries.series import SeriesFound, SeriesPoint

# The tone of each verdict, and the sign that stands for it beside its words.
_VARIATION = {
    "improving": ("improving", "◆"),
    "concerning": ("concerning", "■"),
    "common": ("common", "●"),
    "neutral_high": ("neutral", "▲"),
    "neutral_low": ("neutral", "▲"),
}
_ASSURANCE = {"pass": "✓", "fail": "✗", "inconsistent": "≈"}


@dataclass(frozen=True)
class Verdict:
    """What an icon says, in words."""

    tone: str
    symbol: str
    words: str


@dataclass(frozen=True)
class SeriesRow:
    """One period in the table."""

    period: str
    value: str
    counts: str
    status: str
    reason: str
    centre: str
    limits: str
    signals: str
    tone: str
    is_excluded: bool
    begins: bool
    run: str
    row: str
    raw: str


@dataclass(frozen=True)
class KeyLine:
    """A shape of the picture and what it means."""

    shape: str
    kind: str
    words: str


@dataclass(frozen=True)
class SeriesPage:
    """All that the page shows of a series."""

    name: str
    place: str
    unit: str
    chart: str
    rules: str
    picture: SeriesPicture
    key: list[KeyLine]
    variation: Verdict | None
    assurance: Verdict | None
    alarms: str
    notes: tuple[str, ...]
    signals: list[SeriesRow]
    rows: list[SeriesRow]


def series_page(version: IndicatorVersion, found: SeriesFound) -> SeriesPage | None:
    """Give what the page shows; nothing when there is no figure at all."""
    judged = found.judged
    if judged is None:
        return None
    definition = to_definition(version)
    told = _Words(definition.decimals, found)
    rows = [told.row(point) for point in judged.points]
    place = f"{found.areas.get(found.wanted.area, found.wanted.area)}, {SexLabel(found.wanted.sex).label.lower()}"
    variation = _variation(judged.variation)
    return SeriesPage(
        name=name_of(definition),
        place=place,
        unit=str(UnitLabel(definition.unit).label),
        chart=str(ChartLabel(judged.chart).label),
        rules=found.rules,
        picture=series_picture(
            judged.points,
            told.point,
            target=found.target,
            decimals=definition.decimals,
            summary=_summary(name_of(definition), place, rows, variation),
        ),
        key=_key(rows),
        variation=variation,
        assurance=_assurance(judged.assurance),
        alarms=_alarms(found, judged.signal_count),
        notes=judged.notes,
        signals=[row for row in rows if row.signals],
        rows=rows[::-1],
    )


class _Words:
    """Tells the points of one series in words."""

    def __init__(self, decimals: int, found: SeriesFound) -> None:
        self._decimals, self._found = decimals, found

    def number(self, value: float | None, more: int = 0) -> str:
        if value is None:
            return ""
        places = self._decimals + more
        # By itself the format cuts off what it has no place for.
        return number_format(round(value, places), places, force_grouping=True)

    def row(self, point: SeriesPoint) -> SeriesRow:
        told = point.observation
        counts = ""
        if told is not None and told.numerator is not None:
            counts = number_in_words(told.numerator)
            if told.denominator is not None:
                whole = number_in_words(told.denominator)
                counts = _("%(part)s av %(whole)s") % {"part": counts, "whole": whole}
        limits = [self.number(x, 1) for x in (point.lower, point.upper)]
        return SeriesRow(
            period=point.period,
            value=self.number(point.value),
            counts=counts,
            status=_status(point),
            reason=_reason(point),
            centre=self.number(point.centre, 1),
            limits="–".join(limits) if all(limits) else "".join(limits),
            signals=", ".join(str(SignalLabel(s).label) for s in point.signals),
            tone=point.tone,
            is_excluded=point.is_excluded,
            begins=point.begins,
            run=self._found.runs.get(point.period, ""),
            row=str(told.row) if told is not None else "",
            raw=told.raw if told is not None else "",
        )

    def point(self, point: SeriesPoint) -> str:
        row = self.row(point)
        told = [row.value or row.reason or row.status]
        if point.is_excluded:
            told.append(_("undantagen"))
        told += [row.signals] if row.signals else []
        return f"{row.period}: {', '.join(told)}"


def _status(point: SeriesPoint) -> str:
    if point.observation is None:
        return str(ValueStatusLabel.MISSING.label)
    return str(ValueStatusLabel(point.observation.status).label)


def _reason(point: SeriesPoint) -> str:
    if point.observation is None:
        return _("Källan har inget värde för perioden.")
    # What the source says is Swedish; what Färdplan says of it has a translation.
    return _(point.observation.reason) if point.observation.reason else ""


def _summary(
    name: str, place: str, rows: list[SeriesRow], variation: Verdict | None
) -> str:
    """Tell the picture in a sentence or two for those who don't see it."""
    told = {
        "name": name,
        "place": place,
        "first": rows[0].period,
        "last": rows[-1].period,
    }
    words = _("%(name)s, %(place)s, %(first)s till %(last)s.") % told
    return f"{words} {variation.words}" if variation else words


def _variation(word: str | None) -> Verdict | None:
    if word is None:
        return None
    tone, symbol = _VARIATION[word]
    return Verdict(tone, symbol, str(VariationLabel(word).label))


def _assurance(word: str | None) -> Verdict | None:
    if word is None:
        return None
    return Verdict("", _ASSURANCE[word], str(AssuranceLabel(word).label))


def _key(rows: list[SeriesRow]) -> list[KeyLine]:
    """Explain the shapes that are in the picture, and no others."""
    words = {
        "": _("ingen signal"),
        "improving": _("signal: bättre"),
        "concerning": _("signal: sämre"),
        "neutral": _("signal: ändring"),
    }
    drawn = {row.tone for row in rows if row.value and not row.is_excluded}
    key = [KeyLine(SHAPES[t], t or "common", words[t]) for t in words if t in drawn]
    if any(row.value and row.is_excluded for row in rows):
        key.append(KeyLine(SHAPES[""], "excluded", _("undantagen")))
    return key


def _alarms(found: SeriesFound, seen: int) -> str:
    """Set the signals seen beside those that chance alone would make."""
    told = ngettext("%(n)d punkt har en signal.", "%(n)d punkter har en signal.", seen)
    told %= {"n": seen}
    if found.alarms is None:
        return told
    percent = number_format(round(100 * found.alarms), 0)
    return (
        told
        + " "
        + _(
            "Av hundra lika långa serier där inget har ändrats får %(n)s ändå minst en signal."
        )
        % {"n": percent}
    )


# Heading of the file -> the row's own name for it.
EXPORTED = {
    "period": "period",
    "varde": "value",
    "status": "status",
    "orsak": "reason",
    "mittlinje": "centre",
    "granser": "limits",
    "signaler": "signals",
    "inlasning": "run",
    "rad": "row",
}


def export_rows(
    page: SeriesPage, version: IndicatorVersion
) -> Iterator[dict[str, str]]:
    """Give the table's rows for a file, the earliest first."""
    for row in page.rows[::-1]:
        yield {
            "indikator": version.indicator.key,
            "version": str(version.number),
            "urval": page.place,
            **{heading: getattr(row, name) for heading, name in EXPORTED.items()},
        }


def export_headings() -> list[str]:
    """Give the headings of the file."""
    return ["indikator", "version", "urval", *EXPORTED]


def query_of(found: SeriesFound) -> str:
    """Give the query that leads to the same series."""
    asked = found.wanted
    return urlencode(
        {
            "omrade": asked.area,
            "kon": asked.sex,
            "diagram": asked.chart,
            "regler": asked.rules,
        }
    )
