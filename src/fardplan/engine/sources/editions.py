"""One edition of a document held against the one before it.

In: the findings of both. Out: which of the new are the same as before, which are
changed, and what is gone. A finding is known by its fingerprint: kind, words and what
it belongs to. Where what it belongs to was itself reworded, words alone will do.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


# As alike as two wordings of one thing are; below, they are two things.
ALIKE = 0.6
# Two titles of one document: a year or a number may differ, hardly a word.
ALIKE_TITLES = 0.9
# With more than so many unmatched of one kind in one place, only near ones are compared.
WINDOW = 40


@dataclass(frozen=True)
class EditionFinding:
    """What is compared of a finding. ``number`` is its own, ``parent`` another's."""

    number: int
    kind: str
    text: str
    fingerprint: str
    parent: int | None = None


@dataclass(frozen=True)
class EditionChange:
    """How a new edition stands to the one before: numbers of findings, new to old."""

    same: Mapping[int, int]
    changed: Mapping[int, int]
    gone: tuple[int, ...]


def plain_words(text: str) -> str:
    """Give the words alone: case, spaces and punctuation don't make a new thing."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def fingerprints(findings: Iterable[tuple[str, str, int | None]]) -> list[str]:
    """Give each finding's fingerprint; told as kind, text and the place of its parent.

    Parents come before their children. The same thing said twice in one place is two
    findings, so the second is told from the first.
    """
    found: list[str] = []
    times: Counter[str] = Counter()
    for kind, text, parent in findings:
        above = found[parent] if parent is not None else ""
        said = f"{kind}\n{plain_words(text)}\n{above}"
        times[said] += 1
        told = f"{said}\n{times[said]}"
        found.append(hashlib.sha256(told.encode()).hexdigest())
    return found


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles may be those of two editions of one document."""
    first, second = (re.sub(r"\d+", "", plain_words(title)) for title in (one, other))
    if not first.strip() or not second.strip():
        return False
    return SequenceMatcher(None, first, second).ratio() >= ALIKE_TITLES


def compare_editions(
    old: Sequence[EditionFinding], new: Sequence[EditionFinding]
) -> EditionChange:
    """Hold the findings of a new edition against those of the old."""
    by_fingerprint = {one.fingerprint: one.number for one in old}
    same = {
        one.number: by_fingerprint[one.fingerprint]
        for one in new
        if one.fingerprint in by_fingerprint
    }
    left = _left_by_place(old, set(same.values()))
    changed: dict[int, int] = {}
    for group in _unmatched(new, same):
        # What a group belongs to comes before it, so it has been matched already.
        above = group[0].parent
        place = None if above is None else {**same, **changed}.get(above, -1)
        candidates = left.get((group[0].kind, place), [])
        same |= _pairs(group, candidates, _says_the_same)
        rest = [one for one in group if one.number not in same]
        changed |= _pairs(rest, candidates, _is_alike)
    met = {*same.values(), *changed.values()}
    gone = tuple(one.number for one in old if one.number not in met)
    return EditionChange(same, changed, gone)


def _left_by_place(
    old: Sequence[EditionFinding], taken: set[int]
) -> dict[tuple[str, int | None], list[EditionFinding]]:
    found: dict[tuple[str, int | None], list[EditionFinding]] = defaultdict(list)
    for one in old:
        if one.number not in taken:
            found[one.kind, one.parent].append(one)
    return found


def _unmatched(
    new: Sequence[EditionFinding], same: Mapping[int, int]
) -> Iterator[list[EditionFinding]]:
    """Give those not yet matched, by kind and what they belong to, parents first."""
    groups: dict[tuple[str, int | None], list[EditionFinding]] = defaultdict(list)
    for one in new:
        if one.number not in same:
            groups[one.kind, one.parent].append(one)
    yield from sorted(groups.values(), key=lambda group: group[0].parent or -1)


def _pairs(
    group: Sequence[EditionFinding],
    candidates: list[EditionFinding],
    fits: Callable[[EditionFinding, EditionFinding], float],
) -> dict[int, int]:
    """Give the best pair for each; what is paired is taken out of ``candidates``."""
    found: dict[int, int] = {}
    for place, one in enumerate(group):
        near = candidates
        if len(candidates) > WINDOW:
            start = max(0, min(place, len(candidates) - WINDOW))
            near = candidates[start : start + WINDOW]
        scored = [(fits(one, other), other) for other in near]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if best[1] is not None and best[0] > 0:
            found[one.number] = best[1].number
            candidates.remove(best[1])
    return found


def _says_the_same(one: EditionFinding, other: EditionFinding) -> float:
    return float(plain_words(one.text) == plain_words(other.text))


def _is_alike(one: EditionFinding, other: EditionFinding) -> float:
    matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0
