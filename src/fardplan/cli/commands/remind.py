"""Sends the letters that remind owners to tell how their initiatives go."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from django.utils import timezone

from fardplan.apps.plans import reminders


if TYPE_CHECKING:
    import argparse


HELP = (
    "Skickar brev till dem som ansvarar för insatser utan färskt läge, med en länk till"
    " formuläret. Högst ett brev i veckan om samma insats."
)
EXAMPLE = "fardplan remind --rehearse"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rehearse", action="store_true", help="räkna bara, skicka inget"
    )
    parser.add_argument("--json", action="store_true", help="svara med JSON")


def run(options: argparse.Namespace) -> int:
    found = reminders.reminders(timezone.localdate())
    for number, one in enumerate(found, 1):
        if not options.rehearse:
            reminders.send(one)
            print(f"{number} av {len(found)}", file=sys.stderr)
    links = sum(len(one.initiatives) for one in found)
    if options.json:
        told = {"sent": not options.rehearse, "people": len(found), "links": links}
        print(json.dumps(told))
        return 0
    what = "skulle få" if options.rehearse else "fick"
    print(f"{len(found)} personer {what} brev om {links} insatser")
    return 0
