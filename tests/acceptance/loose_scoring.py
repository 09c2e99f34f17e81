"""Precision and recall on papers whose truth tells only what is certain.

Beside each paper of ``unseen`` lies what a reader of it found, in the form of the reader's
own answer: ``complete_for`` names the kinds that it lists whole, and only they count for
precision; what it calls unsure counts neither way. Words are compared loosely, since one
reader takes in a full stop or a place that another leaves out.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fardplan.engine.sources.read_file import read_content
from tests.acceptance.scoring import lexicon


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FOLDER = Path(__file__).parent / "unseen"
Told = dict[str, Any]
# Besides its words, what must be the same.
FIELDS: dict[str, tuple[str, ...]] = {
    "meeting": ("body", "date", "start"),
    "seat": ("name", "party", "role"),
    "timetable_row": ("start",),
    "agenda_item": ("number",),
    "programme": ("decided_by", "year"),
    "approval": ("adjuster", "substitute", "deadline", "immediate"),
    "assignment": ("recipient",),
    "section": ("type", "state"),
    "strategy": ("number",),
    "planned_meeting": ("date",),
    "activity_plan": ("body", "year"),
    "conference": ("care_region", "month"),
    "programme_slot": ("start",),
    "shift": ("less_of", "more_of"),
}
# Of these the fields say it all, and the text is one of many.
WITHOUT_TEXT = frozenset(
    {
        "meeting",
        "seat",
        "approval",
        "planned_meeting",
        "activity_plan",
        "conference",
        "shift",
    }
)
_WORDS = ("name", "title", "text", "label", "assignment")
_EXACT = re.compile(r"[\d:.-]+|true|false|[a-z_]+|[A-ZÅÄÖ]{1,5}")
ALIKE, SHORTEST = 0.85, 5


def papers(group: str = "") -> list[str]:
    """Give the names of the papers, all or of one group."""
    return sorted(
        file.stem for file in FOLDER.glob(f"{group}*.json") if file.stem[1:].isdigit()
    )


def score(name: str) -> dict[str, Counter[str]]:
    """Give for each kind how many were right, found and expected."""
    truth = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    (file,) = (one for one in FOLDER.glob(f"{name}.*") if one.suffix != ".json")
    answer = read_content(file.read_bytes(), lexicon())
    unsure = truth["unsure"]
    scores: dict[str, Counter[str]] = {}
    if truth["document"]["kind"]:
        right = int(answer["document"]["kind"] == truth["document"]["kind"])
        scores["document"] = Counter(right=right, found=1, expected=1)
    wanted, found = _by_kind(truth["findings"]), _by_kind(answer["findings"])
    for kind in {*wanted, *truth["complete_for"]}:
        right, extra = _matched(found[kind], wanted[kind], unsure)
        told = len(extra) if kind in truth["complete_for"] else 0
        scores[kind] = Counter(
            right=right, found=right + told, expected=len(wanted[kind])
        )
    return {
        kind: one for kind, one in scores.items() if one["found"] or one["expected"]
    }


def total(scores: Iterable[dict[str, Counter[str]]]) -> dict[str, tuple[int, int, int]]:
    """Give right, found and expected of several papers together."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for paper in scores:
        for kind, one in paper.items():
            sums[kind].update(one)
    return {
        kind: (one["right"], one["found"], one["expected"])
        for kind, one in sorted(sums.items())
    }


def _by_kind(findings: Iterable[Told]) -> defaultdict[str, list[Told]]:
    found: defaultdict[str, list[Told]] = defaultdict(list)
    for one in findings:
        found[one["kind"]].append(one)
    return found


def _matched(
    found: Sequence[Told], wanted: Sequence[Told], unsure: Sequence[str]
) -> tuple[int, list[Told]]:
    """Give how many are right, and what is found besides; the same twice is once."""
    left, extra = [*wanted], []
    for one in found:
        fits = [row for row in left if _is_same(one, row)]
        if fits:
            left.remove(max(fits, key=lambda row: _likeness(one, row)))
        elif not any(_is_same(one, row) for row in wanted) and not _is_unsure(
            one, unsure
        ):
            extra.append(one)
    return len(wanted) - len(left), extra


def _is_same(found: Told, wanted: Told) -> bool:
    kind = wanted["kind"]
    if wanted["fields"].get("vacant"):
        keys: tuple[str, ...] = ("party", "role", "vacant")
    else:
        keys = FIELDS.get(kind, ())
        if kind not in WITHOUT_TEXT and not any(_pairs(found, wanted)):
            return False
    return all(
        _fits(found["fields"].get(key), wanted["fields"].get(key)) for key in keys
    )


def _fits(found: Any, wanted: Any) -> bool:
    # What the paper doesn't say, or what can be argued, is null.
    if wanted is None:
        return True
    if _EXACT.fullmatch(str(wanted)) or isinstance(wanted, bool):
        return _plain(found) == _plain(wanted)
    return is_alike(str(found), str(wanted))


def _pairs(found: Told, wanted: Told) -> Iterator[bool]:
    return (is_alike(a, b) for a in _texts(found) for b in _texts(wanted))


def _likeness(found: Told, wanted: Told) -> float:
    return max(
        SequenceMatcher(None, _plain(a), _plain(b), autojunk=False).ratio()
        for a in _texts(found)
        for b in _texts(wanted)
    )


def _texts(one: Told) -> list[str]:
    fields = (one["fields"].get(name) for name in _WORDS)
    return [one["text"], *(text for text in fields if text)]


def _plain(value: Any) -> str:
    return "" if value is None else " ".join(re.findall(r"\w+", str(value).casefold()))


def is_alike(one: str, other: str) -> bool:
    """Whether two wordings are of one thing: one holds the other, or few letters differ."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    if short == long or (len(short) >= SHORTEST and f" {short} " in f" {long} "):
        return True
    return SequenceMatcher(None, short, long, autojunk=False).ratio() >= ALIKE


def _is_unsure(found: Told, unsure: Sequence[str]) -> bool:
    for told in unsure:
        kind, _, rest = told.partition(": ")
        if kind.split(".")[0] != found["kind"]:
            continue
        if rest in {"", "alla"} or any(
            is_alike(text, rest) or _plain(text) in _plain(rest)
            for text in _texts(found)
        ):
            return True
    return False
