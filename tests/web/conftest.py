"""A real mail server on loopback."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from fardplan.config.email import email_settings


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


class _Letters(Message):
    def __init__(self) -> None:
        super().__init__()
        self.letters: list[EmailMessage] = []

    def handle_message(self, message: object) -> None:
        self.letters.append(
            message_from_bytes(bytes(message), policy=policy.default)  # type: ignore[call-overload]
        )


@pytest.fixture
def mailbox(settings: object) -> Iterator[list[EmailMessage]]:
    """What a real mail server on loopback has received."""
    # Its thread tells of each line, also when pytest has closed the place to tell it.
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    handler = _Letters()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    chosen = email_settings(
        f"smtp://127.0.0.1:{port}", "fardplan@exempel.example", Path()
    )
    for name, value in chosen.items():
        setattr(settings, name, value)
    yield handler.letters
    controller.stop()
