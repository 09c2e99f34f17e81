"""Fills an installation with a load of national size: 5,000 bodies, 40,000 seats.

    python -m bench.national

Invented, and the same each time. Rows are written together, past the actions, since
40,000 seats through them take minutes; what is measured is reading.
"""

from __future__ import annotations

import os
import random
from datetime import date
from typing import TYPE_CHECKING, Any


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fardplan.config.settings")

import django


django.setup()

from django.db import connection
from tests.builders.county import COLUMNS, county_rows

from fardplan.apps.actors.models import (
    Appointment,
    Authority,
    Body,
    BodyRelation,
    CompositionRule,
    Person,
    Seat,
)
from fardplan.apps.common.writes import writes
from fardplan.engine.actors import words
from fardplan.engine.shared.text import search_key, swedish_sort_key


if TYPE_CHECKING:
    from collections.abc import Iterator

BODIES, SEATS, PEOPLE = 5_000, 40_000, 20_000
# The county with a map of 130 bodies, and the body with an assembly's seats.
BIG_COUNTY = "20"
ASSEMBLY_SEATS = 75
_FIRST = ("Anna", "Bo", "Cilla", "Dag", "Eva", "Folke", "Gun", "Hans", "Ida", "Jan")
_LAST = ("Påhitt", "Prov", "Låtsas", "Exempel", "Tänkt", "Fiktiv", "Skapad", "Diktad")


@writes
def fill() -> None:
    """Write the load."""
    chance = random.Random(1302)  # noqa: S311 -- only to be the same each time
    bodies = _bodies()
    people = Person.objects.bulk_create(_people(), 1000)
    seats = Seat.objects.bulk_create(_seats(bodies, chance), 1000)
    Appointment.objects.bulk_create(_appointments(seats, people, chance), 1000)


def _bodies() -> list[Body]:
    """Give 130 bodies in one county, and the rest evenly over the other authorities."""
    home = {a.code: a for a in Authority.objects.all()}
    held: dict[str, list[str]] = {}
    for one in Authority.objects.filter(kind="municipality").select_related("region"):
        held.setdefault(one.region.code, []).append(one.name)
    told = county_rows(home[BIG_COUNTY].name, held[BIG_COUNTY], start="stort")
    left = [code for code in held if code != BIG_COUNTY]
    number = 0
    while len(told) < BODIES:
        code = left[number % len(left)]
        start = f"b{number}"
        told += county_rows(home[code].name, held[code], start=start, size=60)
        number += 1
    del told[BODIES:]
    names = {a.name: a for a in home.values()}
    rows = Body.objects.bulk_create([_body(row, names) for row in told], 500)
    by_code = {row.code: row for row in rows}
    Body.authorities.through.objects.bulk_create(
        Body.authorities.through(body=by_code[row["Kortadress"]], authority=names[name])
        for row in told
        for name in row["Myndigheter"].split(", ")
    )
    BodyRelation.objects.bulk_create(
        BodyRelation(
            source=by_code[row["Kortadress"]], kind=kind, target=by_code[row[column]]
        )
        for row in told
        for kind, column in COLUMNS.items()
        if row[column] in by_code
    )
    CompositionRule.objects.bulk_create(
        CompositionRule(body=row, role="member", minimum=5, maximum=9) for row in rows
    )
    return rows


def _body(row: dict[str, str], names: dict[str, Authority]) -> Body:
    home = names[row["Hör hemma i"]]
    return Body(
        code=row["Kortadress"],
        name=row["Namn"],
        body_type=_key(words.TYPES, row["Typ"]),
        level=_key(words.LEVELS, row["Nivå"]),
        home=home,
        mandate=row["Uppdrag"],
        source=row["Källa"],
        sort_key=swedish_sort_key(row["Namn"])[:400],
        search_key=search_key(row["Namn"], row["Kortadress"], home.name)[:400],
    )


def _key(table: dict[Any, str], word: str) -> str:
    return next(str(key.value) for key, value in table.items() if value == word)


def _people() -> Iterator[Person]:
    for number in range(PEOPLE):
        name = f"{_FIRST[number % 10]} {_LAST[number // 10 % 8]} {number}"
        yield Person(name=name, sort_key=swedish_sort_key(name)[:300])


def _seats(bodies: list[Body], chance: random.Random) -> Iterator[Seat]:
    roles = ["chair", "vice_chair", *["member"] * 4, *["substitute"] * 2]
    assembly = [bodies[0]] * (ASSEMBLY_SEATS - len(roles))
    places = [(body, role) for body in bodies for role in roles]
    # The assembly's seats are taken from the last bodies, so that the sum holds.
    places = [(body, "member") for body in assembly] + places[: SEATS - len(assembly)]
    for order, (body, role) in enumerate(places):
        party = chance.choice(("A", "B", "C")) if body.level == "political" else ""
        yield Seat(body=body, role=role, order=order % 8, party=party)


def _appointments(
    seats: list[Seat], people: list[Person], chance: random.Random
) -> Iterator[Appointment]:
    """Give two terms a seat, one of them over; one seat in ten is vacant."""
    for seat in seats:
        for start, end in ((2019, date(2022, 12, 31)), (2023, None)):
            if chance.random() < 0.9:
                first = date(start, 1, 1)
                who = chance.choice(people)
                yield Appointment(seat=seat, person=who, valid_from=first, valid_to=end)


if __name__ == "__main__":
    fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
