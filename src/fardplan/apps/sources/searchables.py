"""What can be found of documents: their titles, and every passage of their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.searchables import EVERYTHING, Entry, Hit, searchable
from fardplan.apps.sources import queries
from fardplan.apps.sources.models import SourceDocument
from fardplan.apps.sources.sight import authorities_seen_by


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.common.searchables import EventOf

# The pass of administrators; others have one for each authority they belong to.
_ALL = "sources:all"
_REMOVED = frozenset({"source_documents", "failed_documents"})


class _OfDocuments:
    """Both kinds are read again with their document."""

    def groups(self) -> Iterable[str]:
        rows = SourceDocument.objects.order_by("pk").values_list("pk", flat=True)
        return [f"document:{number}" for number in rows]

    def touched(self, event: EventOf) -> Iterable[str]:
        if event.action == "apply_retention" and event.object_key in _REMOVED:
            return [EVERYTHING]
        is_ours = event.object_type == "sources.sourcedocument"
        return [f"document:{event.object_key}"] if is_ours else []

    def passes(self, reader: User | AnonymousUser) -> Iterable[str]:
        seen = authorities_seen_by(reader)
        return [_ALL] if seen is None else [f"sources:{code}" for code in seen]


@searchable
class Documents(_OfDocuments):
    """A document by its title and the name of its file."""

    kind, label, station = "document", _("Dokument"), "sources"

    def entries(self, groups: Sequence[str]) -> Iterator[Entry]:
        for row in queries.searched_documents(_numbers(groups)):
            yield Entry(
                key=str(row.pk),
                group=f"document:{row.pk}",
                title=row.title,
                text=f"{row.get_kind_display()} {row.name}",
                doors=_doors(row),
                authorities=(row.authority.code,),
                year=queries.year_of(row),
                is_living=row.is_latest,
            )

    def shown(
        self, keys: Sequence[str], reader: User | AnonymousUser
    ) -> Mapping[str, Hit]:
        rows = queries.searched_documents(int(key) for key in keys)
        seen = queries.documents_seen_by(reader).values_list("pk", flat=True)
        allowed = set(seen.filter(pk__in=keys))
        return {
            str(row.pk): Hit(
                title=row.title,
                url=reverse("sources:document", args=[row.pk]),
                text=row.name,
                label=row.get_kind_display(),
                note="" if row.is_latest else _("det finns en nyare utgåva"),
                authority=row.authority.name,
                year=queries.year_of(row),
            )
            for row in rows
            if row.pk in allowed
        }


@searchable
class Passages(_OfDocuments):
    """A stretch of a document's text, some sentences long."""

    kind, label, station = "passage", _("Passage i dokument"), "sources"

    def entries(self, groups: Sequence[str]) -> Iterator[Entry]:
        rows = {row.pk: row for row in queries.searched_documents(_numbers(groups))}
        for passage in queries.passages_of_documents(list(rows)):
            row = rows[passage.document]
            yield Entry(
                key=passage.key,
                group=f"document:{row.pk}",
                title="",
                text=passage.text,
                doors=_doors(row),
                authorities=(row.authority.code,),
                year=queries.year_of(row),
                is_living=row.is_latest,
            )

    def shown(
        self, keys: Sequence[str], reader: User | AnonymousUser
    ) -> Mapping[str, Hit]:
        found = queries.passages_by_key(keys, reader)
        return {
            one.key: Hit(
                title=one.title,
                url=one.url,
                text=one.text,
                context=_now("sida %(number)s") % {"number": one.page},
                note="" if one.is_latest else _("det finns en nyare utgåva"),
                authority=one.authority,
                year=one.year,
            )
            for one in found
        }


def _numbers(groups: Sequence[str]) -> Iterator[int]:
    return (int(group.partition(":")[2]) for group in groups)


def _doors(row: SourceDocument) -> tuple[str, ...]:
    return _ALL, f"sources:{row.authority.code}"
