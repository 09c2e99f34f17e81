"""Which lines begin a page, where a space is all that an extractor left of the break.

In: the lines of a text with the empty lines before each. Out: the numbers of those that
begin a page. The same space may be all that is left of a bullet, or come from justified
setting, so the lines around decide: of 143 such lines read by eye in one published
notice 58 began pages, and 55 of them are told, with three others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple


if TYPE_CHECKING:
    from collections.abc import Sequence


class RawLine(NamedTuple):
    """One line that is not empty: its text, where it begins, and empty lines before it."""

    text: str
    start: int
    gap: int

    @property
    def is_lower(self) -> bool:
        """Whether it goes on in the middle of a sentence."""
        return self.text.lstrip()[:1].islower()


FEWEST_ITEMS, MOST_LINES_OF_ITEM = 3, 7
# When more of the spaces than this stand in sentences, the text was set justified.
JUSTIFIED_SHARE = 0.25
_IS_SPACED = re.compile(r" {1,2}\S")
_BEGINS = re.compile(r" +(?:[^\W\d_a-zåäö]|[\d”\"].*[^\W\d_])")
_BEGINS_PARAGRAPH = re.compile(r" +[^\W\d_a-zåäö]")
# Words without a full stop, which two items are enough to follow.
_HEADING = re.compile(r"\s*[A-ZÅÄÖ].*[\w)]\s*$")
_MARK = re.compile(r"\s*[•●▪◦‣·»−–*-]")
_GOES_ON = re.compile(r"\s*(?!\d{1,2}\.? [A-ZÅÄÖ])[a-zåäö\d(–−-]")
# What comes right before a list: a chapter's part, or words that announce it.
_LEADS_IN = re.compile(r".*:\s*$|\d{1,2}\.\d(?:\.\d{1,2})*\.? \S")


def space_breaks(lines: Sequence[RawLine]) -> list[int]:
    """Give the numbers of the lines that begin pages."""
    spaced = [
        n
        for n, line in enumerate(lines)
        if n and _IS_SPACED.match(line.text) and not _MARK.match(line.text)
    ]
    in_sentences = [n for n in spaced if lines[n].is_lower]
    is_justified = len(in_sentences) > JUSTIFIED_SHARE * len(spaced)
    found = [
        n
        for n in in_sentences
        if not is_justified
        and not lines[n].gap
        and not lines[n - 1].text.rstrip().endswith("-")
    ]
    begins = _BEGINS_PARAGRAPH if is_justified else _BEGINS
    begun = [n for n in spaced if begins.match(lines[n].text)]
    for run in _runs(lines, begun):
        found += _of_run(lines, run)
    return sorted(found)


def _of_run(lines: Sequence[RawLine], run: Sequence[int]) -> list[int]:
    """Give those of a run that begin pages: of a list none but those with two spaces."""
    before = lines[run[0] - 1].text
    is_list = (
        len(run) >= FEWEST_ITEMS
        or _LEADS_IN.match(before)
        or (len(run) == FEWEST_ITEMS - 1 and _HEADING.match(before))
    )
    return [
        n for n in run if not lines[n].gap and (not is_list or _is_both(lines, n, run))
    ]


def _is_both(lines: Sequence[RawLine], number: int, run: Sequence[int]) -> bool:
    """Whether a line has the space of a page before that of its bullet."""
    text = lines[number].text
    others = [lines[n].text for n in run if n != number]
    return text.startswith("  ") and any(not one.startswith("  ") for one in others)


def _runs(lines: Sequence[RawLine], spaced: Sequence[int]) -> list[list[int]]:
    """Group lines that follow each other as the items of a list do."""
    runs: list[list[int]] = []
    for number in spaced:
        if runs and _are_items(lines, runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _are_items(lines: Sequence[RawLine], first: int, second: int) -> bool:
    between = lines[first + 1 : second]
    return len(between) < MOST_LINES_OF_ITEM and all(
        _GOES_ON.match(line.text) for line in between
    )
