"""Kolada's figures come into the store whole or not at all, over real HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from tests.builders.faulty_server import FakeTime
from tests.builders.figures import observation
from tests.builders.kolada_figures import (
    DOCTOR,
    ENDED,
    KPIS,
    PHONE,
    YEARS,
    fill,
    make_kolada_indicators,
)
from tests.builders.kolada_server import KoladaServer, row
from tests.factories.indicators import make_indicator, make_run
from tests.factories.people import granted

from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.indicators import queries
from fardplan.apps.indicators.actions import fetch_figures, undo_run
from fardplan.apps.indicators.models import ImportRun
from fardplan.apps.jobs.actions.people import start_job
from fardplan.apps.jobs.runner import run_attempt
from fardplan.engine.indicators.observation import Sex
from fardplan.fetchers.kolada import kolada_client


if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
TWICE = "Kolada har ingen uppgift (frågat två gånger)"
REMOVED = "uppgiften är borttagen i Kolada"


@pytest.fixture(scope="module")
def _server() -> Iterator[KoladaServer]:
    server = KoladaServer()
    yield server
    server.stop()


@pytest.fixture
def unasked(_server, settings, tmp_path) -> KoladaServer:
    """A server that no indicator has as its source yet."""
    _server.reset()
    fill(_server)
    settings.STORE_DIR = tmp_path / "store"
    settings.KOLADA_URL = _server.address
    return _server


@pytest.fixture
def kolada(unasked, administrator) -> KoladaServer:
    make_kolada_indicators(administrator)
    return unasked


def fetched(server, keys=(), *, by=None, tell=lambda *_: None) -> ImportRun:
    """Fetch without waiting: the pace and the pauses are of a clock that is given."""
    client = kolada_client(server.address, **FakeTime().given())
    return fetch_figures(years=YEARS, keys=keys, by=by, tell=tell, client=client)


def truth(server, key) -> set[tuple]:
    """What the server holds of an indicator, read without the code that is tested."""
    return {
        (
            one["municipality"].removeprefix("00"),
            entry["gender"],
            str(one["period"]),
            entry["value"],
        )
        for one in server.rows
        for entry in one["values"]
        if one["kpi"] == KPIS[key] and not entry["isdeleted"]
    }


def in_force(key) -> list[tuple]:
    """What the store has of an indicator with a value, each figure once for each time."""
    return [
        (area, sex.value, period, value)
        for sex in Sex
        for table in [queries.figures().series(key, 1, sex=sex)]
        for area, period, value in zip(
            table.area, table.period, table.value.tolist(), strict=True
        )
        if value == value  # noqa: PLR0124 -- not missing (NaN)
    ]


def reasons(key, area) -> dict[tuple[str, str], str]:
    return {
        (sex.value, point.observation.period): point.observation.reason
        for sex in Sex
        for point in queries.figures().points(key, 1, area=area, sex=sex)
        if point.observation.value is None
    }


def test_all_that_was_asked_for_is_stored_as_one_run(kolada, administrator):
    told = []
    run = fetched(kolada, by=administrator, tell=lambda *one: told.append(one))
    for key in (PHONE, DOCTOR):
        assert sorted(in_force(key)) == sorted(truth(kolada, key))
    # 1 + 21 regions and 1 + 290 municipalities, Gotland as 09 and as 0980.
    places = 3 * (22 + 292 - 1)
    assert {area for area, *_ in in_force(PHONE)} >= {"00", "09", "18"}
    assert {area for area, *_ in in_force(DOCTOR)} >= {"00", "0980", "1880"}
    assert (run.asked, run.kept) == (3 * places, 3 * places)
    assert run.report["places"] == {"asked": places, "received": places, "missing": 0}
    sums = f"{places} uppgifter efterfrågade, {places} mottagna, 0 saknas hos källan"
    assert run.report["receipt"] == [f"Kolada: {sums}, 0 förlorade."]
    assert (run.source_kind, run.stored_by) == ("kolada", administrator)
    assert run.file_name == "Kolada, 2 indikatorer, 2022–2024"
    assert [(done, total) for done, total, _ in told] == [(0, 2), (1, 2), (2, 2)]


def test_each_row_of_a_run_has_a_number_and_leads_to_what_kolada_wrote(kolada):
    run = fetched(kolada)
    last = run.kept // 3
    three = queries.rows_of_run(run, last)
    assert {one.sex for one in three} == set(Sex)
    assert len({one.raw for one in three}) == 1
    assert queries.rows_of_run(run, last + 1) == []


def test_a_second_fetch_doubles_nothing_and_has_what_is_new(kolada):
    fetched(kolada, [PHONE])
    kolada.rows[0] = row("N00001", "0000", 2022, {"T": 7.0, "K": 8.0, "M": 9.0})
    fetched(kolada, [PHONE])
    found = in_force(PHONE)
    assert sorted(found) == sorted(truth(kolada, PHONE))
    assert ("00", "T", "2022", 7.0) in found


def test_what_kolada_has_taken_away_becomes_missing_and_undo_brings_it_back(kolada):
    fetched(kolada, [PHONE])
    before = sorted(in_force(PHONE))
    # One is told to be taken away, one is only gone, one has lost a sex.
    kolada.rows[0] = row("N00001", "0000", 2022, {"T": "removed", "K": "removed"})
    kolada.rows[1] = row("N00001", "0000", 2023, {"T": 1.0, "K": "removed", "M": 2.0})
    del kolada.rows[2]
    run = fetched(kolada, [PHONE])
    assert sorted(in_force(PHONE)) == sorted(truth(kolada, PHONE))
    assert reasons(PHONE, "00") == {
        **dict.fromkeys([("T", "2022"), ("K", "2022"), ("M", "2022")], REMOVED),
        **dict.fromkeys([("T", "2024"), ("K", "2024"), ("M", "2024")], TWICE),
        ("K", "2023"): "uppgiften finns inte längre i Kolada",
    }
    assert run.kept == 3 * 22 * 3
    assert run.report["receipt"][-1] == (
        "7 siffror som hämtats förut finns inte längre i Kolada. De står nu som saknade."
    )
    # Once told they are not told again.
    assert fetched(kolada, [PHONE]).kept == run.kept - 7
    for one in ImportRun.objects.all()[:2]:
        undo_run(key=one.key, by=None)
    assert sorted(in_force(PHONE)) == before


def test_what_was_not_asked_for_stays_and_so_does_what_a_file_told(
    kolada, administrator
):
    fetched(kolada, [PHONE])
    told = {"indicator": PHONE, "numerator": None, "denominator": None}
    make_run(
        administrator,
        rows=[
            observation(**told, area="18", period="2023", value=50.0),
            observation(**told, area="1880", period="2023", value=51.0, row=2),
        ],
    )
    kolada.rows = [one for one in kolada.rows if one["period"] == 2024]
    client = kolada_client(kolada.address, **FakeTime().given())
    fetch_figures(
        years=(2023, 2024),
        keys=[PHONE],
        by=None,
        tell=lambda *_: None,
        client=client,
    )
    found = in_force(PHONE)
    periods = [period for _, _, period, _ in found]
    assert (periods.count("2022"), periods.count("2024")) == (66, 66)
    assert [one for one in found if one[2] == "2023"] == [
        ("18", "T", "2023", 50.0),
        ("1880", "T", "2023", 51.0),
    ]


def test_two_indicators_of_the_same_number_both_have_it(kolada, administrator):
    make_indicator(
        administrator,
        key="prov-samma",
        name="Samma tal",
        source={"kind": "kolada", "id": KPIS[PHONE]},
        area_levels=["country", "region"],
    )
    fetched(kolada, ["prov-samma", PHONE])
    assert sorted(in_force("prov-samma")) == sorted(in_force(PHONE)) != []


def test_nothing_is_stored_when_an_area_does_not_come_and_it_is_told(kolada):
    first = fetched(kolada, [PHONE])
    kolada.refused = {"1880"}
    with pytest.raises(ProblemError) as told:
        fetched(kolada)
    lines, years = str(told.value).splitlines(), "2022, 2023, 2024"
    assert "873 uppgifter efterfrågade, 870 mottagna" in lines[0]
    assert lines[1:] == [
        f"Förlorat: N00002, 3 uppgifter i 1 områden, perioder {years}: Kolada svarade 404.",
        "Inget har sparats. Hämta igen om en stund.",
    ]
    assert list(ImportRun.objects.all()) == [first]
    assert in_force(DOCTOR) == []


@pytest.mark.parametrize("fault", ["count changed", "repeats", "500", "truncated"])
def test_a_page_that_never_comes_right_stores_nothing(kolada, fault):
    kolada.cap = 20
    # From the first question of figures on: the areas take 16 pages, the number one.
    kolada.faults = dict.fromkeys(range(19, 200), fault)
    with pytest.raises(ProblemError, match="Förlorat: N00001, ") as told:
        fetched(kolada, [PHONE])
    assert "hämtningen avbröts" in str(told.value)
    assert len(kolada.asked) > 18
    assert not ImportRun.objects.exists()


def test_a_page_that_is_dropped_once_is_asked_for_again(kolada):
    kolada.faults = {3: "nothing"}
    run = fetched(kolada, [PHONE])
    assert run.report["places"]["missing"] == 0
    assert sorted(in_force(PHONE)) == sorted(truth(kolada, PHONE))


def test_a_number_that_kolada_does_not_have_is_told(kolada):
    with pytest.raises(ProblemError, match="Källan känner inte till: N00009"):
        fetched(kolada, [ENDED])


def test_those_that_have_ended_are_only_fetched_by_name(kolada):
    assert [one.key for one in queries.kolada_indicators()] == [DOCTOR, PHONE]
    assert [one.key for one in queries.kolada_indicators([ENDED])] == [ENDED]
    assert queries.latest_years()[::10] == (
        queries.latest_years()[-1] - 10,
        queries.latest_years()[-1],
    )


def test_no_figures_at_all_is_a_problem(kolada):
    kolada.rows = []
    with pytest.raises(ProblemError, match=r"66 saknas(.|\n)*Inget är inläst"):
        fetched(kolada, [PHONE])


def test_an_indicator_that_is_not_there_or_not_of_kolada_is_refused(
    kolada, administrator
):
    make_indicator(administrator, key="av-fil")
    with pytest.raises(ProblemError, match="kortnamnet av-fil, borta"):
        fetched(kolada, ["av-fil", PHONE, "borta"])
    assert kolada.asked == []


def test_without_definitions_there_is_nothing_to_fetch(unasked):
    with pytest.raises(ProblemError, match="fardplan indicators load"):
        fetch_figures(years=YEARS, by=None, tell=lambda *_: None)


def test_only_an_administrator_may(kolada, administrator, reader, few_authorities):
    analyst = granted(administrator, "18", "Ali", "analyst")
    for who in (AnonymousUser(), reader, analyst):
        with pytest.raises(NotAllowedError, match="hämta siffror"):
            fetched(kolada, by=who)
    assert kolada.asked == []


class StopError(Exception):
    """What a job raises when it is asked to stop."""


def test_a_fetch_that_is_stopped_between_batches_stores_nothing(kolada):
    def stop(done: int, _total: int, _text: str) -> None:
        if done:
            raise StopError

    with pytest.raises(StopError):
        fetched(kolada, tell=stop)
    assert len(kolada.asked) > 2
    assert not ImportRun.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_kolada_is_asked_outside_any_transaction(kolada):
    seen = []
    fetched(kolada, [PHONE], tell=lambda *_: seen.append(connection.in_atomic_block))
    assert seen == [False, False]


def test_the_job_fetches_the_latest_years(unasked, administrator):
    years = queries.latest_years()
    # One indicator: five questions are asked without a pause.
    make_kolada_indicators(administrator, [PHONE])
    unasked.rows = [
        row("N00001", "0000", year, {"T": 1.0, "K": 2.0, "M": 3.0}) for year in years
    ]
    job = start_job(kind="fetch_figures", by=administrator)
    run_attempt(job_id=job.pk, task_id=str(job.task_id), worker="w1")
    job.refresh_from_db()
    run = ImportRun.objects.get()
    assert (job.state, run.kept) == ("succeeded", 33)
    assert job.result["link"] == f"/indikatorer/inlasningar/{run.key}/"
    assert job.result["text"] == (
        "33 siffror är inlästa. 242 uppgifter efterfrågade, 11 mottagna, 231 saknas hos"
        " källan. Kvittot står på inläsningens sida."
    )
    assert run.stored_by == administrator


def test_the_job_that_does_not_get_it_all_fails_and_says_what(unasked, administrator):
    make_kolada_indicators(administrator, [PHONE])
    unasked.refused = {"0018"}
    job = start_job(kind="fetch_figures", by=administrator)
    run_attempt(job_id=job.pk, task_id=str(job.task_id), worker="w1")
    job.refresh_from_db()
    assert job.state == "failed"
    assert "Förlorat: N00001, 11 uppgifter i 1 områden" in job.reason
    assert not ImportRun.objects.exists()
