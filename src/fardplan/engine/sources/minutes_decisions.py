"""What was decided in one paragraph of minutes, and the assignments that it gives.

In: the lines under "Beslut", or from the sentence "Nämnden beslutar …". Out: one finding
for each clause or sentence, with the paragraph's number and the matter's registry number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.engine.sources.minutes_items import DECISION
from fardplan.engine.sources.model import Finding
from fardplan.engine.sources.repair import join_lines


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fardplan.engine.sources.model import Line, Value


_CLAUSE = re.compile(r"^(?:att\b|\d{1,2}[.)]\s|[a-h]\)\s)")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[a-h]\))\s+")
_LEAD_IN = re.compile(
    r"\b(?:beslutar|besluta|beslutas|beslutade|beslutar också|beslutar vidare)\b[^.]{0,60}?(?:\batt)?\s*:?$"
)
_MOST_LEAD_IN_WORDS = 30
_HAS_DECIDED = re.compile(
    r"\b(?:beslut(?:ar|as|ade)|godkänn(?:er|s)|lägg(?:er|s)|noterar|noteras|tackar|"
    r"bordlägg(?:er|s)|återremittera[rs]|avslår|avslås|bifall(?:er|s)|utse[rs]|antar|antas|"
    r"ger|uppdrar|ställer sig|förklarar|förklaras|överlämna[rs]|föreslår|fastställ(?:er|s)|"
    r"anser|väljer|väljs|avge[rs]|(?:får|ges|gavs|fick) i uppdrag|beslöt|godkände|godkändes|lade|"
    r"lades till handlingarna|noterade|noterades|tackade|antog|fastställde|uppdrog|ställde sig|gav)\b"
)
_TO_ATT = re.compile(
    r"^[^.:;]{0,140}?\bbeslut(?:ar|ade|as)\b[^.:;]{0,40}?\b(?=att\b)", re.IGNORECASE
)
_NEXT_SENTENCE = re.compile(
    r"(?<=[\wåäö)]\.) (?=[A-ZÅÄÖ][^.]{0,90}\b(?:beslutar|beslutas)\b)"
)
_ASSIGNS = re.compile(
    r"\b(?:(?:ge|ger|ges|gav) (?P<to>[^.:]{3,90}?) (?:i uppdrag|uppdraget)|"
    r"(?:uppdra|uppdrar|uppdras|uppdrog)(?: åt| till)? (?P<to2>[^.:]{3,90}?)|"
    r"(?:^(?!att\b)|\batt )(?P<to3>[^.:]{3,90}?) (?:får|fick|ges|tilldelas|erhåller) (?:i uppdrag|uppdraget)) att\s+"
    r"(?P<task>.+?)\.?(?:(?<=[\wåäö)]{2}\.) (?=[A-ZÅÄÖ]).*)?$"
)
_ENDS = re.compile(r",? (?:samt|och)$|[,;]$")
_MOST_HEADING_WORDS = 5


@dataclass(frozen=True)
class _Passage:
    """Lines that say one thing."""

    lines: tuple[Line, ...]
    is_clause: bool

    @property
    def text(self) -> str:
        return join_lines(line.text for line in self.lines)


def find_decisions(
    parts: Iterable[tuple[str, Sequence[Line]]],
    paragraph: int,
    registry_number: str | None,
) -> list[Finding]:
    """Give the decisions of one paragraph in order."""
    found: list[Finding] = []
    for name, lines in parts:
        for passage, text in _decided(lines) if name == "decision" else ():
            fields: dict[str, Value] = {
                "number": len(found) + 1,
                "text": text,
                "paragraph": paragraph,
                "registry_number": registry_number,
            }
            found.append(
                Finding(
                    kind="decision",
                    text=text,
                    start=passage.lines[0].start,
                    end=passage.lines[-1].end,
                    page=passage.lines[0].page,
                    fields=fields,
                    children=tuple(_assignments(passage, text)),
                )
            )
    return found


def _decided(lines: Sequence[Line]) -> Iterator[tuple[_Passage, str]]:
    """Give each passage that decides something, and what it decides."""
    is_first = True
    for passage in _passages(after_heading(lines)):
        if _is_lead_in(passage):
            is_first = False
            continue
        if passage.is_clause:
            text = _ENDS.sub("", _NUMBERED.sub("", passage.text))
            yield passage, text
        elif is_first or _HAS_DECIDED.search(passage.text):
            for sentence in _NEXT_SENTENCE.split(passage.text):
                yield passage, _TO_ATT.sub("", sentence)
        is_first = False


def after_heading(lines: Sequence[Line]) -> list[Line]:
    """Give the lines of a decision without its heading or label."""
    first = lines[0]
    if DECISION.match(first.text):
        return [*lines[1:]]
    label = re.match(r"Beslut:\s+", first.text)
    if label is None:
        return [*lines]
    rest = first._replace(
        text=first.text[label.end() :], start=first.start + label.end()
    )
    return [rest, *lines[1:]]


def _passages(lines: Sequence[Line]) -> list[_Passage]:
    groups: list[list[Line]] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before and _is_heading(line, before):
            break
        if before is None or _begins(line, before):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_Passage(tuple(group), _is_clause(group[0])) for group in groups]


def _is_clause(line: Line) -> bool:
    return bool(line.mark.strip()) or _CLAUSE.match(line.text) is not None


def _begins(line: Line, before: Line) -> bool:
    if _is_clause(line):
        return True
    if line.is_lower:
        return False
    if line.gap and before.text.endswith((".", ":")):
        return True
    return before.text.endswith(".") and _HAS_DECIDED.search(line.text) is not None


def _is_heading(line: Line, before: Line) -> bool:
    """Whether a short line ends the decision as the heading of what comes after."""
    is_apart = bool(line.gap) or before.text.endswith(".")
    return (
        is_apart
        and not _is_clause(line)
        and line.text[:1].isupper()
        and len(line.text.split()) <= _MOST_HEADING_WORDS
        and not line.text.endswith((".", ",", ";"))
        and _HAS_DECIDED.search(line.text) is None
    )


def _is_lead_in(passage: _Passage) -> bool:
    text = passage.text
    return (
        not passage.is_clause
        and len(text.split()) <= _MOST_LEAD_IN_WORDS
        and _LEAD_IN.search(text) is not None
    )


def _assignments(passage: _Passage, text: str) -> Iterator[Finding]:
    found = _ASSIGNS.search(text)
    if found is None:
        return
    yield Finding(
        kind="assignment",
        text=text,
        start=passage.lines[0].start,
        end=passage.lines[-1].end,
        page=passage.lines[0].page,
        fields={
            "text": found["task"],
            "recipient": found["to"] or found["to2"] or found["to3"],
        },
    )
