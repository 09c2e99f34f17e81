"""Checks that nobody has tampered with the record of events, or with adopted plans."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fardplan.apps.accounts.queries import first_break
from fardplan.apps.plans.queries import broken_versions


if TYPE_CHECKING:
    import argparse

    from fardplan.apps.plans.queries import BrokenVersion
    from fardplan.engine.accounts.audit_chain import Break


HELP = (
    "Kontrollerar att händelseloggen är hel: inget ändrat, borttaget eller inskjutet, och"
    " att antagna planer är som de antogs."
)
EXAMPLE = "fardplan audit verify --json"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify"], help="vad som ska göras")
    parser.add_argument("--json", action="store_true", help="svara med JSON")


def run(options: argparse.Namespace) -> int:
    count, found = first_break()
    versions, broken = broken_versions()
    if options.json:
        answer = {
            "events": count,
            "whole": found is None,
            "first_bad": found.number if found else None,
            "reason": found.reason if found else None,
            "adopted_versions": versions,
            "broken_versions": [
                {"version": one.name, "reason": one.reason} for one in broken
            ],
        }
        print(json.dumps(answer, ensure_ascii=False))
    else:
        _tell(count, found, versions, broken)
    return 0 if found is None and not broken else 1


def _tell(
    count: int, found: Break | None, versions: int, broken: list[BrokenVersion]
) -> None:
    if found is None:
        print(f"Händelseloggen är hel: {count} händelser.")
    else:
        print(f"Händelseloggen är bruten vid händelse {found.number}: {found.reason}.")
    if not broken:
        print(f"Antagna versioner av planer är som de antogs: {versions}.")
    for one in broken:
        print(f"Den antagna versionen {one.name} är bruten: {one.reason}.")
