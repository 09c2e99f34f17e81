"""Lines of a list of contents, which name chapters that stand elsewhere."""

from __future__ import annotations

import re


_LINE = re.compile(r"\S(?:\s*\.{4,}\s*|\s*…{2,}\s*|\s{3,})\d{1,3}$")


def is_contents_line(text: str) -> bool:
    """Whether a line ends with dots or a wide gap and the number of a page."""
    return _LINE.search(text) is not None
