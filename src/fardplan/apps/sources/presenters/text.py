"""The text of pages cut into pieces, so that each finding's passage can be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.apps.sources.models import DocumentPage, Finding


@dataclass(frozen=True)
class Piece:
    """Some text of a page. ``finding`` is the innermost that it belongs to, ``all`` the
    numbers of every one, ``starts`` of those that begin here. ``bits`` is the text cut
    where what was searched for stands."""

    bits: list[tuple[str, bool]]
    finding: Finding | None = None
    all: str = ""
    starts: tuple[int, ...] = ()
    is_chosen: bool = False


@dataclass(frozen=True)
class ShownPage:
    """One page in pieces."""

    number: int
    pieces: list[Piece]


def shown_pages(
    pages: Sequence[DocumentPage],
    findings: Sequence[Finding],
    *,
    searched: str = "",
    chosen: int | None = None,
) -> list[ShownPage]:
    """Give pages with the passages of findings that lie on them.

    ``chosen`` is the number of the finding whose passage is asked for.
    """
    words = [re.escape(word) for word in searched.split()]
    pattern = re.compile("|".join(words), re.IGNORECASE) if words else None
    return [
        ShownPage(page.number, list(_pieces(page, findings, pattern, chosen)))
        for page in pages
    ]


def _pieces(
    page: DocumentPage,
    findings: Sequence[Finding],
    pattern: re.Pattern[str] | None,
    chosen: int | None,
) -> Iterator[Piece]:
    start, end = page.start, page.start + len(page.text)
    own = [one for one in findings if one.start < end and one.end > start]
    cuts = {start, end}
    for one in own:
        cuts |= {max(one.start, start), min(one.end, end)}
    ordered = sorted(cuts)
    for here, there in pairwise(ordered):
        over = [one for one in own if one.start <= here and one.end >= there]
        text = _quiet(page.text[here - start : there - start])
        starts = tuple(one.pk for one in over if one.start == here)
        # A link needs words: what is only space between two findings is none.
        if not over or not text.strip():
            yield Piece(_bits(text, pattern), starts=starts)
            continue
        # The shortest is the innermost; of equals the one that was read last.
        inner = min(over, key=lambda one: (one.end - one.start, -one.number))
        yield Piece(
            _bits(text, pattern),
            inner,
            " ".join(str(one.pk) for one in over),
            starts,
            any(one.pk == chosen for one in over),
        )


def _quiet(text: str) -> str:
    """Give the text without what can't be seen: a browser draws a form feed as a box.

    Empty lines that an extractor left by the dozen are two on the page.
    """
    seen = re.sub(r"[\x00-\x08\v\f\x0e-\x1f]", "", text)
    return re.sub(r"\n\s*\n\s*\n+", "\n\n", seen)


def _bits(text: str, pattern: re.Pattern[str] | None) -> list[tuple[str, bool]]:
    if pattern is None:
        return [(text, False)]
    found: list[tuple[str, bool]] = []
    last = 0
    for hit in pattern.finditer(text):
        found += [(text[last : hit.start()], False), (hit.group(), True)]
        last = hit.end()
    return [*found, (text[last:], False)]
