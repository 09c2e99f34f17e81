"""Rows of the database <-> lines of an archive, the same for every database.

A line is a JSON list with one value a column. What JSON has no word for is written so:
dates and times in ISO 8601 (UTC), decimals and UUIDs as text, durations in whole
microseconds, bytes in base64. A JSON column's value lies in a list of its own, so
that the database's NULL (``null``) differs from JSON's null (``[null]``).
"""

from __future__ import annotations

import base64
import json
import math
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import FileField, JSONField, Value

from fardplan.apps.common.problems import ProblemError


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import Field, Model

    Convert = Callable[[Any], Any]

# From here on Python writes a float with an exponent, which PostgreSQL's jsonb turns
# into a whole number.
_EXPONENT_FROM = 1e16
_JSON_NULL = Value(None, JSONField())
_MICROSECOND = timedelta(microseconds=1)


def _same(value: Any) -> Any:
    return value


def _float_to_plain(value: float) -> float | str:
    if not math.isfinite(value):
        return str(value)
    # SQLite and jsonb keep no sign on zero; -0.0 + 0.0 is 0.0.
    return value + 0.0


def _decimal_to_plain(value: Decimal) -> str:
    return str(value if value else value.copy_abs())


def _json_to_plain(value: Any) -> Any:
    if isinstance(value, float):
        value += 0.0
        return (
            int(value) if value.is_integer() and abs(value) >= _EXPONENT_FROM else value
        )
    if isinstance(value, list):
        return [_json_to_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: _json_to_plain(part) for key, part in value.items()}
    return value


def _bytes_to_plain(value: bytes | memoryview) -> str:
    return base64.b64encode(bytes(value)).decode("ascii")


_PLAIN = (_same, _same)
# Kind of field -> to a JSON value, and back.
_CODECS: dict[str, tuple[Convert, Convert]] = {
    "AutoField": _PLAIN,
    "BigAutoField": _PLAIN,
    "SmallAutoField": _PLAIN,
    "IntegerField": _PLAIN,
    "BigIntegerField": _PLAIN,
    "SmallIntegerField": _PLAIN,
    "PositiveIntegerField": _PLAIN,
    "PositiveBigIntegerField": _PLAIN,
    "PositiveSmallIntegerField": _PLAIN,
    "BooleanField": _PLAIN,
    "CharField": _PLAIN,
    "TextField": _PLAIN,
    "SlugField": _PLAIN,
    "FileField": _PLAIN,
    "FilePathField": _PLAIN,
    "GenericIPAddressField": _PLAIN,
    "FloatField": (_float_to_plain, float),
    "DecimalField": (_decimal_to_plain, Decimal),
    "DateField": (date.isoformat, date.fromisoformat),
    "TimeField": (time.isoformat, time.fromisoformat),
    "DateTimeField": (
        lambda value: value.astimezone(UTC).isoformat(),
        datetime.fromisoformat,
    ),
    "DurationField": (
        lambda value: value // _MICROSECOND,
        lambda text: timedelta(microseconds=text),
    ),
    "UUIDField": (str, UUID),
    "BinaryField": (_bytes_to_plain, base64.b64decode),
    "JSONField": (_json_to_plain, _same),
}


class TableCodec:
    """Turns one table's rows into lines and back."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.table = model._meta.db_table
        self.fields: list[Field[Any, Any]] = [
            field for field in model._meta.concrete_fields if not field.generated
        ]
        self.columns = [field.attname for field in self.fields]
        # A column that a JSON column needs beside it: is it the database's NULL?
        self.json_columns = {
            number: field.attname
            for number, field in enumerate(self.fields)
            if isinstance(field, JSONField)
        }
        self.file_columns = [
            number
            for number, field in enumerate(self.fields)
            if isinstance(field, FileField) and field.storage is default_storage
        ]
        self._codecs = [self._codec(field) for field in self.fields]

    def _codec(self, field: Any) -> tuple[Convert, Convert]:
        while field.is_relation:
            field = field.target_field
        kind = field.get_internal_type()
        if kind not in _CODECS:
            raise ProblemError(
                f"Kolumnen {self.table}.{field.name} har typen {kind}, som inte kan"
                " säkerhetskopieras."
            )
        return _CODECS[kind]

    def header(self) -> bytes:
        """Give the first line: the columns."""
        return json.dumps(self.columns).encode("ascii")

    def encode(self, values: Sequence[Any], is_null: Sequence[bool]) -> bytes:
        """Give a row's line; ``is_null`` tells of each JSON column in turn."""
        plain = [
            None if value is None else to_plain(value)
            for value, (to_plain, _back) in zip(values, self._codecs, strict=False)
        ]
        for number, is_nothing in zip(self.json_columns, is_null, strict=True):
            plain[number] = None if is_nothing else [plain[number]]
        return json.dumps(
            plain, separators=(",", ":"), sort_keys=True, allow_nan=False
        ).encode("ascii")

    def decode(self, line: bytes) -> list[Any]:
        """Give a line's values, ready for :meth:`Field.get_db_prep_save`."""
        values = json.loads(line)
        if len(values) != len(self._codecs):
            raise ValueError(f"{len(values)} värden till {len(self._codecs)} kolumner")
        for number in self.json_columns:
            if values[number] is not None:
                (value,) = values[number]
                values[number] = _JSON_NULL if value is None else value
        return [
            None if value is None else back(value)
            for value, (_to_plain, back) in zip(values, self._codecs, strict=True)
        ]
