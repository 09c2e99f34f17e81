"""What a person is told when something can't be done."""

from __future__ import annotations


class ProblemError(Exception):
    """Something can't be done; ``str()`` says what, why and what to do, in Swedish."""


class NotAllowedError(ProblemError):
    """This person may not. On the web the answer is 404, as if it did not exist."""


class ConflictError(ProblemError):
    """Somebody else changed it first; nothing was written."""
