"""What can be found in the search box. Each station's `searchables.py` tells its own::

    @searchable
    class Meetings:
        kind, label, station = "meeting", _("Sammanträde"), "decisions"

        def groups(self) -> Iterable[str]: ...
        def touched(self, event: EventOf) -> Iterable[str]: ...
        def entries(self, groups: Sequence[str]) -> Iterable[Entry]: ...
        def passes(self, reader: User | AnonymousUser) -> Iterable[str]: ...
        def shown(self, keys, reader) -> Mapping[str, Hit]: ...

A group is what is read again together when something in it was written: all that has a
document, a version, a body. The index keeps words and keys only. ``shown`` reads what
is drawn from the database, and leaves out what the reader may not see: the index
proposes, the station decides. The passes make the counts right as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.utils.functional import _StrPromise

    from fardplan.apps.accounts.models import User

# The door that everybody comes through, and that of those who have logged in.
PUBLIC, LOGGED_IN = "public", "account"
# A group that stands for all: what was removed can't be named any more.
EVERYTHING = "*"


class EventOf(NamedTuple):
    """What an event tells of which rows it wrote."""

    object_type: str
    object_key: str
    action: str
    changes: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing to find. ``doors`` are the passes of which a reader must have one."""

    key: str
    group: str
    title: str
    text: str = ""
    doors: tuple[str, ...]
    authorities: tuple[str, ...] = ()
    year: int | None = None
    is_living: bool = True


@dataclass(frozen=True, kw_only=True)
class Hit:
    """What is drawn of a thing that was found, and where it stands.

    ``context`` is what it lies in; ``note`` what to know before reading, such as that it
    has been superseded.
    """

    title: str
    url: str
    text: str = ""
    label: str | _StrPromise = ""
    context: str = ""
    note: str | _StrPromise = ""
    authority: str = ""
    year: int | None = None


class Searchable(Protocol):
    """One kind of thing to find."""

    @property
    def kind(self) -> str: ...

    @property
    def label(self) -> str | _StrPromise: ...

    @property
    def station(self) -> str: ...

    def groups(self) -> Iterable[str]:
        """Give all groups there are, in an order that does not change."""
        ...

    def touched(self, event: EventOf) -> Iterable[str]:
        """Give the groups that an event may have changed; gone ones too."""
        ...

    def entries(self, groups: Sequence[str]) -> Iterable[Entry]:
        """Give what there is to find in some groups, in a fixed number of reads."""
        ...

    def passes(self, reader: User | AnonymousUser) -> Iterable[str]:
        """Give the doors that a person may go through, beside PUBLIC and LOGGED_IN."""
        ...

    def shown(
        self, keys: Sequence[str], reader: User | AnonymousUser
    ) -> Mapping[str, Hit]:
        """Give what to draw of those that the person may see, in few reads."""
        ...


_S = TypeVar("_S", bound=Searchable)
_known: dict[str, Searchable] = {}


def searchable(declared: type[_S]) -> type[_S]:
    """Declare the decorated class as a kind of thing to find."""
    made = declared()
    _known[made.kind] = made
    return declared


def searchables() -> dict[str, Searchable]:
    """Give the kinds of things to find, by their name."""
    return _known
