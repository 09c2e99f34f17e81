"""What reading a document gives: the text, its lines, and findings with their passage.

Offsets count characters of ``Source.text``, which is never changed; what is repaired
stands beside it, so that ``text[start:end]`` is always the exact quotation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


Value = (
    str
    | int
    | float
    | bool
    | None
    | tuple[str, ...]
    | Mapping[str, "str | int | tuple[str, ...] | None"]
)


class DocumentKind(StrEnum):
    """Which sort of document it is, as its content tells."""

    REGIONAL_OVERVIEW = "regional_overview"
    MEETING_NOTICE = "meeting_notice"
    STRATEGY_PLAN = "strategy_plan"
    ACTIVITY_PLAN = "activity_plan"
    OPERATING_PLAN_PROCESS = "operating_plan_process"
    CONFERENCE_INVITATION = "conference_invitation"
    MINUTES = "minutes"
    UNKNOWN = "unknown"


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Hint:
    """What a file with structure tells of one line: what it is, and at which level.

    ``is_whole`` is false where the line is only the first of what it begins.
    """

    kind: BlockKind
    level: int = 1
    is_whole: bool = True


@dataclass(frozen=True)
class Source:
    """The extracted text of one document, and what its format told of the lines.

    ``hints`` maps a line's first offset to what the format said. ``breaks`` are the
    offsets where pages begin, when the format knows. ``is_exact`` is true when no space
    or empty line has to stand for what was lost.
    """

    text: str
    breaks: tuple[int, ...] = ()
    hints: Mapping[int, Hint] = field(default_factory=dict)
    is_exact: bool = False


class Line(NamedTuple):
    """One line that is not empty. ``gap`` is the number of empty lines before it.

    A tuple, since there are as many as a document has lines: a frozen dataclass takes
    three times as long to make.

    ``mark`` is the bullet that stood first, which is not part of ``text``; a bullet of
    which only a space is left is a space.
    """

    text: str
    start: int
    end: int
    page: int
    gap: int
    mark: str = ""
    hint: Hint | None = None

    @property
    def is_lower(self) -> bool:
        """Whether it starts as the middle of a sentence does."""
        return self.text[:1].islower()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; ``text`` is repaired."""

    kind: BlockKind
    text: str
    lines: tuple[Line, ...]
    level: int = 1

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where it ends in the source."""
        return self.lines[-1].end

    @property
    def page(self) -> int:
        """The page where it begins."""
        return self.lines[0].page

    @property
    def mark(self) -> str:
        """The bullet that it begins with."""
        return self.lines[0].mark

    @property
    def gap(self) -> int:
        """The number of empty lines before it."""
        return self.lines[0].gap


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the document says, with the passage where it says so."""

    kind: str
    text: str
    start: int
    end: int
    page: int
    fields: Mapping[str, Value] = field(default_factory=dict)
    children: tuple[Finding, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Note:
    """Something in the document that does not fit together, told to the reviewer."""

    code: str
    text: str
    start: int
    end: int
    page: int


@dataclass(frozen=True)
class Document:
    """A document made ready for the recognisers."""

    source: Source
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    pages: int
    kind: DocumentKind = DocumentKind.UNKNOWN


def finding_of(
    kind: str,
    block: Block | Line,
    fields: Mapping[str, Value] | None = None,
    *,
    text: str | None = None,
    children: tuple[Finding, ...] = (),
    confidence: float = 1.0,
) -> Finding:
    """Give the finding whose passage is a whole block or line."""
    return Finding(
        kind=kind,
        text=block.text if text is None else text,
        start=block.start,
        end=block.end,
        page=block.page,
        fields=fields or {},
        children=children,
        confidence=confidence,
    )
