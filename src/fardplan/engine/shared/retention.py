"""The policy on what is kept and for how long (definitions/data_retention.yaml).

In: the file's text. Out: its rules, checked; what is wrong is told by entry and field,
since the people who decide on the policy are the ones who edit it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml


FIELDS = ("key", "title", "what", "days", "after", "why", "source")
NEVER = "aldrig"
# May be empty: not everything has a law, and what is never removed counts no days.
_MAY_BE_EMPTY = {"source", "after"}


class RetentionError(ValueError):
    """The policy can't be used; ``str()`` says where and why."""


@dataclass(frozen=True)
class RetentionRule:
    """One thing that is kept. ``days`` is None for what is never removed."""

    key: str
    title: str
    what: str
    days: int | None
    after: str
    why: str
    source: str


def read_retention(text: str) -> list[RetentionRule]:
    """Give the rules in the order of the file."""
    try:
        told = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise RetentionError(f"filen är inte giltig YAML: {problem}") from None
    if not isinstance(told, list) or not told:
        raise RetentionError("filen ska vara en lista med minst en post")
    rules = [_rule(number, entry) for number, entry in enumerate(told, 1)]
    keys = [rule.key for rule in rules]
    for key in keys:
        if keys.count(key) > 1:
            raise RetentionError(f"”{key}” står två gånger")
    return rules


def _rule(number: int, entry: Any) -> RetentionRule:
    if not isinstance(entry, dict):
        raise RetentionError(f"post {number} ska ha fälten {', '.join(FIELDS)}")
    where = f"post {number} ({entry.get('key', 'utan key')})"
    missing = [name for name in FIELDS if name not in entry]
    unknown = sorted(str(name) for name in entry if name not in FIELDS)
    if missing or unknown:
        told = [f"saknar {name}" for name in missing]
        told += [f"har {name}, som inte är något fält" for name in unknown]
        raise RetentionError(f"{where} {'; '.join(told)}")
    days = _days(where, entry["days"])
    for name in FIELDS:
        value = entry[name]
        if name == "days":
            continue
        if not isinstance(value, str):
            raise RetentionError(f"{where}: {name} ska vara text")
        if not value.strip() and name not in _MAY_BE_EMPTY:
            raise RetentionError(f"{where}: {name} är tomt")
    if days is not None and not entry["after"].strip():
        raise RetentionError(
            f"{where}: after är tomt, så dagarna räknas inte från något"
        )
    return RetentionRule(**entry | {"days": days})


def _days(where: str, value: Any) -> int | None:
    if value == NEVER:
        return None
    # True is an int in Python, and 0 would remove what is in use.
    if type(value) is not int or value < 1:
        raise RetentionError(
            f"{where}: days ska vara ett helt antal dagar, minst 1, eller {NEVER}"
        )
    return value
