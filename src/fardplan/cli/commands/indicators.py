"""The register of indicators from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.indicators.actions import load_definitions
from fardplan.apps.indicators.adapters import to_definition
from fardplan.apps.indicators.models import Indicator
from fardplan.apps.indicators.presenters.words import fields_in_words
from fardplan.apps.indicators.queries import (
    IndicatorFilter,
    current_version_of,
    find_indicators,
    indicator_by_key,
    told_definitions,
    twin_of,
)
from fardplan.apps.indicators.states import (
    FIELD_LABELS,
    DirectionLabel,
    GoalLabel,
    SourceKindLabel,
    StatusLabel,
)
from fardplan.cli import fetching, figures
from fardplan.engine.indicators.definition import to_data


if TYPE_CHECKING:
    import argparse

    from fardplan.apps.indicators.models import IndicatorVersion


HELP = "Läser in indikatorernas definitioner och siffror, listar dem eller visar en."
EXAMPLE = "fardplan indicators list --goal K"


def configure(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VAD")
    verbs.add_parser(
        "load",
        help="läs in definitionerna ur definitions/indicators",
        epilog="Exempel: fardplan indicators load",
    )
    listing = verbs.add_parser(
        "list", help="lista indikatorer", epilog=f"Exempel: {EXAMPLE}"
    )
    listing.add_argument(
        "--search", metavar="TEXT", default="", help="ord i namn eller definition"
    )
    for name, choices, text in (
        ("goal", GoalLabel, "bara ett mål, med dess bokstav"),
        ("source", SourceKindLabel, "bara en sorts källa"),
        ("status", StatusLabel, "bara ett läge"),
        ("direction", DirectionLabel, "bara en riktning"),
    ):
        listing.add_argument(f"--{name}", choices=choices.values, default="", help=text)
    show = verbs.add_parser(
        "show",
        help="visa en indikators definition",
        epilog="Exempel: fardplan indicators show fast-lakarkontakt-register --json",
    )
    show.add_argument("key", metavar="KORTNAMN", help="indikatorns kortnamn")
    show.add_argument(
        "--version",
        type=int,
        metavar="N",
        help="en äldre version; annars den som gäller",
    )
    figures.add_verbs(verbs)
    fetching.add_verb(verbs)
    for sub in verbs.choices.values():
        sub.add_argument("--json", action="store_true", help="skriv som JSON")


def run(options: argparse.Namespace) -> int:
    verbs = {
        "load": _load,
        "list": _list,
        "show": _show,
        "import": figures.import_figures,
        "runs": figures.list_runs,
        "undo": figures.undo_figures,
        "fetch": fetching.fetch,
    }
    return verbs[options.verb](options)


def _load(options: argparse.Namespace) -> int:
    report = load_definitions(definitions=told_definitions())
    if options.json:
        _print_json(
            {
                "created": len(report.created),
                "changed": report.changed,
                "unchanged": report.unchanged,
                "kept": report.kept,
            }
        )
        return 0
    print(
        f"{len(report.created)} nya, {len(report.changed)} med ny version och"
        f" {report.unchanged} oförändrade."
    )
    if report.kept:
        print(f"Ändrade här, så filens version väntar: {', '.join(report.kept)}")
    return 0


def _list(options: argparse.Namespace) -> int:
    wanted = IndicatorFilter(
        text=options.search,
        goal=options.goal,
        source=options.source,
        status=options.status,
        direction=options.direction,
    )
    found = list(find_indicators(wanted))
    if options.json:
        _print_json([_to_json(version) for version in found])
        return 0
    for version in found:
        row = version.indicator
        print(f"{row.goal}  {row.key:<32} {row.name}")
    if not found:
        print("Ingen indikator passar.")
    return 0


def _show(options: argparse.Namespace) -> int:
    version = _version(options.key, options.version)
    twin = twin_of(version)
    if options.json:
        _print_json(
            {
                **_to_json(version),
                "started_at": version.started_at.isoformat(),
                "reason": version.reason,
                "twin_of": twin.indicator.key if twin else None,
            }
        )
        return 0
    told = fields_in_words(to_definition(version))
    for name, label in FIELD_LABELS.items():
        if told[name]:
            lines = told[name].split("\n")
            print(
                f"{label}: {lines[0]}", *(f"  {line}" for line in lines[1:]), sep="\n"
            )
    print(f"Version: {version.number} ({version.sha256})")
    return 0


def _version(key: str, number: int | None) -> IndicatorVersion:
    try:
        indicator = indicator_by_key(key)
    except Indicator.DoesNotExist:
        raise ProblemError(
            f"Indikatorn {key} finns inte. Skriv ”fardplan indicators list” för att se"
            " vilka som finns."
        ) from None
    if number is None:
        return current_version_of(indicator)
    found = indicator.versions.filter(number=number).first()
    if found is None:
        raise ProblemError(f"Indikatorn {key} har ingen version {number}.")
    return found


def _to_json(version: IndicatorVersion) -> dict[str, object]:
    owner = version.indicator.owner
    return {
        **to_data(to_definition(version)),
        "authority": owner.code if owner else None,
        "sha256": version.sha256,
    }


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
