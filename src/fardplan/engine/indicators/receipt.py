"""What was asked of a source held against what came: no gap goes unseen.

In: the places that were asked for, those that came, and what the source said of the
rest. Out: a :class:`Receipt`. A place is one indicator in one area and period, with
all its sexes and ages.

A place ends as exactly one of *received*, *missing* (the source says that it has
nothing there, and why) or *lost* (nobody can say). One lost place, or one id that the
source does not know, makes the fetch incomplete. Clients of these sources that were
read (koladapy, rKolada, Kolada-MCP) log a failed batch, return nothing, or turn 404
into an empty list; a series with a hole in it then looks like a change.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# So many periods or ids are written out in a line; the receipt itself has them all.
SHOWN = 5


class Place(NamedTuple):
    """One indicator, in one area and one period, by the source's own id."""

    indicator: str
    area: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """How each place that was asked for ended, and what came unasked for.

    ``surplus`` came without having been asked for, ``repeated`` came more than once
    with the same content; neither is kept twice, and both are told. ``unknown`` are
    ids that the source does not have.
    """

    source: str
    asked: frozenset[Place]
    received: frozenset[Place]
    missing: Mapping[Place, str]
    lost: Mapping[Place, str]
    surplus: tuple[Place, ...] = ()
    repeated: tuple[Place, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """True when every place is accounted for."""
        return not self.lost and not self.unknown

    def lines(self) -> list[str]:
        """Tell the receipt in Swedish: the sums, and then what is not as it should."""
        sums = (
            f"{self.source}: {len(self.asked)} uppgifter efterfrågade, "
            f"{len(self.received)} mottagna, {len(self.missing)} saknas hos källan, "
            f"{len(self.lost)} förlorade."
        )
        told = [sums]
        if self.unknown:
            told.append(f"Källan känner inte till: {_few(self.unknown)}.")
        told += _by_reason("Förlorat", self.lost)
        told += _by_reason("Saknas", self.missing)
        if self.surplus:
            told.append(
                f"{len(self.surplus)} uppgifter kom utan att vara efterfrågade."
            )
        if self.repeated:
            told.append(
                f"{len(self.repeated)} uppgifter kom mer än en gång och räknas en gång."
            )
        return told


def settle(
    source: str,
    asked: Iterable[Place],
    received: Iterable[Place],
    *,
    missing: Mapping[Place, str] | None = None,
    lost: Mapping[Place, str] | None = None,
    unknown: Iterable[str] = (),
) -> Receipt:
    """Hold what came against what was asked for.

    ``received`` names a place once for every time it came. A place that came is
    received whatever ``missing`` or ``lost`` say of it; one that is in none of them is
    lost.
    """
    wanted = frozenset(asked)
    times = Counter(received)
    came = wanted & times.keys()
    explained, gone = {}, {}
    for place in sorted(wanted - came):
        if missing and place in missing:
            explained[place] = missing[place]
        else:
            gone[place] = (lost or {}).get(place, "kom inte, och källan sa inte varför")
    return Receipt(
        source=source,
        asked=wanted,
        received=came,
        missing=MappingProxyType(explained),
        lost=MappingProxyType(gone),
        surplus=tuple(sorted(times.keys() - wanted)),
        repeated=tuple(sorted(place for place in came if times[place] > 1)),
        unknown=tuple(sorted(set(unknown))),
    )


def joined(source: str, receipts: Iterable[Receipt]) -> Receipt:
    """Give the receipt of a whole that was fetched in parts, each asked for once."""
    parts = list(receipts)
    return settle(
        source,
        (place for one in parts for place in one.asked),
        (
            place
            for one in parts
            for place in (*one.received, *one.repeated, *one.surplus)
        ),
        missing={place: why for one in parts for place, why in one.missing.items()},
        lost={place: why for one in parts for place, why in one.lost.items()},
        unknown=(code for one in parts for code in one.unknown),
    )


def _by_reason(head: str, places: Mapping[Place, str]) -> list[str]:
    """One line for each indicator and reason, with the periods it touches."""
    grouped: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place, reason in places.items():
        grouped[place.indicator, reason].append(place)
    return [
        f"{head}: {indicator}, {len(found)} uppgifter i "
        f"{len({place.area for place in found})} områden, perioder "
        f"{_few(sorted({place.period for place in found}))}: {reason}."
        for (indicator, reason), found in sorted(grouped.items())
    ]


def _few(words: Iterable[str]) -> str:
    every = list(words)
    more = f" och {len(every) - SHOWN} till" if len(every) > SHOWN else ""
    return ", ".join(every[:SHOWN]) + more
