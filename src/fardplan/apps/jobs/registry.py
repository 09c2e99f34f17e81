"""The kinds of long work. Each app's `jobs.py` declares its own with `job_kind`.

A kind is a function that takes a progress object and the job's arguments by name, and
gives an :class:`Outcome`::

    @job_kind(name="read_plan", title=_("Läs planen"), check_start=check_read_plan)
    def read_plan(progress: Progress, *, document: int) -> Outcome: ...

``is_repeatable`` says that doing it twice gives the same as doing it once: only then
is a job whose worker was killed taken up again by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fardplan.apps.common.problems import NotAllowedError


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import AnonymousUser
    from django.utils.functional import _StrPromise

    from fardplan.apps.accounts.models import User


@dataclass(frozen=True)
class Outcome:
    """What a job leaves: a sentence, perhaps an address to go to, and plain facts."""

    text: str
    link: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "link": self.link, "facts": self.facts}


@dataclass(frozen=True, kw_only=True)
class JobKind:
    """One kind: who may start it, and what runs."""

    name: str
    title: str | _StrPromise
    check_start: Callable[[User | AnonymousUser], None]
    is_repeatable: bool
    needs_arguments: bool
    work: Callable[..., Outcome]

    def can_be_started_by(self, user: User | AnonymousUser) -> bool:
        """Answer what ``check_start`` checks."""
        try:
            self.check_start(user)
        except NotAllowedError:
            return False
        return True


_kinds: dict[str, JobKind] = {}


def job_kind(
    *,
    name: str,
    title: str | _StrPromise,
    check_start: Callable[[User | AnonymousUser], None],
    is_repeatable: bool,
    needs_arguments: bool = True,
) -> Callable[[Callable[..., Outcome]], Callable[..., Outcome]]:
    """Declare the decorated function as a kind of job."""

    def declare(work: Callable[..., Outcome]) -> Callable[..., Outcome]:
        if name in _kinds and _kinds[name].work.__module__ != work.__module__:
            raise RuntimeError(f"Two kinds of job are called {name}")
        _kinds[name] = JobKind(
            name=name,
            title=title,
            check_start=check_start,
            is_repeatable=is_repeatable,
            needs_arguments=needs_arguments,
            work=work,
        )
        return work

    return declare


def kinds() -> list[JobKind]:
    """Give every declared kind, by name."""
    return [_kinds[name] for name in sorted(_kinds)]


def find_kind(name: str) -> JobKind | None:
    """Give a kind; None when this version of the program has no such kind."""
    return _kinds.get(name)
