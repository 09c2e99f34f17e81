"""The command `fardplan`: finds its subcommands by folder, and answers with an exit code.

Each module in `commands/` is a subcommand: HELP and EXAMPLE (Swedish), ``configure``
adds its arguments, ``run`` does the work and gives the exit code. Codes: 0 done,
1 a problem was found (told on standard error), 2 wrong use.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from typing import TYPE_CHECKING, NoReturn

import django
from django.core.exceptions import ImproperlyConfigured

from fardplan import __version__
from fardplan.apps.common.problems import ProblemError
from fardplan.cli import commands
from fardplan.cli.swedish import speak_swedish
from fardplan.config.environment import SettingsError


if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType


DONE, PROBLEM, WRONG_USE = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """Explains wrong use in Swedish, with the way to help."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(
            WRONG_USE,
            f"Fel: {message}\nSkriv ”{self.prog} --help” för hjälp och exempel.\n",
        )


def command_modules() -> dict[str, ModuleType]:
    """Give every subcommand by its name."""
    return {
        info.name.replace("_", "-"): importlib.import_module(
            f"{commands.__name__}.{info.name}"
        )
        for info in pkgutil.iter_modules(commands.__path__)
    }


def build_parser() -> argparse.ArgumentParser:
    """Give the parser of the whole command line."""
    parser = _Parser(
        prog="fardplan",
        description="Färdplan: den körbara färdplanen för god och nära vård.",
        epilog="Exempel: fardplan serve",
    )
    parser.add_argument("--version", action="version", version=__version__)
    kinds = parser.add_subparsers(dest="command", required=True, metavar="KOMMANDO")
    for name, module in command_modules().items():
        sub = kinds.add_parser(
            name,
            help=module.HELP,
            description=module.HELP,
            epilog=f"Exempel: {module.EXAMPLE}",
        )
        module.configure(sub)
        sub.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fardplan.config.settings")
    try:
        # First of all, so that subcommands may import models at their top.
        django.setup()
        speak_swedish()
        options = build_parser().parse_args(arguments)
        return int(options.run(options))
    except (ProblemError, SettingsError, ImproperlyConfigured) as problem:
        print(f"Fel: {problem}", file=sys.stderr)
        return PROBLEM
    except KeyboardInterrupt:
        print("Avbrutet.", file=sys.stderr)
        return PROBLEM
