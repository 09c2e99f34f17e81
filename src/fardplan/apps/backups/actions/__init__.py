"""Every write that has to do with backups: making them, and restoring one."""

from fardplan.apps.backups.actions.archives import (
    Made,
    check_backup,
    create_backup,
    delete_backup,
    make_backup,
    record_download,
)
from fardplan.apps.backups.actions.restoration import Restored, check_archive, restore


__all__ = [
    "Made",
    "Restored",
    "check_archive",
    "check_backup",
    "create_backup",
    "delete_backup",
    "make_backup",
    "record_download",
    "restore",
]
