"""The seats that a notice lists, or the chair whom its head names.

In: lines. Out: seats with name, party and role. Two columns set side by side come out of
an extractor as two names on a line, or as two groups of names.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fardplan.engine.sources.columns import cells_of
from fardplan.engine.sources.model import finding_of
from fardplan.engine.sources.seat_columns import columns_apart, heading_role
from fardplan.engine.sources.seat_person import Person, person_of, person_of_row


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.sources.model import Finding, Line


_CHAIR = re.compile(
    r"^(?:[12]:[ae] |Förste |Andre )?(?:Vice o|v\. ?o|vice o|O)rdförande(?P<colon>:)?\s+\S"
)
_LABELLED = re.compile(r"^(?P<label>[^:]{4,40}):\s+(?P<rest>\S.*)$")
# What begins the agenda ends the list of those who are called.
_ENDS = re.compile(
    r"^(?:§ ?\d|(?:kl\.? ?)?\d{1,2}[.:]\d\d\b|Ärende|Ärendelista|Dagordning|Föredragningslista|"
    r"Program\b|Tidplan|Förslag\b|Justering|Utses att justera|Sekreterare\b|Övriga\b|"
    r"Föredragande|Adjungera|Tjänsteperson|Tjänstemän)"
)
_INLINE = re.compile(
    r"(?<=\))(?P<office>,? (?:\d:[ae] )?(?:vice )?(?:ordförande|ordf\.?))?(?:[,;](?: och)?| och)\s+(?=[A-ZÅÄÖ])"
)
FEWEST_WITHOUT_PARTY = 2


def find_chair(lines: Sequence[Line]) -> list[Finding]:
    """Give those whom the head of a notice names by their office."""
    found = []
    for line in cells_of(lines):
        told = _CHAIR.match(line.text)
        person = person_of(line.text) if told else None
        if told and person and person.role and (told["colon"] or person.party):
            found.append(_seat(line, person, person.role))
    return found


def find_seats(lines: Sequence[Line]) -> list[Finding]:
    """Give the seats. Two columns set side by side come out as two groups of names."""
    groups: list[list[tuple[Line, Person]]] = []
    headings: list[str] = []
    current, last = "", None
    for line in _labels_apart(columns_apart(lines)):
        told = person_of_row([cell.text for cell in cells_of([line])])
        role = heading_role(line.text)
        if told and _is_certain(told):
            role = None
        elif role:
            told = None
        if role or _ENDS.match(line.text):
            current, last = role or "", line
        elif told is None:
            last = None
        elif current and (_is_certain(told) or last):
            # Only of two columns under one heading an empty line parts the groups.
            is_apart = current == "both" and line.gap > 0
            is_new = not groups or headings[-1] != current or is_apart
            if is_new:
                groups.append([])
                headings.append(current)
            groups[-1].append((line, told))
            last = line
    found = [
        _seat(line, told, role)
        for group, role in zip(groups, _roles(groups, headings), strict=True)
        for line, told in _certain(group)
    ]
    return _with_chair(found, find_chair(lines)) if found else []


def _is_certain(person: Person) -> bool:
    return bool(person.party or person.role or person.is_vacant)


def _certain(group: Sequence[tuple[Line, Person]]) -> Iterator[tuple[Line, Person]]:
    """Give those of a group who have a party, or all where several stand without."""
    without = sum(not _is_certain(told) for _, told in group)
    for line, told in group:
        if _is_certain(told) or without >= FEWEST_WITHOUT_PARTY or len(group) > without:
            yield line, told


def _with_chair(seats: list[Finding], chairs: Sequence[Finding]) -> list[Finding]:
    """Give the seats with those whom the head names by their office."""
    for chair in chairs:
        name = chair.fields["name"]
        same = next((one for one in seats if one.fields["name"] == name), None)
        if same is None:
            seats = [chair, *seats]
        elif same.fields["role"] == "member":
            fields = {**same.fields, "role": chair.fields["role"]}
            seats = [replace(same, fields=fields) if s is same else s for s in seats]
    return seats


def _labels_apart(lines: Sequence[Line]) -> list[Line]:
    """Give what stands after a label, or in a list on one line, as lines of their own."""
    found: list[Line] = []
    for line in lines:
        cells = cells_of([line])
        label = _LABELLED.match(line.text)
        if (
            len(cells) > 1
            and heading_role(cells[0].text)
            and not heading_role(cells[1].text)
        ):
            found += [cells[0], *_list_apart(cells[1])] if len(cells) == 2 else cells
        elif label and heading_role(label["label"]) and "juster" not in line.text:
            at = label.start("rest")
            head = line._replace(
                text=label["label"], end=line.start + label.end("label")
            )
            rest = line._replace(text=label["rest"], start=line.start + at, gap=0)
            found += [head, *_list_apart(rest)]
        else:
            found += _list_apart(line)
    return found


def _list_apart(line: Line) -> list[Line]:
    """Give the people of a list on one line, "Ada Ek (S), Bo Lind (M)", each as a line."""
    cuts = [*_INLINE.finditer(line.text)]
    starts = [0, *(cut.end() for cut in cuts)]
    # An office belongs to the one before it.
    ends = [*(max(cut.start(), cut.end("office")) for cut in cuts), len(line.text)]
    parts = [
        line._replace(
            text=line.text[a:b],
            start=line.start + a,
            end=line.start + b,
            gap=0 if a else line.gap,
        )
        for a, b in zip(starts, ends, strict=True)
    ]
    is_list = (
        len(parts) > 1
        and "   " not in line.text
        and all((told := person_of(part.text)) and told.party for part in parts)
    )
    return parts if is_list else [line]


def _roles(
    groups: Sequence[Sequence[tuple[Line, Person]]], headings: Sequence[str]
) -> Iterator[str]:
    """Give the role of each group: of two columns the one with the chair is members."""
    for group, heading in zip(groups, headings, strict=True):
        if heading != "both":
            yield heading
        elif any(told.role in {"chair", "vice_chair"} for _, told in group):
            yield "member"
        else:
            yield "substitute"


def _seat(line: Line, person: Person, role: str) -> Finding:
    return finding_of(
        "seat",
        line,
        {
            "name": person.name,
            "party": person.party,
            "role": person.role or role,
            "vacant": person.is_vacant,
        },
    )
