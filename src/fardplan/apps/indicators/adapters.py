"""Rows of indicators -> the engine's definitions, and back to columns."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from fardplan.engine.indicators.definition import (
    Definition,
    Unit,
    canonical_json,
    definition_of,
    fingerprint,
)
from fardplan.engine.indicators.imports.expected import Expected
from fardplan.engine.shared.text import search_key, swedish_sort_key


if TYPE_CHECKING:
    from fardplan.apps.indicators.models import IndicatorVersion

_SORT_LENGTH = 400


def to_definition(version: IndicatorVersion) -> Definition:
    """Give what a version says; read once in each process, since it never changes."""
    return _read(version.definition)


@lru_cache(maxsize=2000)
def _read(text: str) -> Definition:
    return definition_of(json.loads(text))


def to_columns(definition: Definition) -> dict[str, Any]:
    """Give what an indicator's row repeats of its current version."""
    return {
        "current_number": definition.version,
        "name": definition.name,
        "goal": definition.goal.value,
        "direction": definition.direction.value,
        "source_kind": definition.source.kind.value,
        "status": definition.status.value,
        "sort_key": swedish_sort_key(definition.name)[:_SORT_LENGTH],
        "search_key": search_key(
            *(definition.name, definition.name_en, definition.key, definition.why),
            *(definition.numerator, definition.denominator, definition.source.id),
        ),
    }


def to_frozen(definition: Definition) -> dict[str, str]:
    """Give the canonical text of a version and its hash."""
    text = canonical_json(definition)
    return {"definition": text, "sha256": fingerprint(text)}


# The least and the most that a value can be.
_RANGES: dict[Unit, tuple[float | None, float | None]] = {
    Unit.PERCENT: (0, 100),
    Unit.INDEX_1: (0, 1),
    Unit.INDEX_100: (0, 100),
    Unit.PER_1000: (0, None),
    Unit.PER_100000: (0, None),
    Unit.COUNT: (0, None),
    Unit.DAYS: (0, None),
    # A net cost can be less than nothing.
    Unit.KRONOR_PER_INHABITANT: (None, None),
}


def to_expected(definition: Definition) -> Expected:
    """Give what figures of an indicator must be like to be read in.

    Age-standardised rates are not the ratio of what they are counted of, so only a
    share in per cent is held against its parts.
    """
    lowest, highest = _RANGES[definition.unit]
    is_share = definition.unit == Unit.PERCENT
    return Expected(
        key=definition.key,
        version=definition.version,
        names=tuple(
            name
            for name in (definition.name, definition.name_en, definition.source.id)
            if name
        ),
        factor=100 if is_share else None,
        lowest=lowest,
        highest=highest,
        is_part=is_share,
        adds_up=definition.unit == Unit.COUNT,
    )
