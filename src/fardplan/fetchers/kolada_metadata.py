"""What Kolada says of its indicators, areas, groups and units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fardplan.engine.indicators.cell_split import evenly
from fardplan.engine.indicators.kolada_rows import from_kolada_area
from fardplan.fetchers.errors import FetchError, RefusedError
from fardplan.fetchers.kolada_pages import read_pages


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fardplan.fetchers.json_client import JsonClient

# At most so many ids in one part of a path.
MOST_IDS = 25
# An id that Kolada does not have may give 400, 404 or nothing: none is documented.
NO_SUCH_ID = {400, 404}
SWEDEN = "00"


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiFacts:
    """What Kolada tells of one of its indicators; it has neither unit nor polarity.

    ``areas`` is K (municipalities), L (regions) or A (both).
    """

    kpi: str
    title: str
    description: str
    areas: str
    is_by_sex: bool
    operating_area: str
    perspective: str
    published: str
    period: str
    has_units: bool

    def is_for(self, area: str) -> bool:
        """True when there can be figures for such an area. Sweden is in all."""
        if area == SWEDEN or self.areas not in {"K", "L"}:
            return True
        return (len(area) == 2) == (self.areas == "L")


def read_kpis(client: JsonClient, kpis: Sequence[str]) -> dict[str, KpiFacts]:
    """Give the facts of the indicators that Kolada has, of those named."""
    told = [
        read_kpi(raw)
        for ids in (evenly(kpis, MOST_IDS) if kpis else ())
        for raw in _by_ids(client, ids)
    ]
    return {facts.kpi: facts for facts in told if facts.kpi in kpis}


def _by_ids(client: JsonClient, ids: Sequence[str]) -> Iterator[Any]:
    """Ask for some ids; when the answer is no, find out which of them it is about."""
    try:
        yield from read_pages(client, "/kpi/" + ",".join(ids))
    except RefusedError as error:
        if error.status not in NO_SUCH_ID:
            raise
        if len(ids) > 1:
            for half in evenly(ids, -(-len(ids) // 2)):
                yield from _by_ids(client, half)


def read_areas(client: JsonClient) -> dict[str, str]:
    """Give the name of every area, by its code here (``00``, ``14``, ``1480``)."""
    return {
        from_kolada_area(str(raw["id"])): str(raw["title"])
        for raw in read_entities(client, "municipality")
    }


def read_entities(
    client: JsonClient, entity: str, query: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """Give every ``kpi``, ``kpi_groups``, ``municipality(_groups)`` or ``ou``, as told.

    Units (``ou``) are many: narrow them by ``municipality`` or ``type``.
    """
    rows = read_pages(client, f"/{entity}", query)
    if any(not isinstance(raw, dict) or not raw.get("id") for raw in rows):
        raise FetchError(
            f"{client.name}: en post i /{entity} saknar id. Svaret kan inte användas;"
            " rapportera det till den som förvaltar Färdplan."
        )
    return rows


def read_kpi(raw: Mapping[str, Any]) -> KpiFacts:
    """Read one indicator; the API writes switches as 0 and 1, its CSV as TRUE."""
    return KpiFacts(
        kpi=str(raw["id"]),
        title=_text(raw, "title"),
        description=_text(raw, "description"),
        areas=_text(raw, "municipality_type"),
        is_by_sex=_switch(raw, "is_divided_by_gender"),
        operating_area=_text(raw, "operating_area"),
        perspective=_text(raw, "perspective"),
        published=_text(raw, "publication_date"),
        period=_text(raw, "publ_period"),
        has_units=_switch(raw, "has_ou_data"),
    )


def _text(raw: Mapping[str, Any], name: str) -> str:
    told = raw.get(name)
    return "" if told is None or told == "NA" else str(told)


def _switch(raw: Mapping[str, Any], name: str) -> bool:
    return str(raw.get(name)).lower() in {"1", "true"}
