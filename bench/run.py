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

from bench import command_line, pages
from bench.servers import BenchError, Place, run
from bench.table import Row, as_json, machine, print_table


if TYPE_CHECKING:
    from collections.abc import Sequence


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
    options = parser.parse_args(arguments)
    where = machine()
    try:
        rows = compare(where)
    except BenchError as problem:
        print(f"The bench stopped: {problem}", file=sys.stderr)
        return 2
    print_table(rows, where)
    if options.json:
        text = json.dumps(as_json(rows, where), ensure_ascii=False, indent=1)
        options.json.write_text(f"{text}\n", encoding="utf-8")
    return 0 if all(row.is_within for row in rows) else 1


def compare(where: dict[str, str]) -> list[Row]:
    """Give every row; ``where`` gets what was learnt about the databases."""
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
            for row in pages.rows(place):
                print(f"{row.name}: {row.ours:.1f} {row.unit}", file=sys.stderr)
                rows.append(row)
        rows.extend(command_line.rows(places[0]))
    return rows


def _version(address: str) -> str:
    with psycopg.connect(address) as connection:
        return f"{connection.info.server_version // 10000}"


if __name__ == "__main__":
    sys.exit(main())
