"""The receipt: each place ends in one way, and what is not as it should is told."""

from __future__ import annotations

from fardplan.engine.indicators.receipt import Place, joined, settle


UNTOLD = "kom inte, och källan sa inte varför"


def places(*names: str) -> list[Place]:
    """``a14-2023`` is indicator a, area 14, 2023."""
    return [Place(name[0], *name[1:].split("-")) for name in names]


def test_each_place_ends_in_one_way():
    one, two, three, four, five = places(
        "a14-2022", "a14-2023", "a14-2024", "b14-2022", "b14-2023"
    )
    receipt = settle(
        "Källan",
        [one, two, three, four],
        [one, one, two, five],
        missing={two: "fanns ändå", three: "har inget"},
        unknown=["x", "x"],
    )
    assert receipt.asked == {one, two, three, four}
    assert receipt.received == {one, two}
    assert receipt.missing == {three: "har inget"}
    assert receipt.lost == {four: UNTOLD}
    assert (receipt.surplus, receipt.repeated) == ((five,), (one,))
    assert receipt.unknown == ("x",)
    assert not receipt.is_complete
    assert receipt.lines() == [
        "Källan: 4 uppgifter efterfrågade, 2 mottagna, 1 saknas hos källan, 1 förlorade.",
        "Källan känner inte till: x.",
        f"Förlorat: b, 1 uppgifter i 1 områden, perioder 2022: {UNTOLD}.",
        "Saknas: a, 1 uppgifter i 1 områden, perioder 2024: har inget.",
        "1 uppgifter kom utan att vara efterfrågade.",
        "1 uppgifter kom mer än en gång och räknas en gång.",
    ]


def test_a_reason_for_what_is_lost_is_kept():
    (one,) = places("a14-2022")
    receipt = settle("Källan", [one], [], lost={one: "svarade 404"})
    assert receipt.lost == {one: "svarade 404"}


def test_all_that_came_is_told_in_one_line():
    asked = places("a14-2022", "a14-2023")
    receipt = settle("Källan", asked, asked)
    assert receipt.is_complete
    assert receipt.lines() == [
        "Källan: 2 uppgifter efterfrågade, 2 mottagna, 0 saknas hos källan, 0 förlorade."
    ]


def test_an_id_that_is_unknown_is_enough_to_be_incomplete():
    assert not settle("Källan", [], [], unknown=["x"]).is_complete


def test_many_periods_are_counted_and_not_all_written_out():
    asked = places(*(f"a{area}-{year}" for area in ("14", "18") for year in range(8)))
    lines = settle("Källan", asked, [], missing=dict.fromkeys(asked, "inget")).lines()
    assert lines[1] == (
        "Saknas: a, 16 uppgifter i 2 områden, perioder 0, 1, 2, 3, 4 och 3 till: inget."
    )


def test_parts_that_are_joined_are_as_one_fetch_of_it_all():
    places = [Place("N1", area, "2024") for area in ("00", "14", "18", "20")]
    other = Place("N2", "00", "2024")
    first = settle(
        "Kolada", places[:2], [places[0], places[0], other], missing={places[1]: "tom"}
    )
    second = settle(
        "Kolada", places[2:], [places[2]], lost={places[3]: "bröts"}, unknown=["N9"]
    )
    assert joined("Kolada", [first, second]) == settle(
        "Kolada",
        places,
        [places[0], places[0], places[2], other],
        missing={places[1]: "tom"},
        lost={places[3]: "bröts"},
        unknown=["N9"],
    )
