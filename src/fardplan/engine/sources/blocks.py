"""Lines grouped into headings, paragraphs, list items and table rows.

In: lines. Out: blocks with repaired text. In extracted text an empty line does not end
a list item (it stands after the first line of a wrapped one in 105 of 642 items read by
eye), so how the sentence goes on decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.lines import EMPTY_LINES_OF_A_PAGE, cut_lines
from fardplan.engine.sources.model import Block, BlockKind, Document
from fardplan.engine.sources.repair import join_lines, mend_words, words_of
from fardplan.engine.sources.running_lines import without_running


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Line, Source


BULLETS = frozenset("•●▪◦‣·»−-–—*o\uf0b7\uf0a7\N{BLACK SQUARE}") | frozenset(
    f"{letter})" for letter in "abcdefgh"
)
DASHES = frozenset("-–—−")
# Words that no line ends with unless the sentence goes on.
_DANGLING = re.compile(
    r"(?:[,–/]|\b(?:och|eller|samt|i|på|av|för|till|med|mellan|från|om|inom|att|som|en|"
    r"ett|den|det|de|genom|under|vid|hos|kring|mot|per|när|där|via|Region|Västra|Norra|"
    r"Södra))$"
)
# Longer than each of them: no more of the line has to be looked at.
LONGEST_DANGLING = 12
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]\s|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\s")
# "Mål 2. …", "Uppdrag 1.3": what is labelled with a number begins something, too.
_LABELLED = r"(?:(?:Övergripande |Strategiskt )?[Mm]ål|Delmål|Uppdrag|Aktivitet|Insats|Åtgärd) \d{1,2}(?:\.\d{1,2})*(?=[.:]|\s|$)"
_BEGINS = re.compile(
    rf"{_NUMBERED.pattern}|(?:STRATEGI|Strategi|Strategiskt område|Målområde) \d"
    r"|\d{1,2} (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*(?: \d{4})?(?=\s*(?:[–:-]|$))"
    r"|\d{4}-\d\d-\d\d\s*(?:[–:-]|$)|[JFMASOND][a-z]{2,8} \d{4}\s*(?:[–:-]|$)"
    rf"|{_LABELLED}|[A-H] {{1,2}}(?=[A-ZÅÄÖ][a-zåäö]+ [a-zåäö])|(?:Antagen|Antaget|Fastställd|Fastställt|Beslutad|Beslutat|Godkänd) (?:av|i|den|\d)|(?:Diarienummer|Dnr)\b"
    r"|[A-ZÅÄÖ][\wåäö]{1,20}(?: [\wåäö]+)?:\s|(?:kl\.? ?)?\d{1,2}[.:]\d{2}\b|\d{1,2}[–-]\d{1,2}(?:[.:]\d\d)? (?=[A-ZÅÄÖ])"
)
_HEADS_ALONE = re.compile(
    rf"{_NUMBERED.pattern}|(?:\d{{1,2}}|[A-H]) {{1,2}}(?=[A-ZÅÄÖ][a-zåäö])|{_LABELLED}[.:]? "
)
_HEADING_WORDS = 14
# Letters differ in width: what is told by counting them needs some to spare.
SLACK, SHORTEST_LINE = 4, 40
# What is set wider than this may have broken before a capital; what is narrower hardly.
SHORT_LINE = 50
# Between the cells of a table's row.
CELLS = " | "
NEAR = 20
LONGEST_HEADING = 70
# A document with this many words broken at line ends was set justified, and has lost
# joiners too.
JUSTIFIED = 20


def read_blocks(source: Source) -> Document:
    """Give the document of a text, ready for the recognisers."""
    cut, pages = cut_lines(source)
    lines = without_running(cut)
    broken = sum(line.text.endswith("-") and len(line.text) > 1 for line in lines)
    known = words_of(source.text) if broken >= JUSTIFIED else frozenset()
    blocks = tuple(_block(group, known) for group in _group(lines))
    return Document(source=source, lines=lines, blocks=blocks, pages=pages)


def _group(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for number, line in enumerate(lines):
        if (
            groups
            and _goes_on(groups[-1], line)
            and not _is_apart(lines, number, groups[-1][-1])
            and not _heads_list(lines, number, groups[-1][-1])
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(group: list[Line], line: Line) -> bool:
    first, last = group[0], group[-1]
    if line.hint or (first.hint and first.hint.is_whole):
        return False
    if CELLS in line.text or CELLS in last.text:
        return False
    if line.page != last.page and not line.mark:
        return _crosses_page(last, line)
    if _begins_block(group, line):
        return False
    if not line.gap:
        return True
    return _is_unfinished(last, line) and (bool(first.mark) or line.gap == 1)


def _begins_block(group: list[Line], line: Line) -> bool:
    """Whether a line shows by its own form, or that before it, that it begins a block."""
    if line.mark:
        if line.mark in BULLETS and not _is_dash_of_sentence(group, line):
            return True
        if line.mark == " " and line.text[:1].isupper():
            return True
    # What goes on in lower case is told quicker than by the pattern.
    may_begin = not line.is_lower or line.text.startswith("kl")
    if (may_begin and _BEGINS.match(line.text)) or _ends_heading(group, line):
        return True
    # What heads a page is followed by its caption or text without an empty line.
    first = group[0]
    is_head = first.gap >= EMPTY_LINES_OF_A_PAGE and not first.mark
    return is_head and line.text[:1].isupper()


def _heads_list(lines: Sequence[Line], number: int, last: Line) -> bool:
    """Whether a short line right before bullets is their heading, not the rest of a line.

    In text without empty lines that is told by the line before it, which is whole.
    """
    line = lines[number]
    if line.mark or line.is_lower or len(line.text) > LONGEST_HEADING:
        return False
    after = lines[number + 1 : number + 2]
    if not after or line.text.endswith((".", ",", ";")) or not _is_item(after[0]):
        return False
    is_short = len(last.text) < SHORT_LINE and not _dangles(last.text)
    return is_short or last.text.endswith((".", "!", "?", "”", '"'))


def _is_item(line: Line) -> bool:
    is_bullet = line.mark in BULLETS and not line.is_lower
    return is_bullet or _NUMBERED.match(line.text) is not None


def _is_dash_of_sentence(group: list[Line], line: Line) -> bool:
    """Whether a dash first on a line is no bullet but goes on with the sentence."""
    last = group[-1]
    return (
        line.mark in DASHES
        and line.is_lower
        and not line.gap
        and last.page == line.page
        and not group[0].mark.strip()
        and not last.text.endswith((".", ":", ";"))
    )


def _ends_heading(group: list[Line], line: Line) -> bool:
    """Whether a short numbered line is a heading, and the next its text."""
    if len(group) > 1 or len(group[0].text) > LONGEST_HEADING:
        return False
    text = group[0].text
    return (
        not line.is_lower
        and not text.endswith((".", ":", ";"))
        and _is_heading_alone(group[0], line)
        and not _dangles(text)
    )


def _is_heading_alone(first: Line, line: Line) -> bool:
    """Whether a number begins the line, or it ends before the next word had to move."""
    is_asked = first.text.endswith("?") and not first.mark
    if is_asked or _HEADS_ALONE.match(first.text):
        return True
    return not first.mark and _ends_early(first, line)


def _ends_early(last: Line, line: Line) -> bool:
    """Whether the next line's first word had had room: then the line was ended there."""
    word = line.text.split(" ", 1)[0]
    room = len(line.text) - len(last.text) - len(word) - 1
    return len(line.text) >= SHORTEST_LINE and room >= SLACK


def _crosses_page(last: Line, line: Line) -> bool:
    return (
        line.is_lower and not last.text.endswith((".", ":", "!", "?")) and line.gap < 3
    )


def _is_apart(lines: Sequence[Line], number: int, last: Line) -> bool:
    """Whether an empty line parts two lines, though the first ends as in a sentence.

    "… kan läsa och skriva i": it ends early, and what comes next begins with a capital.
    """
    line = lines[number]
    if not line.gap or line.is_lower or line.text[:1] in "–(&":
        return False
    near = lines[max(number - NEAR, 0) : number + NEAR]
    width = max(len(one.text) for one in near if one.page == line.page)
    word = line.text.split(" ", 1)[0]
    return width - len(last.text) - len(word) - 1 >= SLACK


def _is_unfinished(last: Line, line: Line) -> bool:
    """Whether a line after an empty one still belongs to the sentence before."""
    if line.is_lower or line.text[:1] in "–(&":
        return not last.text.endswith((".", ":", "!", "?"))
    if line.text[:1].isdigit() and last.text.endswith("–"):
        return True
    return _dangles(last.text)


def _dangles(text: str) -> bool:
    """Whether a line ends with a word or sign that something must follow."""
    return _DANGLING.search(text[-LONGEST_DANGLING:]) is not None


def _block(group: list[Line], known: frozenset[str]) -> Block:
    text = join_lines(
        [group[0].text, *[f"{line.mark} {line.text}" for line in group[1:]]]
    )
    if known:
        text = mend_words(text, known)
    first = group[0]
    if first.hint:
        return Block(first.hint.kind, text, tuple(group), first.hint.level)
    if CELLS in first.text and not first.mark:
        return Block(BlockKind.ROW, text, tuple(group))
    return Block(_kind(first, text, len(group)), text, tuple(group))


def _kind(first: Line, text: str, line_count: int) -> BlockKind:
    if first.mark:
        return BlockKind.ITEM
    is_short = len(text.split()) <= _HEADING_WORDS and line_count <= 3
    if is_short and not text.endswith((".", ",", ";")) and not first.is_lower:
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH
