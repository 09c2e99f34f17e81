"""Starts the web server and the workers, and keeps them running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from fardplan.cli.startup import check_before_serving
from fardplan.cli.supervisor import Supervisor
from fardplan.config.wsgi import settled_application


if TYPE_CHECKING:
    import argparse


HELP = "Startar webbplatsen och arbetsprocesserna. Avslutas med Ctrl+C."
EXAMPLE = "fardplan serve"


def configure(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def run(_options: argparse.Namespace) -> int:
    check_before_serving()
    # Before the web processes are forked, so that one that is replaced has it all.
    settled_application()
    Supervisor(
        workers=settings.WORKERS,
        address=(settings.SERVE_HOST, settings.SERVE_PORT),
        stop_seconds=settings.STOP_SECONDS,
    ).run()
    return 0
