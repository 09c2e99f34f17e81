"""Finds what is asked for in the index.

In: an open index, a question, a reader's passes, filters. Out: the keys of a page of
hits, best first, and how many there are at each station.

What weighs (each hit counts its best level for each word): the title over the text, the
word as written over its inflections over a part of a compound, what lives over what has
been superseded. Only a word that gives the reader nothing is looked for with slips of
the keyboard, as the beginning of longer words, and as a compound taken apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tantivy import Occur, Query

from fardplan.engine.search.index_files import ANY, IN_ORDER, DamagedIndexError
from fardplan.engine.search.typos import allowed


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import tantivy

    from fardplan.engine.search.index_files import IndexReader
    from fardplan.engine.search.question import Question, QuestionWord

_WEIGHTS = {
    "title_word": 10.0,
    "title_stem": 8.0,
    "title_part": 5.0,
    "text_word": 3.0,
    "text_stem": 2.4,
    "text_part": 1.2,
    "old_word": 0.1,
}
# Of the same level, rare words and short texts come first (BM25); so little that no level
# is passed: a score is seldom over 30, and levels are more than 30 times this apart.
_WITHIN_LEVEL, _LITTLE = ("title_stem", "text_stem"), 0.02
_WHOLE_TITLE, _TITLE_IN_A_ROW = 60.0, 12.0
_BEGINNING, _ONE_SLIP, _TWO_SLIPS, _TAKEN_APART = 4.0, 3.0, 1.0, 2.0
# Less than three letters begin too many words to be worth looking for.
_SHORTEST_BEGINNING, _MOST_BEGINNINGS = 3, 30
_MOST_CHOICES = 400
_CHOICES = ("station", "authority", "year")


@dataclass(frozen=True)
class Filters:
    """What the hits are to be of; empty is everything."""

    station: str = ""
    authority: str = ""
    year: str = ""

    def without(self, name: str) -> Filters:
        """Give the others."""
        return replace(self, **{name: ""})


@dataclass(frozen=True)
class Counts:
    """How many hits there are of each station, authority and year."""

    station: Mapping[str, int] = field(default_factory=dict)
    authority: Mapping[str, int] = field(default_factory=dict)
    year: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Hits:
    """A page of hits, how many there are in all, and the words that were widened."""

    places: tuple[tuple[str, str], ...] = ()
    total: int = 0
    counts: Counts = Counts()
    widened: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ReaderQuestion:
    """Everything that a search is told."""

    question: Question
    passes: tuple[str, ...]
    filters: Filters = Filters()
    first: int = 0
    most: int = 20


def find(opened: IndexReader, wanted: ReaderQuestion) -> Hits:
    """Give a page of hits; DamagedIndexError when the index can't be read."""
    try:
        return _Search(opened, wanted).found()
    except (OSError, ValueError) as problem:
        raise DamagedIndexError(str(problem)) from problem


class _Search:
    def __init__(self, opened: IndexReader, wanted: ReaderQuestion) -> None:
        self._wanted = wanted
        self._fields, self._lexicon = opened.fields, opened.analysis.lexicon
        self._searcher: tantivy.Searcher = opened.index.searcher()

    def found(self) -> Hits:
        if not (self._wanted.question and self._wanted.passes):
            return Hits()
        found = self._page(frozenset())
        if found.total:
            return found
        # Only what gives nothing without the filters either is widened.
        widened = self._without_hits()
        return self._page(widened) if widened else found

    def _page(self, widened: frozenset[str]) -> Hits:
        asked = self._wanted.question.asked
        exact = [one for one in asked if one.word.text not in widened]
        wide = [self._wide(one) for one in asked if one.word.text in widened]
        must = [self._either(one) for one in exact if one.is_needed]
        must += [self._in_a_row(row) for row in self._wanted.question.phrases]
        counts, total = self._counts([*must, *wide], self._wanted.filters)
        if not total:
            return Hits(counts=counts, widened=widened)
        must += [*self._doors(), *self._narrowed(self._wanted.filters)]
        # What is widened is looked up slowly, so it must hold and tells the order at once.
        loud = [(Occur.Must, one) for one in wide]
        found = self._searcher.search(
            Query.boolean_query([*_quiet(must), *loud, *self._order(exact)]),
            limit=self._wanted.most,
            offset=self._wanted.first,
            count=False,
        )
        return Hits(
            places=tuple(self._place(address) for _score, address in found.hits),
            total=total,
            counts=counts,
            widened=widened,
        )

    def _place(self, address: tantivy.DocAddress) -> tuple[str, str]:
        stored: Any = self._searcher.doc(address)["place"]
        kind, _space, key = stored[0].partition(" ")
        return kind, key

    def _counts(self, must: list[Query], filters: Filters) -> tuple[Counts, int]:
        """Count the hits, and those of each station, authority and year.

        Each of these counts is of what would be shown, were its own choice another; so
        each filter that is set takes a count of its own, and the others share one.
        """
        told, total = self._count(must, filters, _CHOICES)
        for name in _CHOICES:
            if getattr(filters, name):
                told |= self._count(must, filters.without(name), [name])[0]
        return Counts(**told), total

    def _count(
        self, must: list[Query], filters: Filters, names: Sequence[str]
    ) -> tuple[dict[str, dict[str, int]], int]:
        # Whether it fits is all that matters here: no scores are worked out.
        every = _quiet([*must, *self._doors(), *self._narrowed(filters)])
        asked: dict[str, Any] = {
            name: {"terms": {"field": name, "size": _MOST_CHOICES}} for name in names
        }
        asked["total"] = {"value_count": {"field": "station"}}
        told = self._searcher.aggregate(Query.boolean_query(every), asked)
        counts = {
            name: {b["key"]: int(b["doc_count"]) for b in told[name]["buckets"]}
            for name in names
        }
        return counts, int(told["total"]["value"] or 0)

    def _doors(self) -> list[Query]:
        return [Query.term_set_query(self._fields, "doors", list(self._wanted.passes))]

    def _narrowed(self, filters: Filters) -> list[Query]:
        return [
            self._term(name, value) for name, value in vars(filters).items() if value
        ]

    def _term(self, field: str, text: str) -> Query:
        return Query.term_query(self._fields, field, text)

    def _without_hits(self) -> frozenset[str]:
        """Give the needed words that the reader finds nothing of by themselves.

        When each gives something, but not together, nothing is widened: what was asked
        for is then clear, and not there.
        """
        return frozenset(
            one.word.text
            for one in self._wanted.question.asked
            if one.is_needed and not self._is_there(self._either(one))
        )

    def _is_there(self, query: Query) -> bool:
        every = Query.boolean_query(_quiet([query, *self._doors()]))
        return bool(self._searcher.search(every, limit=1, count=False).hits)

    def _either(self, one: QuestionWord) -> Query:
        return self._term(ANY, one.stem)

    def _order(self, exact: Sequence[QuestionWord]) -> Iterator[tuple[Occur, Query]]:
        """Give what decides the order of the hits."""
        words = self._wanted.question.words
        # Not function words: nearly every text has them, so they tell little and cost most.
        for one in (one for one in exact if one.is_needed):
            yield Occur.Should, self._levels(one)
            for name in _WITHIN_LEVEL:
                term = self._term(name, one.stem)
                yield Occur.Should, Query.boost_query(term, _LITTLE)
        whole = self._term("whole", " ".join(words))
        yield Occur.Should, Query.const_score_query(whole, _WHOLE_TITLE)
        if len(words) > 1:
            row = Query.phrase_query(self._fields, "title_word", list(words))
            yield Occur.Should, Query.const_score_query(row, _TITLE_IN_A_ROW)

    def _levels(self, one: QuestionWord) -> Query:
        """Give the best level that a word is found at."""
        levels = [
            Query.const_score_query(
                self._term(name, one.word.text if "word" in name else one.stem), weight
            )
            for name, weight in _WEIGHTS.items()
        ]
        return Query.disjunction_max_query(levels)

    def _in_a_row(self, words: tuple[str, ...]) -> Query:
        rows = [
            Query.phrase_query(self._fields, name, list(words)) for name in IN_ORDER
        ]
        return Query.disjunction_max_query(rows)

    def _wide(self, one: QuestionWord) -> Query:
        """Give what a word that nothing has may be meant as."""
        found = [*self._begins(one.word.text), *self._slips(one), *self._apart(one)]
        return Query.disjunction_max_query(found) if found else Query.empty_query()

    def _begins(self, word: str) -> Iterator[Query]:
        if len(word) < _SHORTEST_BEGINNING:
            return
        for name, weight in (("title_word", 2.0), (ANY, 1.0)):
            for term, _count in self._searcher.terms_with_prefix(
                name, word, limit=_MOST_BEGINNINGS
            ):
                found = self._term(name, term)
                yield Query.const_score_query(found, weight * _BEGINNING)

    def _slips(self, one: QuestionWord) -> Iterator[Query]:
        most = allowed(one.word.text)
        for far, worth in ((1, _ONE_SLIP), (2, _TWO_SLIPS)):
            for name, weight in (("title_stem", 2.0), (ANY, 1.0)):
                if far <= most:
                    slip = Query.fuzzy_term_query(self._fields, name, one.stem, far)
                    yield Query.const_score_query(slip, weight * worth)

    def _apart(self, one: QuestionWord) -> Iterator[Query]:
        """A compound that no text has may be said with its parts apart."""
        parts = self._lexicon.pieces(one.stem)
        if parts:
            every = [(Occur.Must, self._term(ANY, part)) for part in parts]
            yield Query.const_score_query(Query.boolean_query(every), _TAKEN_APART)


def _quiet(queries: Sequence[Query]) -> list[tuple[Occur, Query]]:
    """Give what must hold, without a say in the order."""
    return [(Occur.Must, Query.const_score_query(one, 0.0)) for one in queries]
