"""Rows of the example app: some that are hard on purpose, and any that Hypothesis finds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import strategies as st


HARD: list[dict[str, Any]] = [
    {"facts": None, "perhaps": None},
    {
        "text": "",
        "word": "",
        "flag": False,
        "whole": -(2**62),
        "real": 1e-300,
        "exact": Decimal("-99999999999.9999"),
        "day": date(1, 1, 1),
        "clock": time(23, 59, 59, 999999),
        "moment": datetime(2026, 3, 29, 0, 59, 59, 1, tzinfo=UTC),
        "length": timedelta(days=-3, microseconds=1),
        "key": UUID(int=0),
        "raw": bytes(range(256)),
        "facts": {"b": [1, 2.5, None, 1e22, -0.0, {"å": "\u2028"}], "a": True},
        "perhaps": [],
        "address": "2001:db8::1",
    },
    {
        "text": "rad 1\r\nrad 2\t\"'\\ 🧵 NULL",
        "word": None,
        "flag": True,
        "whole": 0,
        "real": -0.0,
        "exact": Decimal("0.0001"),
        "day": date(9999, 12, 31),
        "clock": time(0),
        "moment": datetime(1970, 1, 1, tzinfo=UTC),
        "length": timedelta(0),
        "raw": b"",
        "facts": "null",
        "perhaps": "",
        "address": "127.0.0.1",
    },
]

# PostgreSQL takes no NUL in text and no half of a surrogate pair.
_text = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40
)
_number = st.integers(-(2**61), 2**61)
_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _text,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(_text, inner, max_size=3)
    ),
    max_leaves=6,
)
_finite = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)
ROWS = st.fixed_dictionaries(
    {
        "text": _text,
        "word": st.none() | _text,
        "flag": st.none() | st.booleans(),
        "whole": st.none() | _number,
        "real": st.none() | _finite,
        "exact": st.none() | st.decimals(-(10**10), 10**10, places=4),
        "day": st.none() | st.dates(),
        "clock": st.none() | st.times(),
        "moment": st.none()
        | st.datetimes(
            datetime(1, 1, 3),  # noqa: DTZ001 -- Hypothesis adds the zone
            datetime(9999, 12, 28),  # noqa: DTZ001
            timezones=st.just(UTC),
        ),
        "length": st.none()
        | st.timedeltas(timedelta(days=-100_000), timedelta(days=100_000)),
        "key": st.uuids(),
        "raw": st.none() | st.binary(max_size=40),
        "facts": _json,
        "perhaps": _json,
        "address": st.none() | st.ip_addresses().map(str),
    }
)


def add_samples(rows: list[dict[str, Any]]) -> None:
    """Write rows; a JSON column that is given None holds JSON's null."""
    from django.db.models import JSONField, Value

    from tests.builders.backup_example.models import Keyed, Sample

    null = Value(None, JSONField())
    made = []
    for row in rows:
        facts = null if row["facts"] is None else row["facts"]
        made.append(Sample.objects.create(**{**row, "facts": facts}))
    Sample.objects.filter(pk=made[-1].pk).update(parent=made[0])
    made[-1].friends.add(made[0])
    first = Keyed.objects.create()
    Keyed.objects.create(other=first)


def all_rows() -> dict[str, list[tuple[Any, ...]]]:
    """Give everything the database holds, as Python values, by table."""
    from django.apps import apps

    from fardplan.apps.backups.queries import is_kept

    return {
        model._meta.db_table: sorted(
            (tuple(map(_plain, row)) for row in model._base_manager.values_list()),
            key=repr,
        )
        for model in apps.get_models(include_auto_created=True)
        if is_kept(model)
    }


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
