"""What the columns of an initiative may hold beside plain text: themes, money, bodies.

In: a text. Out: a value, or a problem in Swedish at its column.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING

from fardplan.engine.actors.text_fields import FieldReader, Known, split_person


if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_TEXT = 6000
MOST_KRONOR = Decimal("999999999999.99")


@dataclass(frozen=True)
class KnownPlan:
    """What the texts may name: ``themes`` and ``areas`` map the code to its name."""

    known: Known
    themes: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _labels(self) -> dict[int, str]:
        known = self.known
        return {
            number: known.person_label(number, name)
            for bearers in known.people.values()
            for number, name in bearers
        }

    def person_label(self, number: int | None) -> str:
        """Give how the person with this number is written; empty for nobody."""
        return "" if number is None else self._labels[number]


class InitiativeReader(FieldReader):
    """Reads what an initiative's columns have beside the usual."""

    def __init__(self, values: Mapping[str, str], plan: KnownPlan) -> None:
        super().__init__(values, plan.known)
        self._plan = plan

    def themes(self, column: str) -> tuple[str, ...]:
        """Give the codes of themes, in the order of their definitions."""
        found = {self._named(column, w, self._plan.themes) for w in self._list(column)}
        return tuple(code for code in self._plan.themes if code in found)

    def area(self, column: str) -> str:
        """Give the code of a part of the portfolio."""
        value = self.text(column, 160)
        return self._named(column, value, self._plan.areas) if value else ""

    def body(self, column: str) -> str:
        """Give the code of one body."""
        value = self.text(column, 60)
        return self._body(column, value) if value else ""

    def bodies(self, column: str) -> tuple[str, ...]:
        """Give the codes of several bodies."""
        found = {self._body(column, word) for word in self._list(column)}
        return tuple(sorted(code for code in found if code))

    def person_number(self, column: str) -> int | None:
        """Give the number of somebody who is among the people in bodies."""
        label = self.person(column)
        if not label:
            return None
        name, number = split_person(label)
        if number.isdecimal():
            return int(number)
        for bearer, _name in self._known.people.get(name.casefold(), ()):
            return bearer
        self.wrong(column, f"”{label}” finns inte bland personerna i organen")
        return None

    def level(self, column: str) -> int | None:
        """Give a step from 1 to 5."""
        value = self.number(column, 5)
        if value == 0:
            self.wrong(column, "går från 1 till 5")
        return value

    def kronor(self, column: str) -> Decimal | None:
        """Give an amount; spaces between thousands and a decimal comma may be there."""
        value = "".join(self.text(column, 30).split()).replace(",", ".")
        if not value:
            return None
        try:
            amount = Decimal(value)
        except InvalidOperation:
            self.wrong(column, f"”{value}” är inget belopp; skriv som 1 200 000,50")
            return None
        if not (amount.is_finite() and 0 <= amount <= MOST_KRONOR):
            self.wrong(column, "är inget belopp som får plats")
            return None
        if amount != round(amount, 2):
            self.wrong(column, "har fler än två decimaler")
        return amount

    def _list(self, column: str) -> list[str]:
        text = self.lines(column, LONGEST_TEXT).replace(";", ",").replace("\n", ",")
        return [word.strip() for word in text.split(",") if word.strip()]

    def _named(self, column: str, value: str, names: Mapping[str, str]) -> str:
        for code, name in names.items():
            if value.casefold() in (code.casefold(), name.casefold()):
                return code
        options = ", ".join(names.values()) or "inget att välja ännu"
        self.wrong(column, f"”{value}” finns inte; det finns: {options}")
        return ""

    def _body(self, column: str, value: str) -> str:
        if value not in self._known.bodies:
            self.wrong(column, f"”{value}” är inte kortadressen till något organ")
        return value
