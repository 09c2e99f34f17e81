"""Files of rows that wait between their preview and the yes to it.

A file lies among the uploads under the hash of its content, so that what is read in is
what was looked at; with ``whose``, only that person finds it there. It goes when it has been read in, or after a day (the entry
``import_files`` of definitions/data_retention.yaml).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404
from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ProblemError


if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

FOLDER = "imports"
# A little more than engine/shared/read_table.py takes, so that it can tell the size.
READ_AT_MOST = 6_000_000


def read_upload(file: UploadedFile[bytes]) -> bytes:
    """Give what was sent; :class:`ProblemError` when it is too much."""
    if (file.size or 0) > READ_AT_MOST:
        size = round((file.size or 0) / 1_000_000)
        raise ProblemError(
            _("Filen är %(size)s MB. Högst 5 MB kan läsas in på en gång: dela den.")
            % {"size": size}
        )
    return b"".join(file.chunks())


def digest_of(content: bytes) -> str:
    """Give the name by which a file waits."""
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes, whose: int | None = None) -> None:
    """Let a file wait; one that waits already is the same."""
    path = _path(digest_of(content), whose)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))


def kept_or_404(digest: str, whose: int | None = None) -> bytes:
    """Give a file that waits."""
    path = _path(digest, whose)
    if not default_storage.exists(path):
        raise Http404
    with default_storage.open(path) as file:
        content: bytes = file.read()
    return content


def forget(digest: str, whose: int | None = None) -> None:
    """Remove a file that has been read in."""
    default_storage.delete(_path(digest, whose))


def _path(digest: str, whose: int | None) -> str:
    return f"{FOLDER}/{digest}" if whose is None else f"{FOLDER}/{whose}-{digest}"
