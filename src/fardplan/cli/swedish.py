"""What argparse itself says, in Swedish."""

from __future__ import annotations

import argparse


TEXTS = {
    "usage: ": "användning: ",
    "positional arguments": "argument",
    "options": "val",
    "subcommands": "kommandon",
    "show this help message and exit": "visa den här hjälpen",
    "show program's version number and exit": "visa programmets version",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "expected one argument": "ett värde saknas",
    "expected at most one argument": "högst ett värde får anges",
    "expected at least one argument": "minst ett värde saknas",
    "expected %s argument": "%s värde ska anges",
    "expected %s arguments": "%s värden ska anges",
    "the following arguments are required: %s": "det här saknas: %s",
    "one of the arguments %s is required": "ett av de här valen saknas: %s",
    "not allowed with argument %s": "går inte att använda tillsammans med %s",
    "unrecognized arguments: %s": "okända argument: %s",
    "ambiguous option: %(option)s could match %(matches)s": (
        "valet %(option)s är tvetydigt: det kan vara %(matches)s"
    ),
    "ignored explicit argument %r": "valet tar inget värde, men fick %r",
    "invalid %(type)s value: %(value)r": "%(value)r går inte att använda här",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "%(value)r finns inte (välj bland %(choices)s)"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "kommandot %(parser_name)r finns inte (välj bland %(choices)s)"
    ),
    "can't open '%(filename)s': %(error)s": (
        "filen ”%(filename)s” går inte att öppna: %(error)s"
    ),
}


def speak_swedish() -> None:
    """Put our texts in the place where argparse looks its own up."""
    setattr(argparse, "_", _text)  # noqa: B010 -- the hook has no public name
    setattr(argparse, "ngettext", _plural)  # noqa: B010


def _text(message: str) -> str:
    return TEXTS.get(message, message)


def _plural(one: str, many: str, count: int) -> str:
    return _text(one if count == 1 else many)
