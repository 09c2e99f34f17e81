"""SCB's PxWebApi 2 as it is documented and has been seen to behave, on loopback.

Tables are given as dimensions with codes and a function from codes to a value. Asked
without a selection it answers 200 with one of its own; a repeated code gives 500 with
nothing in it; a variable that can't be summed and is left out gives 400; more cells
than ``most_cells`` give 403.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from tests.builders.faulty_server import FaultyServer


CONTENT_FAULTS = ("updated", "other codes", "cells left out")
Value = float | int | str | None


@dataclass
class Table:
    """A table: its codes by variable, which may be left out, and what it holds.

    ``value`` is given the codes by variable, with None for one that is summed. A text
    is a status sign of a cell without value.
    """

    codes: dict[str, list[str]]
    value: Callable[[Mapping[str, str | None]], Value]
    summed: set[str] = field(default_factory=set)
    updated: str = "2026-02-22T07:00:00Z"


class ScbServer(FaultyServer):
    """Set ``tables``; ``sparse`` writes values and statuses as objects."""

    def __init__(self) -> None:
        super().__init__()
        self.reset()

    def reset(self) -> None:
        super().reset()
        self.tables: dict[str, Table] = {}
        self.most_cells = 150_000
        self.config: dict[str, Any] = {}
        self.sparse = False

    def answer(
        self, path: str, query: dict[str, str], body: Any, fault: str
    ) -> tuple[int, Any]:
        if path == "/config":
            return 200, {
                "apiVersion": "2.3.2",
                "maxDataCells": self.most_cells,
                "maxCallsPerTimeWindow": 30,
                "timeWindow": 10,
                **self.config,
            }
        _, _, name, what = path.split("/")
        if name not in self.tables:
            return 404, {"title": "Non-existent table", "status": 404}
        table = self.tables[name]
        if what == "metadata":
            return 200, _dataset(table, table.codes, metadata=True)
        return self._data(table, body, fault)

    def _data(self, table: Table, body: Any, fault: str) -> tuple[int, Any]:
        if not body:
            first = {name: codes[:1] for name, codes in table.codes.items()}
            left = {k: v for k, v in first.items() if k not in table.summed}
            return 200, self._filled(table, left, "")
        chosen = {one["variableCode"]: one["valueCodes"] for one in body["selection"]}
        for name, codes in chosen.items():
            if len(set(codes)) != len(codes):
                return 500, None
            if not set(codes) <= set(table.codes[name]):
                return 400, {"title": "Non-existent value", "status": 400}
        if not table.codes.keys() - chosen.keys() <= table.summed:
            title = "Missing selection for mandantory variable"
            return 400, {"title": title, "status": 400}
        cells = 1
        for codes in chosen.values():
            cells *= len(codes)
        if cells > self.most_cells:
            return 403, {"title": "Too many cells selected", "status": 403}
        # Answered in the order of the table, whatever the order of the question.
        ordered = {
            name: [code for code in codes if code in chosen[name]]
            for name, codes in table.codes.items()
            if name in chosen
        }
        return 200, self._filled(table, ordered, fault)

    def _filled(
        self, table: Table, codes: dict[str, list[str]], fault: str
    ) -> dict[str, Any]:
        if fault == "other codes":
            codes = {**codes, "Region": codes["Region"][:-1]}
        told = _dataset(table, codes)
        if fault == "updated":
            told["updated"] = "2026-02-23T07:00:00Z"
        every = [
            table.value(
                {**dict.fromkeys(table.codes), **dict(zip(codes, one, strict=True))}
            )
            for one in product(*codes.values())
        ]
        values = [None if isinstance(one, str) else one for one in every]
        signs = {str(n): one for n, one in enumerate(every) if isinstance(one, str)}
        if self.sparse:
            told["value"] = {str(n): v for n, v in enumerate(values) if v is not None}
            told["status"] = signs
        else:
            told["value"] = values[:-1] if fault == "cells left out" else values
            if signs:
                told["status"] = signs
        return told


def _dataset(
    table: Table, codes: dict[str, list[str]], *, metadata: bool = False
) -> dict[str, Any]:
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Påhittad tabell",
        "source": "SCB",
        "updated": table.updated,
        "id": list(codes),
        "size": [len(one) for one in codes.values()],
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "dimension": {
            name: {
                "label": name,
                "category": {
                    "index": {code: n for n, code in enumerate(one)},
                    "label": dict(zip(one, one, strict=True)),
                },
                # In data it says whether the total is among the codes: never read there.
                "extension": {"elimination": metadata and name in table.summed},
            }
            for name, one in codes.items()
        },
    }
