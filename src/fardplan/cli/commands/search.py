"""The search box from the command line."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from fardplan.apps.accounts.models import User
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.search.actions import StoppedError, rebuild_index
from fardplan.apps.search.queries import filters_of, search


if TYPE_CHECKING:
    import argparse

    from fardplan.apps.search.queries import Results, ShownHit


HELP = "Söker i allt som i sökrutan, eller bygger om sökregistret."
EXAMPLE = "fardplan search vårdplaner i hemmet --json"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", metavar="ORD", nargs="*", help="det som söks")
    parser.add_argument(
        "--as",
        dest="email",
        metavar="E-POST",
        default="",
        help="sök som den här personen (annars det som är öppet för alla)",
    )
    parser.add_argument(
        "--station", metavar="STATION", default="", help="bara en station, som plans"
    )
    parser.add_argument(
        "--authority", metavar="KOD", default="", help="bara en myndighet"
    )
    parser.add_argument("--year", metavar="ÅR", default="", help="bara ett år")
    parser.add_argument(
        "--page", metavar="N", type=int, default=1, help="sidan, 20 träffar på varje"
    )
    parser.add_argument("--json", action="store_true", help="skriv som JSON")
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help="bygg sökregistret på nytt bredvid det gamla och byt",
    )


def run(options: argparse.Namespace) -> int:
    if options.rebuild:
        _rebuild()
        if not options.words:
            return 0
    filters = filters_of(
        station=options.station, authority=options.authority, year=options.year
    )
    results = search(
        " ".join(options.words),
        _reader(options.email),
        filters,
        page=max(1, options.page),
    )
    if not results.is_ready:
        raise ProblemError(
            "Det finns inget sökregister än. Det byggs när ”fardplan serve” är igång,"
            " eller genast med ”fardplan search --rebuild”."
        )
    if options.json:
        print(json.dumps(_to_json(results), ensure_ascii=False, indent=1))
    else:
        _tell(results)
    return 0 if results.hits else 1


def _rebuild() -> None:
    try:
        done = rebuild_index(
            on_progress=lambda n: print(f"\r{n} sökbara", end="", file=sys.stderr)
        )
    except StoppedError:
        raise ProblemError(
            "En annan process skriver i sökregistret. Vänta tills den är klar."
        ) from None
    print(file=sys.stderr)
    print(f"Sökregistret är byggt: {done.entries} sökbara.", file=sys.stderr)


def _reader(email: str) -> User | AnonymousUser:
    if not email:
        return AnonymousUser()
    found = User.objects.filter(email=email.strip().casefold(), is_active=True).first()
    if found is None:
        raise ProblemError(f"Det finns inget öppet konto med adressen {email}.")
    return found


def _to_json(results: Results) -> dict[str, object]:
    return {
        "total": results.total,
        "stations": dict(results.stations or {}),
        "meant": results.meant,
        "hits": [_hit_to_json(one) for one in results.hits],
    }


def _hit_to_json(one: ShownHit) -> dict[str, object]:
    return {
        "station": one.station,
        "kind": one.kind,
        "label": one.label,
        "title": one.hit.title,
        "passage": "".join(f"[{text}]" if hit else text for text, hit in one.text),
        "context": one.hit.context,
        "authority": one.hit.authority,
        "year": one.hit.year,
        "url": one.hit.url,
    }


def _tell(results: Results) -> None:
    if results.meant:
        print(f"Menade du ”{results.meant}”?")
    print(f"{results.total} träffar.")
    for one in results.hits:
        print(f"\n{one.hit.title}  ({one.label})\n  {one.hit.url}")
        passage = " ".join("".join(text for text, _hit in one.text).split())
        if passage:
            print(f"  {passage}")
