"""The rules of the thread check as data (definitions/thread_rules.yaml).

In: the file's text. Out: its rules, checked; what is wrong is told by entry and field,
since whoever leads a programme may change a limit or a wording.
"""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import yaml


FIELDS = ("key", "severity", "place", "title", "says", "why", "source", "mend")


class Severity(StrEnum):
    """How much a gap harms the thread, the worst first."""

    BREAKS = "breaks"
    WEAKENS = "weakens"
    NOTE = "note"


class Place(StrEnum):
    """Where on the thread a gap is, from the sources to the effect."""

    SOURCES = "sources"
    GOALS = "goals"
    INITIATIVES = "initiatives"
    DECISIONS = "decisions"
    ASSIGNMENTS = "assignments"
    INDICATORS = "indicators"
    FORECASTS = "forecasts"


class ThreadRulesError(ValueError):
    """The rules can't be used; ``str()`` says where and why."""


@dataclass(frozen=True, kw_only=True)
class ThreadRule:
    """One rule. ``says`` has the gap's values in braces; ``limits`` are whole numbers."""

    key: str
    severity: Severity
    place: Place
    title: str
    says: str
    why: str
    source: str
    mend: str
    limits: dict[str, int] = field(default_factory=dict)


def read_thread_rules(text: str) -> dict[str, ThreadRule]:
    """Give the rules by key, in the order of the file."""
    try:
        told = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise ThreadRulesError(f"filen är inte giltig YAML: {problem}") from None
    if not isinstance(told, list) or not told:
        raise ThreadRulesError("filen ska vara en lista med minst en regel")
    rules = [_rule(number, entry) for number, entry in enumerate(told, 1)]
    found = {rule.key: rule for rule in rules}
    if len(found) < len(rules):
        raise ThreadRulesError("två regler har samma key")
    return found


def _rule(number: int, entry: Any) -> ThreadRule:
    if not isinstance(entry, dict):
        raise ThreadRulesError(f"regel {number} ska ha fälten {', '.join(FIELDS)}")
    where = f"regel {number} ({entry.get('key', 'utan key')})"
    for name in FIELDS:
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise ThreadRulesError(f"{where}: {name} saknas eller är ingen text")
    if unknown := sorted(str(k) for k in entry if k not in {*FIELDS, "limits"}):
        raise ThreadRulesError(f"{where}: {', '.join(unknown)} är inget fält")
    try:
        severity, place = Severity(entry["severity"]), Place(entry["place"])
        list(string.Formatter().parse(entry["says"]))
    except ValueError as problem:
        raise ThreadRulesError(f"{where}: {problem}") from None
    texts = {name: entry[name].strip() for name in FIELDS}
    known = {"severity": severity, "place": place, "limits": _limits(where, entry)}
    return ThreadRule(**texts | known)


def _limits(where: str, entry: dict[str, Any]) -> dict[str, int]:
    limits = entry.get("limits", {})
    if not isinstance(limits, dict) or any(
        # True is an int in Python.
        type(value) is not int or value < 0
        for value in limits.values()
    ):
        raise ThreadRulesError(f"{where}: limits ska vara hela tal, 0 eller mer")
    return {str(name): value for name, value in limits.items()}
