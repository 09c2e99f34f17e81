"""How many pages a PDF has, told without reading them; other files have none."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from pathlib import Path


def pages_of(path: Path) -> int:
    """Give the number of pages; 0 for what is no PDF or can't be opened."""
    import pypdfium2

    try:
        with path.open("rb") as file:
            is_pdf = b"%PDF-" in file.read(1024)
        if not is_pdf:
            return 0
        document = pypdfium2.PdfDocument(path)
    except (OSError, pypdfium2.PdfiumError):
        return 0
    try:
        return len(document)
    finally:
        document.close()
