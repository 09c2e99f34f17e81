"""Links that let somebody in are not written to the log."""

from __future__ import annotations

import logging

import pytest

from fardplan.config.log_filter import HideLinks


@pytest.mark.parametrize(
    ("message", "arguments", "shown"),
    [
        ("%s: %s", ("Gone", "/konto/lank/MQ:1x:abc/"), "Gone: /konto/lank/…/"),
        ("/konto/inbjudan/MQ:1x:abc/ 410", (), "/konto/inbjudan/…/ 410"),
        ("%s: %s", ("Not Found", "/konto/lank/"), "Not Found: /konto/lank/"),
    ],
)
def test_the_secret_part_is_hidden(message, arguments, shown):
    record = logging.LogRecord("x", 30, "f", 1, message, arguments, None)
    assert HideLinks().filter(record)
    assert record.getMessage() == shown
