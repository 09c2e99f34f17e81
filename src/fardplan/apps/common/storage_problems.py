"""When the database or the disk can't take a write: which of the ways it was.

SQLite tells by its result codes (https://sqlite.org/rescode.html), PostgreSQL by
SQLSTATE (https://www.postgresql.org/docs/15/errcodes-appendix.html), the file system
by errno. A lost connection has no code at all.
"""

from __future__ import annotations

import errno
import sqlite3
from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError


class StorageProblem(Enum):
    """What went wrong; the value is the HTTP status of the answer."""

    FULL = "full", 507
    READ_ONLY = "read_only", 503
    BUSY = "busy", 503
    UNREACHABLE = "unreachable", 503

    @property
    def status(self) -> int:
        return self.value[1]


_SQLITE = {
    sqlite3.SQLITE_FULL: StorageProblem.FULL,
    sqlite3.SQLITE_READONLY: StorageProblem.READ_ONLY,
    sqlite3.SQLITE_BUSY: StorageProblem.BUSY,
    sqlite3.SQLITE_LOCKED: StorageProblem.BUSY,
    sqlite3.SQLITE_CANTOPEN: StorageProblem.UNREACHABLE,
    sqlite3.SQLITE_IOERR: StorageProblem.UNREACHABLE,
}
# disk_full, read_only_sql_transaction, lock_not_available, deadlock_detected,
# too_many_connections; whole classes: 08 connection, 57P shutdown.
_POSTGRESQL = {
    "53100": StorageProblem.FULL,
    "25006": StorageProblem.READ_ONLY,
    "55P03": StorageProblem.BUSY,
    "40P01": StorageProblem.BUSY,
    "53300": StorageProblem.BUSY,
}
_FILES = {
    errno.ENOSPC: StorageProblem.FULL,
    errno.EDQUOT: StorageProblem.FULL,
    errno.EROFS: StorageProblem.READ_ONLY,
}


def storage_problem(error: BaseException | None) -> StorageProblem | None:
    """Give the problem behind an error; None when it is something else."""
    if isinstance(error, OSError):
        return _FILES.get(error.errno or 0)
    if not isinstance(error, (DatabaseError, InterfaceError)):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        # The low byte is the kind; the rest tells which read or write it was.
        return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if state is None:
        is_lost = isinstance(error, (OperationalError, InterfaceError))
        return StorageProblem.UNREACHABLE if is_lost else None
    if state.startswith(("08", "57P")):
        return StorageProblem.UNREACHABLE
    return _POSTGRESQL.get(state)
