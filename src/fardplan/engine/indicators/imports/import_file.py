"""A file of figures, looked at and checked: what the command and the pages call.

In: a file, what is expected, and a mapping. Out: a first look with a guess, or the row
report and a Parquet file of what can be stored. Nothing is stored here.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fardplan.engine.indicators.imports.cell_reading import folded
from fardplan.engine.indicators.imports.check_rows import check_rows, sample_cells
from fardplan.engine.indicators.imports.guess import guess_mapping
from fardplan.engine.indicators.imports.source import read_source


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fardplan.engine.indicators.imports.areas import AreaBook
    from fardplan.engine.indicators.imports.expected import Expected
    from fardplan.engine.indicators.imports.mapping import ColumnMapping
    from fardplan.engine.indicators.imports.report import RowReport
    from fardplan.engine.indicators.imports.source import Source

_EXAMPLES = 4


@dataclass(frozen=True)
class FirstLook:
    """What a file has: how it is written, headings with examples, and a guess."""

    told: str
    headings: tuple[str, ...]
    examples: Mapping[str, tuple[str, ...]]
    rows: int
    mapping: ColumnMapping


@contextmanager
def opened(file: Path, work: Path) -> Iterator[Source]:
    """Give a file as rows. ``work`` is a folder for what is made on the way."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        yield read_source(file, Path(folder))


def look_at(
    source: Source, *, expected: Sequence[Expected], areas: AreaBook
) -> FirstLook:
    """Tell what a file has, and guess its mapping."""
    known = {folded(name) for one in expected for name in (one.key, *one.names)}
    cells = sample_cells(source, source.cells.parent)
    return FirstLook(
        told=source.told,
        headings=source.headings,
        examples={name: tuple(some[:_EXAMPLES]) for name, some in cells.items()},
        rows=source.rows,
        mapping=guess_mapping(
            source.headings, cells, areas, lambda text: folded(text) in known
        ),
    )


def check_file(
    source: Source,
    mapping: ColumnMapping,
    *,
    expected: Sequence[Expected],
    areas: AreaBook,
    out: Path,
) -> RowReport:
    """Write what can be stored to ``out``, and give the report."""
    return check_rows(
        source,
        mapping,
        expected=expected,
        areas=areas,
        work=source.cells.parent,
        out=out,
    )
