"""`make bench`: time, compare, print; exit code 1 when a budget is not kept."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from tests.postgres import PostgresMissingError, throwaway_postgres

from bench import command_line, observations, pages, reading, search, spc
from bench.servers import BenchError, Place, run
from bench.table import Row, as_json, as_page, machine, print_table


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PARTS = (
    "reading",
    "search",
    "spc",
    "observations",
    "pages",
    "bodies",
    "initiatives",
    "commands",
)

# Those that are compared with nothing that must be set up.
ALONE = {
    "reading": reading.rows,
    "search": search.rows,
    "spc": spc.rows,
    "observations": observations.rows,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure everything; give the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.run",
        description="Measure Färdplan against a floor or a peer, in one run.",
        epilog="Example: python -m bench.run --json bench.json",
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write the table as JSON too"
    )
    parser.add_argument(
        "--only", choices=PARTS, default="", help="measure only one part"
    )
    parser.add_argument(
        "--page", type=Path, metavar="FILE", help="write the table as a page too"
    )
    options = parser.parse_args(arguments)
    where = machine()
    try:
        rows = []
        for name, part in ALONE.items():
            if options.only in ("", name):
                rows += _told(part())
        if options.only not in ALONE:
            rows += compare(where, options.only)
    except BenchError as problem:
        print(f"The bench stopped: {problem}", file=sys.stderr)
        return 2
    print_table(rows, where)
    if options.json:
        text = json.dumps(as_json(rows, where), ensure_ascii=False, indent=1)
        options.json.write_text(f"{text}\n", encoding="utf-8")
    if options.page:
        options.page.write_text(as_page(rows, where), encoding="utf-8")
    return 0 if all(row.is_within for row in rows) else 1


def compare(where: dict[str, str], wanted: str = "") -> list[Row]:
    """Give every row, or those of one part; ``where`` gets the databases' versions."""
    rows: list[Row] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        file = folder / "fardplan.sqlite3"
        places = [Place(folder, f"sqlite:///{file}", "SQLite")]
        try:
            address = stack.enter_context(throwaway_postgres())
        except PostgresMissingError as problem:
            where["postgresql"] = f"not measured: {problem}"
        else:
            where["postgresql"] = _version(address)
            places.append(Place(folder, address, "PostgreSQL"))
        for place in places:
            run(place, "-m", "fardplan", "demo")
            if wanted in ("", "pages"):
                rows += _told(pages.rows(place))
            if wanted in ("", "bodies"):
                run(place, "-m", "bench.national")
                rows += _told(pages.body_rows(place))
            if wanted in ("", "initiatives"):
                run(place, "-m", "bench.national_plans")
                rows += _told(pages.initiative_rows(place))
        if wanted in ("", "commands"):
            rows.extend(command_line.rows(places[0]))
    return rows


def _told(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        print(f"{row.name}: {row.ours:.1f} {row.unit}", file=sys.stderr)
        yield row


def _version(address: str) -> str:
    with psycopg.connect(address) as connection:
        return f"{connection.info.server_version // 10000}"


if __name__ == "__main__":
    sys.exit(main())
