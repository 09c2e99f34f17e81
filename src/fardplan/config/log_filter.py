"""Keeps what lets somebody in out of the log."""

from __future__ import annotations

import logging
import re


# The address of an invitation or a log-in link is a key as long as it is unused, and
# that of an initiative's status until it expires.
_LINK = re.compile(r"(/(?:konto/(?:inbjudan|lank)|plan/lank)/)[^/\s]+")


class HideLinks(logging.Filter):
    """Replaces the secret part of links with dots, wherever it stands in a line."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        if _LINK.search(text):
            record.msg, record.args = _LINK.sub(r"\1…", text), None
        return True
