"""How well the readers find what people read: precision and recall, kind by kind.

    python tools/reading_scores.py            print the tables
    python tools/reading_scores.py --write    put them into docs/how-to/read-documents.md

The first table is of invented papers, the second of those that were told before the reader
saw them, the third of the published documents when the folder `shared` lies beside.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "how-to" / "read-documents.md"
# What was right, found and expected at the first reading, by rounds of papers.
FIRST = ROOT / "tests" / "acceptance" / "invented"
ROUNDS = {
    "A–C": "first_reading",
    "D": "first_reading_d",
    "E": "first_reading_e",
}
BEGIN, END = "<!-- scores -->", "<!-- end of scores -->"
NAMED = ("programme", "initiative", "body")


def main() -> int:
    """Print or write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.name}")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    tables = "\n".join([*invented(), "", *unseen(), "", *published()])
    if options.write:
        text = PAGE.read_text(encoding="utf-8")
        cut = re.compile(f"{BEGIN}.*?{END}", re.DOTALL)
        PAGE.write_text(cut.sub(f"{BEGIN}\n{tables}\n{END}", text), encoding="utf-8")
    else:
        print(tables)
    return 0


def invented() -> Iterator[str]:
    """Give the table of the invented papers."""
    from tests.acceptance.invented_papers import papers, score, total

    rounds = {
        name: json.loads((FIRST / f"{file}.json").read_text(encoding="utf-8"))
        for name, file in ROUNDS.items()
    }
    scores = total(score(name) for name in papers())
    heads = " | ".join(f"first reading, {name}" for name in rounds)
    yield f"| {len(papers())} invented papers: kind | expected | {heads} | now |"
    yield "|---" * (len(rounds) + 3) + "|"
    for kind, one in scores.items():
        before = " | ".join(_first(first.get(kind)) for first in rounds.values())
        now = _figures(one.precision, one.recall)
        yield f"| {kind} | {one.expected} | {before} | {now} |"


def unseen() -> Iterator[str]:
    """Give the table of the papers that were told before the reader saw them."""
    from tests.acceptance.loose_scoring import FOLDER, papers, score, total

    groups = json.loads((FOLDER / "first_sight.json").read_text(encoding="utf-8"))
    now = total(score(name) for name in papers())
    heads = " | ".join(
        "before" if name == "before" else f"first sight, {name}" for name in groups
    )
    yield f"| {len(papers())} unseen papers: kind | expected | {heads} | now |"
    yield "|---" * (len(groups) + 3) + "|"
    for kind, told in now.items():
        before = " | ".join(_loose(one.get(kind)) for one in groups.values())
        yield f"| {kind} | {told[2]} | {before} | {_loose(told)} |"


def _loose(told: Sequence[int] | None) -> str:
    """Give the figures; where nothing was found there is no precision to tell."""
    if told is None:
        return "–"
    right, found, expected = told
    precision = f"{right / found:.2f}" if found else "–"
    return f"{precision} / {right / expected:.2f}"


def _first(told: list[int] | None) -> str:
    """Give the figures of a round; a kind that its papers don't have has none."""
    if told is None:
        return "–"
    right, found, expected = told
    recall = right / expected if expected else 1.0
    return _figures(right / found if found else 1.0, recall)


def published() -> Iterator[str]:
    """Give the table of the published documents, when they are here."""
    from tests.acceptance.scoring import (
        EXPECTED,
        answer_of,
        exact,
        keys_by_region,
        precision_and_recall,
    )
    from tests.surroundings import find_shared

    if find_shared() is None:
        return
    yield "| 5 published documents: kind | expected | now |"
    yield "|---|---|---|"
    for kind in NAMED:
        wanted = Counter(EXPECTED[kind])
        found = keys_by_region(answer_of("001"), kind)
        figures = _figures(*precision_and_recall(found, wanted))
        yield f"| {kind} | {wanted.total()} | {figures} |"
    whole: Counter[bool] = Counter()
    for number, kinds in EXPECTED["exact"].items():
        for kind, told in kinds.items():
            got = exact(answer_of(number), kind, *told["fields"])
            whole[got == told["value"]] += 1
    yield f"| kinds that must be exact | {whole.total()} | {whole[True]} are |"


def _figures(precision: float, recall: float) -> str:
    return f"{precision:.2f} / {recall:.2f}"


if __name__ == "__main__":
    raise SystemExit(main())
