"""What an archive says of itself: its members, their sums, and the schema they fit.

In: dataclasses or the bytes of `manifest.json`. Out: the other one. A text that is not
a whole manifest gives :class:`DamagedArchiveError`, with the reason in Swedish.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Mapping


FORMAT = 1
MANIFEST_NAME = "manifest.json"
FOLDERS = ("database", "store", "uploads")


class ArchiveError(Exception):
    """An archive can't be written or used; ``str()`` says why, in Swedish."""


class DamagedArchiveError(ArchiveError):
    """The archive is not whole, or is no archive of ours at all."""


class NewerArchiveError(ArchiveError):
    """The archive was made by a program that knows more than this one."""


@dataclass(frozen=True)
class Member:
    """One file of the archive; ``rows`` and ``digest`` belong to tables only.

    ``sha256`` is of the very bytes. ``digest`` is of the rows whatever their order, so
    that it is the same in every database that holds the same rows.
    """

    name: str
    sha256: str
    bytes: int
    rows: int | None = None
    digest: str | None = None

    def __post_init__(self) -> None:
        parts = self.name.split("/")
        if (
            parts[0] not in FOLDERS
            or len(parts) < 2
            or {"", ".", ".."} & set(parts)
            or set("\\\0") & set(self.name)
        ):
            raise DamagedArchiveError(f"filnamnet ”{self.name}” är inte tillåtet")
        if (self.rows is None or self.digest is None) == self.is_table:
            raise DamagedArchiveError(f"”{self.name}” saknar antal rader eller summa")

    @property
    def folder(self) -> str:
        """`database`, `store` or `uploads`."""
        return self.name.split("/")[0]

    @property
    def path(self) -> str:
        """The name within its folder."""
        return self.name.split("/", 1)[1]

    @property
    def is_table(self) -> bool:
        """True for the rows of one table of the database."""
        return self.folder == "database"


@dataclass(frozen=True)
class Migrations:
    """How far one app's schema had come: its last migrations, and all of them."""

    leaves: tuple[str, ...]
    applied: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """Everything that is known of an archive without reading its members."""

    program_version: str
    created: datetime
    vendor: str
    migrations: Mapping[str, Migrations]
    members: tuple[Member, ...]
    format: int = FORMAT

    def __post_init__(self) -> None:
        if self.created.tzinfo is None:
            raise DamagedArchiveError("tidpunkten saknar tidszon")
        if len({member.name for member in self.members}) != len(self.members):
            raise DamagedArchiveError("samma filnamn står två gånger")

    @property
    def tables(self) -> dict[str, Member]:
        """Table -> its rows' member."""
        return {
            member.path.removesuffix(".jsonl"): member
            for member in self.members
            if member.is_table
        }

    def within(self, folder: str) -> list[Member]:
        """Give the members of one folder."""
        return [member for member in self.members if member.folder == folder]

    def to_bytes(self) -> bytes:
        """Give the text of `manifest.json`."""
        facts = asdict(self) | {"created": self.created.isoformat()}
        return json.dumps(facts, indent=1, sort_keys=True).encode()


def read_manifest(text: bytes) -> Manifest:
    """Read `manifest.json`."""
    try:
        facts = json.loads(text)
        if facts["format"] > FORMAT:
            raise NewerArchiveError(newer_format(facts["format"]))
        return _from_facts(facts)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedArchiveError(
            f"innehållsförteckningen går inte att läsa ({error!r})"
        ) from None


def newer_format(number: int) -> str:
    """Tell that a format is newer than what this program knows."""
    return (
        f"arkivet har format {number}, men det här programmet kan bara läsa format"
        f" {FORMAT} och äldre. Installera en nyare version av Färdplan"
    )


def _from_facts(facts: dict[str, Any]) -> Manifest:
    return Manifest(
        format=facts["format"],
        program_version=facts["program_version"],
        created=datetime.fromisoformat(facts["created"]),
        vendor=facts["vendor"],
        migrations={
            app: Migrations(tuple(said["leaves"]), tuple(said["applied"]))
            for app, said in facts["migrations"].items()
        },
        members=tuple(Member(**said) for said in facts["members"]),
    )
