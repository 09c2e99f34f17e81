"""Rows <-> what the engine reads, compares and knows of bodies."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from django.conf import settings
from django.core.files.storage import default_storage

from fardplan.apps.sources.models import Finding
from fardplan.apps.sources.watched_readers import (
    SECONDS,
    read_all,
    read_whole_or_reason,
)
from fardplan.engine.actors.bodies import Level, SeatRole
from fardplan.engine.actors.body_names import (
    body_code,
    level_told_by,
    same_body_name,
    type_told_by,
)
from fardplan.engine.actors.words import LEVELS, ROLES, TYPES
from fardplan.engine.sources.editions import EditionFinding, fingerprints
from fardplan.engine.sources.output_shape import FIELDS
from fardplan.engine.sources.themes import Lexicon, lexicon_from


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fardplan.apps.sources.models import SourceDocument

COPIED_AT_A_TIME = 1_000_000


@lru_cache(maxsize=1)
def themes() -> Lexicon:
    """Give the themes that initiatives are told apart by."""
    file = settings.DEFINITIONS_DIR / "themes.yaml"
    return lexicon_from(yaml.safe_load(file.read_text(encoding="utf-8")))


def read_upload(name: str, *, seconds: float = SECONDS) -> dict[str, Any] | str:
    """Read an uploaded file in a watched process; give why not, in Swedish.

    The file is copied first: where uploads lie may be no folder of this machine.
    """
    with tempfile.NamedTemporaryFile() as copy:
        with default_storage.open(name) as upload:
            while part := upload.read(COPIED_AT_A_TIME):
                copy.write(part)
        copy.flush()
        answers = read_all(
            [Path(copy.name)],
            themes(),
            jobs=1,
            seconds=seconds,
            read=read_whole_or_reason,
        )
        return next(iter(answers))


def to_findings(
    document: SourceDocument, told: Sequence[Mapping[str, Any]]
) -> list[Finding]:
    """Give unsaved rows of what the reader told, with parents set to unsaved rows."""
    places = {one["id"]: place for place, one in enumerate(told)}
    parents = [places[p] if (p := one["parent"]) else None for one in told]
    prints = fingerprints(
        (one["kind"], one["text"], parent)
        for one, parent in zip(told, parents, strict=True)
    )
    rows: list[Finding] = []
    for place, one in enumerate(told):
        parent = parents[place]
        above = rows[parent] if parent is not None else None
        rows.append(
            Finding(
                document=document,
                number=place + 1,
                parent=above,
                depth=above.depth + 1 if above else 0,
                fingerprint=prints[place],
                **{name: one[name] for name in _SAME},
            )
        )
    return rows


_SAME = (
    *("kind", "text", "fields", "page"),
    *("quote", "start", "end", "confidence"),
)


def to_edition_findings(rows: Iterable[Finding]) -> list[EditionFinding]:
    """Give what the engine compares of findings, known by their keys."""
    return [
        EditionFinding(row.pk, row.kind, row.text, row.fingerprint, row.parent_id)
        for row in rows
    ]


def to_json(document: SourceDocument, findings: Iterable[Finding]) -> dict[str, Any]:
    """Give the document as ``fardplan read --json`` does."""
    rows = list(findings)
    names = {row.pk: f"f{row.number:05d}" for row in rows}
    return {
        "document": {
            "title": document.title,
            "kind": document.kind,
            "pages": document.pages,
            "sha256": document.sha256,
            "language": document.language or None,
        },
        "findings": [
            {"id": names[row.pk]}
            | {name: getattr(row, name) for name in _SAME[:-1]}
            | {
                "fields": in_contract_order(row, row.fields),
                "parent": names.get(row.parent_id) if row.parent_id else None,
                "confidence": row.confidence,
            }
            for row in rows
        ],
        "notes": document.notes,
    }


@dataclass(frozen=True)
class FieldShape:
    """How a field of a finding is written: text, number, truth, choice or lines."""

    name: str
    form: str
    words: tuple[str, ...] = ()


def in_contract_order(finding: Finding, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give fields in the order of the reader's contract; PostgreSQL keeps its own."""
    return {name: values[name] for name in FIELDS[finding.kind] if name in values}


def field_shapes(kind: str) -> list[FieldShape]:
    """Give the fields of a kind that people may rewrite.

    What a field of several parts holds (the words that show a theme, the points of a
    planned meeting) is left as it was read.
    """
    found = []
    for name, shape in FIELDS[kind].items():
        if "object" in shape.types:
            continue
        form = {"array": "lines", "boolean": "truth", "integer": "number"}.get(
            shape.types[0], "decimal" if shape.types[0] == "number" else "text"
        )
        found.append(FieldShape(name, "choice" if shape.words else form, shape.words))
    return found


def is_same_body(one: str, other: str) -> bool:
    """Whether two names are of one body."""
    return same_body_name(one, other)


def to_body_row(finding: Finding, home: str, codes: set[str]) -> dict[str, str]:
    """Give a body that a document names as a row of text for the register.

    ``home`` is the name of the authority, ``codes`` those that are taken.
    """
    values = finding.values
    name = str(values.get("name") or finding.words)
    kind = type_told_by(name)
    told = values.get("level")
    level = Level(told) if told else level_told_by(kind)
    return {
        "code": body_code(name, codes),
        "name": name[:160],
        "abbreviation": str(values.get("abbreviation") or "")[:20],
        "body_type": TYPES[kind],
        "level": LEVELS[level],
        "home": home,
        "authorities": home,
    }


def to_seat_row(finding: Finding) -> dict[str, str]:
    """Give a seat that a document names as a row of text for the register."""
    values = finding.values
    return {
        "role": ROLES[SeatRole(values["role"])],
        "party": str(values.get("party") or "")[:40],
    }
