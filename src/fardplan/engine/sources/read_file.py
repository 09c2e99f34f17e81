"""Any file to a reading: what it is is told by its first bytes, not by its name.

In: a path. Out: the JSON of `design.md` §5 as plain data. What can't be read is told in
Swedish by :class:`ReadError`.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
from typing import TYPE_CHECKING, Any

from fardplan.engine.sources.model import Source
from fardplan.engine.sources.output import page_starts, to_json
from fardplan.engine.sources.read_docx import read_docx
from fardplan.engine.sources.read_error import EMPTY, LARGEST_MB, ReadError, damaged
from fardplan.engine.sources.read_html import read_html
from fardplan.engine.sources.read_pdf import read_pdf
from fardplan.engine.sources.reading import read


if TYPE_CHECKING:
    from pathlib import Path

    from fardplan.engine.sources.reading import Reading
    from fardplan.engine.sources.themes import Lexicon


_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_HTML = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_TEXT_LIMIT = 20_000_000


def read_file(path: Path, lexicon: Lexicon) -> dict[str, Any]:
    """Read one file; ReadError tells why it can't be read."""
    return read_content(_content(path), lexicon)


def read_file_whole(path: Path, lexicon: Lexicon) -> dict[str, Any]:
    """Read one file, and give beside the answer its text and where its pages begin.

    ``text`` and ``page_starts`` are for those who show the passages in their place; they
    are no part of the contract, where each finding quotes its own.
    """
    return read_content_whole(_content(path), lexicon)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte too many is enough to tell that the file is too large.
            return file.read(LARGEST_MB * 1_000_000 + 1)
    except OSError as problem:
        raise ReadError(f"Filen går inte att öppna: {problem.strerror}.") from None


def read_content(content: bytes, lexicon: Lexicon) -> dict[str, Any]:
    """Read the bytes of one file."""
    return to_json(_reading(content, lexicon), hashlib.sha256(content).hexdigest())


def read_content_whole(content: bytes, lexicon: Lexicon) -> dict[str, Any]:
    """Read the bytes of one file, as :func:`read_file_whole`."""
    reading = _reading(content, lexicon)
    answer = to_json(reading, hashlib.sha256(content).hexdigest())
    told = {
        "text": reading.document.source.text,
        "page_starts": page_starts(reading.document),
    }
    return answer | told


def _reading(content: bytes, lexicon: Lexicon) -> Reading:
    if len(content) > LARGEST_MB * 1_000_000:
        raise ReadError(
            f"Filen är större än {LARGEST_MB} MB, och läses inte: dela den."
        )
    if not content.strip():
        raise ReadError(EMPTY)
    return read(to_source(content), lexicon)


def to_source(content: bytes) -> Source:
    """Give the text of a file of any kind that can be read."""
    if b"%PDF-" in content[:1024]:
        return read_pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _read_zip(content)
    if content.startswith(_OLD_OFFICE):
        raise ReadError(
            "Filen är ett äldre Word-dokument (.doc) eller skyddad med lösenord. Öppna den"
            " och spara som Word-dokument (.docx) utan lösenord, eller som PDF."
        )
    if content.startswith(_IMAGES):
        raise ReadError(
            "Filen är en bild. Kör teckenigenkänning (OCR) så att den blir en PDF med text."
        )
    if content.startswith(b"{\\rtf"):
        raise ReadError(
            "Filen är i formatet RTF. Spara den som Word-dokument eller PDF."
        )
    if _HTML.search(content[:2048]):
        return read_html(content)
    return _read_text(content)


def _read_zip(content: bytes) -> Source:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        raise damaged("ett Word-dokument") from None
    if "word/document.xml" in names:
        return read_docx(content)
    raise ReadError(
        "Filen är ett arkiv eller ett dokument av annat slag än Word (kalkylblad,"
        " presentation, OpenDocument). Spara den som PDF eller Word-dokument."
    )


def _read_text(content: bytes) -> Source:
    # Lines end in Windows' way in many files; offsets count them as one letter.
    text = _decode(content).replace("\r\n", "\n")
    if "\x00" in text or sum(map(_is_control, text[:4000])) > len(text[:4000]) / 20:
        raise ReadError(
            "Filen är inget dokument som går att läsa. Läs in PDF, Word (.docx), HTML eller"
            " text."
        )
    if len(text) > _TEXT_LIMIT:
        raise ReadError("Texten är längre än 20 miljoner tecken: dela filen.")
    if not re.search(r"\w", text):
        raise ReadError(EMPTY)
    return Source(text)


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Older Swedish files are written in Windows' Western encoding.
        return content.decode("cp1252", errors="replace")


def _is_control(letter: str) -> bool:
    return ord(letter) < 32 and letter not in "\n\r\t\f\v"
