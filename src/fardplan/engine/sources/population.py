"""Changes in population from slides where labels and numbers are separate runs.

In: the blocks of one document. Out: only what can be matched with certainty. A map
gives twelve names and twelve numbers in drawing order: a number belongs to a name only
when both stand in the same line, and totals when they stand together.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from fardplan.engine.sources.model import Finding


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Line


_TITLE = re.compile(
    r"^Befolknings(?:förändring|utveckling) (?P<group>.*?)\s*(?P<a>(?:19|20)\d\d)\s?[–-]\s?(?P<b>(?:19|20)\d\d)$"
)
_PERCENT = re.compile(r"^(?P<sign>[+−-]?) ?(?P<number>\d{1,3}(?:,\d)?) ?%$")
_JOINED = re.compile(
    r"^(?P<area>[A-ZÅÄÖ][a-zåäö]+(?: [A-ZÅÄÖa-zåäö]+)?) ?(?P<percent>[+−-]? ?\d{1,3}(?:,\d)? ?%)$"
)
_AREA = re.compile(r"^[A-ZÅÄÖ][a-zåäö]+(?: [A-ZÅÄÖ][a-zåäö]+)?$")
_COUNT = re.compile(
    r"^(?P<number>\d{1,3}(?: \d{3})+|\d+) invånare (?P<year>(?:19|20)\d\d)$"
)
_COUNTY = re.compile(r"^[A-ZÅÄÖ][\wåäö]+s? län$|^Länet$|^Hela länet$")


def find_population_changes(lines: Sequence[Line]) -> list[Finding]:
    """Give the certain changes of each page that is headed as such."""
    found: list[Finding] = []
    # Such a title stands alone on its slide; what it heads reaches to the next title.
    titles = [
        (n, match) for n, line in enumerate(lines) if (match := _TITLE.match(line.text))
    ]
    for place, (number, match) in enumerate(titles):
        page = _slide(lines, number, [later for later, _ in titles[place + 1 :]])
        found += _changes(page, match)
    return found


def _slide(lines: Sequence[Line], title: int, later: Sequence[int]) -> list[Line]:
    page = [list(group) for _, group in groupby(lines, key=lambda line: line.page)]
    own = next(group for group in page if lines[title] in group)
    others = {lines[n].start for n in later}
    return [line for line in own if line.start not in others]


def _changes(page: Sequence[Line], title: re.Match[str]) -> list[Finding]:
    group = title["group"].strip(" ,")
    years = int(title["a"]), int(title["b"])
    found = []
    for number, line in enumerate(page):
        joined = _JOINED.match(line.text)
        if joined:
            found.append(
                _finding(
                    [line],
                    joined["area"],
                    group,
                    years,
                    percent=_number(joined["percent"]),
                )
            )
        elif _stands_with_number(page, number):
            percent = _number(page[number + 1].text)
            pair = page[number : number + 2]
            found.append(_finding(pair, line.text, group, years, percent=percent))
        elif _COUNTY.match(line.text):
            found += _total(page, number, group, years)
    return found


def _stands_with_number(page: Sequence[Line], number: int) -> bool:
    """Whether a name and the number under it are a pair apart from all others."""
    if not _AREA.match(page[number].text) or _COUNTY.match(page[number].text):
        return False
    around = [*page[number + 1 : number + 3]]
    return (
        len(around) == 2
        and page[number].gap > 0
        and not around[0].gap
        and around[1].gap > 0
        and _PERCENT.match(around[0].text) is not None
    )


def _total(
    page: Sequence[Line], number: int, group: str, years: tuple[int, int]
) -> list[Finding]:
    """Give the county's total: its name, a percentage next, and the two numbers."""
    after = page[number + 1 : number + 2]
    percent = _PERCENT.match(after[0].text) if after else None
    counts = {
        int(m["year"]): _digits(m["number"])
        for line in page
        if (m := _COUNT.match(line.text))
    }
    if percent is None or set(counts) != set(years):
        return []
    value = _number(percent[0])
    before, later = counts[years[0]], counts[years[1]]
    # The numbers must say the same thing, or they do not belong together.
    if abs((later / before - 1) * 100 - value) > 1:
        return []
    lines = [page[number], after[0]]
    return [_finding(lines, page[number].text, group, years, value, (before, later))]


def _digits(text: str) -> int:
    return int(text.replace(" ", ""))


def _number(text: str) -> float:
    plain = text.replace("%", "").replace("−", "-").replace("+", "").replace(" ", "")
    return float(plain.replace(",", "."))


def _finding(
    lines: Sequence[Line],
    area: str,
    group: str,
    years: tuple[int, int],
    percent: float,
    counts: tuple[int | None, int | None] = (None, None),
) -> Finding:
    return Finding(
        kind="population_change",
        text=f"{area}: {percent:g} %",
        start=lines[0].start,
        end=lines[-1].end,
        page=lines[0].page,
        fields={
            "area": area,
            "group": group,
            "from_year": years[0],
            "to_year": years[1],
            "from": counts[0],
            "to": counts[1],
            "percent": percent,
        },
    )
