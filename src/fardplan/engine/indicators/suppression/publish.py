"""What may be shown of observations, and of what is computed from them.

In: observations and the rule of each indicator. Out: the same observations in the same
order, each with its figures or with a mark in their place. Everything that shows, draws,
ranks, compares or exports takes these, never what it got from the store.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from fardplan.engine.indicators.observation import ValueStatus
from fardplan.engine.indicators.suppression.protect import protect
from fardplan.engine.indicators.suppression.rule import Hiding
from fardplan.engine.indicators.suppression.table import COLUMNS, CountRow, table_of
from fardplan.engine.shared.wording import N_


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fardplan.engine.indicators.observation import Observation, Sex
    from fardplan.engine.indicators.suppression.rule import SuppressionRule

# The same for both kinds: which of the hidden are small is itself a piece of knowledge.
REASON = N_(
    "Visas inte, för att skydda enskilda: antalet är litet, eller skulle avslöja ett"
    " litet antal."
)
# A difference between two figures tells one to whoever knows the other.
DERIVED_REASON = N_("Kan inte visas: något av talen den räknas av är dolt.")


class Counts(NamedTuple):
    """The counts of one figure of a table, as far as they are told."""

    area: str
    sex: Sex
    numerator: float | None
    denominator: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeObservation:
    """An observation that may be shown.

    ``hiding`` is for the log of those who look after the indicator; readers get
    the reason in the observation, which is the same for every hidden figure.
    ``values_left`` is how many values a hidden figure still may have, at least.
    """

    observation: Observation
    hiding: Hiding
    values_left: int = 0

    @property
    def is_shown(self) -> bool:
        """Whether the figures are there."""
        return self.hiding is Hiding.SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeFigure:
    """A figure computed from others; None with a reason where it may not be shown."""

    value: float | None
    reason: str = ""


def safe_observations(
    observations: Sequence[Observation], rule: SuppressionRule
) -> list[SafeObservation]:
    """Give each observation as it may be shown, by version, age and period.

    Ratios without counts pass as their source gives them: it has suppressed what it
    must, and there is nothing here to judge them by.
    """
    safe = [SafeObservation(observation=o, hiding=Hiding.SHOWN) for o in observations]
    if not rule.hides:
        return safe
    tables: dict[tuple[str, int, str, str], list[int]] = {}
    for at, o in enumerate(observations):
        if o.numerator is not None or o.denominator is not None:
            key = (o.indicator, o.version, o.age, o.period)
            tables.setdefault(key, []).append(at)
    for places in tables.values():
        counts = [
            Counts(o.area, o.sex, o.numerator, o.denominator)
            for o in (observations[at] for at in places)
        ]
        for at, (hiding, left) in zip(places, judged(counts, rule), strict=True):
            if hiding is not Hiding.SHOWN:
                safe[at] = hidden(observations[at], hiding, left)
    return safe


def difference(later: SafeObservation, earlier: SafeObservation) -> SafeFigure:
    """Give the difference between two periods, areas or sexes, unless one is hidden."""
    if not (later.is_shown and earlier.is_shown):
        return SafeFigure(value=None, reason=DERIVED_REASON)
    one, other = later.observation.value, earlier.observation.value
    if one is None or other is None:
        missing = later if one is None else earlier
        return SafeFigure(value=None, reason=missing.observation.reason)
    return SafeFigure(value=one - other)


def may_derive(sources: Iterable[SafeObservation]) -> bool:
    """Whether a figure computed from these may be shown: a sum, a rank, a median."""
    return all(source.is_shown for source in sources)


def judged(counts: Sequence[Counts], rule: SuppressionRule) -> list[tuple[Hiding, int]]:
    """Judge the figures of one table; how many values each hidden one has left."""
    rows, stand_alone = [], set()
    has_numerators = any(one.numerator is not None for one in counts)
    for at, one in enumerate(counts):
        if one.numerator is None and has_numerators:
            stand_alone.add(at)
        else:
            rows.append(_counted(one))
    table = table_of(rows)
    found = protect(table, rule)
    line = {area: at for at, area in enumerate(table.areas)}
    told = []
    for at, one in enumerate(counts):
        if at in stand_alone:
            told.append(_denominator_alone(one.denominator or 0, rule))
            continue
        place = line[one.area], COLUMNS.index(one.sex)
        left = int(found.values_left[place])
        if found.is_small[place]:
            told.append((Hiding.PRIMARY, left))
        elif found.is_hidden[place]:
            told.append((Hiding.COMPLEMENTARY, left))
        else:
            told.append((Hiding.SHOWN, 0))
    return told


def hidden(observation: Observation, hiding: Hiding, left: int) -> SafeObservation:
    """Give an observation with a mark in its place."""
    # What stood in the source's row tells the same as the figures do.
    bare = replace(
        observation,
        numerator=None,
        denominator=None,
        value=None,
        status=ValueStatus.SUPPRESSED,
        reason=REASON,
        raw="",
    )
    return SafeObservation(observation=bare, hiding=hiding, values_left=left)


def _counted(one: Counts) -> CountRow:
    """Give the counts of a figure; where there are only denominators, those."""
    counted, whole = one.numerator, one.denominator
    if counted is None:
        counted, whole = whole, None
    return CountRow(
        area=one.area, sex=one.sex, numerator=counted or 0.0, denominator=whole
    )


def _denominator_alone(denominator: float, rule: SuppressionRule) -> tuple[Hiding, int]:
    """Judge a denominator whose numerator the source left out."""
    if 0 < denominator < rule.least_count:
        return Hiding.PRIMARY, 1
    return Hiding.SHOWN, 0
