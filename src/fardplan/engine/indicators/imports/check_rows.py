"""From the cells of a file to observations, with a report of each row that fails.

In: a source, a mapping, what is expected of the indicators. Out: a Parquet file with
the columns of an observation, holding what can be stored, and the row report.

Texts (areas, periods, sexes) are understood once for each different text; the million
rows are joined, computed and held against each other in SQL. A bad row is refused and
told; it never stops a good one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from fardplan.engine.indicators.imports.cell_reading import CellReading, folded
from fardplan.engine.indicators.imports.mapping import (
    FIELDS,
    ColumnMapping,
    MappingError,
)
from fardplan.engine.indicators.imports.periods import read_period
from fardplan.engine.indicators.imports.report import (
    MOST_SHOWN,
    ProblemGroup,
    RowProblem,
    RowReport,
)
from fardplan.engine.indicators.imports.row_checks import (
    NOTES,
    ROW_CHECKS,
    SUMS,
    SUSPECTS,
    TOO_WIDE,
    TWICE,
    UNKNOWN_TEXTS,
)
from fardplan.engine.indicators.imports.words import (
    read_age,
    read_missing,
    read_sex,
    read_status,
)
from fardplan.engine.indicators.observation import Sex
from fardplan.engine.indicators.store.database import connect, quoted, write_parquet


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from fardplan.engine.indicators.imports.areas import AreaBook
    from fardplan.engine.indicators.imports.expected import Expected
    from fardplan.engine.indicators.imports.source import Source

# No column of areas, periods or sexes has more different texts than this.
MOST_TEXTS = 5_000
# The mapping is guessed by the first rows: all of a large file took two seconds more.
_LOOKED_AT = 20_000
_WORDS = ("indicator", "area", "sex", "age", "period", "status")
_NUMBERS = ("value", "numerator", "denominator")
# Digits in a row, or in threes with a space (also thin or unbroken) between; then maybe
# decimals after a comma or a point, and a per cent sign.
NUMBER = (
    r"[ \x{00a0}]*[+−-]?([0-9]+|[0-9]{1,3}([ \x{00a0}\x{2009}\x{202f}][0-9]{3})+)([.,][0-9]+)?"
    r"([eE][+-]?[0-9]+)?[ \x{00a0}]*%?[ \x{00a0}]*"
)


def sample_cells(source: Source, work: Path) -> dict[str, list[str]]:
    """Give some different cells of each column, to guess the mapping by."""
    with connect(work) as connection:
        _read_cells(connection, source, f"LIMIT {_LOOKED_AT}")
        return {
            heading: [
                str(text)
                for (text,) in connection.execute(
                    f"SELECT DISTINCT trim(c{place}) AS text FROM cells"
                    f" WHERE trim(c{place}) <> '' ORDER BY text LIMIT 400"
                ).fetchall()
            ]
            for place, heading in enumerate(source.headings)
        }


def check_rows(
    source: Source,
    mapping: ColumnMapping,
    *,
    expected: Sequence[Expected],
    areas: AreaBook,
    work: Path,
    out: Path,
) -> RowReport:
    """Write what can be stored to ``out``; give the report."""
    if problems := mapping.problems(source.headings):
        raise MappingError(" ".join(problems))
    with connect(work, out.parent.absolute()) as connection:
        _read_cells(connection, source)
        _tell(connection, source, mapping)
        _understand(connection, mapping, expected, areas)
        _compute(connection, expected)
        _find_problems(connection, source)
        write_parquet(connection, _kept(source), out)
        return _report(connection, source, mapping)


def _read_cells(connection: DuckDBPyConnection, source: Source, most: str = "") -> None:
    columns = ", ".join(
        f"'c{place}': 'VARCHAR'" for place in range(len(source.headings))
    )
    connection.execute(
        "CREATE TABLE cells AS SELECT * FROM read_csv("
        f"{quoted(source.cells)}, header = false, auto_detect = false, delim = ',',"
        " quote = '\"', escape = '\"', new_line = '\\n', max_line_size = 4000000,"
        f" columns = {{'row': 'BIGINT', {columns}}}) {most}"
    )


def _tell(
    connection: DuckDBPyConnection, source: Source, mapping: ColumnMapping
) -> None:
    """Make one row for each figure, with the texts that its fields have."""
    places = {heading: f"c{n}" for n, heading in enumerate(source.headings)}
    fields = {
        name: f"coalesce(trim({places[mapping.columns[name]]}), '')"
        if name in mapping.columns
        else _text(mapping.fixed.get(name, "").strip())
        for name in FIELDS
    }
    if "sex" not in mapping.columns and not mapping.fixed.get("sex"):
        fields["sex"] = _text(Sex.ALL)
    across = [
        {
            **fields,
            "period": _text(period),
            "value": f"coalesce(trim({places[heading]}), '')",
        }
        for heading, period in mapping.periods.items()
    ]
    parts = []
    for one in across or [fields]:
        listed = ", ".join(f"{how} AS {name}_text" for name, how in one.items())
        parts.append(f"SELECT row, {listed} FROM cells")
    connection.execute(
        "CREATE TABLE told AS SELECT row_number() OVER () AS id, *"
        f" FROM ({' UNION ALL '.join(parts)})"
    )


def _understand(
    connection: DuckDBPyConnection,
    mapping: ColumnMapping,
    expected: Sequence[Expected],
    areas: AreaBook,
) -> None:
    """Make a table of words for each field: text, code, and what is wrong with it."""
    keys: dict[str, set[str]] = defaultdict(set)
    for one in expected:
        for name in (one.key, *one.names):
            keys[folded(name)].add(one.key)
    readers: dict[str, Callable[[str], CellReading]] = {
        "indicator": lambda text: _read_indicator(text, keys),
        "area": lambda text: areas.find(text, mapping.area_kind),
        "sex": read_sex,
        "age": read_age,
        "period": read_period,
        "status": read_status,
    }
    for name, read in readers.items():
        texts = _different(connection, f"SELECT DISTINCT {name}_text FROM told")
        if len(texts) > MOST_TEXTS:
            raise MappingError(
                f"Kolumnen ”{mapping.heading(name)}” har fler än {MOST_TEXTS} olika"
                f" texter och kan inte vara {FIELDS[name]}. Välj en annan kolumn."
            )
        found = [read(text) for text in texts]
        _table(
            connection,
            f"words_{name}",
            {
                "text": texts,
                "code": [str(one.code) for one in found],
                "problem": [one.problem for one in found],
                "advice": [one.advice for one in found],
            },
        )
    _understand_marks(connection)


def _understand_marks(connection: DuckDBPyConnection) -> None:
    """Make the table of what stands instead of numbers, and says why."""
    union = " UNION ".join(
        f"SELECT {name}_text FROM told WHERE ({_number(f'{name}_text')}) IS NULL"
        for name in _NUMBERS
    )
    marks = [
        (t, mark) for t in _different(connection, union) if (mark := read_missing(t))
    ]
    _table(
        connection,
        "marks",
        {
            "text": [text for text, _ in marks],
            "status": [str(mark.status) for _, mark in marks],
            "reason": [mark.reason for _, mark in marks],
        },
    )


def _compute(connection: DuckDBPyConnection, expected: Sequence[Expected]) -> None:
    """Make the table of figures: codes, numbers and what each is held against."""
    facts = {
        "code": [one.key for one in expected],
        "version": [str(one.version) for one in expected],
        **{
            name: [
                "" if (n := getattr(one, name)) is None else repr(n) for one in expected
            ]
            for name in ("factor", "lowest", "highest")
        },
        "is_part": [str(one.is_part) for one in expected],
        "adds_up": [str(one.adds_up) for one in expected],
    }
    _table(connection, "expected_texts", facts)
    connection.execute(
        "CREATE TABLE expected AS SELECT code, version::INTEGER AS version,"
        " try_cast(factor AS DOUBLE) AS factor, try_cast(lowest AS DOUBLE) AS lowest,"
        " try_cast(highest AS DOUBLE) AS highest, is_part::BOOLEAN AS is_part,"
        " adds_up::BOOLEAN AS adds_up FROM expected_texts"
    )
    codes = ", ".join(f"words_{name}.code AS {name}" for name in _WORDS)
    joins = " ".join(
        f"JOIN words_{name} ON words_{name}.text = told.{name}_text" for name in _WORDS
    )
    numbers = ", ".join(f"{_number(f'{name}_text')} AS {name}" for name in _NUMBERS)
    read = (
        f"SELECT id, row, {codes}, {numbers}, value_text, numerator_text,"
        " denominator_text, length(split_part("
        "translate(value_text, '.% ', ','), ',', 2)) AS decimals"
        f" FROM told {joins}"
    )
    connection.execute(_FIGURES.format(read=read))


# ``told_value`` is the value as it was read; ``value`` is computed of its parts where
# the file has none.
_FIGURES = """
CREATE TABLE figures AS SELECT
    told.*,
    CASE WHEN value IS NOT NULL THEN told_status
         WHEN told_status IN ('missing', 'suppressed')
              AND coalesce(of_value.status, 'missing') = 'missing' THEN told_status
         ELSE coalesce(of_value.status, 'missing') END AS status,
    CASE WHEN value IS NOT NULL THEN ''
         WHEN value_text = '' AND told_status = 'suppressed' THEN 'skyddas i källan'
         WHEN value_text = '' AND denominator = 0 THEN 'nämnaren är noll'
         WHEN value_text = '' AND numerator_text <> '' AND of_numerator.text IS NOT NULL
              THEN of_numerator.reason
         WHEN value_text = '' AND denominator_text <> '' AND of_denominator.text IS NOT NULL
              THEN of_denominator.reason
         ELSE coalesce(of_value.reason, '') END AS reason
FROM (
    SELECT read.* EXCLUDE (status, value), version, factor, lowest, highest, is_part,
        adds_up, read.status AS told_status, read.value AS told_value,
        CASE WHEN value_text <> '' THEN read.value
             WHEN denominator > 0 THEN factor * numerator / denominator END AS value
    FROM ({read}) AS read LEFT JOIN expected ON expected.code = read.indicator
) AS told
LEFT JOIN marks AS of_value ON of_value.text = value_text
LEFT JOIN marks AS of_numerator ON of_numerator.text = numerator_text
LEFT JOIN marks AS of_denominator ON of_denominator.text = denominator_text
"""


def _find_problems(connection: DuckDBPyConnection, source: Source) -> None:
    """Fill the table of problems; what is refused by one check is not met by the next."""
    connection.execute(
        "CREATE TABLE problems (id BIGINT, row BIGINT, field VARCHAR, kind VARCHAR,"
        " problem VARCHAR, advice VARCHAR, is_refused BOOLEAN)"
    )
    _table(connection, "wide_rows", {"row": [str(row) for row in source.too_wide]})
    connection.execute(f"INSERT INTO problems {TOO_WIDE}")
    for name in _WORDS:
        connection.execute(
            f"INSERT INTO problems {UNKNOWN_TEXTS.format(name=name, told=FIELDS[name])}"
        )
    good = "ANTI JOIN (SELECT id FROM problems WHERE is_refused) USING (id)"
    connection.execute(f"CREATE VIEW good AS SELECT * FROM figures {good}")
    connection.execute(f"CREATE TABLE found AS SELECT * FROM good WHERE {SUSPECTS}")
    connection.execute(f"CREATE VIEW suspects AS SELECT * FROM found {good}")
    for check in (*(check.question() for check in ROW_CHECKS), TWICE):
        connection.execute(f"INSERT INTO problems SELECT *, true FROM ({check})")
    connection.execute(SUMS)
    for note in NOTES:
        connection.execute(f"INSERT INTO problems SELECT *, false FROM ({note})")


def _kept(source: Source) -> str:
    told = ", ".join(
        f"{_text(heading)}, coalesce(c{n}, '')"
        for n, heading in enumerate(source.headings)
    )
    return (
        "SELECT indicator, version, area, sex, age, period, numerator, denominator,"
        f" value, status, reason, row, json_object({told})::VARCHAR AS raw"
        " FROM good JOIN cells USING (row)"
    )


def _report(
    connection: DuckDBPyConnection, source: Source, mapping: ColumnMapping
) -> RowReport:
    good = "FROM good"
    one = connection.execute(
        "SELECT count(*), count(*) FILTER (value IS NULL), count(DISTINCT area),"
        f" coalesce(min(period), ''), coalesce(max(period), '') {good}"
    ).fetchall()[0]
    asked = connection.execute("SELECT count(*) FROM told").fetchall()[0][0]
    by_indicator = connection.execute(
        f"SELECT indicator, count(*) {good} GROUP BY 1 ORDER BY 1"
    ).fetchall()
    counts = connection.execute(
        "SELECT kind, count(DISTINCT id), is_refused FROM problems GROUP BY 1, 3"
        " ORDER BY 3 DESC, 2 DESC, 1"
    ).fetchall()
    shown = connection.execute(
        "SELECT DISTINCT row, field, problem, advice, is_refused FROM problems"
        f" ORDER BY is_refused DESC, row, field, problem LIMIT {MOST_SHOWN}"
    ).fetchall()
    return RowReport(
        told=source.told,
        rows=source.rows,
        asked=asked,
        kept=one[0],
        missing=one[1],
        indicators=dict(by_indicator),
        areas=one[2],
        first_period=one[3],
        last_period=one[4],
        counts=tuple(ProblemGroup(*count) for count in counts),
        problems=tuple(
            RowProblem(row, mapping.heading(field) if field else "", *rest)
            for row, field, *rest in shown
        ),
    )


def _read_indicator(text: str, keys: Mapping[str, set[str]]) -> CellReading:
    found = sorted(keys.get(folded(text), ()))
    if len(found) == 1:
        return CellReading(found[0])
    if not text:
        return CellReading("", "indikatorn saknas", "Skriv indikatorns nyckel.")
    if found:
        return CellReading(
            "",
            f"”{text}” kan vara {' eller '.join(found)}",
            "Skriv indikatorns nyckel.",
        )
    return CellReading(
        "",
        f"indikatorn ”{text}” är okänd",
        "Skriv dess nyckel eller titel som den står i registret över indikatorer.",
    )


def _different(connection: DuckDBPyConnection, question: str) -> list[str]:
    return [str(text) for (text,) in connection.execute(question).fetchall()]


def _table(
    connection: DuckDBPyConnection, name: str, columns: dict[str, list[str]]
) -> None:
    """Make a small table of texts."""
    import numpy as np

    listed = ", ".join(f"{column} VARCHAR" for column in columns)
    connection.execute(f"CREATE TABLE {name} ({listed})")
    if not next(iter(columns.values())):
        return
    arrays: dict[str, Any] = {
        column: np.array(texts, dtype=object) for column, texts in columns.items()
    }
    connection.register("some_rows", arrays)
    connection.execute(f"INSERT INTO {name} SELECT * FROM some_rows")
    connection.unregister("some_rows")


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _number(column: str) -> str:
    """Give the SQL for the number that a text is; NULL for a text that is none.

    Nearly all are digits with at most one mark, which needs no pattern: a million rows
    with three numbers each took three seconds less.
    """
    digits = f"translate({column}, '0123456789,.', '') = '' "
    spaces = f"{chr(0xA0)}{chr(0x2009)}{chr(0x202F)} "
    plain = f"translate({column}, ',−{spaces}%+', '.-')"
    number = f"try_cast({plain} AS DOUBLE)"
    return (
        f"CASE WHEN {digits} THEN try_cast(replace({column}, ',', '.') AS DOUBLE)"
        f" WHEN regexp_full_match({column}, '{NUMBER}') AND isfinite({number})"
        f" THEN {number} END"
    )
