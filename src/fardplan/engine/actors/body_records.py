"""A body as one row of text: what forms show, files hold and the history compares.

In: the row's columns (:data:`BODY_COLUMNS`), Swedish words throughout. Out: a
:class:`BodyRecord`, or every problem by column. Writing a record and reading it back
gives the same record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.engine.actors.bodies import BodyType, Level, Period, RelationKind
from fardplan.engine.actors.composition import CompositionRule, read_rule, write_rule
from fardplan.engine.actors.text_fields import (
    FieldProblem,
    FieldReader,
    Known,
    day_text,
)
from fardplan.engine.actors.words import LEVELS, QUORUMS, RELATIONS, TYPES


if TYPE_CHECKING:
    from collections.abc import Mapping


# Field -> heading, in the order of the columns.
BODY_COLUMNS = {
    "code": "Kortadress",
    "name": "Namn",
    "abbreviation": "Förkortning",
    "body_type": "Typ",
    "level": "Nivå",
    "home": "Hör hemma i",
    "authorities": "Myndigheter",
    "financed_by": "Samfinansieras av",
    "mandate": "Uppdrag",
    "valid_from": "Finns från",
    "valid_to": "Finns till",
    "notice_days": "Kallelse dagar före",
    "quorum": "Beslutförhet",
    "approval_manner": "Justering",
    "remote_allowed": "Deltagande på distans",
    "composition": "Sammansättning",
    **{kind.value: word.capitalize() for kind, word in RELATIONS.items()},
    "source": "Källa",
}
REQUIRED_COLUMNS = ("code", "name", "body_type", "level", "home", "authorities")
# Pages that lie where a body's own would.
RESERVED = ("nytt", "las-in")
_ARROW = re.compile(
    r"(?P<code>\S+)(?: (?P<start>[\d-]*)\.\.(?P<end>[\d-]*))?", re.ASCII
)


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """A relation from the body that holds it."""

    kind: RelationKind
    target: str
    period: Period


@dataclass(frozen=True, kw_only=True)
class BodyRecord:
    """All that is told of one body but its seats."""

    code: str
    name: str
    abbreviation: str = ""
    body_type: BodyType
    level: Level
    home: str
    authorities: tuple[str, ...]
    financed_by: tuple[str, ...] = ()
    mandate: str = ""
    period: Period
    notice_days: int | None = None
    quorum: str = "more_than_half"
    approval_manner: str = ""
    remote_allowed: bool | None = None
    composition: tuple[CompositionRule, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    source: str = ""


def read_body(
    values: Mapping[str, str], known: Known
) -> tuple[BodyRecord | None, list[FieldProblem]]:
    """Read a row; the record is None when something is wrong."""
    reader = FieldReader(values, known)
    code = reader.code("code")
    if code in RESERVED:
        reader.wrong("code", f"”{code}” är upptaget av Färdplan; välj något annat")
    body_type = reader.choice("body_type", TYPES)
    level = reader.choice("level", LEVELS)
    read = {
        "code": code,
        "name": reader.text("name", 160, is_required=True),
        "abbreviation": reader.text("abbreviation", 20),
        "home": reader.authority("home", is_required=True),
        "authorities": reader.authorities("authorities", is_required=True),
        "financed_by": reader.authorities("financed_by"),
        "mandate": reader.lines("mandate", 5000),
        "period": reader.period("valid_from", "valid_to"),
        "notice_days": reader.number("notice_days", 365),
        "quorum": _read_quorum(reader, values),
        "approval_manner": reader.text("approval_manner", 200),
        "remote_allowed": reader.yes_or_no("remote_allowed"),
        "composition": _read_composition(reader),
        "arrows": tuple(
            arrow for kind in RELATIONS for arrow in _arrows(reader, kind, code, known)
        ),
        "source": reader.text("source", 200),
    }
    if reader.problems or body_type is None or level is None:
        return None, reader.problems
    return BodyRecord(body_type=body_type, level=level, **read), []  # type: ignore[arg-type]


def write_body(record: BodyRecord, known: Known) -> dict[str, str]:
    """Write a record as a row of text, by field."""
    remote = {None: "", True: "Ja", False: "Nej"}[record.remote_allowed]
    notice = "" if record.notice_days is None else str(record.notice_days)
    values = {
        "code": record.code,
        "name": record.name,
        "abbreviation": record.abbreviation,
        "body_type": TYPES[record.body_type],
        "level": LEVELS[record.level],
        "home": known.name_of(record.home),
        "authorities": ", ".join(map(known.name_of, record.authorities)),
        "financed_by": ", ".join(map(known.name_of, record.financed_by)),
        "mandate": record.mandate,
        "valid_from": day_text(record.period.start),
        "valid_to": day_text(record.period.end),
        "notice_days": notice,
        "quorum": QUORUMS[record.quorum],
        "approval_manner": record.approval_manner,
        "remote_allowed": remote,
        "composition": "\n".join(map(write_rule, record.composition)),
        "source": record.source,
    }
    for kind in RELATIONS:
        arrows = [_write_arrow(arrow) for arrow in record.arrows if arrow.kind is kind]
        values[kind.value] = ", ".join(arrows)
    return {field: values[field] for field in BODY_COLUMNS}


def _read_quorum(reader: FieldReader, values: Mapping[str, str]) -> str:
    written = reader.text("quorum", 60)
    if not written:
        return "more_than_half"
    for value, word in QUORUMS.items():
        if written.casefold() in (word.casefold(), value):
            return value
    options = ", ".join(QUORUMS.values())
    reader.wrong(
        "quorum", f"”{values['quorum']}” finns inte; skriv något av: {options}"
    )
    return ""


def _read_composition(reader: FieldReader) -> tuple[CompositionRule, ...]:
    rules = []
    for line in re.split(r"[\n;]", reader.lines("composition", 2000)):
        if not line.strip():
            continue
        try:
            rules.append(read_rule(line))
        except ValueError as problem:
            reader.wrong("composition", str(problem))
    if any(len(rule.function) > 80 for rule in rules):
        reader.wrong("composition", "en funktion är längre än 80 tecken")
    return tuple(rules)


def _arrows(
    reader: FieldReader, kind: RelationKind, code: str, known: Known
) -> list[Arrow]:
    arrows: dict[str, Arrow] = {}
    for part in re.split(r"[,;\n]", reader.lines(kind.value, 4000)):
        if not part.strip():
            continue
        found = _ARROW.fullmatch(" ".join(part.split()))
        target = found["code"] if found else part.strip()
        if target not in known.bodies:
            reader.wrong(
                kind.value, f"”{target}” är inte kortadressen till något organ"
            )
        elif target == code:
            reader.wrong(
                kind.value, "ett organ kan inte ha en relation till sig självt"
            )
        elif target in arrows:
            reader.wrong(kind.value, f"”{target}” står två gånger")
        else:
            period = _read_period(reader, kind, found)
            arrows[target] = Arrow(kind=kind, target=target, period=period)
    return sorted(arrows.values(), key=lambda arrow: arrow.target)


def _read_period(
    reader: FieldReader, kind: RelationKind, found: re.Match[str] | None
) -> Period:
    start, end = (found["start"] or "", found["end"] or "") if found else ("", "")
    days = FieldReader({"start": start, "end": end}, Known())
    period = days.period("start", "end")
    for problem in days.problems:
        reader.wrong(kind.value, problem.reason)
    return period


def _write_arrow(arrow: Arrow) -> str:
    if arrow.period == Period():
        return arrow.target
    start, end = day_text(arrow.period.start), day_text(arrow.period.end)
    return f"{arrow.target} {start}..{end}"
