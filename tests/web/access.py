"""What an address answers whom: the words that `test_truth_table.py` is written in."""

from __future__ import annotations

from dataclasses import dataclass


LOG_IN = "log in"  # sent to the log-in page
HOME, BACK = "home", "back"  # sent to the start page, or back where one was
Outcome = int | str


@dataclass(frozen=True)
class Answers:
    """What each column gets; who is not named gets what all with an account get."""

    stranger: Outcome
    account: Outcome
    member: Outcome | None = None
    secretary: Outcome | None = None
    lead: Outcome | None = None
    analyst: Outcome | None = None
    administrator: Outcome | None = None

    def of(self, column: str) -> Outcome:
        named = self.stranger if column == "stranger" else getattr(self, column, None)
        return self.account if named is None else named


@dataclass(frozen=True)
class Row:
    get: Answers
    post: Answers


def everyone(get: Outcome, post: Outcome) -> Row:
    return Row(Answers(get, get), Answers(post, post))


def logged_in(get: Outcome, post: Outcome) -> Row:
    return Row(
        Answers(405 if get == 405 else LOG_IN, get),
        Answers(405 if post == 405 and get != 200 else LOG_IN, post),
    )


def only(get: Outcome, post: Outcome, *who: str) -> Row:
    """Everybody else is sent to log in, or told that there is nothing."""
    return Row(only_get(get, who), only_get(post, who))


def only_get(outcome: Outcome, who: tuple[str, ...]) -> Answers:
    """Give what one method answers those who are named; the others as `only`."""
    if outcome == 405:
        return Answers(405, 405)
    return Answers(LOG_IN, 404, **dict.fromkeys((*who, "administrator"), outcome))


def parties(get: Outcome, post: Outcome) -> Row:
    """Whoever has a role in one of the programme's authorities or their bodies."""
    who = ("member", "secretary", "lead", "analyst")
    return only(get, post, *who)
