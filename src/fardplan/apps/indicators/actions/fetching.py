"""Fetching figures from Kolada into the store, as one run or not at all.

Everything is asked for each time, and not only what was changed since last: what
Kolada no longer has is then seen too, also when nothing tells that it was taken away.
Kolada is asked before any transaction begins. A fetch where anything that was asked
for did not come stores nothing, not even what came before it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.indicators.actions.import_runs import Delivery, store_run
from fardplan.apps.indicators.queries import kolada_indicators, values_from_kolada
from fardplan.apps.indicators.rules import check_fetch_figures
from fardplan.apps.indicators.states import SourceKind
from fardplan.engine.indicators.observation import Observation, ValueStatus
from fardplan.engine.indicators.receipt import Place, Receipt, joined
from fardplan.fetchers.errors import FetchError
from fardplan.fetchers.kolada import fetch_kolada, kolada_client


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.indicators.models import ImportRun
    from fardplan.apps.indicators.queries import KoladaIndicator
    from fardplan.fetchers.fetched import Fetched
    from fardplan.fetchers.json_client import JsonClient

# A fetch can be stopped between these. More at a time means fewer questions (at most
# 25 ids and 5,000 rows in each), fewer means that the progress is told more often.
INDICATORS_AT_A_TIME = 8
REMOVED = "uppgiften finns inte längre i Kolada"
NAME = "Kolada"


@dataclass(frozen=True)
class _Answer:
    """What came of one batch: the indicators by their ids in Kolada, and their facts."""

    asked: dict[str, list[KoladaIndicator]]
    fetched: Fetched


def fetch_figures(
    *,
    years: Iterable[int],
    keys: Sequence[str] = (),
    by: User | AnonymousUser | None,
    tell: Callable[[int, int, str], None],
    client: JsonClient | None = None,
) -> ImportRun:
    """Fetch the figures of some indicators, all of Kolada's when none are named.

    ``tell`` hears how far it has come and may raise to stop; nothing is then stored.
    ``by`` is None on the command line, where whoever owns the machine acts.
    """
    if by is not None:
        check_fetch_figures(by)
    wanted, asked_years = kolada_indicators(keys), tuple(years)
    if not wanted:
        raise ProblemError(
            _(
                "Här finns ingen indikator från Kolada. Läs in definitionerna först, med"
                " ”fardplan indicators load”."
            )
        )
    try:
        answers = _ask(
            client or kolada_client(settings.KOLADA_URL), wanted, asked_years, tell
        )
    except FetchError as error:
        raise ProblemError(str(error)) from error
    receipt = joined(NAME, [one.fetched.receipt for one in answers])
    given = list(_given(answers))
    if not given:
        told = _("Kolada har inga av siffrorna. Inget är inläst.")
        raise ProblemError("\n".join([*receipt.lines(), told]))
    gone = list(_gone(wanted, given, receipt))
    delivery = Delivery(
        file_name=_("Kolada, %(count)d indikatorer, %(first)s–%(last)s")
        % {"count": len(wanted), "first": min(asked_years), "last": max(asked_years)},
        source_kind=SourceKind.KOLADA,
        asked=len(given) + len(gone),
        kept=len(given) + len(gone),
        report=_report(receipt, len(gone)),
    )
    return store_run(delivery=delivery, rows=[*given, *gone], by=by)


def _ask(
    client: JsonClient,
    wanted: Sequence[KoladaIndicator],
    years: Sequence[int],
    tell: Callable[[int, int, str], None],
) -> list[_Answer]:
    """Ask for a few indicators at a time, each time some that have the same areas."""
    answers: list[_Answer] = []
    done = 0
    for areas, batch in _batches(wanted):
        tell(done, len(wanted), _("Hämtar ur Kolada"))
        asked: dict[str, list[KoladaIndicator]] = defaultdict(list)
        for one in batch:
            asked[one.kpi].append(one)
        fetched = fetch_kolada(client, kpis=asked, areas=areas, years=years)
        answers.append(_Answer(dict(asked), fetched))
        done += len(batch)
    tell(done, len(wanted), _("Allt har kommit och sparas"))
    return answers


def _batches(
    wanted: Sequence[KoladaIndicator],
) -> Iterator[tuple[tuple[str, ...], list[KoladaIndicator]]]:
    by_areas: dict[tuple[str, ...], list[KoladaIndicator]] = defaultdict(list)
    for one in wanted:
        by_areas[one.areas].append(one)
    for areas, some in by_areas.items():
        for start in range(0, len(some), INDICATORS_AT_A_TIME):
            yield areas, some[start : start + INDICATORS_AT_A_TIME]


def _given(answers: Sequence[_Answer]) -> Iterator[Observation]:
    """Give what came as observations; the rows of all answers are numbered in one go."""
    before = 0
    for answer in answers:
        for fact in answer.fetched.facts:
            for one in answer.asked[fact.indicator]:
                told = fact.as_observation(one.key, one.version)
                yield replace(told, row=before + fact.row)
        before += len(answer.fetched.receipt.received)


def _gone(
    wanted: Sequence[KoladaIndicator], given: Sequence[Observation], receipt: Receipt
) -> Iterator[Observation]:
    """Give a missing figure for each that an earlier fetch stored and that is no more."""
    came = {(one.indicator, one.area, one.sex, one.period) for one in given}
    last = given[-1].row
    for one in wanted:
        for area, sex, period in values_from_kolada(one):
            place = Place(one.kpi, area, period)
            is_here = (one.key, area, sex, period) in came
            if is_here or place not in receipt.asked or area not in one.areas:
                continue
            last += 1
            yield Observation(
                indicator=one.key,
                version=one.version,
                area=area,
                sex=sex,
                age="",
                period=period,
                numerator=None,
                denominator=None,
                value=None,
                status=ValueStatus.MISSING,
                reason=receipt.missing.get(place, REMOVED),
                row=last,
                raw="",
            )


def _report(receipt: Receipt, gone: int) -> dict[str, Any]:
    lines = receipt.lines()
    if gone:
        lines.append(
            f"{gone} siffror som hämtats förut finns inte längre i Kolada. De står nu som"
            " saknade."
        )
    places = {
        "asked": len(receipt.asked),
        "received": len(receipt.received),
        "missing": len(receipt.missing),
    }
    return {"receipt": lines, "places": places}
