"""Text on its way into XML and out of it.

XML 1.0 (section 2.2) can't hold most control characters, not even escaped. Names stand on
one line; in longer texts every line break and space is kept.
"""

from __future__ import annotations

import re
import uuid


_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# White space as XML knows it: a non-breaking space is a letter like any other.
SPACES = " \t\r\n"
_SPACES = re.compile(f"[{SPACES}]+")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_OTHER_KEYS = uuid.UUID("0d4a4f1e-2f0b-5d0e-8f6a-6b6f1a0c7d21")


def without_forbidden(text: str) -> str:
    """Give the text without the characters that no XML file may have."""
    return _NOT_IN_XML.sub("", text)


def one_line(text: str) -> str:
    """Give the text on one line."""
    return _SPACES.sub(" ", without_forbidden(text)).strip(" ")


def many_lines(text: str) -> str:
    """Give the text without white space before and after it."""
    return without_forbidden(text).strip(SPACES)


def to_identifier(key: str) -> str:
    """Give an xsd:ID: it may not begin with a digit, as half of all keys do."""
    if _NAME.fullmatch(key):
        return f"_{key}"
    return f"_{uuid.uuid5(_OTHER_KEYS, key)}"


def to_key(identifier: str) -> str:
    """Give the key of a part; an identifier that is no UUID always gives the same."""
    told = one_line(identifier).removeprefix("_")
    try:
        return str(uuid.UUID(told))
    except ValueError:
        return str(uuid.uuid5(_OTHER_KEYS, told))


def shortened(text: str, longest: int) -> str:
    """Give the beginning of a text, cut between words."""
    if len(text) <= longest:
        return text
    start = text[: longest - 1]
    return (start.rsplit(" ", 1)[0] if " " in start[1:] else start).rstrip() + "…"
