"""Keeping the index: building it, and letting it follow the chain of events.

No row is written here: the index is worked out from rows, so losing it loses nothing. One
writes at a time, whichever process or machine of those that share the folder comes first.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from fardplan.apps.common.searchables import EVERYTHING, searchables
from fardplan.apps.search.adapters import to_entry, to_event, to_group, to_state
from fardplan.apps.search.queries import chain_end, events_after, goes_on, known_words
from fardplan.engine.search.analysis import count_forms
from fardplan.engine.search.compounds import learn
from fardplan.engine.search.index_files import (
    DamagedIndexError,
    State,
    building,
    going_on,
    state_of,
    writing,
)


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from fardplan.apps.common.searchables import Searchable
    from fardplan.engine.search.compounds import Lexicon
    from fardplan.engine.search.index_files import Writer

logger = logging.getLogger(__name__)
# What is read at once; a document of 3,000 pages is one group.
GROUPS_AT_A_TIME = 100
# The words that compounds are made of are learnt of so many entries of each kind.
LEARNT_OF = 20_000
# Where there is so much more than was learnt of, the words are learnt anew.
_FEW, _TIMES = 2_000, 4


class StoppedError(Exception):
    """The work was told to stop before it was done; the index is as it was."""


@dataclass(frozen=True)
class Written:
    """What was done: groups read, entries written, and whether all was built anew."""

    groups: int = 0
    entries: int = 0
    is_new: bool = False


def refresh_index(*, should_stop: Callable[[], bool] = bool) -> Written:
    """Let the index follow what was written since last; build it where there is none."""
    folder = settings.SEARCH_DIR
    number, hash_ = chain_end()
    known = state_of(folder)
    if known is not None and (known.number, known.hash) == (number, hash_):
        return Written()
    with writing(folder) as is_ours:
        if not is_ours:
            return Written()
        # Somebody else may have come further meanwhile.
        state = state_of(folder)
        if state is None or not goes_on(state.number, state.hash) or _outgrown(state):
            return _build(should_stop)
        try:
            return _follow(state, should_stop)
        except DamagedIndexError:
            logger.exception("Sökregistret är skadat och byggs om")
            return _build(should_stop)


def rebuild_index(*, on_progress: Callable[[int], None] | None = None) -> Written:
    """Build the index anew beside the old, and put it in place; when nobody else writes."""
    with writing(settings.SEARCH_DIR) as is_ours:
        if not is_ours:
            raise StoppedError
        return _build(bool, on_progress)


def _outgrown(state: State) -> bool:
    return state.entries > max(_FEW, _TIMES * state.learnt_of)


def _follow(state: State, should_stop: Callable[[], bool]) -> Written:
    number, hash_ = chain_end()
    touched = _touched(state.number, number)
    if any(EVERYTHING in groups for groups in touched.values()):
        return _build(should_stop)
    with going_on(settings.SEARCH_DIR) as writer, translation.override("sv"):
        count = 0
        for kind, groups in touched.items():
            one = searchables()[kind]
            count += _write(writer, one, sorted(groups), should_stop)
        writer.keep(to_state(number, hash_, state.learnt_of))
    return Written(count, writer.added)


def _touched(after: int, until: int) -> Mapping[str, set[str]]:
    touched: dict[str, set[str]] = defaultdict(set)
    for row in events_after(after, until):
        event = to_event(row)
        for one in searchables().values():
            if groups := set(one.touched(event)):
                touched[one.kind] |= groups
    return touched


def _write(
    writer: Writer,
    one: Searchable,
    groups: Iterable[str],
    should_stop: Callable[[], bool],
) -> int:
    """Write what there now is in some groups; give how many they were."""
    count = 0
    for some in _portions(groups):
        for group in some:
            writer.forget(to_group(one, group))
        for entry in one.entries(some):
            # Asked for each: a document of thousands of pages is one group.
            if should_stop():
                raise StoppedError
            writer.add(to_entry(one, entry))
        count += len(some)
    return count


def _portions(groups: Iterable[str]) -> Iterator[Sequence[str]]:
    rest = iter(groups)
    while some := list(islice(rest, GROUPS_AT_A_TIME)):
        yield some


def _build(
    should_stop: Callable[[], bool],
    on_progress: Callable[[int], None] | None = None,
) -> Written:
    # Before the rows are read: what is written meanwhile is followed up afterwards.
    number, hash_ = chain_end()
    with translation.override("sv"):
        lexicon, learnt_of = _learn()
        with building(settings.SEARCH_DIR, lexicon) as writer:
            count = 0
            for one in searchables().values():
                for some in _portions(one.groups()):
                    count += _write(writer, one, some, should_stop)
                    if on_progress is not None:
                        on_progress(writer.added)
            writer.keep(to_state(number, hash_, learnt_of))
    return Written(count, writer.added, is_new=True)


def _learn() -> tuple[Lexicon, int]:
    """Give the words that compounds are made of, and how many entries they are from."""
    texts = list(_sample())
    return learn(count_forms(texts), known_words()), len(texts)


def _sample() -> Iterator[str]:
    for one in searchables().values():
        entries = (e for some in _portions(one.groups()) for e in one.entries(some))
        for entry in islice(entries, LEARNT_OF):
            yield f"{entry.title} {entry.text}"
