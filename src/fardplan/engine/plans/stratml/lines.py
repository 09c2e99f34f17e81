"""What StratML has no element for, as lines of plain Swedish, and read back.

Out: ``Rubrik: värde`` for each thing told of a part. A reference to another part ends
with its identifier in brackets, so that it can be found again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fardplan.engine.plans.initiative_records import INITIATIVE_COLUMNS
from fardplan.engine.plans.levels import LinkKind, NodeKind
from fardplan.engine.plans.stratml import vocabulary as words
from fardplan.engine.plans.stratml.plain_text import (
    SPACES,
    one_line,
    to_identifier,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fardplan.engine.plans.content import NodeFact
    from fardplan.engine.plans.stratml.plan_record import AdoptionRecord, PlanRecord

_REFERENCE = re.compile(r"\((_[\w.-]+)\)$")
_PLAIN = (words.DAY, words.LESS, words.MORE, words.INITIATIVE)
_OF_INITIATIVES = frozenset(INITIATIVE_COLUMNS.values())


def reference(node: NodeFact) -> str:
    """Name another part so that both people and the reader find it."""
    name = one_line(f"{node.number} {node.title}")
    return f"{name} ({to_identifier(node.key)})"


def lines_of(
    node: NodeFact, links: Iterable[tuple[str, NodeFact]], parent: NodeFact | None
) -> Iterator[str]:
    """Tell a part; ``parent`` only when its place in the file does not show it."""
    yield f"{words.KIND}: {words.KIND_WORDS[NodeKind(node.kind)]}"
    if parent is not None:
        yield f"{words.UNDER}: {reference(parent)}"
    told = (node.day, node.less_of, node.more_of, node.initiative)
    for heading, value in zip(_PLAIN, told, strict=True):
        if one_line(value):
            yield f"{heading}: {one_line(value)}"
    for kind, target in links:
        yield f"{words.LINK_HEADINGS[LinkKind(kind)]}: {reference(target)}"


def lines_of_vision(
    node: NodeFact, links: Iterable[tuple[str, NodeFact]]
) -> Iterator[str]:
    """Tell of the vision what its element has no room for."""
    told = [*lines_of(node, links, None)][1:]  # its element shows its kind
    number = one_line(node.number)
    for line in ([f"{words.NUMBER}: {number}"] if number else []) + told:
        yield f"{words.OF_THE_VISION}{line}"


def lines_of_initiative(lines: Mapping[str, str]) -> Iterator[str]:
    """Tell the living facts of an initiative."""
    for heading, value in lines.items():
        yield f"{heading}: {one_line(value)}"


def lines_of_plan(about: PlanRecord) -> Iterator[str]:
    """Tell what the plan is, and who has adopted it with day, section and number."""
    yield f"Program: {one_line(about.programme)}"
    yield f"Version: {about.number}"
    if about.target_year:
        yield f"Målår: {about.target_year}"
    for one in about.adoptions:
        yield _adoption(one)
    if about.sha256:
        yield f"Fingeravtryck (SHA-256): {about.sha256}"


def _adoption(one: AdoptionRecord) -> str:
    told = [
        f"{words.ADOPTION_WORDS[one.state]} {one_line(one.body)}",
        one_line(one.authority),
        one.day.isoformat() if one.day else "",
        one_line(one.paragraph),
        f"dnr {one_line(one.registry_number)}" if one.registry_number else "",
    ]
    line = ", ".join(part for part in told if part)
    reservation = one_line(one.reservation)
    return f"{line}. Reservation: {reservation}" if reservation else line


@dataclass
class ToldLines:
    """What the lines of a part said; ``rest`` is what was not ours."""

    plain: dict[str, str] = field(default_factory=dict)
    links: list[tuple[LinkKind, str]] = field(default_factory=list)
    rest: str = ""

    @property
    def kind(self) -> str:
        return self.plain.get(words.KIND, "")

    @property
    def parent(self) -> str:
        """The identifier of the part above; empty when none is told."""
        return identifier_in(self.plain.get(words.UNDER, ""))


def read_lines(text: str) -> ToldLines:
    """Read the lines back. Of an initiative its living facts are passed over."""
    told, rest = ToldLines(), []
    for line in text.split("\n"):
        heading, _colon, value = line.strip(SPACES).partition(": ")
        if heading in words.LINKS_BY_HEADING and identifier_in(value):
            kind = words.LINKS_BY_HEADING[heading]
            told.links.append((kind, identifier_in(value)))
        elif heading in (words.KIND, words.UNDER, words.NUMBER, *_PLAIN):
            told.plain[heading] = value
        elif not (told.kind and heading in _OF_INITIATIVES):
            rest.append(line)
    told.rest = "\n".join(rest).strip(SPACES)
    return told


def identifier_in(value: str) -> str:
    """Give the identifier that a reference ends with."""
    found = _REFERENCE.search(value)
    return found[1] if found else ""
