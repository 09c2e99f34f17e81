"""The verb of `fardplan indicators` that fetches figures from Kolada."""

from __future__ import annotations

import argparse
import json
import re
from typing import TYPE_CHECKING, Any

from fardplan.apps.indicators.actions import fetch_figures
from fardplan.apps.indicators.queries import latest_years
from fardplan.cli.progress import progress_on_stderr


if TYPE_CHECKING:
    from fardplan.apps.indicators.models import ImportRun

EXAMPLE = "fardplan indicators fetch --indicator akutbesok-80 --years 2015-2025"
_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")


def add_verb(verbs: Any) -> None:
    """Add the verb to the command."""
    fetching = verbs.add_parser(
        "fetch", help="hämta siffror från Kolada", epilog=f"Exempel: {EXAMPLE}"
    )
    fetching.add_argument(
        "--indicator",
        metavar="KORTNAMN",
        action="append",
        default=[],
        help="bara denna indikator; kan anges flera gånger. Annars alla från Kolada som"
        " inte är avslutade",
    )
    fetching.add_argument(
        "--years",
        metavar="ÅR",
        type=_years,
        help="ett år eller från och till, som 2015-2025; annars de senaste tio och i år",
    )


def _years(text: str) -> tuple[int, ...]:
    found = _YEARS.fullmatch(text)
    years = found and range(int(found[1]), int(found[2] or found[1]) + 1)
    if not years:
        raise argparse.ArgumentTypeError(
            f"”{text}” är inga år; skriv som 2024 eller 2015-2025"
        )
    return tuple(years)


def fetch(options: argparse.Namespace) -> int:
    """Fetch, store and print the receipt; what did not come is a problem."""
    with progress_on_stderr() as tell:
        run = fetch_figures(
            years=options.years or latest_years(),
            keys=options.indicator,
            by=None,
            tell=tell,
        )
    if options.json:
        print(json.dumps(_to_json(run), ensure_ascii=False, indent=1))
        return 0
    print(*run.report["receipt"], sep="\n")
    print(f"{run.kept} siffror är inlästa som {run.key}.")
    return 0


def _to_json(run: ImportRun) -> dict[str, object]:
    return {
        "run": run.key,
        "kept": run.kept,
        **run.report["places"],
        "receipt": run.report["receipt"],
    }
