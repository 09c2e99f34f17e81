"""Named reads of the search box: what is found, and how far the index has come."""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import yaml
from django.conf import settings

from fardplan.apps.accounts.models import AuditEvent, AuditHead
from fardplan.apps.accounts.states import FIRST_HASH
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.searchables import LOGGED_IN, PUBLIC, searchables
from fardplan.engine.search.find import Filters, Hits, ReaderQuestion, find
from fardplan.engine.search.highlight import Marker
from fardplan.engine.search.index_files import (
    DamagedIndexError,
    ask_for_new,
    open_index,
)
from fardplan.engine.search.question import read_question
from fardplan.engine.search.stems import forms


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User
    from fardplan.apps.common.searchables import Hit, Searchable
    from fardplan.engine.search.highlight import Bits
    from fardplan.engine.search.index_files import IndexReader

logger = logging.getLogger(__name__)
HITS_PER_PAGE = 20
# Nobody looks further, and each page costs those before it.
MOST_PAGES = 50
# About four lines of a page.
LONGEST_PASSAGE = 320
_lock = threading.Lock()
_kept: dict[str, IndexReader] = {}


@dataclass(frozen=True)
class ShownHit:
    """One hit: what it is, and its words in bits with those that answer marked."""

    kind: str
    station: str
    label: str
    hit: Hit
    title: Bits
    text: Bits


@dataclass(frozen=True)
class Results:
    """A page of hits. ``meant`` is the question as it may have been meant."""

    hits: Sequence[ShownHit] = ()
    total: int = 0
    stations: Mapping[str, int] | None = None
    authorities: Sequence[tuple[str, str, int]] = ()
    years: Sequence[tuple[str, int]] = ()
    is_widened: bool = False
    meant: str = ""
    is_ready: bool = True

    @property
    def everywhere(self) -> int:
        """How many there are at all stations."""
        return sum((self.stations or {}).values())


def search(
    text: str,
    reader: User | AnonymousUser,
    filters: Filters | None = None,
    *,
    page: int = 1,
) -> Results:
    """Give a page of what a person may find; not ready where there is no index yet."""
    question = read_question(text)
    if not question:
        return Results(is_ready=is_ready())
    wanted = ReaderQuestion(
        question=question,
        passes=passes_of(reader),
        filters=filters or Filters(),
        first=(min(page, MOST_PAGES) - 1) * HITS_PER_PAGE,
        most=HITS_PER_PAGE,
    )
    try:
        opened = _opened()
        found = find(opened, wanted) if opened else None
    except DamagedIndexError:
        logger.exception("Sökregistret går inte att läsa och ska byggas om")
        _forget()
        return Results(is_ready=False)
    if opened is None or found is None:
        return Results(is_ready=False)
    marker = Marker(question, opened.analysis, found.widened)
    return _results(found, marker, reader)


def filters_of(*, station: str = "", authority: str = "", year: str = "") -> Filters:
    """Give the filters that a person chose; empty is everything."""
    return Filters(station=station, authority=authority, year=year)


def is_ready() -> bool:
    """Answer whether there is an index to search in."""
    try:
        return _opened() is not None
    except DamagedIndexError:
        return False


def _opened() -> IndexReader | None:
    folder = settings.SEARCH_DIR
    with _lock:
        opened = open_index(folder, _kept.get(str(folder)))
        if opened is not None:
            _kept[str(folder)] = opened
        return opened


def _forget() -> None:
    with _lock:
        _kept.clear()
    try:
        ask_for_new(settings.SEARCH_DIR)
    except OSError:
        logger.exception("Det går inte att be om ett nytt sökregister")


def passes_of(reader: User | AnonymousUser) -> tuple[str, ...]:
    """Give the doors that a person may go through."""
    passes = {PUBLIC}
    if reader.is_authenticated and reader.is_active:
        passes.add(LOGGED_IN)
    for one in searchables().values():
        passes.update(one.passes(reader))
    return tuple(sorted(passes))


def _results(found: Hits, marker: Marker, reader: User | AnonymousUser) -> Results:
    hits = _shown(found, marker, reader)
    meant = ""
    if found.widened:
        said = [f"{one.hit.title} {one.hit.text}" for one in hits]
        meant = _meant(marker, said)
    return Results(
        hits=hits,
        total=found.total,
        stations=found.counts.station,
        authorities=_authorities(found.counts.authority),
        years=sorted(found.counts.year.items(), reverse=True),
        is_widened=bool(found.widened),
        meant=meant,
    )


def _shown(found: Hits, marker: Marker, reader: User | AnonymousUser) -> list[ShownHit]:
    """Read what is drawn; what has gone, or is not for this person, is left out."""
    keys: dict[str, list[str]] = defaultdict(list)
    for kind, key in found.places:
        keys[kind].append(key)
    known = searchables()
    told = {
        kind: known[kind].shown(own, reader)
        for kind, own in keys.items()
        if kind in known
    }
    return [
        _hit(known[kind], told[kind][key], marker)
        for kind, key in found.places
        if key in told.get(kind, {})
    ]


def _hit(one: Searchable, hit: Hit, marker: Marker) -> ShownHit:
    return ShownHit(
        kind=one.kind,
        station=one.station,
        label=str(hit.label or one.label),
        hit=hit,
        title=marker.marked(hit.title),
        text=marker.marked(hit.text, LONGEST_PASSAGE),
    )


def _meant(marker: Marker, said: Sequence[str]) -> str:
    """Give the question with each widened word as it stands in what was found."""
    better = marker.meant(said)
    words = marker.question.words
    return " ".join(better.get(word, word) for word in words) if better else ""


def _authorities(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    names = Authority.objects.filter(code__in=list(counts))
    return [
        (code, name, counts[code]) for code, name in names.values_list("code", "name")
    ]


def chain_end() -> tuple[int, str]:
    """Give number and hash of the last event; before the first, those it builds on."""
    last = AuditHead.objects.values_list("number", "hash").first()
    return last or (0, FIRST_HASH)


def goes_on(number: int, hash_: str) -> bool:
    """Answer whether an event is in this chain: not after a restore of an older one."""
    if number == 0:
        return hash_ == FIRST_HASH
    return AuditEvent.objects.filter(number=number, hash=hash_).exists()


def events_after(number: int, until: int) -> QuerySet[AuditEvent]:
    """Give the events after one, up to another, in order."""
    rows = AuditEvent.objects.filter(number__gt=number, number__lte=until)
    return rows.order_by("number")


@cache
def known_words() -> frozenset[str]:
    """Give the forms of the words that definitions/search_words.yaml tells of."""
    file = settings.DEFINITIONS_DIR / "search_words.yaml"
    told = yaml.safe_load(file.read_text("utf-8"))
    words = str(told["words"]).split()
    return frozenset(form for word in words for form in forms(word))
