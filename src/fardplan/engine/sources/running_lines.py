"""Headers and footers that stand on every page, and the pages that their numbers tell.

In: lines. Out: the lines without those that run through the document. A running line has
a number that grows with the page ("Protokoll 3 (12)"), or is the same at the foot of
nearly every page, or at the head where it interrupts a sentence. The first page's head
stays: it is the title.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.sources.model import Line


# Lines of a page that may be its head or its foot.
HEAD, FOOT = 3, 2
FEWEST_PAGES, FEWEST_WITHOUT_NUMBER, SHARE = 2, 4, 0.75
_AT_AN_END = re.compile(
    r"^(?P<first>\d{1,4})\b(?!\.\d)|(?P<last>\d{1,4})(?: ?\(\d{1,4}\)| av \d{1,4})?$"
)
_DIGITS = re.compile(r"\d+")
# What is numbered on its own, and may begin a page each.
_OWN_NUMBER = re.compile(
    r"(?:strategi(?:skt)?|mål\w*|(?:utvecklings)?område|bilaga|kapitel|del|steg|avsnitt|"
    r"figur|tabell|diagram|bild|fas|insats|aktivitet|§|ärende|punkt|fråga|vecka|år|budget|"
    r"aktivitetsplan|verksamhetsplan)\W*$",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"^\s*(?:[Ss]id(?:a|an)?\.? ?)?(?P<alone>\d{1,3}) ?(?:\((?P<of>\d{1,3})\)|av (?P<av>\d{1,3}))\s*$"
    r"|\s(?P<last>\d{1,3}) ?\((?P<total>\d{1,3})\)\s*$|^\s*[Ss]id(?:a|an)? (?P<page>\d{1,3})\s*$"
)


class _Place(NamedTuple):
    """Where in the lines a candidate stands, on which page and whether at its head."""

    number: int
    page: int
    is_head: bool


def without_running(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Give the lines that are the document's own."""
    if not lines or lines[-1].page < FEWEST_PAGES:
        return tuple(lines)
    places = [*_margins(lines)]
    left_out = {*_numbered(lines, places), *_repeated(lines, places)}
    if not left_out:
        return tuple(lines)
    return tuple(line for n, line in enumerate(lines) if n not in left_out)


def _margins(lines: Sequence[Line]) -> Iterator[_Place]:
    start = 0
    for page, count in Counter(line.page for line in lines).items():
        # The last lines of a short page are its foot.
        foot = count - FOOT
        for n in (*range(min(HEAD, count)), *range(max(HEAD, foot), count)):
            yield _Place(start + n, page, n < HEAD and (not n or n < foot))
        start += count


def _numbered(lines: Sequence[Line], margins: Sequence[_Place]) -> Iterator[int]:
    """Give the lines whose number at an end grows as the pages do."""
    found: dict[tuple[str, int], list[_Place]] = defaultdict(list)
    for place in margins:
        text = lines[place.number].text
        if not (text[0].isdigit() or text[-1].isdigit() or text[-1] == ")"):
            continue
        number = _AT_AN_END.search(text)
        if number:
            words = " ".join(_DIGITS.sub("", text).split())
            own = int(number["first"] or number["last"])
            found[words, own - place.page].append(place)
    for (words, _), places in found.items():
        pages = {place.page for place in places}
        # A number alone may be a figure of a table that happens to grow.
        fewest = FEWEST_PAGES if words.strip(" ()") else FEWEST_PAGES + 1
        has_total = words.endswith(("()", " av"))
        if not has_total:
            fewest = max(fewest, round(SHARE * lines[-1].page / 2))
        if len(pages) >= fewest and not _OWN_NUMBER.match(words):
            # Minutes have their title there, beside "1 (4)".
            yield from (
                p.number for p in places if p.page > 1 or not (p.is_head and has_total)
            )


def _repeated(lines: Sequence[Line], margins: Sequence[_Place]) -> Iterator[int]:
    """Give the lines that are alike at the foot, or in a sentence, of nearly all pages."""
    found: dict[tuple[str, bool], list[_Place]] = defaultdict(list)
    pages = set()
    for place in margins:
        pages.add(place.page)
        if not lines[place.number].mark:
            found[lines[place.number].text, place.is_head].append(place)
    for (_, is_head), places in found.items():
        own = {place.page for place in places}
        if len(own) < max(FEWEST_WITHOUT_NUMBER, SHARE * len(pages)):
            continue
        if not is_head or any(_interrupts(lines, place.number) for place in places):
            yield from (p.number for p in places if p.page > 1 or not p.is_head)


def _interrupts(lines: Sequence[Line], number: int) -> bool:
    after = lines[number + 1 : number + 1 + HEAD]
    return any(line.is_lower and not line.mark for line in after[:1])


def page_marks(texts: Sequence[str]) -> list[int]:
    """Give which texts begin a page, as their numbers tell: "1 (3)", "2 (3)", "3 (3)".

    None when the numbers do not follow each other from one.
    """
    marks = [
        (n, found) for n, text in enumerate(texts) if (found := _MARK.search(text))
    ]
    numbers = [int(m["alone"] or m["last"] or m["page"]) for _, m in marks]
    totals = [m["of"] or m["av"] or m["total"] for _, m in marks]
    if len(marks) < FEWEST_PAGES or numbers != [*range(1, len(marks) + 1)]:
        return []
    if len({*totals}) > 1:
        return []
    first, last = marks[0][0], marks[-1][0]
    if first <= HEAD:
        return [n for n, _ in marks[1:]]
    if last >= len(texts) - FOOT:
        return [n + 1 for n, _ in marks[:-1]]
    return []
