"""What PDFium tells of the letters of a page, by their numbers.

In: a page's handle. Out: its text, and where letters stand and how they are set. The
functions are pypdfium2's with addresses as plain numbers: making typed pointers of the
arguments takes longer than PDFium needs to answer, and there are three calls a line.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

from pypdfium2 import raw


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


# Letters of a type's name.
LONGEST_NAME = 128
# Letters of a page that few pages have more of.
USUAL_LETTERS = 4_000
_ADDRESS, _NUMBER = ctypes.c_void_p, ctypes.c_int


def _plain(function: object, result: type, *arguments: type) -> Callable[..., float]:
    """Give one of PDFium's functions, taking numbers for its pointers."""
    address = ctypes.cast(function, _ADDRESS).value  # type: ignore[arg-type]
    called: Callable[..., float] = ctypes.CFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]
    return called


_count = _plain(raw.FPDFText_CountChars, _NUMBER, _ADDRESS)
_text = _plain(raw.FPDFText_GetText, _NUMBER, _ADDRESS, _NUMBER, _NUMBER, _ADDRESS)
_place_in_text = _plain(
    raw.FPDFText_GetTextIndexFromCharIndex, _NUMBER, _ADDRESS, _NUMBER
)
_box = _plain(
    raw.FPDFText_GetCharBox, _NUMBER, _ADDRESS, _NUMBER, *[_ADDRESS for _ in range(4)]
)
_size = _plain(raw.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _NUMBER)
_font = _plain(
    raw.FPDFText_GetFontInfo,
    ctypes.c_ulong,
    _ADDRESS,
    _NUMBER,
    _ADDRESS,
    ctypes.c_ulong,
    _ADDRESS,
)


class Letters:
    """The letters of one page after another."""

    def __init__(self) -> None:
        self._page: int | None = None
        self._left, self._right, self._bottom, self._top = (
            ctypes.c_double() for _ in range(4)
        )
        corners = (self._left, self._right, self._bottom, self._top)
        self._corners = tuple(map(ctypes.addressof, corners))
        self._letters = (ctypes.c_ushort * USUAL_LETTERS)()
        self._name = ctypes.create_string_buffer(LONGEST_NAME)
        self._name_address = ctypes.addressof(self._name)

    def turn_to(self, textpage: object) -> None:
        """Go to another page; PDFium leaves what was where it has no answer."""
        self._page = ctypes.cast(textpage, _ADDRESS).value  # type: ignore[arg-type]
        self._left.value = self._right.value = self._bottom.value = 0.0

    def text(self) -> str:
        """Give the text, without letters that PDFium leaves out of it at either end."""
        numbers = range(int(_count(self._page)))
        first, last = self._in_text(numbers), self._in_text(reversed(numbers))
        if first is None or last is None:
            return ""
        page = self._page
        # The count of letters written includes the zero that ends them.
        room = int(_place_in_text(page, last) - _place_in_text(page, first)) + 2
        if room > len(self._letters):
            # Each length is a type of its own to ctypes, and costs as much as the text.
            self._letters = (ctypes.c_ushort * (2 * room))()
        address = ctypes.addressof(self._letters)
        written = int(_text(page, first, last - first + 1, address))
        told = ctypes.string_at(address, 2 * max(written - 1, 0))
        return told.decode("utf-16-le", "ignore")

    def _in_text(self, numbers: Iterable[int]) -> int | None:
        """Give the first of some letters that is part of the text."""
        return next((n for n in numbers if _place_in_text(self._page, n) >= 0), None)

    def span(self, first: int, last: int) -> tuple[float, float, float]:
        """Give the left of one letter, the right of another, and the base of the first."""
        _box(self._page, first, *self._corners)
        begins, base = self._left.value, self._bottom.value
        _box(self._page, last, *self._corners)
        return begins, self._right.value, base

    def size(self, number: int) -> float:
        """Give the size of a letter's type."""
        return _size(self._page, number)

    def are_bold(self, *numbers: int) -> bool:
        """Whether the names of their type say so: the weight that PDFium gives is a guess."""
        for number in numbers:
            self._name.value = b""
            _font(self._page, number, self._name_address, LONGEST_NAME, None)
            name = self._name.value.lower()
            if b"bold" not in name and b"black" not in name:
                return False
        return True
