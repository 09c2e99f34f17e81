"""The named rule sets of SPC as data (definitions/spc_rule_sets.yaml).

In: the file's text. Out: its rule sets, checked; what is wrong is told by entry and
field, since whoever answers for the follow-up may change a length or add a set.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import yaml

from fardplan.engine.spc.kinds import Signal


TEXTS = ("key", "title", "why", "source")
LENGTHS = {Signal.TREND: "trend_points", Signal.SHIFT: "shift_points"}
FIELDS = (*TEXTS, "signals", *LENGTHS.values(), "near", "xmr_factor")
# A shift of 2 points is every other point; nobody waits for one of 100.
SHORTEST, LONGEST = 3, 50


class RuleSetsError(ValueError):
    """The rule sets can't be used; ``str()`` says where and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """Which signals are looked for, and how long is long.

    ``trend_points`` and ``shift_points`` count points (7 points are 6 rises) and are 0
    where the signal is not looked for. ``near`` is where the outer part of the limits
    begins, as a share of the way from the centre. ``xmr_factor`` times the mean moving
    range gives the limits of an XmR chart: 2.66, or 3/1.128 without its rounding.
    """

    key: str
    title: str
    why: str
    source: str
    signals: frozenset[Signal]
    trend_points: int
    shift_points: int
    near: float
    xmr_factor: float


def read_rule_sets(text: str) -> dict[str, RuleSet]:
    """Give the rule sets by key, in the order of the file; the first is the default."""
    try:
        told = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise RuleSetsError(f"filen är inte giltig YAML: {problem}") from None
    if not isinstance(told, list) or not told:
        raise RuleSetsError("filen ska vara en lista med minst en regeluppsättning")
    found = [_rule_set(number, entry) for number, entry in enumerate(told, 1)]
    by_key = {rules.key: rules for rules in found}
    if len(by_key) < len(found):
        raise RuleSetsError("två regeluppsättningar har samma key")
    return by_key


def _rule_set(number: int, entry: Any) -> RuleSet:
    if not isinstance(entry, dict):
        raise RuleSetsError(
            f"uppsättning {number} ska ha fälten {', '.join(FIELDS[:5])}"
        )
    where = f"uppsättning {number} ({entry.get('key', 'utan key')})"
    for name in TEXTS:
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise RuleSetsError(f"{where}: {name} saknas eller är ingen text")
    if unknown := sorted(str(name) for name in entry if name not in FIELDS):
        raise RuleSetsError(f"{where}: {', '.join(unknown)} är inget fält")
    signals = _signals(where, entry.get("signals"))
    lengths = {
        name: _length(where, name, entry.get(name), is_asked=signal in signals)
        for signal, name in LENGTHS.items()
    }
    return RuleSet(
        signals=signals,
        near=_number(where, "near", entry.get("near"), 0, 1),
        xmr_factor=_number(where, "xmr_factor", entry.get("xmr_factor"), 1, 5),
        trend_points=lengths["trend_points"],
        shift_points=lengths["shift_points"],
        **{name: entry[name].strip() for name in TEXTS},
    )


def _signals(where: str, told: Any) -> frozenset[Signal]:
    known = [signal.value for signal in Signal]
    if not isinstance(told, list) or not told or any(one not in known for one in told):
        raise RuleSetsError(
            f"{where}: signals ska vara en lista med några av {', '.join(known)}"
        )
    return frozenset(Signal(one) for one in told)


def _length(where: str, name: str, told: Any, *, is_asked: bool) -> int:
    if not is_asked:
        if told is not None:
            raise RuleSetsError(f"{where}: {name} anges bara när signalen används")
        return 0
    # True is an int in Python.
    if type(told) is not int or not SHORTEST <= told <= LONGEST:
        raise RuleSetsError(
            f"{where}: {name} ska vara ett helt tal från {SHORTEST} till {LONGEST}"
        )
    return told


def _number(where: str, name: str, told: Any, low: float, high: float) -> float:
    try:
        value = float(Fraction(str(told)))
    except (ValueError, ZeroDivisionError):
        value = low
    if not low < value < high:
        raise RuleSetsError(
            f"{where}: {name} ska vara ett tal eller bråk mellan {low} och {high}"
        )
    return value
