"""Text that people write in forms and spreadsheets, as values, and back.

In: a mapping from column to text. Out: values, with every problem kept by column in
Swedish, so that all that is wrong is told at once. What :mod:`body_records` and
:mod:`seat_records` have in common.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from fardplan.engine.actors.bodies import Period


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_E = TypeVar("_E", bound=StrEnum)

# A spreadsheet runs a cell that starts so as a formula (OWASP, "CSV Injection"). Exports
# put an apostrophe before; "-" is left out here since a list in a text starts so.
_FORMULA = ("=", "+", "@")
_DISARMED = re.compile(r"^'(?=[=+\-@\t\r])")
# Two people of one name are told apart by number: "Anna Påhitt #12"; #ny is one more.
_PERSON = re.compile(
    r"(?P<name>.*?) ?#(?P<number>\d{1,12}|ny)", re.ASCII | re.IGNORECASE
)
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# The record of events holds 64 characters of a key.
LONGEST_CODE = 60


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong in one column, and what to do."""

    column: str
    reason: str


@dataclass(frozen=True)
class Known:
    """What a text may refer to.

    ``authorities`` maps a case folded code or name to the code, ``names`` the code to
    the name, ``people`` a case folded name to the number and name of each who bears it.
    """

    authorities: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    bodies: frozenset[str] = frozenset()
    people: Mapping[str, Sequence[tuple[int, str]]] = field(default_factory=dict)

    def person_label(self, number: int, name: str) -> str:
        """Give the name, with the person's number when several bear it."""
        several = len(self.people.get(name.casefold(), ())) > 1
        return f"{name} #{number}" if several else name

    def name_of(self, code: str) -> str:
        """Give the authority's name, which is also how it is written."""
        return self.names.get(code, code)


class FieldReader:
    """Reads one row's columns; ``problems`` grows as it goes."""

    def __init__(self, values: Mapping[str, str], known: Known) -> None:
        self._values = values
        self._known = known
        self.problems: list[FieldProblem] = []

    def wrong(self, column: str, reason: str) -> None:
        self.problems.append(FieldProblem(column, reason))

    def is_written(self, column: str) -> bool:
        """True when the column holds anything, right or wrong."""
        return bool(self._raw(column).strip())

    def text(self, column: str, longest: int, *, is_required: bool = False) -> str:
        """Give one line of text."""
        value = " ".join(self._raw(column).split())
        return self._checked(column, value, longest, is_required=is_required)

    def lines(self, column: str, longest: int) -> str:
        """Give text of several lines."""
        value = "\n".join(line.rstrip() for line in self._raw(column).splitlines())
        return self._checked(column, value.strip(), longest, is_required=False)

    def code(self, column: str) -> str:
        """Give a code: lower case letters a to z, digits and hyphens."""
        value = self.text(column, LONGEST_CODE, is_required=True)
        if value and not _CODE.fullmatch(value):
            self.wrong(
                column,
                f"”{value}” får bara ha a–z, 0–9 och bindestreck, som hsn-orebro",
            )
        return value

    def choice(self, column: str, words: Mapping[_E, str]) -> _E | None:
        """Give the one whose word (or code) is written; None with a problem if none."""
        value = self.text(column, 60)
        for one, word in words.items():
            if value.casefold() in (word.casefold(), one.value):
                return one
        options = ", ".join(words.values())
        start = f"”{value}” finns inte att välja" if value else "saknas"
        self.wrong(column, f"{start}; skriv något av: {options}")
        return None

    def day(self, column: str) -> date | None:
        """Give a day written 2026-01-31; empty is none."""
        value = self.text(column, 40)
        if not value:
            return None
        try:
            # A cell that a spreadsheet holds as a date comes with its midnight.
            return date.fromisoformat(value.removesuffix(" 00:00:00"))
        except ValueError:
            self.wrong(column, f"”{value}” är inget datum; skriv det som 2026-01-31")
            return None

    def period(self, start: str, end: str) -> Period:
        """Give from and to; a reversed pair is told at the later column."""
        first, last = self.day(start), self.day(end)
        try:
            return Period(first, last)
        except ValueError as problem:
            self.wrong(end, str(problem))
            return Period(first)

    def number(self, column: str, highest: int) -> int | None:
        """Give a whole number from 0; empty is none."""
        value = self.text(column, 20)
        if not value:
            return None
        if not (value.isascii() and value.isdecimal()) or int(value) > highest:
            self.wrong(column, f"”{value}” är inget heltal från 0 till {highest}")
            return None
        return int(value)

    def yes_or_no(self, column: str) -> bool | None:
        """Give Ja or Nej; empty is not known."""
        value = self.text(column, 20).casefold()
        if value in ("", "ja", "nej"):
            return {"": None, "ja": True, "nej": False}[value]
        self.wrong(column, f"”{value}” går inte att förstå; skriv Ja, Nej eller inget")
        return None

    def authority(self, column: str, *, is_required: bool = False) -> str:
        """Give the code of one authority."""
        value = self.text(column, 120, is_required=is_required)
        return self._authority(column, value) if value else ""

    def authorities(self, column: str, *, is_required: bool = False) -> tuple[str, ...]:
        """Give the codes of several, written with commas or lines between."""
        value = self.lines(column, 6000)
        parts = [part.strip() for part in re.split(r"[,;\n]", value)]
        if is_required and not any(parts):
            self.wrong(column, "saknas; skriv minst en myndighet")
        found = [self._authority(column, part) for part in parts if part]
        return tuple(sorted({code for code in found if code}))

    def person(self, column: str) -> str:
        """Give a person as :meth:`Known.person_label` writes the one who is meant."""
        value = self.text(column, 120)
        name, number = split_person(value)
        bearers = self._known.people.get(name.casefold(), ())
        if number == "ny":
            return f"{name} #ny" if bearers else name
        if number:
            bearers = [one for one in bearers if str(one[0]) == number]
            if not bearers:
                self.wrong(column, f"det finns ingen {name} med nummer {number}")
        if len(bearers) > 1:
            labels = ", ".join(f"{one[1]} #{one[0]}" for one in bearers)
            self.wrong(column, f"flera heter så; skriv vem som menas: {labels}")
        return self._known.person_label(*bearers[0]) if bearers else name

    def _authority(self, column: str, value: str) -> str:
        code = self._known.authorities.get(value.casefold(), "")
        if not code:
            near = get_close_matches(value, self._known.names.values(), 1)
            hint = f". Menas {near[0]}?" if near else ""
            self.wrong(column, f"”{value}” finns inte bland myndigheterna{hint}")
        return code

    def _raw(self, column: str) -> str:
        value = unicodedata.normalize("NFC", self._values.get(column, ""))
        return _DISARMED.sub("", value)

    def _checked(
        self, column: str, value: str, longest: int, *, is_required: bool
    ) -> str:
        if is_required and not value:
            self.wrong(column, "saknas")
        if len(value) > longest:
            self.wrong(column, f"är {len(value)} tecken, högst {longest} får plats")
        if value.startswith(_FORMULA):
            self.wrong(
                column,
                f"börjar med {value[0]}, som ett kalkylprogram kör som en formel",
            )
        if any(_is_control(letter) for letter in value):
            self.wrong(column, "innehåller ett styrtecken som inte syns; ta bort det")
        return value


def split_person(label: str) -> tuple[str, str]:
    """Give the name and the number, which is empty for most and "ny" for one more."""
    found = _PERSON.fullmatch(label)
    return (found["name"], found["number"].lower()) if found else (label, "")


def read_name(text: str) -> tuple[str, list[FieldProblem]]:
    """Read a person's name alone."""
    reader = FieldReader({"person": text}, Known())
    name = reader.text("person", 120, is_required=True)
    if split_person(name)[1]:
        reader.wrong("person", "ett namn slutar inte med # och ett nummer")
    return name, reader.problems


def _is_control(letter: str) -> bool:
    return letter != "\n" and unicodedata.category(letter) in ("Cc", "Cs")


def day_text(day: date | None) -> str:
    """Write a day as it is read; empty for none."""
    return day.isoformat() if day else ""
