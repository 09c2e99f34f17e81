"""What a figure must hold to be stored, and what is only told: as conditions in SQL.

In: the tables that :mod:`check_rows` makes. ``figures`` has all, ``good`` what no
earlier check refused. Out: id, row, field, kind, problem and advice, in Swedish.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RowCheck:
    """A figure for which ``condition`` holds is refused; ``problem`` is SQL too."""

    field: str
    kind: str
    condition: str
    problem: str
    advice: str

    def question(self) -> str:
        """Give the question that finds them."""
        return (
            f"SELECT id, row, '{self.field}', '{self.kind}', {self.problem},"
            f" '{self.advice}' FROM suspects WHERE {self.condition}"
        )


TOO_WIDE = """
SELECT id, row, '', 'för många celler', 'raden har fler celler än det finns rubriker',
    'Text som innehåller skiljetecken eller radbrytning ska stå inom citattecken.', true
FROM told WHERE row IN (SELECT row::BIGINT FROM wide_rows)
"""
UNKNOWN_TEXTS = """
SELECT id, row, '{name}', '{told} går inte att förstå', problem, advice, true
FROM told JOIN words_{name} ON text = {name}_text WHERE problem <> ''
"""


def _number(name: str, read: str) -> RowCheck:
    return RowCheck(
        name,
        "inget tal",
        f"{read} IS NULL AND {name}_text <> ''"
        f" AND {name}_text NOT IN (SELECT text FROM marks)",
        f"'”' || {name}_text || '” är inget tal'",
        "Skriv talet med siffror, eller .. där uppgiften saknas.",
    )


def _plain(number: str) -> str:
    rounded = f"replace(round({number}, 4)::VARCHAR, '.', ',')"
    return f"regexp_replace({rounded}, ',0$', '')"


_RATIO = "factor * numerator / denominator"
# Each is asked of what the ones before did not refuse.
ROW_CHECKS = (
    # As it was read: what was computed of its parts is in ``value``.
    _number("value", "told_value"),
    _number("numerator", "numerator"),
    _number("denominator", "denominator"),
    RowCheck(
        "status",
        "status mot värde",
        "told_status IN ('missing', 'suppressed') AND value IS NOT NULL",
        "'raden är märkt som ' || CASE told_status WHEN 'missing' THEN 'saknad'"
        " ELSE 'skyddad' END || ' men har ett värde'",
        "Ta bort värdet eller märkningen.",
    ),
    RowCheck(
        "numerator",
        "skyddat värde går att räkna ut",
        "status = 'suppressed' AND numerator IS NOT NULL",
        "'värdet är skyddat men täljaren står kvar'",
        "Ta bort täljaren ur filen.",
    ),
    RowCheck(
        "denominator",
        "fel i nämnaren",
        "denominator < 0",
        "'nämnaren är mindre än noll'",
        "Rätta nämnaren.",
    ),
    RowCheck(
        "value",
        "utanför gränserna",
        "(value < lowest OR value > highest)",
        f"'värdet ' || {_plain('value')} || ' är ' || CASE WHEN value < lowest"
        f" THEN 'under ' || {_plain('lowest')} ELSE 'över ' || {_plain('highest')} END",
        "Rätta värdet. Ett tusental skrivs med mellanslag, decimaler med komma.",
    ),
    RowCheck(
        "numerator",
        "täljaren större än nämnaren",
        "is_part AND numerator > denominator",
        "'täljaren är större än nämnaren'",
        "Täljaren är en del av nämnaren: rätta någon av dem.",
    ),
    RowCheck(
        "value",
        "värdet stämmer inte med delarna",
        # A value is told with so many decimals as it has: half of the last is allowed.
        f"denominator > 0 AND abs(told_value - {_RATIO})"
        " > 0.5 * 10.0 ** -decimals + 1e-9 * abs(told_value)",
        f"'värdet är ' || {_plain('told_value')} || ' men täljare och nämnare ger '"
        f" || {_plain(_RATIO)}",
        "Rätta det av de tre som är fel, eller ta bort värdet så räknas det ut.",
    ),
)
# What any check of a row would ask further about: one look at a million good rows.
SUSPECTS = " OR ".join(f"({check.condition})" for check in ROW_CHECKS)

TWICE = """
SELECT id, row, 'period', 'står flera gånger',
    CASE WHEN is_same THEN 'samma siffra står redan på rad ' || first_row
    ELSE 'en annan siffra för samma område, kön, ålder och period står på rad '
        || CASE id WHEN first THEN last_row ELSE first_row END END,
    CASE WHEN is_same THEN 'Den första räknas; ta bort raden om du vill.'
    ELSE 'Ingen av dem sparas. Ta bort den som är fel.' END
FROM good JOIN (
    SELECT indicator, area, sex, age, period, min(id) AS first, min(row) AS first_row,
        max(row) AS last_row,
        count(DISTINCT (value, numerator, denominator, status)) = 1 AS is_same
    FROM good SEMI JOIN (
        SELECT indicator, area, sex, age, period FROM good
        GROUP BY indicator, area, sex, age, period HAVING count(*) > 1
    ) USING (indicator, area, sex, age, period)
    GROUP BY indicator, area, sex, age, period
) USING (indicator, area, sex, age, period)
WHERE NOT is_same OR id > first
"""

# From 2025 SCB adds noise to counts, so that sums differ by a little: told, not refused.
_SUMS = ", ".join(
    f"sum({name}) FILTER (sex <> 'T') AS {name}_parts,"
    f" sum({name}) FILTER (sex = 'T') AS {name}_total, count({name}) AS {name}_count"
    for name in ("value", "numerator", "denominator")
)
SUMS = f"""
CREATE TABLE sums AS SELECT any_value(id) FILTER (sex = 'T') AS id,
    any_value(row) FILTER (sex = 'T') AS row, bool_and(adds_up) AS adds_up, {_SUMS}
FROM good GROUP BY indicator, area, age, period HAVING count(*) = 3
"""


def _sexes_differ(name: str, condition: str) -> str:
    return f"""
SELECT id, row, '{name}', 'summan stämmer inte', 'kvinnor och män är tillsammans '
    || {name}_parts::BIGINT || ' men totalt är ' || {name}_total::BIGINT,
    'Siffrorna sparas. Kontrollera dem, om de inte är störda av SCB.'
FROM sums WHERE {condition} AND {name}_count = 3
    AND abs({name}_parts - {name}_total) > 0.5
"""


_FORMS_DIFFER = """
SELECT min(id), min(row), 'period', 'olika slags perioder',
    'indikatorn har både år, kvartal, månader eller veckor i filen',
    'Siffrorna sparas. Läs in dem var för sig om de ska jämföras.'
FROM good GROUP BY indicator
HAVING count(DISTINCT CASE WHEN length(period) = 4 THEN 'år'
    WHEN substr(period, 6, 1) IN ('Q', 'W') THEN substr(period, 6, 1)
    ELSE 'månad' END) > 1
"""
_LOOKS_LIKE_SHARES = """
SELECT min(id), min(row), 'value', 'andelar i stället för procent?',
    'alla värden är mellan 0 och 1 men indikatorn är i procent',
    'Är de andelar: multiplicera med 100 i filen och läs in den igen.'
FROM good WHERE factor = 100 GROUP BY indicator
HAVING count(told_value) >= 5 AND max(told_value) <= 1 AND max(told_value) > 0
"""
NOTES = (
    _sexes_differ("value", "adds_up"),
    _sexes_differ("numerator", "true"),
    _sexes_differ("denominator", "true"),
    _FORMS_DIFFER,
    _LOOKS_LIKE_SHARES,
)
