"""Records written as files come back the same, whatever is in them."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from fardplan.apps.common.exports import table_bytes
from fardplan.engine.actors.bodies import (
    BodyType,
    Level,
    Period,
    RelationKind,
    SeatFact,
    SeatRole,
)
from fardplan.engine.actors.body_records import (
    BODY_COLUMNS,
    REQUIRED_COLUMNS,
    Arrow,
    BodyRecord,
    read_body,
    write_body,
)
from fardplan.engine.actors.composition import read_rule
from fardplan.engine.actors.import_plan import Status, plan_bodies, plan_seats
from fardplan.engine.actors.seat_records import (
    SEAT_COLUMNS,
    SEAT_REQUIRED,
    SeatRecord,
    read_seat,
    write_seat,
)
from fardplan.engine.actors.text_fields import Known
from fardplan.engine.shared.read_table import read_table


NAMES = {"18": "Region Örebro län", "1880": "Örebro kommun", "norra": "Norra"}
KNOWN = Known(
    authorities={word.casefold(): c for c, n in NAMES.items() for word in (c, n)},
    names=NAMES,
    bodies=frozenset({"a", "b", "c-1"}),
)
LETTERS = st.characters(
    categories=("L", "N", "P", "S", "Zs"), exclude_characters="#", codec="utf-8"
)


def lines(longest: int, shortest: int = 0):
    """Text as a reader leaves it: one line, tidy, no formula."""

    def tidy(text: str) -> str:
        import unicodedata

        text = unicodedata.normalize("NFC", text)
        return " ".join(text.lstrip("=+@'").split()).lstrip("=+@'")[:longest].strip()

    kept = st.text(LETTERS, max_size=longest).map(tidy)
    return kept.filter(lambda t: len(t) >= shortest and not t.startswith(tuple("=+@'")))


@st.composite
def periods(draw):
    days = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
    first, last = draw(days), draw(days)
    if first and last and last < first:
        first, last = last, first
    return Period(first, last)


CODES = st.sampled_from(sorted(NAMES))
RULES = ["9 ledamöter", "1-2 socialchef per myndighet", "3- adjungerad jurist", "0-1"]


@st.composite
def arrows(draw):
    kind = draw(st.sampled_from(RelationKind))
    return Arrow(
        kind=kind, target=draw(st.sampled_from(["b", "c-1"])), period=draw(periods())
    )


def arranged(found):
    """Each kind and target once, in the order of the columns."""
    order = list(RelationKind)
    once = {(order.index(a.kind), a.target): a for a in found}
    return tuple(once[key] for key in sorted(once))


bodies = st.builds(
    BodyRecord,
    code=st.just("a"),
    name=lines(160, 1),
    abbreviation=lines(20),
    body_type=st.sampled_from(BodyType),
    level=st.sampled_from(Level),
    home=CODES,
    authorities=st.sets(CODES, min_size=1).map(lambda s: tuple(sorted(s))),
    financed_by=st.sets(CODES).map(lambda s: tuple(sorted(s))),
    mandate=st.lists(lines(200, 1), max_size=3).map("\n".join),
    period=periods(),
    notice_days=st.one_of(st.none(), st.integers(0, 365)),
    quorum=st.sampled_from(["more_than_half", "two_thirds", "none"]),
    approval_manner=lines(200),
    remote_allowed=st.sampled_from([None, True, False]),
    composition=st.lists(st.sampled_from(RULES), max_size=3).map(
        lambda texts: tuple(map(read_rule, texts))
    ),
    arrows=st.lists(arrows(), max_size=4).map(arranged),
    source=lines(200),
)


@st.composite
def seats(draw):
    person = draw(st.one_of(st.just(""), lines(120, 1)))
    term = draw(periods()) if person else Period()
    if person and term.start is None:
        term = Period(date(1900, 1, 1), term.end)
    return SeatRecord(
        body="a",
        number=draw(st.integers(1, 9)),
        fact=SeatFact(
            role=draw(st.sampled_from(SeatRole)),
            order=draw(st.integers(0, 99)),
            authority=draw(st.one_of(st.just(""), CODES)),
            function=draw(lines(80)),
            party=draw(lines(40)),
        ),
        period=Period(),
        person=person,
        term=term,
    )


@given(bodies)
def test_a_body_written_as_text_is_read_back(record):
    assert read_body(write_body(record, KNOWN), KNOWN) == (record, [])


@given(seats())
def test_a_seat_written_as_text_is_read_back(record):
    assert read_seat(write_seat(record, KNOWN), KNOWN) == (record, [])


def as_file(values, columns, form):
    row = {columns[name]: text for name, text in values.items()}
    return table_bytes([row], list(columns.values()), form)


@settings(max_examples=60, deadline=None)
@given(bodies, st.sampled_from(["csv", "xlsx"]))
def test_a_body_exported_to_a_file_changes_nothing_when_read_in(record, form):
    content = as_file(write_body(record, KNOWN), BODY_COLUMNS, form)
    rows = read_table(content, BODY_COLUMNS, REQUIRED_COLUMNS)
    assert read_body(rows[0].values, KNOWN) == (record, [])
    plan = plan_bodies(rows, {"a": record}, KNOWN)
    assert [line.status for line in plan.lines] == [Status.UNCHANGED]


@settings(max_examples=60, deadline=None)
@given(seats(), st.sampled_from(["csv", "xlsx"]))
def test_a_seat_exported_to_a_file_changes_nothing_when_read_in(record, form):
    content = as_file(write_seat(record, KNOWN), SEAT_COLUMNS, form)
    rows = read_table(content, SEAT_COLUMNS, SEAT_REQUIRED)
    assert read_seat(rows[0].values, KNOWN) == (record, [])
    plan = plan_seats(rows, {"a": [record]}, {}, KNOWN)
    assert [line.status for line in plan.lines] == [Status.UNCHANGED]
