"""JSON-stat 2.0 datasets (json-stat.org/full): a block of values and its dimensions.

In: an answer as parsed JSON. Out: a :class:`Dataset`, which gives every cell with its
codes, or :class:`JsonStatError` with what is wrong in Swedish. Values lie in row-major
order, the last dimension fastest. They may be written as a list (dense) or as an
object from place to value (sparse), where what is left out is null; so may statuses,
or as one text for all. Nothing is guessed: a block whose size is not the product of
its dimensions is refused, however little is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import isfinite, prod
from typing import TYPE_CHECKING, Any, NamedTuple

from fardplan.engine.indicators.observation import ValueStatus


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class JsonStatError(ValueError):
    """The answer is not a dataset that can be read; ``str()`` says why."""


class DataPoint(NamedTuple):
    """One cell: its code in each dimension, in order, its value and its status sign."""

    codes: tuple[str, ...]
    value: float | None
    sign: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A read dataset. ``codes`` has the codes of each dimension, in order."""

    codes: Mapping[str, tuple[str, ...]]
    values: tuple[float | None, ...]
    signs: Mapping[int, str]
    updated: str
    notes: tuple[str, ...]

    def points(self) -> Iterator[DataPoint]:
        """Give every cell, in the order of the values."""
        every = zip(product(*self.codes.values()), self.values, strict=True)
        for place, (codes, value) in enumerate(every):
            yield DataPoint(codes, value, self.signs.get(place, ""))


def read_dataset(raw: object) -> Dataset:
    """Read a dataset with its values; metadata alone is read by :func:`read_codes`."""
    codes = read_codes(raw)
    assert isinstance(raw, dict)  # noqa: S101 -- read_codes refuses anything else
    size = prod(len(one) for one in codes.values())
    return Dataset(
        codes=codes,
        values=_values(raw.get("value"), size),
        signs=_signs(raw.get("status"), size),
        updated=str(raw.get("updated") or ""),
        notes=tuple(str(note) for note in raw.get("note") or ()),
    )


def read_codes(raw: object) -> dict[str, tuple[str, ...]]:
    """Give the codes of each dimension, in order."""
    if not isinstance(raw, dict) or raw.get("class") != "dataset":
        raise JsonStatError("svaret är inte en datamängd i JSON-stat")
    if raw.get("version") != "2.0":
        raise JsonStatError("svaret är inte skrivet i JSON-stat 2.0")
    names, sizes, dimensions = raw.get("id"), raw.get("size"), raw.get("dimension")
    if not (
        isinstance(names, list)
        and isinstance(sizes, list)
        and isinstance(dimensions, dict)
        and len(names) == len(sizes)
        and len(set(map(str, names))) == len(names)
    ):
        raise JsonStatError("dimensionerna i svaret är inte rätt skrivna")
    return {
        str(name): _codes(str(name), dimensions.get(name), size)
        for name, size in zip(names, sizes, strict=True)
    }


def _codes(name: str, dimension: object, size: object) -> tuple[str, ...]:
    category = dimension.get("category") if isinstance(dimension, dict) else None
    if not isinstance(category, dict):
        raise JsonStatError(f"dimensionen {name} har inga värden")
    index = category.get("index")
    if index is None:  # allowed where there is one category only
        index = list(category.get("label") or ())
        if len(index) > 1:
            raise JsonStatError(f"dimensionen {name} säger inte värdenas ordning")
    if isinstance(index, dict):
        if sorted(index.values(), key=str) != sorted(range(len(index)), key=str):
            raise JsonStatError(f"dimensionen {name} har luckor i värdenas ordning")
        index = sorted(index, key=index.__getitem__)
    codes = tuple(map(str, index))
    if len(codes) != size or len(set(codes)) != len(codes):
        raise JsonStatError(
            f"dimensionen {name} har {len(set(codes))} värden men säger sig ha {size}"
        )
    return codes


def _values(raw: object, size: int) -> tuple[float | None, ...]:
    if isinstance(raw, dict):
        found: list[object] = [None] * size
        for place, value in raw.items():
            found[_place(place, size)] = value
    elif isinstance(raw, list):
        found = raw
    else:
        raise JsonStatError("svaret har inga värden")
    if len(found) != size:
        raise JsonStatError(f"svaret har {len(found)} värden där det ska vara {size}")
    return tuple(read_number(value) for value in found)


def read_number(value: object) -> float | None:
    """Give a figure as a number; None for null."""
    if value is None:
        return None
    # A switch is a number to Python, and NaN to its JSON reader; neither is a figure.
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise JsonStatError(f"värdet ”{value}” är inget tal")
    if not isfinite(value):
        raise JsonStatError("ett värde är inget ändligt tal")
    return float(value)


def _signs(raw: object, size: int) -> dict[int, str]:
    if raw is None:
        return {}
    if isinstance(raw, str):
        return dict.fromkeys(range(size), raw)
    if isinstance(raw, list):
        if len(raw) != size:
            raise JsonStatError(f"svaret har {len(raw)} tecken där det ska vara {size}")
        return {place: str(sign) for place, sign in enumerate(raw) if sign}
    if isinstance(raw, dict):
        return {_place(place, size): str(sign) for place, sign in raw.items() if sign}
    raise JsonStatError("statustecknen är inte rätt skrivna")


def _place(raw: Any, size: int) -> int:
    # "3", never "03" or "-1": the same place must not be written in two ways.
    if not (isinstance(raw, str) and raw.isascii() and raw.isdigit()):
        raise JsonStatError(f"”{raw}” är ingen plats i svaret")
    place = int(raw)
    if str(place) != raw or place >= size:
        raise JsonStatError(f"”{raw}” är ingen plats i svaret")
    return place


# What the signs mean: SCB's (PX data symbols) and those that JSON-stat providers share.
# "-" stands for none or nothing to report, and is not turned into a zero here.
SIGNS: dict[str, tuple[ValueStatus, str]] = {
    "..": (ValueStatus.MISSING, "uppgiften saknas eller är för osäker"),
    "...": (ValueStatus.MISSING, "uppgiften är inte tillgänglig"),
    ".": (ValueStatus.MISSING, "uppgiften kan inte förekomma"),
    "-": (ValueStatus.MISSING, "källan har inget att redovisa"),
    ":": (ValueStatus.SUPPRESSED, "uppgiften är sekretesskyddad"),
    "c": (ValueStatus.SUPPRESSED, "uppgiften är sekretesskyddad"),
    "p": (ValueStatus.PRELIMINARY, "uppgiften är preliminär"),
    "b": (ValueStatus.BREAK, "källan har ett tidsseriebrott här"),
}


def read_sign(value: float | None, sign: str) -> tuple[ValueStatus, str]:
    """Give a cell's status and why; :class:`JsonStatError` when they disagree."""
    if not sign:
        if value is None:
            return ValueStatus.MISSING, "källan har inget värde och säger inte varför"
        return ValueStatus.FINAL, ""
    if sign not in SIGNS:
        raise JsonStatError(f"statustecknet ”{sign}” är okänt")
    status, reason = SIGNS[sign]
    has_none = status in {ValueStatus.MISSING, ValueStatus.SUPPRESSED}
    if value is not None and has_none:
        raise JsonStatError(f"statustecknet ”{sign}” står vid ett värde")
    if value is None and not has_none:
        return ValueStatus.MISSING, reason
    return status, reason
