"""Checks that nobody has tampered with the record of events."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fardplan.apps.accounts.queries import first_break


if TYPE_CHECKING:
    import argparse


HELP = (
    "Kontrollerar att händelseloggen är hel: inget ändrat, borttaget eller inskjutet."
)
EXAMPLE = "fardplan audit verify --json"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify"], help="vad som ska göras")
    parser.add_argument("--json", action="store_true", help="svara med JSON")


def run(options: argparse.Namespace) -> int:
    count, found = first_break()
    if options.json:
        answer = {
            "events": count,
            "whole": found is None,
            "first_bad": found.number if found else None,
            "reason": found.reason if found else None,
        }
        print(json.dumps(answer, ensure_ascii=False))
    elif found is None:
        print(f"Händelseloggen är hel: {count} händelser.")
    else:
        print(f"Händelseloggen är bruten vid händelse {found.number}: {found.reason}.")
    return 0 if found is None else 1
