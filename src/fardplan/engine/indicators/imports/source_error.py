"""The error of a file that can't be read at all."""

from __future__ import annotations


class SourceError(ValueError):
    """The file can't be read; ``str()`` says why and what to do, in Swedish."""
