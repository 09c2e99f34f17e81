"""The slow twin of a PDF's letters: pypdfium2's own pages, asked letter by letter."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

from pypdfium2 import raw


if TYPE_CHECKING:
    import pypdfium2


class SlowLetters:
    """What pypdfium2 tells of the letters of one page."""

    def __init__(self, textpage: pypdfium2.PdfTextPage) -> None:
        self._textpage = textpage

    def text(self) -> str:
        return self._textpage.get_text_range()

    def span(self, first: int, last: int) -> tuple[float, float, float]:
        left, bottom, _, _ = self._textpage.get_charbox(first)
        _, _, right, _ = self._textpage.get_charbox(last)
        return left, right, bottom

    def size(self, number: int) -> float:
        return raw.FPDFText_GetFontSize(self._textpage, number)

    def are_bold(self, *numbers: int) -> bool:
        names = [self._name(number) for number in numbers]
        return all(b"bold" in name or b"black" in name for name in names)

    def _name(self, number: int) -> bytes:
        name = ctypes.create_string_buffer(200)
        raw.FPDFText_GetFontInfo(self._textpage, number, name, 200, None)
        return name.value.lower()
