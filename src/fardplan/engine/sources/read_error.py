"""Why a document can't be read, in Swedish, with what to do."""

from __future__ import annotations


class ReadError(ValueError):
    """The document can't be read; ``str()`` says why and what to do."""


LARGEST_MB = 200
EMPTY = "Filen är tom."
NO_TEXT = (
    "Dokumentet har sidor men ingen text: det är troligen inskannat. Kör teckenigenkänning"
    " (OCR) på det först, till exempel med programmet OCRmyPDF och språket svenska."
)
ENCRYPTED = (
    "Filen är skyddad med lösenord. Ta bort lösenordet, eller be avsändaren om en öppen"
    " kopia."
)


def damaged(what: str) -> ReadError:
    """Give the error of a file that begins as a format but does not go on as one."""
    return ReadError(
        f"Filen är skadad eller avhuggen: den börjar som {what} men går inte att läsa."
        " Hämta den på nytt."
    )
