"""Reads of figures: files held against the definitions, runs, and the store itself."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from fardplan.apps.accounts.roles import is_administrator
from fardplan.apps.actors.queries import register_facts
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.indicators.adapters import to_definition, to_expected
from fardplan.apps.indicators.analysts import authorities_counted_for
from fardplan.apps.indicators.models import ImportRun, RememberedMapping
from fardplan.apps.indicators.queries.definition import current_versions
from fardplan.engine.indicators.imports.areas import AreaBook
from fardplan.engine.indicators.imports.import_file import check_file, look_at, opened
from fardplan.engine.indicators.imports.mapping import (
    ColumnMapping,
    MappingError,
    from_json,
    headings_key,
    to_json,
)
from fardplan.engine.indicators.imports.source_error import SourceError
from fardplan.engine.indicators.store.reader import StoreReader


if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User
    from fardplan.engine.indicators.imports.expected import Expected
    from fardplan.engine.indicators.imports.import_file import FirstLook
    from fardplan.engine.indicators.imports.report import RowReport
    from fardplan.engine.indicators.observation import Observation


ROWS_SHOWN = 200


@dataclass(frozen=True)
class CheckedFile:
    """A file that was checked, and by which mapping; nothing of it is stored yet."""

    look: FirstLook
    mapping: ColumnMapping
    report: RowReport
    headings_key: str
    sha256: str

    @property
    def digest(self) -> str:
        """Give what is the same only when all that a person was told is the same."""
        told = [self.sha256, to_json(self.mapping), self.report.to_json()]
        text = json.dumps(told, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def expected_indicators() -> list[Expected]:
    """Give what the figures of each indicator must be like, by the version in use."""
    return [to_expected(to_definition(version)) for version in current_versions()]


@lru_cache(maxsize=1)
def area_book() -> AreaBook:
    """Give all areas by code and name."""
    return AreaBook(register_facts())


def check_figures(
    file: Path,
    out: Path,
    *,
    mapping: ColumnMapping | None = None,
    fixed: Mapping[str, str] | None = None,
    authority: str = "",
) -> CheckedFile:
    """Check a file, and write to ``out`` what can be stored of it.

    Without a mapping it is read as the authority's last file with the same headings,
    or by a guess. ``fixed`` are texts for the whole file, which go before columns.
    """
    expected = expected_indicators()
    try:
        with opened(file, out.parent) as source:
            look = look_at(source, expected=expected, areas=area_book())
            used = mapping or remembered_mapping(authority, look) or look.mapping
            used = _with_fixed(used, fixed or {})
            report = check_file(
                source, used, expected=expected, areas=area_book(), out=out
            )
    except (SourceError, MappingError) as error:
        raise ProblemError(str(error)) from error
    with file.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    return CheckedFile(look, used, report, headings_key(look.headings), sha256)


def _with_fixed(mapping: ColumnMapping, fixed: Mapping[str, str]) -> ColumnMapping:
    columns = {k: name for k, name in mapping.columns.items() if k not in fixed}
    return replace(mapping, columns=columns, fixed={**mapping.fixed, **fixed})


def remembered_mapping(authority: str, look: FirstLook) -> ColumnMapping | None:
    """Give how the authority's last file with these headings was read."""
    found = RememberedMapping.objects.filter(
        authority=authority, headings_key=headings_key(look.headings)
    ).first()
    return None if found is None else from_json(found.mapping)


def import_runs() -> QuerySet[ImportRun]:
    """Give all runs, the latest first."""
    return ImportRun.objects.select_related("authority", "stored_by")


def import_runs_of(user: User | AnonymousUser) -> QuerySet[ImportRun]:
    """Give the runs that a person may see: those of the authorities counted for."""
    if is_administrator(user):
        return import_runs()
    return import_runs().filter(authority__code__in=authorities_counted_for(user))


def run_keys_of(user: User | AnonymousUser) -> set[str]:
    """Give the keys of the runs that a person may see."""
    return set(import_runs_of(user).order_by().values_list("key", flat=True))


def rows_of_run(run: ImportRun, row: int | None) -> list[Observation]:
    """Give the first rows of a run, or what one row told; none of one undone."""
    if row is not None:
        return figures().raw_row(run.key, row)
    return figures().run_rows(run.key, most=ROWS_SHOWN)


_open = threading.Lock()
_readers: dict[int, StoreReader] = {}


def figures() -> StoreReader:
    """Give the store as it is now, open; each process keeps one until it is another.

    An old one closes when the last who reads it lets go. What a process that was forked
    got from its parent is not used: a connection belongs to one process.
    """
    with _open:
        reader = _readers.get(os.getpid())
        if reader is None or not reader.is_of(settings.STORE_DIR):
            reader = _readers[os.getpid()] = StoreReader(settings.STORE_DIR)
    return reader
