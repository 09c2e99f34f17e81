"""Who ought to sit in a body, and what is missing on a day.

In: rules (how many of a role or a function, for the whole body or for each authority)
and the seats of one day. Out: problems in Swedish. A seat counts when somebody holds
it; a vacant seat is told of, since the remedy is another than where there is no seat.
A chair and a vice chair are members too, so a rule for members counts all three.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fardplan.engine.actors.bodies import BodyFact, SeatFact, SeatRole
from fardplan.engine.actors.words import ROLES, ROLES_PLURAL, role_in_words


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Lack(StrEnum):
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TWO_CHAIRS = "two_chairs"


@dataclass(frozen=True, kw_only=True)
class CompositionRule:
    """At least ``minimum`` and at most ``maximum`` (None: no limit) that fit.

    Both role and function must fit when both are given; with neither, every seat does.
    """

    role: SeatRole | None = None
    function: str = ""
    minimum: int
    maximum: int | None = None
    each_authority: bool = False

    def __post_init__(self) -> None:
        if self.maximum is not None and self.maximum < self.minimum:
            raise ValueError(f"högst {self.maximum} är mindre än minst {self.minimum}")

    def fits(self, seat: SeatFact) -> bool:
        """True when the seat is one that the rule counts."""
        return (self.role is None or seat.role in _roles_counted(self.role)) and (
            not self.function or seat.function.casefold() == self.function.casefold()
        )


@dataclass(frozen=True, kw_only=True)
class CompositionProblem:
    """What is missing or too many, and the sentence that says so."""

    lack: Lack
    number: int
    authority: str = ""
    text: str


def check_composition(
    body: BodyFact,
    rules: Sequence[CompositionRule],
    names: Mapping[str, str] | None = None,
) -> list[CompositionProblem]:
    """Give every rule that the body's seats don't keep, in the order of the rules.

    ``names`` are the authorities' names by code, for the sentences.
    """
    known = names or {}
    problems = list(_two_chairs(body.seats, rules))
    for rule in rules:
        for authority in body.authorities if rule.each_authority else ("",):
            seats = [
                seat
                for seat in body.seats
                if rule.fits(seat) and authority in ("", seat.authority)
            ]
            whose = known.get(authority, authority)
            problems += _against(rule, seats, authority, whose)
    return problems


def chairs_allowed(rules: Sequence[CompositionRule]) -> int:
    """Give how many chairs a body may have: one, unless a rule of its own says more.

    Bodies of region and municipalities sometimes share the chair between the two.
    """
    own = [rule.maximum for rule in rules if rule.role is SeatRole.CHAIR]
    return max([1, *(number for number in own if number is not None)])


def _roles_counted(role: SeatRole) -> tuple[SeatRole, ...]:
    if role is SeatRole.MEMBER:
        return SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.MEMBER
    return (role,)


def _two_chairs(
    seats: Sequence[SeatFact], rules: Sequence[CompositionRule]
) -> Iterator[CompositionProblem]:
    chairs = sum(1 for s in seats if s.role is SeatRole.CHAIR and s.person)
    allowed = chairs_allowed(rules)
    if chairs > allowed:
        yield CompositionProblem(
            lack=Lack.TWO_CHAIRS,
            number=chairs - allowed,
            text=f"Organet har {chairs} ordförande samma dag, men får ha {allowed}.",
        )


def _against(
    rule: CompositionRule, seats: Sequence[SeatFact], authority: str, whose: str
) -> Iterator[CompositionProblem]:
    held = sum(1 for seat in seats if seat.person)
    start = f"{whose}: " if whose else ""
    if held < rule.minimum:
        missing = rule.minimum - held
        wanted = f"{rule.minimum} ska finnas"
        if rule.maximum != rule.minimum:
            wanted = f"minst {wanted}"
        yield CompositionProblem(
            lack=Lack.TOO_FEW,
            number=missing,
            authority=authority,
            text=(
                f"{start}det saknas {missing} {who(rule, missing)}:"
                f" {wanted}, {held} finns{_vacant(len(seats) - held)}."
            ),
        )
    if rule.maximum is not None and held > rule.maximum:
        yield CompositionProblem(
            lack=Lack.TOO_MANY,
            number=held - rule.maximum,
            authority=authority,
            text=(
                f"{start}{held} {who(rule, held)} är för många:"
                f" högst {rule.maximum} får finnas."
            ),
        )


def _vacant(number: int) -> str:
    if not number:
        return ""
    return f" och {number} {'plats är vakant' if number == 1 else 'platser är vakanta'}"


def who(rule: CompositionRule, number: int) -> str:
    """Give whom the rule counts, in words for ``number`` of them."""
    role = role_in_words(rule.role, number) if rule.role else ""
    if role and rule.function:
        return f"{role} ({rule.function})"
    return role or rule.function or ("person" if number == 1 else "personer")


def read_rule(text: str) -> CompositionRule:
    """Read a rule as people write it; raises ValueError with a Swedish reason.

    "9 ledamöter", "1-2 ledamot per myndighet", "3- socialchef", "0-1 adjungerad jurist".
    """
    words = text.replace("–", "-").split()
    if not words:
        raise ValueError("en regel är tom")
    minimum, maximum = _read_numbers(words[0], text)
    rest = words[1:]
    each = [word.casefold() for word in rest[-2:]] == ["per", "myndighet"]
    if each:
        rest = rest[:-2]
    role, function = _read_who(rest)
    return CompositionRule(
        role=role,
        function=function,
        minimum=minimum,
        maximum=maximum,
        each_authority=each,
    )


def write_rule(rule: CompositionRule) -> str:
    """Write a rule so that :func:`read_rule` gives it back."""
    high = rule.maximum
    numbers = f"{rule.minimum}-{'' if high is None else high}"
    if rule.minimum == high:
        numbers = str(high)
    role = role_in_words(rule.role, high or 2) if rule.role else ""
    each = "per myndighet" if rule.each_authority else ""
    return " ".join(part for part in (numbers, role, rule.function, each) if part)


def _read_numbers(word: str, text: str) -> tuple[int, int | None]:
    low, dash, high = word.partition("-")
    if not low.isdecimal() or (high and not high.isdecimal()):
        raise ValueError(f"”{text}” börjar inte med ett antal, som 9 eller 1-2")
    numbers = int(low), int(high) if high else None if dash else int(low)
    if max(number or 0 for number in numbers) > 999:
        raise ValueError(f"”{text}” har ett större antal än 999")
    return numbers


def _read_who(words: list[str]) -> tuple[SeatRole | None, str]:
    # The longest first: "vice ordförande" before "ordförande".
    for length in (2, 1):
        role = _ROLE_WORDS.get(" ".join(words[:length]).casefold())
        if role and len(words) >= length:
            return role, " ".join(words[length:])
    return None, " ".join(words)


_ROLE_WORDS = {
    word.casefold(): role
    for words in (ROLES, ROLES_PLURAL)
    for role, word in words.items()
}
