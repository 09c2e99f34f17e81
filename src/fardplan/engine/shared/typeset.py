"""Sets a PDF: a Typst template and data in, the file out.

The data goes in as JSON, so that text can't become markup. The PDF is tagged and checked
against PDF/UA-1, which asks for a title and a language (EN 301 549, 10: documents).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def typeset(template: Path, data: Mapping[str, object]) -> bytes:
    """Give the PDF of the template with the data."""
    import typst

    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    pdf: bytes = typst.compile(str(template), sys_inputs=inputs, pdf_standards=["ua-1"])
    return pdf
