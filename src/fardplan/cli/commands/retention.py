"""Removes what has been kept long enough, or tells what would be removed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.utils import timezone

from fardplan.apps.jobs.actions.retention import apply_retention


if TYPE_CHECKING:
    import argparse


HELP = (
    "Gallrar det som har sparats så länge som definitions/data_retention.yaml"
    " säger. Servern gör det också själv, en gång om dygnet."
)
EXAMPLE = "fardplan retention --rehearse"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rehearse", action="store_true", help="räkna bara, ta inte bort något"
    )
    parser.add_argument("--json", action="store_true", help="svara med JSON")


def run(options: argparse.Namespace) -> int:
    done = apply_retention(now=timezone.now(), by=None, is_rehearsal=options.rehearse)
    if options.json:
        counts = {one.rule.key: one.count for one in done}
        print(json.dumps({"removed": not options.rehearse, "counts": counts}))
        return 0
    for one in done:
        what = "skulle gallras" if options.rehearse else "gallrade"
        print(f"{one.rule.title}: {one.count} {what}")
    return 0
