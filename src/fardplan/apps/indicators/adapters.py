"""Rows of indicators -> the engine's definitions, and back to columns."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from fardplan.engine.indicators.definition import (
    Definition,
    canonical_json,
    definition_of,
    fingerprint,
)
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
