"""What files of other programs tell that a plan has no part for, as words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fardplan.engine.plans.stratml import vocabulary as words
from fardplan.engine.plans.stratml.entries import LONGEST
from fardplan.engine.plans.stratml.plain_text import one_line, shortened
from fardplan.engine.plans.stratml.read_xml import children, line_said, said


if TYPE_CHECKING:
    from collections.abc import Iterator

    from fardplan.engine.plans.stratml.read_xml import NoteBook

_ROLES = {"Performer": "utförare", "Beneficiary": "mottagare"}
_RESULTS = {"TargetResult": "Mål", "ActualResult": "Utfall"}
_GAP = re.compile(r"\n[ \t]*\n")


def split_title(text: str) -> tuple[str, str]:
    """Give the title and the rest of a description that has no name.

    The first paragraph is the title. When that is too long, the whole is the text.
    """
    first, *rest = _GAP.split(text, maxsplit=1)
    title = one_line(first)
    if len(title) > LONGEST["title"]:
        return shortened(title, LONGEST["title"]), text
    return title, rest[0] if rest else ""


def stakeholders_in_words(element: Any, book: NoteBook) -> str:
    """Name those who do or gain by a part; empty when nobody is named."""
    told = [_stakeholder(one, book) for one in children(element, "Stakeholder")]
    named = [one for one in told if one]
    return f"Intressenter: {'; '.join(named)}." if named else ""


def _stakeholder(element: Any, book: NoteBook) -> str:
    name = line_said(element, "Name", book)
    about = [line_said(element, "Description", book)]
    for role in children(element, "Role"):
        about += [line_said(role, n, book) for n in ("Name", "Description")]
        types = [one_line(one.text or "") for one in children(role, "RoleType")]
        about += [_ROLES.get(one, one) for one in types]
    told = ", ".join(dict.fromkeys(one for one in about if one))
    return f"{name} ({told})" if name and told else name or told


def indicator_words(element: Any, book: NoteBook) -> tuple[str, str]:
    """Give the title and the text of an indicator: what, in which unit, how much."""
    lines = [*_indicator_lines(element, book)]
    title = line_said(element, "MeasurementDimension", book)
    if not title and lines:
        title = lines[0].partition(": ")[2]
    return title, "\n".join(lines)


def _indicator_lines(element: Any, book: NoteBook) -> Iterator[str]:
    unit = line_said(element, "UnitOfMeasurement", book)
    if unit and unit != words.NO_UNIT:
        yield f"Enhet: {unit}"
    for instance in children(element, "MeasurementInstance"):
        for name, heading in _RESULTS.items():
            for result in children(instance, name):
                told = _result(result, book)
                if told:
                    yield f"{heading}: {told}"
    other = said(element, "OtherInformation", book)
    if other:
        yield other


def _result(element: Any, book: NoteBook) -> str:
    units = line_said(element, "NumberOfUnits", book)
    days = [line_said(element, name, book) for name in ("StartDate", "EndDate")]
    told = [units, "–".join(day for day in days if day)]
    for descriptor in children(element, "Descriptor"):
        names = ("DescriptorName", "DescriptorValue")
        told += [line_said(descriptor, name, book) for name in names]
    told.append(line_said(element, "Description", book))
    return ", ".join(one for one in told if one)


def referents(element: Any, book: NoteBook) -> list[str]:
    """Give the identifiers that an indicator is tied to.

    The older form of part 2 has them in Identifier.
    """
    found = []
    for relation in children(element, "Relationship"):
        for name in ("ReferentIdentifier", "Identifier"):
            told = [one_line(one.text or "") for one in children(relation, name)]
            found += [one for one in told if one]
    return found
