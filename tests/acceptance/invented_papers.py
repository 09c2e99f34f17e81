"""Papers of invented authorities and what people read in them, scored by kind.

Each paper has a text as an extractor left it, or a file that Typst or Word sets, and
beside it what it says, told by eye before the reader saw it. ``a|b`` are two spellings
that are equally right.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from fardplan.engine.sources.read_file import read_content
from tests.acceptance.scoring import lexicon


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FOLDER = Path(__file__).parent / "invented"
# What of each kind people read; other fields follow from them.
FIELDS: dict[str, tuple[str, ...]] = {
    "region": ("name",),
    "section": ("type", "state"),
    "programme": ("name", "decided_by", "year"),
    "initiative": ("name",),
    "body": ("name",),
    "goal": ("name",),
    "meeting": ("body", "date", "start", "end", "place", "form"),
    "seat": ("name", "party", "role"),
    "timetable_row": ("start", "end", "title", "presenters", "is_decision"),
    "agenda_item": ("number", "title", "registry_number", "presenters"),
    "proposal": ("text",),
    "attachment": ("title",),
    "approval": ("adjuster", "substitute", "deadline", "immediate"),
    "decision": ("paragraph", "text"),
    "announcement": ("body", "posted", "removed", "place"),
    "assignment": ("text", "recipient", "perspective", "goal_number"),
    "report_back": ("assignment", "status", "informed"),
    "activity_plan": ("body", "year"),
    "focus_area": ("name",),
    "follow_up": ("name",),
    "other_area": ("name",),
    "planned_meeting": ("date", "place", "items"),
    "suggestion": ("name",),
    "strategy": ("number", "title", "quote"),
    "definition_link": ("name",),
    "knowledge_area": ("name",),
    "development_area": ("name",),
    "measurement_area": ("name",),
    "success_factor": ("name",),
    "obstacle": ("name",),
    "shift": ("less_of", "more_of"),
    "population_change": (
        "area",
        "group",
        "from_year",
        "to_year",
        "from",
        "to",
        "percent",
    ),
    "process_step": ("date", "label"),
    "input": ("area", "text"),
    "conference": ("care_region", "month"),
    "programme_slot": ("start", "title", "poll"),
    "theme": ("name",),
    "guest_role": ("name",),
}


class Score(NamedTuple):
    """How many of a kind were right, found and expected, and what was not right."""

    right: int
    found: int
    expected: int
    missing: tuple[Any, ...] = ()
    extra: tuple[Any, ...] = ()

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0


def papers() -> list[str]:
    """Give the names of the papers."""
    return sorted(file.stem for file in FOLDER.glob("*.yaml"))


def content_of(name: str) -> bytes:
    """Give a paper's file."""
    (file,) = (one for one in FOLDER.glob(f"{name}.*") if one.suffix != ".yaml")
    return file.read_bytes()


def expected_of(name: str) -> dict[str, Any]:
    """Give what people read in a paper."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    # All as strings: "2027-01-26" is to be no date, and "09:30" no number.
    told = yaml.load(text, yaml.BaseLoader)  # noqa: S506 -- it makes strings alone
    assert isinstance(told, dict)
    return told


def score(name: str, content: bytes | None = None) -> dict[str, Score]:
    """Give the score of each kind that was expected or found."""
    answer = read_content(content or content_of(name), lexicon())
    expected = expected_of(name)
    told: dict[str, list[list[Any]]] = defaultdict(list)
    for one in answer["findings"]:
        if one["kind"] in FIELDS:
            told[one["kind"]].append(
                [one["fields"].get(f) for f in FIELDS[one["kind"]]]
            )
    told["document"] = [[answer["document"]["kind"], answer["document"]["pages"]]]
    told["note"] = [[one["code"]] for one in answer["notes"]]
    bullets = [one for one in answer["findings"] if one["kind"] == "bullet"]
    told["nested_bullet"] = [[b["text"]] for b in bullets if b["fields"]["level"] > 1]
    wanted = {kind: _rows(kind, rows) for kind, rows in expected.items()}
    count = wanted.pop("bullet", [[len(bullets)]])[0][0]
    scores = {
        kind: _score(told.get(kind, []), wanted.get(kind, []))
        for kind in sorted({*told, *wanted})
    }
    if bullets:
        scores["bullet"] = Score(min(count, len(bullets)), len(bullets), count)
    return {kind: one for kind, one in scores.items() if one.found or one.expected}


def total(scores: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """Give the scores of several papers as one."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for paper in scores:
        for kind, one in paper.items():
            sums[kind].update(right=one.right, found=one.found, expected=one.expected)
    return {
        kind: Score(one["right"], one["found"], one["expected"])
        for kind, one in sorted(sums.items())
    }


def _rows(kind: str, rows: Any) -> list[list[Any]]:
    if kind in {"document", "bullet"}:
        return [rows if isinstance(rows, list) else [int(rows)]]
    return [one if isinstance(one, list) else [one] for one in rows]


def _score(found: Sequence[list[Any]], wanted: Sequence[list[Any]]) -> Score:
    left, extra = [*wanted], []
    for one in found:
        fits = next((row for row in left if _is_same(one, row)), None)
        if fits is None:
            extra.append(one)
        else:
            left.remove(fits)
    right = len(wanted) - len(left)
    return Score(right, len(found), len(wanted), tuple(left), tuple(extra))


def _is_same(found: Sequence[Any], wanted: Sequence[Any]) -> bool:
    # A row that tells fewer fields says nothing of the others.
    return all(_fits(a, b) for a, b in zip(found, wanted, strict=False))


def _fits(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return isinstance(found, dict) and {k: _plain(v) for k, v in found.items()} == {
            k: _plain(v) for k, v in wanted.items()
        }
    if isinstance(wanted, str):
        return any(_plain(found) == _plain(one) for one in wanted.split("|"))
    return _plain(found) == _plain(wanted)


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return re.sub(r"[^\w,]", "", shown.casefold()).strip(",")
