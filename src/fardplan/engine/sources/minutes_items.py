"""The paragraphs of minutes, each cut into its parts, free from running headers.

In: the lines of minutes. Out: the lines before the first paragraph, the paragraphs, and
the lines after the last. A list of contents has the same numbers: the longest run holds
the minutes themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from fardplan.engine.sources.agenda import ITEM, Item, items_of, part_of
from fardplan.engine.sources.item_facts import REGISTRY, REGISTRY_ALONE


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fardplan.engine.sources.model import Line


_NUMBER = re.compile(
    r"^§ ?(?P<number>\d{1,4})(?:[/:]\d{2,4})?(?!\d)[.:]?(?! ?(?:[–-]|och\b|,) ?\d)\s*(?P<rest>.*)$"
)
_CLOSING = re.compile(
    r"^(?:BEVIS|Bevis|ANSLAGSBEVIS|Anslagsbevis|Underskrifter|Vid protokollet|Justeringen har tillkännagivits|"
    r"Anslag\b|ANSLAG|Tillkännagivande|Protokollet (?:är|har) (?:justerat|anslagits))"
)
_PAGE = re.compile(
    r"^(?:(?:Sida|Sid\.?) )?\d{1,3} ?(?:\(\d{1,3}\)|av \d{1,3})$|^Sida \d{1,3}$"
    r"|^Justerande?s?\b.{0,20}\bsign|^§ ?\d{1,4}\b[^a-zåäö]{0,4}forts\b|^Utdragsbestyrkande|^Signatur"
)
_HEADER = re.compile(
    r"protokoll|\d ?\(\d{1,3}\)|\b(?:19|20)\d\d-\d\d-\d\d\b|^Sammanträdesdatum",
    re.IGNORECASE,
)
_BODY_ALONE = re.compile(
    r"^[\wåäöÅÄÖ -]*(?:nämnden|nämnd|styrelsen|utskottet|fullmäktige|direktionen|"
    r"beredningen)$",
    re.IGNORECASE,
)
_WITHOUT_NUMBERS = re.compile(r"\d+")
_FIRST_LINES = 8
# Paragraphs go on through the year; an extract may leave some out.
_MOST_LEFT_OUT = 40
DECISION = re.compile(
    r"^(?:Beslut(?:et)?|BESLUT|[A-ZÅÄÖ][\wåäö -]{2,70}s beslut)\s*:?$"
)
_DECISION_BEFORE_TEXT = re.compile(r"^Beslut:\s+(?=\S)")
DECIDES = re.compile(
    r"^(?P<body>(?:[\wåäöÅÄÖ,-]+ ){0,6}?[\wåäöÅÄÖ-]*"
    r"(?:nämnden|styrelsen|fullmäktige|utskottet|direktionen|beredningen|rådet|mötet|forumet|gruppen|kommittén)\b"
    r"(?: för [\wåäöÅÄÖ ,-]{3,60}?)?) (?:beslutar|utser|väljer|godkänner|antar|fastställer|lägger|noterar|uppdrar|tackar|"
    r"ställer sig bakom|avslår|bifaller|avger|överlämnar|beslutade|beslöt|utsåg|valde|godkände|antog|"
    r"fastställde|lade|noterade|uppdrog|tackade|ställde sig bakom|(?:ger|gav) [^.]{3,80} i uppdrag)\b",
    re.IGNORECASE,
)
# A line that is a decision though no one is said to take it.
_IS_DECIDED = re.compile(
    r"^[A-ZÅÄÖ].{3,120}? (?:läggs till handlingarna|godkänns|fastställs|bordläggs|"
    r"återremitteras|noteras(?: till protokollet)?|lades till handlingarna|godkändes|fastställdes|"
    r"bordlades|återremitterades|noterades)\.?$"
)
_SENTENCE = re.compile(r"(?<=[a-zåäö)]{2}\.) (?=[A-ZÅÄÖ])")
_MORE_PARTS = re.compile(
    r"^(?:Beslutsgång|Beslutet (?:skickas|expedieras|ska skickas) till\b.*|Expediering|"
    r"Kopia till.*|Deltar inte i beslutet|Jäv|Protokollsanteckning(?:ar)?|Inlägg|"
    r"Beslutsmotivering|Motivering|Ajournering|Särskilt yttrande|Omröstning(?:sresultat)?|"
    r"Ärendet|Ärendet i korthet|Delges|Paragrafen skickas till)\s*:?$"
)


class MinutesParts(NamedTuple):
    """Minutes cut in three."""

    head: Sequence[Line]
    items: Sequence[Item]
    close: Sequence[Line]


def cut_minutes(lines: Sequence[Line]) -> MinutesParts:
    """Cut minutes at their paragraphs."""
    kept = _without_headers(lines)
    starts = _starts(kept)
    if not starts:
        return MinutesParts(kept, (), kept)
    last = next(
        (n for n in range(starts[-1], len(kept)) if _CLOSING.match(kept[n].text)),
        len(kept),
    )
    ends = [*starts[1:], last]
    items = [_item(kept[a], kept[a + 1 : b]) for a, b in zip(starts, ends, strict=True)]
    # The announcement may stand on the first page, and often does.
    return MinutesParts(kept[: starts[0]], items, [*kept[: starts[0]], *kept[last:]])


def _without_headers(lines: Sequence[Line]) -> list[Line]:
    """Leave out what stands on every page: the title, the date and the page's number."""
    counts = Counter(_WITHOUT_NUMBERS.sub("", line.text) for line in lines)
    is_header = [
        _PAGE.match(line.text) is not None
        or (
            number >= _FIRST_LINES
            and not line.text.startswith("§")
            and counts[_WITHOUT_NUMBERS.sub("", line.text)] > 1
            and _HEADER.search(line.text) is not None
        )
        for number, line in enumerate(lines)
    ]
    near = [
        any(is_header[max(n - 1, 0) : n + 2]) and counts[line.text] > 1
        for n, line in enumerate(lines)
    ]
    return [
        line
        for n, line in enumerate(lines)
        if not is_header[n] and not (near[n] and _BODY_ALONE.match(line.text))
    ]


def _starts(lines: Sequence[Line]) -> list[int]:
    """Give where paragraphs begin, of the longest run of rising numbers."""
    runs: list[list[int]] = []
    first = current = 0
    for place, line in enumerate(lines):
        found = _NUMBER.match(line.text)
        if found is None or found["rest"][:1].islower() or found["rest"][:1] == "(":
            continue
        number = int(found["number"])
        if not runs or (number == first and number != current):
            runs.append([place])
            first = current = number
        elif current < number <= current + _MOST_LEFT_OUT and (
            number == current + 1 or line.gap
        ):
            runs[-1].append(place)
            current = number
    if not runs:
        return [lines.index(item.lines[0]) for item in items_of(lines)]
    ends = [*(run[0] for run in runs[1:]), len(lines)]
    lengths = [end - run[0] for run, end in zip(runs, ends, strict=True)]
    return runs[lengths.index(max(lengths))]


def _item(first: Line, following: Sequence[Line]) -> Item:
    """Give one paragraph; its title may stand on the next line, after the number's own."""
    found = _NUMBER.match(first.text)
    if found is None:
        number = ITEM.match(first.text)
        assert number is not None  # noqa: S101 -- only such lines begin an item
        title = first._replace(text=number["title"])
        return Item(int(number["number"]), [title, first], _parts(following))
    rest = found["rest"]
    if following and (
        not rest or REGISTRY.fullmatch(rest) or REGISTRY_ALONE.match(rest)
    ):
        title = following[0]
        return Item(int(found["number"]), [title, first], _parts(following[1:]))
    start = first.start + found.start("rest")
    title = first._replace(text=rest, start=start)
    return Item(int(found["number"]), [title, first], _parts(following))


def _parts(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    parts: list[tuple[str, list[Line]]] = [("title", [])]
    is_headed = _is_headed(lines)
    for line in lines if is_headed else _sentences_apart(lines):
        name, own = parts[-1]
        # The clauses of a proposal may be followed by the decision without a heading.
        is_open = name not in {"decision", "proposal"} or len(own) > 1
        named = _part(line, name, looks=is_open and not is_headed)
        if named:
            parts.append((named, [line]))
        else:
            parts[-1][1].append(line)
    return parts


def _sentences_apart(lines: Iterable[Line]) -> Iterator[Line]:
    """Give each sentence as a line of its own: notes decide in the middle of a line."""
    for line in lines:
        start = 0
        for end in (*(one.end() for one in _SENTENCE.finditer(line.text)), None):
            text = line.text[start:end]
            if start:
                yield line._replace(
                    text=text.strip(),
                    start=line.start + start,
                    end=line.start + start + len(text.strip()),
                    gap=0,
                    mark="",
                )
            else:
                yield line._replace(
                    text=text.strip(), end=line.start + len(text.strip())
                )
            start = end or 0


def _is_headed(lines: Iterable[Line]) -> bool:
    return any(
        DECISION.match(line.text) or _DECISION_BEFORE_TEXT.match(line.text)
        for line in lines
    )


def _part(line: Line, current: str, *, looks: bool) -> str | None:
    text = line.text
    if DECISION.match(text) or _DECISION_BEFORE_TEXT.match(text):
        return "decision"
    if _MORE_PARTS.match(text):
        return "other"
    named = part_of(text)
    if current == "decision" and named == "proposal" and "föreslår" in text:
        # "Nämnden föreslår fullmäktige besluta att": what this body decided.
        return None
    if named is None and looks and current != "decision":
        is_decided = DECIDES.match(text) or _IS_DECIDED.match(text)
        return "decision" if is_decided else None
    return named
