"""A reading as the JSON that ``fardplan read --json`` promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.engine.sources.output_shape import FIELDS


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fardplan.engine.sources.model import Document, Finding, Note
    from fardplan.engine.sources.reading import Reading


def to_json(reading: Reading, sha256: str) -> dict[str, Any]:
    """Give the answer as plain data. Findings are numbered in the order of the text."""
    text = reading.document.source.text
    return {
        "document": {
            "title": reading.title,
            "kind": reading.document.kind.value,
            "pages": reading.document.pages,
            "sha256": sha256,
            "language": reading.language,
        },
        "findings": list(_numbered(reading, text)),
        "notes": [_note(note, text) for note in reading.notes],
    }


def page_starts(document: Document) -> list[int]:
    """Give the offset where each page begins; an empty page begins where the next does.

    A page is taken to begin at its first line, since what breaks pages is no text.
    """
    starts: dict[int, int] = {}
    for line in document.lines:
        starts.setdefault(line.page, line.start)
    found = [len(document.source.text)]
    for number in range(document.pages, 1, -1):
        found.append(starts.get(number, found[-1]))
    return [0, *reversed(found[1:])]


def _numbered(reading: Reading, text: str) -> Iterator[dict[str, Any]]:
    number = 0

    def walk(finding: Finding, parent: str | None) -> Iterator[dict[str, Any]]:
        nonlocal number
        number += 1
        own = f"f{number:05d}"
        yield _finding(finding, own, parent, text)
        for child in sorted(finding.children, key=_place):
            yield from walk(child, own)

    for finding in sorted(reading.findings, key=_place):
        yield from walk(finding, None)


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, -finding.end, finding.kind


def _finding(
    finding: Finding, own: str, parent: str | None, text: str
) -> dict[str, Any]:
    return {
        "id": own,
        "kind": finding.kind,
        "text": finding.text,
        "fields": _fields(finding),
        "page": finding.page,
        "quote": text[finding.start : finding.end],
        "start": finding.start,
        "end": finding.end,
        "parent": parent,
        "confidence": finding.confidence,
    }


def _fields(finding: Finding) -> Mapping[str, Any]:
    """Give the fields in the order of the contract, tuples as lists."""
    return {name: _plain(finding.fields.get(name)) for name in FIELDS[finding.kind]}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value


def _note(note: Note, text: str) -> dict[str, Any]:
    return {
        "code": note.code,
        "text": note.text,
        "page": note.page,
        "quote": text[note.start : note.end],
        "start": note.start,
        "end": note.end,
    }
