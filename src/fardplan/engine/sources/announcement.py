"""The announcement on the board that minutes are signed: its body, days and place.

In: the lines around the minutes' paragraphs. Out: at most one finding. Labels stand each
with its value, or several in a row with their values in the next; days are given to the
labels in the order they wait.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.dates import ISO, WORDS, date_of
from fardplan.engine.sources.model import Finding


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Line


_BEGINS = re.compile(
    r"^(?:BEVIS|Bevis om|ANSLAGSBEVIS|Anslagsbevis|ANSLAG|Anslag|Tillkännagivande)\b"
    r"|\bjustering(?:en)? har tillkännagivits|^Protokollet (?:är|har)\b.*\bansl(?:aget|agits|ås)",
)
_MOST_LINES = 30
_LABELS = (
    ("meeting", r"sammanträdesdatum|datum för sammanträdet|sammanträdet den"),
    (
        "posted",
        r"uppsättande|sätts upp|sattes upp|uppsatt|anslås|anslogs|anslaget (?:den|på|under|från)|anslagits|publicera[ts]s?|anslagsdatum",
    ),
    (
        "removed",
        r"nedtagande|tas ned|tas ner|togs ned|nedtas|nedtaget|avpublicera[ts]s?",
    ),
)
_WAITS = re.compile(
    "|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _LABELS)
    + r"|(?P<signed>\bjusterat?\b(?!\.))",
    re.IGNORECASE,
)
# Between two days: the second is when it was taken down.
_UNTIL = re.compile(r"\s*(?:–|-|till och med|t\.?o\.?m\.?|till)\s*(?:den )?")
_BODY = re.compile(r"^(?:Organ|Nämnd|Beslutsorgan|Instans)\b\s*:?\s*(?P<value>.*)$")
_PLACE = re.compile(
    r"^(?:Förvaringsplats(?: för protokollet)?|Protokollet förvaras(?: (?:på|hos|i))?)"
    r"\b\s*:?\s*(?P<value>.*)$"
)
_LABEL = re.compile(
    r"^(?:Sammanträdes|Datum|Förvaring|Underskrift|Paragraf|Anslag|Organ|Sista)"
)
_UNDERSCORES = re.compile(r"[._…]{3,}.*$")


def find_announcement(lines: Sequence[Line]) -> list[Finding]:
    """Give the announcement, when it tells of more than its heading."""
    first = next((n for n, line in enumerate(lines) if _BEGINS.search(line.text)), None)
    if first is None:
        return []
    near = lines[first : first + _MOST_LINES]
    days = _days("\n".join(line.text for line in near))
    body, place = _value(near, _BODY), _value(near, _PLACE)
    told = [days.get("posted"), days.get("removed"), body, place]
    if not any(told):
        return []
    last = max(n for n, line in enumerate(near) if _says(line.text))
    last = max(
        last, *(n for n, line in enumerate(near) if line.text in {body, place}), 0
    )
    return [
        Finding(
            kind="announcement",
            text=near[0].text,
            start=near[0].start,
            end=near[last].end,
            page=near[0].page,
            fields={
                "body": body,
                "posted": days.get("posted"),
                "removed": days.get("removed"),
                "place": place,
            },
        )
    ]


def _says(text: str) -> bool:
    return bool(
        _BEGINS.search(text)
        or ISO.search(text)
        or WORDS.search(text)
        or _BODY.match(text)
        or _PLACE.match(text)
    )


def _days(text: str) -> dict[str, str]:
    """Give the day of each label."""
    dates = sorted(
        [*ISO.finditer(text), *WORDS.finditer(text)], key=lambda one: one.start()
    )
    labels = [(one.start(), str(one.lastgroup)) for one in _WAITS.finditer(text)]
    years = [one["year"] for one in dates]
    waiting: list[str] = []
    found: dict[str, str] = {}
    before = 0
    for number, date in enumerate(dates):
        waiting += [
            name
            for place, name in labels
            if before <= place < date.start() and name not in {*waiting, *found}
        ]
        if number and _UNTIL.fullmatch(text, before, date.start()):
            waiting.insert(0, "removed")
        before = date.end()
        # "18 mars – 9 april 2028": the year stands once, last.
        year = next((int(one) for one in years[number:] if one), None)
        day = date_of(date, year)
        if day and waiting:
            found.setdefault(waiting.pop(0), day.isoformat())
    return found


def _value(lines: Sequence[Line], cue: re.Pattern[str]) -> str | None:
    for number, line in enumerate(lines):
        found = cue.match(line.text)
        if found is None:
            continue
        value = _UNDERSCORES.sub("", found["value"]).strip()
        if value:
            return value.rstrip(".")
        after = lines[number + 1].text if number + 1 < len(lines) else ""
        return None if not after or _LABEL.match(after) else after
    return None
