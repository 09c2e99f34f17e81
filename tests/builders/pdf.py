"""A small PDF writer for tests and the bench: lines of text at places on pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TOP, LEFT, STEP, EMPTY_STEP = 780, 70, 14, 24


@dataclass(frozen=True)
class Placed:
    """One line of text with its left edge and base, in points."""

    text: str
    left: float
    base: float
    size: float = 10
    is_bold: bool = False


def set_lines(lines: Sequence[str]) -> list[Placed]:
    """Set lines from the top; an empty one is space, leading spaces are indentation."""
    placed, base = [], float(TOP)
    for line in lines:
        if not line.strip():
            base -= EMPTY_STEP - STEP
            continue
        indent = len(line) - len(line.lstrip(" "))
        placed.append(Placed(line.strip(), LEFT + 8 * indent, base))
        base -= STEP
    return placed


def write_pdf(pages: Iterable[Sequence[Placed]]) -> bytes:
    """Give a PDF with these pages, in Helvetica."""
    contents = [_content(page) for page in pages]
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (
            len(contents),
            b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(contents))),
        ),
        (
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
            b" /Encoding /WinAnsiEncoding >>"
        ),
    ]
    for number, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R /B << /Type /Font /Subtype /Type1"
            b" /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >> >> >> >>"
            % (5 + 2 * number)
        )
        objects.append(
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
        )
    return _file(objects)


def pdf_of_text(text: str) -> bytes:
    """Give a PDF of a text; a form feed begins a page."""
    return write_pdf(set_lines(page.split("\n")) for page in text.split("\f"))


def encrypted_pdf() -> bytes:
    """Give a PDF that asks for a password."""
    plain = pdf_of_text("Hemligt")
    locked = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4"
        b" /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >> /ID [<00> <00>]"
    )
    return plain.replace(b"trailer\n<< ", b"trailer\n<< " + locked + b" ")


def _content(page: Sequence[Placed]) -> bytes:
    return b"\n".join(
        b"BT /%s %.1f Tf %.1f %.1f Td (%s) Tj ET"
        % (
            b"B" if one.is_bold else b"F",
            one.size,
            one.left,
            one.base,
            _escaped(one.text),
        )
        for one in page
    )


def _escaped(text: str) -> bytes:
    encoded = text.encode("cp1252", errors="replace")
    return encoded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)
