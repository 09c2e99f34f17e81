"""Kolada's API v3 as it is documented and as its clients read it, on loopback.

``links`` is how a next page is told: by ``next_url``, by ``next_page``, or not at all;
``counts`` whether ``count`` is the length of the page (version 2's documentation), of
all pages (as clients of version 3 have it), or left out; ``unknown`` what an id that is
not there gives. The rows are the truth that a fetch is held against.
"""

from __future__ import annotations

from typing import Any

from tests.builders.faulty_server import FaultyServer


MOST_IDS = 25
CONTENT_FAULTS = ("nothing", "rows left out", "doubled", "count changed", "repeats")


def row(
    kpi: str, area: str, year: int, values: dict[str, Any], changed: str = "2026-01-01"
) -> dict[str, Any]:
    """One row: by sex a value, ``None``, ``"Private"`` or ``"removed"``."""
    entries = [
        {
            "gender": sex,
            "value": value if isinstance(value, int | float) else None,
            "count": 1,
            "status": "Private" if value == "Private" else "",
            "isdeleted": value == "removed",
        }
        for sex, value in values.items()
    ]
    return {
        "kpi": kpi,
        "municipality": area,
        "period": year,
        "values": entries,
        "changed": changed,
    }


class KoladaServer(FaultyServer):
    """Set ``kpis`` (id → K, L, A), ``areas`` (id → type) and ``rows``."""

    def __init__(self) -> None:
        super().__init__()
        self.reset()

    def reset(self) -> None:
        super().reset()
        self.kpis: dict[str, str] = {}
        self.areas: dict[str, str] = {}
        self.rows: list[dict[str, Any]] = []
        self.links = "next_url"
        self.counts = "page"
        self.unknown = "empty"
        self.cap = 5000
        self.refused: set[str] = set()

    def answer(
        self, path: str, query: dict[str, str], body: Any, fault: str
    ) -> tuple[int, Any]:
        parts = path.strip("/").split("/")
        if parts[0] == "kpi":
            return self._metadata(parts[1].split(","), query, fault)
        if parts[0] == "municipality":
            listed = [
                {"id": one, "title": f"Område {one}", "type": kind}
                for one, kind in self.areas.items()
            ]
            return 200, self._page(listed, path, query, fault)
        return self._data(parts, path, query, fault)

    def _metadata(
        self, ids: list[str], query: dict[str, str], fault: str
    ) -> tuple[int, Any]:
        gone = [one for one in ids if one not in self.kpis]
        if len(ids) > MOST_IDS:
            return 400, {"detail": "för många id"}
        if gone and self.unknown != "empty":
            return int(self.unknown), {"detail": "okänt id"}
        facts = [
            {
                "id": one,
                "title": f"Nyckeltal {one}",
                "description": "Påhittat",
                "municipality_type": self.kpis[one],
                "is_divided_by_gender": 1,
                "operating_area": "Hälso- och sjukvård",
                "perspective": None,
                "publication_date": "2026-03-01",
                "publ_period": 2025,
                "has_ou_data": False,
            }
            for one in ids
            if one in self.kpis
        ]
        return 200, self._page(facts, "/kpi/" + ",".join(ids), query, fault)

    def _data(
        self, parts: list[str], path: str, query: dict[str, str], fault: str
    ) -> tuple[int, Any]:
        if len(parts) > 1:
            named = dict(zip(parts[1::2], parts[2::2], strict=True))
        else:
            named = {k.removesuffix("_id"): query.get(k, "") for k in query}
        ids = {k: named[k].split(",") for k in ("kpi", "municipality", "year")}
        if any(len(one) > MOST_IDS for one in ids.values()):
            return 400, {"detail": "för många id"}
        if self.refused & set(ids["kpi"] + ids["municipality"]):
            return 404, {"detail": "finns inte"}
        since = named.get("from_date", "")
        found = [
            {k: v for k, v in one.items() if k != "changed"}
            for one in self.rows
            if one["kpi"] in ids["kpi"]
            and one["municipality"] in ids["municipality"]
            and str(one["period"]) in ids["year"]
            and one["changed"] >= since
        ]
        return 200, self._page(found, path, query, fault)

    def _page(
        self, every: list[Any], path: str, query: dict[str, str], fault: str
    ) -> dict[str, Any]:
        size = min(int(query.get("per_page", 5000)), self.cap)
        number = int(query.get("page", 1))
        number = max(1, number - 1) if fault == "repeats" else number
        values = every[(number - 1) * size : number * size]
        if fault == "nothing":
            values, every = [], []
        elif fault == "rows left out":
            values = values[: len(values) // 2]
            every = values
        elif fault == "doubled":
            values = [one for one in values for _ in range(2)]
            every = values
        page: dict[str, Any] = {"values": values}
        if self.counts != "none":
            page["count"] = len(values) if self.counts == "page" else len(every)
        if fault == "count changed":
            page["count"] = len(values) + 3
        if self.links != "none":
            more = number * size < len(every) and fault != "ends early"
            page[self.links] = (
                f"{self.address}{path}?page={number + 1}" if more else None
            )
        return page
