"""The register of authorities from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fardplan.apps.actors.actions import load_register
from fardplan.apps.actors.presenters import kind_label
from fardplan.apps.actors.queries import (
    AuthorityFilter,
    find_authorities,
    register_facts,
)
from fardplan.apps.actors.states import AuthorityKind
from fardplan.apps.common.problems import ProblemError
from fardplan.engine.actors.authority_register import RegisterError


if TYPE_CHECKING:
    import argparse

    from fardplan.apps.actors.models import Authority


HELP = "Läser in myndighetsregistret, eller listar det."
EXAMPLE = "fardplan authorities list --search örebro --kind municipality"


def configure(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VAD")
    verbs.add_parser(
        "load",
        help="läs in registret ur definitions/authorities",
        epilog="Exempel: fardplan authorities load",
    )
    listing = verbs.add_parser(
        "list", help="lista myndigheter", epilog=f"Exempel: {EXAMPLE}"
    )
    listing.add_argument(
        "--search", metavar="TEXT", default="", help="namn eller kod, eller en del"
    )
    listing.add_argument(
        "--kind", choices=AuthorityKind.values, default="", help="bara ett slag"
    )
    for sub in verbs.choices.values():
        sub.add_argument("--json", action="store_true", help="skriv som JSON")


def run(options: argparse.Namespace) -> int:
    return _load(options) if options.verb == "load" else _list(options)


def _load(options: argparse.Namespace) -> int:
    try:
        report = load_register(facts=register_facts())
    except RegisterError as error:
        raise ProblemError(f"Registret går inte att läsa in: {error}.") from None
    if options.json:
        _print_json(
            {
                "created": len(report.created),
                "changed": len(report.changed),
                "unchanged": report.unchanged,
                "not_in_register": report.not_in_register,
            }
        )
        return 0
    print(
        f"{len(report.created)} nya, {len(report.changed)} ändrade och"
        f" {report.unchanged} oförändrade."
    )
    if report.not_in_register:
        print(f"Finns kvar utanför registret: {', '.join(report.not_in_register)}")
    return 0


def _list(options: argparse.Namespace) -> int:
    wanted = AuthorityFilter(text=options.search, kind=options.kind)
    found = list(find_authorities(wanted))
    if options.json:
        _print_json([_to_json(authority) for authority in found])
    else:
        for authority in found:
            print(f"{authority.code:<18} {authority.name} ({kind_label(authority)})")
        if not found:
            print("Ingen myndighet passar.")
    return 0


def _to_json(authority: Authority) -> dict[str, object]:
    return {
        "code": authority.code,
        "name": authority.name,
        "kind": authority.kind,
        "county": authority.county,
        "municipality_code": authority.municipality_code,
        "region": authority.region.code if authority.region else None,
        "care_regions": sorted(care.code for care in authority.care_regions.all()),
        "website": authority.website,
    }


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
