"""The fields of a definition in words, for pages, files and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fardplan.apps.indicators.states import (
    AreaLevelLabel,
    ChartLabel,
    DirectionLabel,
    GoalLabel,
    RuleSetLabel,
    SourceKindLabel,
    StatusLabel,
    TargetKindLabel,
    UnitLabel,
)


if TYPE_CHECKING:
    from fardplan.engine.indicators.definition import (
        Baseline,
        Definition,
        SeriesBreak,
        Target,
    )


def name_of(definition: Definition) -> str:
    """Give the name in the language of the page."""
    return definition.name_en if get_language() == "en" else definition.name


def number_in_words(value: float) -> str:
    """Give a number as people write it here, with the decimals that it has."""
    decimals = len(f"{value:f}".rstrip("0").partition(".")[2])
    return number_format(value, decimals, force_grouping=True)


def source_in_words(definition: Definition) -> str:
    """Tell where the values come from, with the number there."""
    source = definition.source
    return f"{SourceKindLabel(source.kind).label} {source.id}".strip()


def target_in_words(definition: Definition, target: Target) -> str:
    """Tell one target in a sentence without its full stop."""
    told = {
        "value": number_in_words(target.value) if target.value is not None else "",
        "unit": UnitLabel(definition.unit).label,
        "by": target.by,
    }
    kind = TargetKindLabel(target.kind)
    if kind is TargetKindLabel.RISE:
        words = _("en tydlig ökning, som inte är angiven i tal")
    elif kind is TargetKindLabel.CHANGE:
        words = _("en ökning med %(value)s procent") % told
    elif DirectionLabel(definition.direction) is DirectionLabel.DECREASE:
        words = _("högst %(value)s %(unit)s") % told
    else:
        words = _("minst %(value)s %(unit)s") % told
    if not target.by:
        return words
    return _("%(words)s, senast %(by)s") % {"words": words, "by": target.by}


def baseline_in_words(one: Baseline) -> str:
    """Tell one published value."""
    return f"{one.period}: {number_in_words(one.value)}"


def break_in_words(one: SeriesBreak) -> str:
    """Tell one break with its reason."""
    return f"{one.period}: {one.what} {one.why}"


def fields_in_words(definition: Definition) -> dict[str, str]:
    """Give every field but the version as text; what is not told is empty."""
    source = definition.source
    plain = ("key", "name", "name_en", "why", "numerator", "denominator", "owner")
    return {
        **{name: getattr(definition, name) for name in (*plain, "twin", "ended")},
        "goal": str(GoalLabel(definition.goal).label),
        "unit": str(UnitLabel(definition.unit).label),
        "decimals": str(definition.decimals),
        "direction": str(DirectionLabel(definition.direction).label),
        "source": ". ".join(
            part for part in (source_in_words(definition), source.note) if part
        ),
        "area_levels": ", ".join(
            str(AreaLevelLabel(level).label) for level in definition.area_levels
        ).capitalize(),
        "by_sex": _("Också var för sig") if definition.by_sex else _("Bara totalt"),
        "breakdowns": ", ".join(definition.breakdowns),
        "least_count": str(definition.least_count),
        "chart": str(ChartLabel(definition.chart).label),
        "rules": str(RuleSetLabel(definition.rules).label),
        "targets": "\n".join(
            f"{target_in_words(definition, one)} ({one.agreement})"
            for one in definition.targets
        ),
        "baseline": "\n".join(map(baseline_in_words, definition.baseline)),
        "breaks": "\n".join(map(break_in_words, definition.breaks)),
        "status": str(StatusLabel(definition.status).label),
        "not_verified": "\n".join(definition.not_verified),
    }
