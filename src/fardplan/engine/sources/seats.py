"""The seats that a notice lists, or the chair whom its head names.

In: lines. Out: seats with name, party and role. Two columns set side by side come out of
an extractor as two names on a line, or as two groups of names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.columns import cells_of
from fardplan.engine.sources.model import finding_of
from fardplan.engine.sources.names import NAME, SEAT


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.sources.model import Finding, Line


_CHAIR = re.compile(
    rf"^Ordförande(?P<colon>:)?\s+(?P<name>{NAME})(?: ?\((?P<party>\w{{1,6}})\))?$"
)
_TWO_SEATS = re.compile(
    r"^(?P<left>[^()]{4,60}\([A-Za-zÅÄÖåäö]{1,6}\)(?:, (?:\d:[ae] )?(?:vice )?ordförande)?)"
    r"\s+(?P<right>[A-ZÅÄÖ][^()]{3,60}\([A-Za-zÅÄÖåäö]{1,6}\))$"
)
_MEMBERS = re.compile(r"\b(?:Ledamöter|Beslutande)\b")
_SUBSTITUTES = re.compile(r"\b(?:Ersättare|ersättare)\b")


def find_chair(lines: Sequence[Line]) -> list[Finding]:
    """Give the chair whom the head of a notice names, and no one else."""
    chairs = ((line, _CHAIR.match(line.text)) for line in cells_of(lines))
    return [
        finding_of(
            "seat",
            line,
            {
                "name": found["name"],
                "party": found["party"],
                "role": "chair",
                "vacant": False,
            },
        )
        for line, found in chairs
        if found and (found["colon"] or found["party"])
    ][:1]


def find_seats(lines: Sequence[Line]) -> list[Finding]:
    """Give the seats. Two columns set side by side come out as two groups of names."""
    groups: list[list[Line]] = []
    headings: list[str] = []
    current = ""
    for line in _columns_apart(_form_apart(lines)):
        if not SEAT.match(line.text):
            current = _heading(line.text) or current
        elif current:
            is_new = not groups or headings[-1] != current or line.gap > 0
            if is_new:
                groups.append([])
                headings.append(current)
            groups[-1].append(line)
    return [
        _seat(line, role)
        for group, role in zip(groups, _roles(groups, headings), strict=True)
        for line in group
    ]


def _form_apart(lines: Sequence[Line]) -> list[Line]:
    """Give the names of a form's row, "Ledamöter   Ada Ek (S)", as lines of their own."""
    found: list[Line] = []
    for line in lines:
        cells = cells_of([line])
        is_form = (
            len(cells) > 1 and _heading(cells[0].text) and SEAT.match(cells[1].text)
        )
        found += cells if is_form else [line]
    return found


def _columns_apart(lines: Sequence[Line]) -> list[Line]:
    """Give two names on one line as two lines: the left column first, then the right."""
    found: list[Line] = []
    right: list[Line] = []
    for line in lines:
        two = _TWO_SEATS.match(line.text)
        if two:
            found.append(
                line._replace(text=two["left"], end=line.start + two.end("left"))
            )
            start = line.start + two.start("right")
            # The empty line before it begins a group of its own.
            gap = 0 if right else 1
            right.append(line._replace(text=two["right"], start=start, gap=gap))
        else:
            if not SEAT.match(line.text):
                found, right = [*found, *right], []
            found.append(line)
    return found + right


def _heading(text: str) -> str | None:
    has_members = _MEMBERS.search(text) is not None
    has_substitutes = _SUBSTITUTES.search(text) is not None
    if len(text.split()) > 6:
        return None
    if has_members and has_substitutes:
        return "both"
    if has_members:
        return "member"
    return "substitute" if has_substitutes else None


def _roles(groups: Sequence[Sequence[Line]], headings: Sequence[str]) -> Iterator[str]:
    """Give the role of each group: of two columns the one with the chair is members."""
    for group, heading in zip(groups, headings, strict=True):
        if heading != "both":
            yield heading
        elif any("ordförande" in line.text for line in group):
            yield "member"
        else:
            yield "substitute"


def _seat(line: Line, role: str) -> Finding:
    found = SEAT.match(line.text)
    assert found is not None  # noqa: S101 -- the lines were chosen by this pattern
    name = found["name"].strip()
    office = (found["role"] or found["before"] or "").casefold()
    is_vacant = name.casefold() in {"vakant", "vakans"}
    if "vice ordförande" in office:
        role = "vice_chair"
    elif "ordförande" in office:
        role = "chair"
    return finding_of(
        "seat",
        line,
        {
            "name": None if is_vacant else name,
            "party": found["party"],
            "role": role,
            "vacant": is_vacant,
        },
    )
