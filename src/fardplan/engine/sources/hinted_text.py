"""Writes extracted text line by line, and remembers what the format told of each."""

from __future__ import annotations

from fardplan.engine.sources.model import Hint, Source


class HintedText:
    """Text that grows; paragraphs are set apart by empty lines."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._hints: dict[int, Hint] = {}
        self._length = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not any(part.strip() for part in self._parts)

    def add(self, line: str, hint: Hint | None) -> None:
        """Add one line; with a hint it is a paragraph of its own."""
        shown = " ".join(line.split())
        if not shown:
            return
        if hint:
            self._hints[self._length] = hint
        self._write(f"{shown}\n")
        if hint and hint.kind.value == "heading":
            self.end_paragraph()

    def end_paragraph(self) -> None:
        """Put in empty lines: two, since one may stand inside a sentence."""
        self._write("\n\n")

    def to_source(self) -> Source:
        """Give the text and its hints."""
        return Source("".join(self._parts), (), self._hints, is_exact=True)

    def _write(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)
