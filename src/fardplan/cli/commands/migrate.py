"""Brings the database to the form this version needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management import call_command


if TYPE_CHECKING:
    import argparse


HELP = "Skapar databasens tabeller, eller uppdaterar dem till den här versionen."
EXAMPLE = "fardplan migrate"


def configure(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def run(_options: argparse.Namespace) -> int:
    call_command("migrate", verbosity=0, interactive=False)
    return 0
