"""A file of figures that was sent: looked at, and checked by a mapping.

What was sent is content and not a file with a name, so it lies in a folder that goes
when the check is over. Mappings are told as JSON, as they are remembered.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fardplan.apps.accounts.roles import is_administrator
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.indicators.analysts import authorities_counted_for
from fardplan.apps.indicators.queries.figures import (
    CheckedFile,
    area_book,
    check_figures,
    expected_indicators,
    remembered_mapping,
)
from fardplan.engine.indicators.imports.import_file import look_at, opened
from fardplan.engine.indicators.imports.mapping import from_json, to_json
from fardplan.engine.indicators.imports.source_error import SourceError


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.engine.indicators.imports.import_file import FirstLook


@dataclass(frozen=True)
class SentLook:
    """What a file has, and the mapping to begin from.

    ``periods`` are those of a wide table, by heading: remembered, or else found.
    """

    look: FirstLook
    mapping: dict[str, Any]
    periods: dict[str, str]
    is_remembered: bool


def import_choices(user: User | AnonymousUser) -> list[tuple[str, str]]:
    """Give whom the person may read in figures for, as code and name."""
    rows = Authority.objects.values_list("code", "name")
    if is_administrator(user):
        return [("", ""), *rows]
    return list(rows.filter(code__in=authorities_counted_for(user)))


def look_at_sent(content: bytes, authority: str) -> SentLook:
    """Look at what was sent; :class:`ProblemError` says why it can't be read."""
    with _laid_down(content) as file:
        try:
            with opened(file, file.parent) as source:
                expected = expected_indicators()
                look = look_at(source, expected=expected, areas=area_book())
        except SourceError as error:
            raise ProblemError(str(error)) from error
    remembered = remembered_mapping(authority, look)
    used = remembered or look.mapping
    return SentLook(
        look=look,
        mapping=to_json(used),
        periods=dict(used.periods or look.mapping.periods),
        is_remembered=remembered is not None,
    )


@contextmanager
def checked_rows(
    content: bytes, mapping: Mapping[str, Any]
) -> Iterator[tuple[CheckedFile, Path]]:
    """Check what was sent; what can be stored of it lies in the file meanwhile."""
    with _laid_down(content) as file:
        rows = file.with_name("kept.parquet")
        yield check_figures(file, rows, mapping=from_json(dict(mapping))), rows


def check_sent(content: bytes, mapping: Mapping[str, Any]) -> CheckedFile:
    """Tell what would be stored of what was sent."""
    with checked_rows(content, mapping) as (checked, _rows):
        return checked


@contextmanager
def _laid_down(content: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sent"
        file.write_bytes(content)
        yield file
