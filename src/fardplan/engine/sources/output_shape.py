"""The shape of the answer: the one validator, from which the JSON Schema is written.

In: an answer as plain data. Out: what is wrong with it. `docs/reference/read.schema.json`
says the same to other programs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fardplan.engine.sources.model import DocumentKind


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Shape:
    """What a field may hold: JSON types, or one of some words; of a list, its items."""

    types: tuple[str, ...]
    words: tuple[str, ...] = ()
    items: str | None = None

    def to_schema(self) -> dict[str, Any]:
        """Give the shape in JSON Schema."""
        if self.words:
            return {"enum": [*self.words, *([None] if "null" in self.types else [])]}
        schema: dict[str, Any] = {"type": list(self.types)}
        if self.items:
            schema["items"] = {"type": self.items}
        return schema

    def fits(self, value: Any) -> bool:
        """Whether a value has the shape."""
        if self.words:
            return value in self.words or (value is None and "null" in self.types)
        if not any(_is_type(value, name) for name in self.types):
            return False
        if isinstance(value, list) and self.items:
            return all(_is_type(one, self.items) for one in value)
        return True


def _is_type(value: Any, name: str) -> bool:
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, _TYPES[name])


_TYPES: dict[str, type] = {
    "string": str,
    "boolean": bool,
    "null": type(None),
    "object": dict,
    "array": list,
}
TEXT, TEXT_OR_NULL = Shape(("string",)), Shape(("string", "null"))
NUMBER, NUMBER_OR_NULL = Shape(("integer",)), Shape(("integer", "null"))
TRUTH = Shape(("boolean",))
TEXTS = Shape(("array",), items="string")
FIELDS: dict[str, dict[str, Shape]] = {
    "region": {"name": TEXT},
    "section": {
        "title": TEXT,
        "type": Shape(
            ("string",),
            (
                "direction",
                "organisation",
                "development_areas",
                "collaboration",
                "joint_initiatives",
                "case_study",
            ),
        ),
        "state": Shape(
            ("string",),
            (
                "filled",
                "heading_only",
                "heading_and_caption_only",
                "intro_only",
                "paragraph_only",
            ),
        ),
    },
    "bullet": {"level": NUMBER},
    "programme": {
        "name": TEXT,
        "decided_by": TEXT_OR_NULL,
        "year": NUMBER_OR_NULL,
        "period": TEXT_OR_NULL,
    },
    "goal": {"name": TEXT},
    "initiative": {
        "name": TEXT,
        "themes": TEXTS,
        "theme_words": Shape(("object",)),
        "status": TEXT_OR_NULL,
    },
    "body": {
        "name": TEXT,
        "abbreviation": TEXT_OR_NULL,
        "level": Shape(("string", "null"), ("political", "officials")),
    },
    "meeting": {
        "body": TEXT,
        "date": TEXT,
        "start": TEXT_OR_NULL,
        "end": TEXT_OR_NULL,
        "place": TEXT_OR_NULL,
        "form": Shape(("string", "null"), ("digital", "hybrid")),
    },
    "seat": {
        "name": TEXT_OR_NULL,
        "party": TEXT_OR_NULL,
        "role": Shape(("string",), ("chair", "vice_chair", "member", "substitute")),
        "vacant": TRUTH,
    },
    "timetable_row": {
        "start": TEXT,
        "end": TEXT_OR_NULL,
        "title": TEXT,
        "presenters": TEXTS,
        "is_decision": TRUTH,
    },
    "agenda_item": {
        "number": NUMBER,
        "title": TEXT,
        "registry_number": TEXT_OR_NULL,
        "presenters": TEXTS,
    },
    "proposal": {"number": NUMBER, "text": TEXT},
    "decision": {
        "number": NUMBER,
        "text": TEXT,
        "paragraph": NUMBER_OR_NULL,
        "registry_number": TEXT_OR_NULL,
    },
    "attachment": {"title": TEXT},
    "approval": {
        "adjuster": TEXT_OR_NULL,
        "substitute": TEXT_OR_NULL,
        "deadline": TEXT_OR_NULL,
        "immediate": TRUTH,
    },
    "serving": {"replaces": TEXT_OR_NULL},
    "announcement": {
        "body": TEXT_OR_NULL,
        "posted": TEXT_OR_NULL,
        "removed": TEXT_OR_NULL,
        "place": TEXT_OR_NULL,
    },
    "assignment": {
        "text": TEXT,
        "perspective": TEXT_OR_NULL,
        "goal_number": TEXT_OR_NULL,
        "goal_title": TEXT_OR_NULL,
        "recipient": TEXT_OR_NULL,
    },
    "report_back": {"assignment": TEXT, "status": TEXT_OR_NULL, "informed": TEXTS},
    "activity_plan": {"body": TEXT_OR_NULL, "year": NUMBER_OR_NULL},
    **{
        name: {"name": TEXT}
        for name in (
            "focus_area",
            "follow_up",
            "other_area",
            "suggestion",
            "definition_link",
            "knowledge_area",
            "development_area",
            "measurement_area",
            "success_factor",
            "obstacle",
            "theme",
            "guest_role",
        )
    },
    "planned_meeting": {
        "date": TEXT_OR_NULL,
        "place": TEXT_OR_NULL,
        "items": Shape(("object",)),
    },
    "strategy": {"number": NUMBER, "title": TEXT, "quote": TEXT_OR_NULL},
    "shift": {"less_of": TEXT, "more_of": TEXT},
    "population_change": {
        "area": TEXT,
        "group": TEXT,
        "from_year": NUMBER,
        "to_year": NUMBER,
        "from": NUMBER_OR_NULL,
        "to": NUMBER_OR_NULL,
        "percent": Shape(("number",)),
    },
    "process_step": {"date": TEXT, "label": TEXT_OR_NULL},
    "input": {"area": TEXT, "text": TEXT},
    "conference": {"care_region": TEXT, "month": TEXT},
    "programme_slot": {"start": TEXT, "title": TEXT, "poll": TRUTH},
}
DOCUMENT: dict[str, Shape] = {
    "title": TEXT_OR_NULL,
    "kind": Shape(("string",), tuple(kind.value for kind in DocumentKind)),
    "pages": NUMBER,
    "sha256": TEXT,
    "language": TEXT_OR_NULL,
}
FINDING: dict[str, Shape] = {
    "id": TEXT,
    "kind": Shape(("string",), tuple(FIELDS)),
    "text": TEXT,
    "fields": Shape(("object",)),
    "page": NUMBER,
    "quote": TEXT,
    "start": NUMBER,
    "end": NUMBER,
    "parent": TEXT_OR_NULL,
    "confidence": Shape(("number",)),
}
NOTE: dict[str, Shape] = {
    "code": TEXT,
    "text": TEXT,
    "page": NUMBER,
    "quote": TEXT,
    "start": NUMBER,
    "end": NUMBER,
}


def problems(answer: Mapping[str, Any]) -> list[str]:
    """Give what is wrong with an answer, each with its place."""
    found = list(
        _differences("", answer, dict.fromkeys(("document", "findings", "notes")))
    )
    if found:
        return found
    found += _differences("document", answer["document"], DOCUMENT)
    for number, finding in enumerate(answer["findings"]):
        place = f"findings[{number}]"
        wrong = list(_differences(place, finding, FINDING))
        found += wrong
        if not wrong:
            found += _differences(
                f"{place}.fields", finding["fields"], FIELDS[finding["kind"]]
            )
    for number, note in enumerate(answer["notes"]):
        found += _differences(f"notes[{number}]", note, NOTE)
    return found


def _differences(
    place: str, given: Mapping[str, Any], shapes: Mapping[str, Shape | None]
) -> Iterator[str]:
    for name in sorted({*given} ^ {*shapes}):
        yield f"{place}.{name}: {'is missing' if name in shapes else 'is unknown'}"
    for name, shape in shapes.items():
        if shape is not None and name in given and not shape.fits(given[name]):
            yield f"{place}.{name}: {given[name]!r} does not fit"


def json_schema() -> dict[str, Any]:
    """Give the same rules as JSON Schema (2020-12)."""
    kinds = [
        {
            "if": {"properties": {"kind": {"const": kind}}},
            "then": {"properties": {"fields": _object(shapes)}},
        }
        for kind, shapes in FIELDS.items()
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fardplan read --json",
        "type": "object",
        "required": ["document", "findings", "notes"],
        "additionalProperties": False,
        "properties": {
            "document": _object(DOCUMENT),
            "findings": {"type": "array", "items": _object(FINDING) | {"allOf": kinds}},
            "notes": {"type": "array", "items": _object(NOTE)},
        },
    }


def _object(shapes: Mapping[str, Shape]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(shapes),
        "additionalProperties": False,
        "properties": {name: shape.to_schema() for name, shape in shapes.items()},
    }
