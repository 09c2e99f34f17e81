"""Does a programme's thread hold? Tells every gap, the worst first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.utils import timezone

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.plans import queries
from fardplan.apps.plans.models import PlanVersion, Programme
from fardplan.apps.plans.states import SEVERITY_LABELS
from fardplan.engine.plans.thread_rules import Severity


if TYPE_CHECKING:
    import argparse

    from fardplan.engine.plans.checks import Gap


HELP = "Visar var den röda tråden brister i ett programs plan."
EXAMPLE = "fardplan check orebro-nara-vard --json"
DONE, PROBLEM = 0, 1


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("programme", metavar="PROGRAM", help="programmets kortadress")
    parser.add_argument(
        "--version", type=int, metavar="NR", help="annars den senaste versionen"
    )
    parser.add_argument("--json", action="store_true", help="svara med JSON")


def run(options: argparse.Namespace) -> int:
    """Print the gaps; the exit code is 1 when any of them breaks the thread."""
    version = _version(options.programme, options.version)
    gaps = queries.gaps_of(version, timezone.localdate())
    nodes = queries.nodes_by_key(version, {gap.key for gap in gaps})
    names = {key: str(node) for key, node in nodes.items()}
    if options.json:
        print(json.dumps(_as_json(version, gaps, names), ensure_ascii=False, indent=1))
    else:
        _tell(version, gaps, names)
    broken = any(gap.rule.severity is Severity.BREAKS for gap in gaps)
    return PROBLEM if broken else DONE


def _version(code: str, number: int | None) -> PlanVersion:
    rows = PlanVersion.objects.filter(programme__code=code).defer("frozen")
    if number is not None:
        rows = rows.filter(number=number)
    version = rows.select_related("programme").first()
    if version is None:
        raise ProblemError(
            f"Det finns ingen plan med kortadressen {code}"
            f"{f' och versionen {number}' if number is not None else ''}."
            f" Det finns: {', '.join(_codes()) or 'inga program än'}."
        )
    return version


def _codes() -> list[str]:
    return list(Programme.objects.values_list("code", flat=True))


def _as_json(
    version: PlanVersion, gaps: list[Gap], names: dict[str, str]
) -> dict[str, object]:
    return {
        "programme": version.programme.code,
        "version": version.number,
        "gaps": [
            {
                "rule": gap.rule.key,
                "severity": gap.rule.severity,
                "place": gap.rule.place,
                "key": gap.key,
                "name": names.get(gap.key, ""),
                "text": gap.text,
                "why": gap.rule.why,
                "source": gap.rule.source,
            }
            for gap in gaps
        ],
    }


def _tell(version: PlanVersion, gaps: list[Gap], names: dict[str, str]) -> None:
    print(f"{version.programme.name}, version {version.number}: {len(gaps)} luckor")
    last = ""
    for gap in gaps:
        if gap.rule.key != last:
            last = gap.rule.key
            print(f"\n{SEVERITY_LABELS[gap.rule.severity]}: {gap.rule.title}")
        print(f"  {names.get(gap.key) or version.programme.name}: {gap.text}")
