"""What an item of an agenda or of minutes proposes, encloses and says of signing.

In: the lines of an item's named parts. Out: proposals, attachments and approvals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.approvals import approvals_of
from fardplan.engine.sources.model import Finding
from fardplan.engine.sources.names import NAME
from fardplan.engine.sources.repair import join_lines


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fardplan.engine.sources.model import Line, Value


_CLAUSE = re.compile(r"^(?:att\b|\d{1,2}[.)]\s|\d{1,2} (?=att\b))")
# "Förslag: …" and "Bilaga: …" have what they announce on their own line.
INLINE = re.compile(
    r"^(?:(?:Ordförandens |Förvaltningens )?[Ff]örslag(?: till beslut)?|Bilag(?:a|or)(?: \d)?|"
    r"Handlingar|Underlag|Beslutsunderlag)\s*:\s+(?P<text>\S.*)$"
)
# Of the item that chooses who signs: no heading says that it is a proposal.
CHOOSES = re.compile(
    rf"^(?:[A-ZÅÄÖ]\w+ föreslår att )?{NAME}(?: ?\(\w{{1,6}}\))? (?:föreslås|utses|väljs)\b.*\bjuster"
)
# Sentences that propose: each on a line of its own is one.
_PROPOSES = re.compile(
    r"\b(?:beslutar|föreslår|godkänner|godkänns|antar|antas|fastställer|fastställs|avslår|avslås|"
    r"bifaller|bifalls|lämnar över|överlämnar|överlämnas|ställer sig bakom|uppdrar|ger|förklaras|"
    r"justeras omedelbart|har tagit del|tar del|noterar|noteras|tackar|utser|utses|får i uppdrag|"
    r"avger|återremitteras|läggs till handlingarna|lägger)\b"
)


def children_of(
    parts: Iterable[tuple[str, list[Line]]], day: str | None = None
) -> Iterator[Finding]:
    """Give the proposals, approvals and attachments of an item's parts.

    ``day`` is that of the meeting: what is signed later may leave out the year.
    """
    number = 0
    for name, lines in parts:
        if name == "proposal":
            for clause in _clauses(lines):
                number += 1
                yield _proposal(number, clause)
            yield from approvals_of(lines, day)
        elif name == "sources":
            yield from (
                _joined("attachment", "title", group) for group in _attached(lines)
            )


def _clauses(lines: list[Line]) -> list[list[Line]]:
    """Give the lines of each clause; a sentence of its own when none begins with att."""
    told = _after_label(lines)
    clauses: list[list[Line]] = []
    is_open = False
    for line in told:
        if _CLAUSE.match(line.text) or _is_marked(line):
            clauses.append([line])
            is_open = True
        elif is_open and _goes_on(clauses[-1][-1], line):
            clauses[-1].append(line)
        else:
            is_open = False
    return clauses or _paragraphs(told)


def _is_marked(line: Line) -> bool:
    """Whether a line has a bullet, or the space that is left of one."""
    return bool(line.mark.strip()) or (line.mark == " " and line.text[:1].isupper())


def _goes_on(last: Line, line: Line) -> bool:
    """Whether a line goes on with the clause before it; between them may be an empty one."""
    if line.gap:
        return line.is_lower and line.gap == 1 and not last.text.endswith((".", ","))
    return not _is_sentence_end(last, line)


def _after_label(lines: list[Line]) -> list[Line]:
    """Give the lines after the heading, with what stands on its own line after a colon."""
    inline = INLINE.match(lines[0].text)
    if CHOOSES.match(lines[0].text):
        # What follows says when they sign.
        ends = (n for n, line in enumerate(lines, 1) if line.text.endswith("."))
        return lines[: next(ends, len(lines))]
    if inline is None:
        return lines[1:]
    start = lines[0].start + inline.start("text")
    told = [lines[0]._replace(text=inline["text"], start=start)]
    for line in lines[1:]:
        if not (line.is_lower or _CLAUSE.match(line.text) or line.mark.strip()):
            break
        told.append(line)
    return told


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Give the first paragraph, and those after it that begin alike or propose too."""
    groups: list[list[Line]] = []
    for number, line in enumerate(lines):
        if line.gap or not number or _proposes_anew(lines[number - 1], line):
            groups.append([])
        groups[-1].append(line)
    first = lines[0].text.split(" ", 1)[0] if lines else ""
    return [
        one
        for number, one in enumerate(groups)
        if one[0].text.split(" ", 1)[0] == first
        or (
            not one[0].gap and number and _proposes_anew(groups[number - 1][-1], one[0])
        )
    ]


def _proposes_anew(before: Line, line: Line) -> bool:
    return _is_sentence_end(before, line) and _PROPOSES.search(line.text) is not None


def _is_sentence_end(last: Line, line: Line) -> bool:
    return last.text.endswith(".") and line.text[:1].isupper()


def _proposal(number: int, clause: list[Line]) -> Finding:
    text = re.sub(
        r",?(?: (?:samt|och))?$", "", join_lines(line.text for line in clause)
    )
    text = re.sub(r"^\d{1,2}(?:[.)] | (?=att\b))", "", text)
    return _passage("proposal", text, clause, {"number": number, "text": text})


def _attached(lines: list[Line]) -> list[list[Line]]:
    """Give the lines of each attachment: a new one has a mark, or nothing before it."""
    told = _after_label(lines)
    has_marks = any(line.mark for line in told)
    groups: list[list[Line]] = []
    for line in told:
        is_new = (
            bool(line.mark) and not line.is_lower if has_marks else not line.is_lower
        )
        if is_new or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _joined(kind: str, name: str, group: list[Line]) -> Finding:
    # A dash that is no bullet belongs to the title.
    text = join_lines(
        f"{line.mark} {line.text}" if number and line.mark.strip() else line.text
        for number, line in enumerate(group)
    )
    return _passage(kind, text, group, {name: text})


def _passage(
    kind: str, text: str, lines: list[Line], fields: dict[str, Value]
) -> Finding:
    return Finding(
        kind=kind,
        text=text,
        start=lines[0].start,
        end=lines[-1].end,
        page=lines[0].page,
        fields=fields,
    )
