"""Kolada: what is fetched is the server's truth, and what is not is in the receipt."""

from __future__ import annotations

import json
from datetime import date
from itertools import product

import pytest
from tests.builders.faulty_server import PASSING
from tests.builders.kolada_server import CONTENT_FAULTS, row

from fardplan.engine.indicators.observation import Sex, ValueStatus
from fardplan.engine.indicators.receipt import Place
from fardplan.fetchers import kolada as kolada_module
from fardplan.fetchers.errors import FetchError, IncompleteError, RefusedError
from fardplan.fetchers.kolada import fetch_kolada
from fardplan.fetchers.kolada_metadata import KpiFacts, read_entities, read_kpis


KPIS = ("N00001", "N00002", "N00003")
AREAS = ("00", "14", "09", "1480", "0980")
YEARS = (2022, 2023, 2024)
ALL = {"kpis": KPIS, "areas": AREAS, "years": YEARS}
TWICE = "Kolada har ingen uppgift (frågat två gånger)"


def truth(server) -> set[tuple]:
    """What the server holds, read without the code that is tested."""
    return {
        (
            one["kpi"],
            one["municipality"].removeprefix("00"),
            str(one["period"]),
            entry["gender"],
            entry["value"],
            entry["count"],
        )
        for one in server.rows
        for entry in one["values"]
        if not entry["isdeleted"]
    }


def told(fetched) -> list[tuple]:
    return [
        (c.indicator, c.area, c.period, c.sex.value, c.value, c.count)
        for c in fetched.facts
    ]


def assert_is_truth(server, fetched) -> None:
    """Equal as a set, and none of it twice."""
    assert sorted(told(fetched), key=str) == sorted(truth(server), key=str)
    receipt = fetched.receipt
    assert receipt.is_complete
    assert receipt.asked == {
        Place(kpi, area, str(year)) for kpi, area, year in product(KPIS, AREAS, YEARS)
    }
    assert receipt.received == {fact.place for fact in fetched.facts}
    assert receipt.received | receipt.missing.keys() == receipt.asked
    assert receipt.received & receipt.missing.keys() == set()


@pytest.mark.parametrize("links", ["next_url", "next_page", "none"])
@pytest.mark.parametrize("counts", ["page", "all", "none"])
def test_all_is_fetched(kolada, kolada_at, links, counts):
    kolada.links, kolada.counts = links, counts
    fetched = fetch_kolada(kolada_at, **ALL)
    assert_is_truth(kolada, fetched)
    assert dict(fetched.receipt.missing) == {
        **{
            Place("N00001", area, str(year)): (
                "nyckeltalet finns bara för kommuner och riket"
            )
            for area, year in product(("14", "09"), YEARS)
        },
        **{
            Place("N00002", area, str(year)): (
                "nyckeltalet finns bara för regioner och riket"
            )
            for area, year in product(("1480", "0980"), YEARS)
        },
        Place("N00002", "09", "2023"): "uppgiften är borttagen i Kolada",
        Place("N00003", "1480", "2024"): TWICE,
    }
    assert fetched.removed == {Place("N00002", "09", "2023")}
    assert (fetched.receipt.surplus, fetched.receipt.repeated) == ((), ())
    assert len(kolada.asked) < 12


def test_a_cell_says_what_kolada_said(kolada, kolada_at):
    fetched = fetch_kolada(kolada_at, kpis=["N00001"], areas=["0980"], years=[2023])
    statuses = {c.sex: (c.value, c.status, c.reason) for c in fetched.facts}
    assert statuses == {
        Sex.ALL: (4.5, ValueStatus.FINAL, ""),
        Sex.WOMEN: (None, ValueStatus.SUPPRESSED, "Kolada: Private"),
        Sex.MEN: (
            None,
            ValueStatus.MISSING,
            "Kolada har inget värde och säger inte varför",
        ),
    }
    assert {json.loads(c.raw)["municipality"] for c in fetched.facts} == {"0980"}
    assert {(c.row, c.count, c.age) for c in fetched.facts} == {(1, 1, "")}


def test_the_same_fetch_numbers_its_rows_the_same(kolada, kolada_at):
    first = fetch_kolada(kolada_at, **ALL)
    kolada.rows.reverse()
    assert [(c.row, c.place) for c in fetch_kolada(kolada_at, **ALL).facts] == [
        (c.row, c.place) for c in first.facts
    ]


@pytest.mark.parametrize("fault", PASSING + CONTENT_FAULTS)
@pytest.mark.parametrize("at", range(1, 8))
def test_one_fault_anywhere_loses_and_doubles_nothing(kolada, kolada_at, fault, at):
    kolada.faults = {at: fault}
    if at <= 2 and fault in {"nothing", "rows left out"}:
        # The lists of areas and indicators: what is not there is told as unknown.
        with pytest.raises(IncompleteError, match="Källan känner inte till"):
            fetch_kolada(kolada_at, **ALL)
        return
    assert_is_truth(kolada, fetch_kolada(kolada_at, **ALL))


def test_repeated_rows_are_kept_once_and_told(kolada, kolada_at):
    kolada.faults = {3: "doubled"}
    fetched = fetch_kolada(kolada_at, **ALL)
    assert_is_truth(kolada, fetched)
    repeated = fetched.receipt.repeated
    assert {place.indicator for place in repeated} == {"N00003"}
    assert fetched.receipt.lines()[-1] == (
        f"{len(repeated)} uppgifter kom mer än en gång och räknas en gång."
    )


def test_a_source_that_gives_up_is_told_with_what_came_and_what_did_not(
    kolada, kolada_at
):
    kolada.faults = dict.fromkeys(range(4, 40), "500")
    with pytest.raises(IncompleteError) as error:
        fetch_kolada(kolada_at, **ALL)
    receipt = error.value.receipt
    assert {place.indicator for place in receipt.received} == {"N00003"}
    assert set(receipt.lost.values()) == {"hämtningen avbröts"}
    assert {place.indicator for place in receipt.lost} == {
        "N00001",
        "N00002",
        "N00003",
    }
    assert receipt.received | receipt.lost.keys() | receipt.missing.keys() == (
        receipt.asked
    )
    assert str(error.value).endswith("inget har sparats.")


@pytest.mark.parametrize("unknown", ["empty", "404", "400"])
def test_ids_that_kolada_has_not_are_named_before_any_figure(
    kolada, kolada_at, unknown
):
    kolada.unknown = unknown
    with pytest.raises(IncompleteError) as error:
        fetch_kolada(
            kolada_at, kpis=(*KPIS, "N99999"), areas=(*AREAS, "1535"), years=YEARS
        )
    assert error.value.receipt.unknown == ("1535", "N99999")
    assert error.value.receipt.received == frozenset()
    assert "Källan känner inte till: 1535, N99999." in str(error.value)
    assert "Ta bort dem ur frågan" in str(error.value)
    assert not [path for path, _, _ in kolada.asked if path.startswith("/data")]


@pytest.mark.parametrize("refused", ["N00003", "1480"])
def test_an_id_whose_figures_are_refused_is_lost_and_never_empty(
    kolada, kolada_at, refused
):
    kolada.refused = {refused}
    with pytest.raises(IncompleteError) as error:
        fetch_kolada(kolada_at, **ALL)
    receipt = error.value.receipt
    lost = {p for p in receipt.asked if refused in p} - receipt.missing.keys()
    assert dict(receipt.lost) == dict.fromkeys(lost, "Kolada svarade 404")
    assert receipt.received == {
        Place(*one[:3]) for one in truth(kolada) if refused not in one
    }


def test_many_refusals_are_not_tried_one_by_one(kolada, kolada_at, monkeypatch):
    monkeypatch.setattr(kolada_module, "MOST_REFUSED", 2)
    kolada.refused = set(kolada.kpis)
    with pytest.raises(IncompleteError) as error:
        fetch_kolada(kolada_at, **ALL)
    assert error.value.receipt.received == frozenset()
    assert len(kolada.asked) < 30


def test_a_refusal_that_passes_loses_nothing(kolada, kolada_at):
    for at in range(3, 6):
        kolada.faults = {at: "404"}
        kolada.asked.clear()
        assert_is_truth(kolada, fetch_kolada(kolada_at, **ALL))


def test_what_was_refused_and_then_answered_with_nothing_is_missing(kolada, kolada_at):
    kolada.faults = {3: "404"}
    fetched = fetch_kolada(
        kolada_at, kpis=["N00003"], areas=["1480"], years=[2023, 2024]
    )
    assert fetched.receipt.missing == {Place("N00003", "1480", "2024"): TWICE}
    assert {fact.period for fact in fetched.facts} == {"2023"}


def test_other_refusals_end_the_fetch(kolada, kolada_at):
    kolada.faults = {3: "403"}
    with pytest.raises(IncompleteError, match="Kolada svarade 403 på /data/kpi/"):
        fetch_kolada(kolada_at, **ALL)
    kolada.asked.clear()
    kolada.faults = {1: "401"}
    with pytest.raises(RefusedError, match="Kolada svarade 401 på /kpi/"):
        read_kpis(kolada_at, KPIS)


def test_a_source_updated_under_way_is_told_and_not_mixed(kolada, kolada_at):
    right = kolada.answer
    # Two gaps far apart: the question about them is about what came already, too.
    kolada.rows = [
        one
        for one in kolada.rows
        if (one["municipality"], one["period"]) != ("0014", 2022)
    ]

    def answer(path, query, body, fault):
        if len(kolada.asked) == 6:  # when the second round has begun
            for one in kolada.rows:
                one["values"][0]["value"] = 99
        return right(path, query, body, fault)

    kolada.answer = answer
    try:
        with pytest.raises(IncompleteError, match="gav två olika svar om N00"):
            fetch_kolada(kolada_at, **ALL)
    finally:
        del kolada.answer


@pytest.mark.parametrize(
    "bad",
    [
        {"kpi": "N00003"},
        {"values": [{"gender": "X", "value": 1}]},
        {"values": [{"gender": "T", "value": "12,5"}]},
        {"values": [{"gender": "T", "value": 1}, {"gender": "T", "value": 2}]},
    ],
)
def test_a_row_that_cannot_be_read_ends_the_fetch(kolada, kolada_at, bad):
    kolada.rows[-1] = {**kolada.rows[-1], "values": None, **bad}
    with pytest.raises(IncompleteError, match=r"Kolada: .+ Inget har sparats"):
        fetch_kolada(kolada_at, **ALL)


def test_a_row_without_values_is_missing(kolada, kolada_at):
    kolada.rows = [row("N00001", "1480", 2022, {})]
    fetched = fetch_kolada(kolada_at, kpis=["N00001"], areas=["1480"], years=[2022])
    assert fetched.facts == ()
    assert fetched.receipt.missing == {
        Place("N00001", "1480", "2022"): "raden i Kolada är tom"
    }


def test_only_changes_are_fetched(kolada, kolada_at):
    fetched = fetch_kolada(kolada_at, **ALL, since=date(2024, 2, 1))
    assert {fact.period for fact in fetched.facts} == {"2023", "2024"}
    assert fetched.removed == {Place("N00002", "09", "2023")}
    unchanged = {
        place
        for place, why in fetched.receipt.missing.items()
        if why == "oförändrad i Kolada sedan 2024-02-01"
    }
    assert {place.period for place in unchanged} == {"2022", "2024"}
    asked = [query for path, query, _ in kolada.asked if path == "/data"]
    assert {query["from_date"] for query in asked} == {"2024-02-01"}


def test_questions_keep_to_what_kolada_takes(kolada, kolada_at):
    kolada.kpis = {f"N{n:05}": "A" for n in range(40)}
    kolada.areas = {"0000": "L"} | {f"{n:04}": "K" for n in range(1100, 1160)}
    kolada.rows = [
        row(kpi, area, year, {"T": 1}, "2026-01-01")
        for kpi, area, year in product(kolada.kpis, kolada.areas, range(2010, 2025))
    ]
    fetched = fetch_kolada(
        kolada_at,
        kpis=kolada.kpis,
        areas=["00", *list(kolada.areas)[1:]],
        years=range(2010, 2025),
    )
    assert len(fetched.facts) == len(kolada.rows) == 36_600
    # 40 × 61 × 15 rows in pages of 5,000 are at least eight; then the two lists.
    assert 8 <= len([p for p, _, _ in kolada.asked if p.startswith("/data")]) <= 12
    assert set(kolada.statuses) == {200}


def test_the_pace_is_five_a_second(kolada, kolada_at, clock):
    before = clock.now
    fetch_kolada(kolada_at, **ALL)
    assert clock.now - before >= (len(kolada.asked) - 1) // 5


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("kpis", "N1", "är inget nyckeltal i Kolada; skriv som N79173"),
        ("kpis", "N00001/../kpi", "är inget nyckeltal i Kolada; skriv som N79173"),
        ("areas", "014", "är inget område; skriv 00, 14 eller 1480"),
        ("years", "24", "är inget år; skriv som 2024"),
        ("years", "٢٠٢٤", "är inget år; skriv som 2024"),
    ],
)
def test_what_cannot_be_asked_for_is_told_before_asking(
    kolada, kolada_at, field, value, reason
):
    with pytest.raises(FetchError) as error:
        fetch_kolada(kolada_at, **{**ALL, field: [value]})
    assert str(error.value) == f"”{value}” {reason}. Inget har hämtats."
    assert kolada.asked == []


def test_facts_of_an_indicator(kolada, kolada_at):
    assert read_kpis(kolada_at, ["N00002"]) == {
        "N00002": KpiFacts(
            kpi="N00002",
            title="Nyckeltal N00002",
            description="Påhittat",
            areas="L",
            is_by_sex=True,
            operating_area="Hälso- och sjukvård",
            perspective="",
            published="2026-03-01",
            period="2025",
            has_units=False,
        )
    }
    assert read_kpis(kolada_at, []) == {}


def test_an_entity_without_an_id_is_told(kolada, kolada_at):
    kolada.areas = {"": "K"}
    with pytest.raises(FetchError, match="en post i /municipality saknar id"):
        read_entities(kolada_at, "municipality")
