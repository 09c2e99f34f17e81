"""Swedish dates and times in their many forms, and days of the week that do not fit.

In: text. Out: ISO dates (2020-11-24), months (2023-02) and times (09:00). A year that
the text does not give comes from the caller, or is left out.
"""

from __future__ import annotations

import re
from datetime import date


MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_MONTH = r"(?P<month>jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zå]*\.?"
ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b(?!\d|-\d)")
WORDS = re.compile(
    rf"\b(?:den )?(?P<day>\d{{1,2}})(?::e)? {_MONTH}(?: (?P<year>(?:19|20)\d\d))?\b",
    re.IGNORECASE,
)
# "17–18 september": two days, of which the first is when it begins.
_DAYS = re.compile(rf"(?<=\d)\s?[–-]\s?\d{{1,2}}(?= {_MONTH})", re.IGNORECASE)
MONTH_YEAR = re.compile(rf"(?<!\d )\b{_MONTH} (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
SLASHED = re.compile(
    r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:[ –-]{1,3}(?P<year>(?:19|20)\d\d))?\b(?!/)"
)
DOTTED = re.compile(
    r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b"
)
COMPACT = re.compile(r"\b(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)\b")
WEEKDAY_DATE = re.compile(
    rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})(?:en)?(?: den)? (?P<day>\d{{1,2}}) {_MONTH}"
    r"(?: (?P<year>(?:19|20)\d\d))?\b",
    re.IGNORECASE,
)
MALFORMED = re.compile(
    r"\b(?:19|20)\d\d-\d\d-\d{3,}(?:-\d+)*\b|\b(?:19|20)\d\d-\d\d-\d\d-\d+\b"
)
_CLOCK = r"(?:kl\.? ?)?(?P<{0}h>[0-2]?\d)[.:](?P<{0}m>[0-5]\d)"
_ABOUT = r"(?:(?:c:?a\.?|cirka|ungefär|senast) )?"
TIME_SPAN = re.compile(
    rf"{_CLOCK.format('a')}\s?(?:[-–—]|till)\s?{_ABOUT}{_CLOCK.format('b')}"
)
# "kl. 13–15": whole hours, which only the word tells from other numbers.
_HOURS = re.compile(
    r"\b[Kk]l(?:ockan|\.)? ?(?P<ah>[0-2]?\d)(?:[.:](?P<am>[0-5]\d))?\s?(?:[-–—]|till)\s?"
    rf"{_ABOUT}(?:kl(?:ockan|\.)? ?)?"
    r"(?P<bh>[0-2]?\d)(?:[.:](?P<bm>[0-5]\d))?(?![\d.:])"
)
_AT = re.compile(
    r"\b[Kk]l(?:ockan|\.)? ?(?P<h>[0-2]?\d)(?:[.:](?P<m>[0-5]\d))?(?![\d.:–-]*\d)"
)
TIME = re.compile(_CLOCK.format("a"))
# As patterns to build upon: a whole day, and a time or a span of two.
DAY = (
    r"(?:(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?\.?,? )?(?:den )?"
    r"(?:\d{1,2}(?::e)? [a-zå]{3,9}\.?,? (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|"
    r"\d{1,2}/\d{1,2}[ –-]{1,3}(?:19|20)\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d))"
)
_ONE_TIME = r"(?:kl(?:ockan|\.)? ?)?\d{1,2}[.:]\d\d|kl(?:ockan|\.)? ?\d{1,2}"
SPAN_OR_TIME = rf"(?:{_ONE_TIME})(?:\s?(?:[-–—]|till)\s?{_ABOUT}(?:{_ONE_TIME}|\d{{1,2}}))?(?![\d.:]*\d)"
_DAY = re.compile(DAY, re.IGNORECASE)
_BARE_HOURS = re.compile(
    rf"^\W*(?:kl(?:ockan|\.)? ?)?(?P<ah>[0-2]?\d)(?:[.:](?P<am>[0-5]\d))?\s?[-–—]\s?{_ABOUT}"
    r"(?P<bh>[0-2]?\d)(?:[.:](?P<bm>[0-5]\d))?(?![\d.:/-]*\d)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?P<ah>[0-2]?\d)[.:](?P<am>[0-5]\d)(?!\d).{0,20}?\b(?:slut\w*|avslut\w*|till)\D{0,25}?"
    r"(?P<bh>[0-2]?\d)(?:[.:](?P<bm>[0-5]\d))?(?![\d.:]*\d)",
    re.IGNORECASE,
)
_BARE_TIME = re.compile(r"(?<![\d.:/-])(?P<h>[0-2]?\d)[.:](?P<m>[0-5]\d)(?![.:]?\d)")


def _month_number(name: str) -> int:
    if name.isdigit():
        return int(name)
    return next(
        n for n, month in enumerate(MONTHS, 1) if month.startswith(name.casefold()[:3])
    )


def date_of(found: re.Match[str], year: int | None = None) -> date | None:
    """Give the date of a match; None when the year is unknown or no such day exists."""
    parts = found.groupdict()
    number = int(parts["year"]) if parts.get("year") else year
    if number is None:
        return None
    try:
        return date(number, _month_number(parts["month"]), int(parts["day"]))
    except ValueError:
        return None


def find_date(text: str, year: int | None = None) -> str | None:
    """Give the first date of a text as ISO 8601; a month alone as 2024-02."""
    text = _DAYS.sub("", text)
    for pattern in (ISO, WORDS, SLASHED, DOTTED, COMPACT):
        found = pattern.search(text)
        if found and (day := date_of(found, year)):
            return day.isoformat()
    month = MONTH_YEAR.search(text)
    return f"{month['year']}-{_month_number(month['month']):02d}" if month else None


def all_dates(text: str) -> tuple[str, ...]:
    """Give every full date of a text, in order."""
    found = [
        (match.start(), day.isoformat())
        for pattern in (ISO, WORDS)
        for match in pattern.finditer(text)
        if (day := date_of(match))
    ]
    return tuple(day for _, day in sorted(found))


def find_year(text: str) -> int | None:
    """Give the first year of a text."""
    found = re.search(r"\b((?:19|20)\d\d)\b", text)
    return int(found[1]) if found else None


def time_span(text: str) -> tuple[str, str] | None:
    """Give the first span of two times."""
    found = TIME_SPAN.search(text) or _HOURS.search(text)
    if found is None:
        return None
    return (
        f"{int(found['ah']):02d}:{found['am'] or '00'}",
        f"{int(found['bh']):02d}:{found['bm'] or '00'}",
    )


def meeting_times(text: str) -> tuple[str | None, str | None]:
    """Give when a meeting begins and ends, of what stands after a label for it."""
    told = _DAY.sub(" ", text)
    span = time_span(told)
    if span:
        return span
    for cue in (_UNTIL, _BARE_HOURS):
        found = cue.search(told)
        if found:
            parts = found.groupdict()
            return (
                f"{int(parts['ah']):02d}:{parts['am'] or '00'}",
                f"{int(parts['bh']):02d}:{parts['bm'] or '00'}",
            )
    bare = _BARE_TIME.search(told)
    return clock_time(told) or (
        f"{int(bare['h']):02d}:{bare['m']}" if bare else None
    ), None


def clock_time(text: str) -> str | None:
    """Give the one time that a text tells with the word for it: "kl. 13.30", "kl 9"."""
    found = _AT.search(text)
    return f"{int(found['h']):02d}:{found['m'] or '00'}" if found else None


def weekday_problem(found: re.Match[str], year: int | None = None) -> str | None:
    """Tell, in Swedish, that a day of the week is not that of its date."""
    day = date_of(found, year)
    if day is None or WEEKDAYS[day.weekday()] == found["weekday"].casefold():
        return None
    return (
        f"{day.isoformat()} är en {WEEKDAYS[day.weekday()]}, men dokumentet skriver"
        f" {found['weekday'].casefold()}."
    )
