"""A slow and obvious reading of JSON Schema 2020-12, of the words that ours use.

Written from the specification, as another program would read the schema; a word that
is not here is refused, so that nothing in a schema goes unread.
"""

from __future__ import annotations

import re
from typing import Any


KNOWN = {
    *("$schema", "title", "type", "required", "additionalProperties", "properties"),
    *("items", "minItems", "uniqueItems", "enum", "maxLength", "pattern"),
    *("minimum", "maximum", "allOf", "if", "then", "else"),
}


def accepts(schema: Any, value: Any) -> bool:
    """Whether a value is valid by a schema."""
    if isinstance(schema, bool):
        return schema
    unread = set(schema) - KNOWN
    assert unread == set()
    checks = (_type, _enum, _text, _number, _list, _object, _parts)
    return all(check(schema, value) for check in checks)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _type(schema: dict[str, Any], value: Any) -> bool:
    if "type" not in schema:
        return True
    return {
        "string": isinstance(value, str),
        "boolean": isinstance(value, bool),
        "array": isinstance(value, list),
        "object": isinstance(value, dict),
        "number": _is_number(value),
        "integer": _is_number(value) and value % 1 == 0,
    }[schema["type"]]


def _enum(schema: dict[str, Any], value: Any) -> bool:
    # In JSON true is not 1.
    return "enum" not in schema or any(
        type(one) is type(value) and one == value for one in map(_plain, schema["enum"])
    )


def _plain(word: Any) -> Any:
    return str(word) if isinstance(word, str) else word


def _text(schema: dict[str, Any], value: Any) -> bool:
    if not isinstance(value, str):
        return True
    if len(value) > schema.get("maxLength", len(value)):
        return False
    # In ECMA-262 a dollar is only the end, and a pattern may match anywhere.
    pattern = schema.get("pattern", "").replace("$", r"\Z")
    return re.search(pattern, value) is not None


def _number(schema: dict[str, Any], value: Any) -> bool:
    return not _is_number(value) or (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    )


def _list(schema: dict[str, Any], value: Any) -> bool:
    if not isinstance(value, list):
        return True
    is_unique = all(one not in value[:at] for at, one in enumerate(value))
    return (
        len(value) >= schema.get("minItems", 0)
        and (is_unique or not schema.get("uniqueItems"))
        and all(accepts(schema.get("items", True), one) for one in value)
    )


def _object(schema: dict[str, Any], value: Any) -> bool:
    if not isinstance(value, dict):
        return True
    told = schema.get("properties", {})
    return (
        all(name in value for name in schema.get("required", ()))
        and all(accepts(told[name], value[name]) for name in value if name in told)
        and (schema.get("additionalProperties", True) or value.keys() <= told.keys())
    )


def _parts(schema: dict[str, Any], value: Any) -> bool:
    if not all(accepts(part, value) for part in schema.get("allOf", ())):
        return False
    if "if" not in schema:
        return True
    branch = "then" if accepts(schema["if"], value) else "else"
    return accepts(schema.get(branch, True), value)
