"""Every write to one part of a version."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_date
from django.utils.text import slugify
from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.actions.changes import (
    Trace,
    about_node,
    open_version,
    refusals_told,
    tell,
)
from fardplan.apps.plans.models import Initiative, Node, NodeLink
from fardplan.apps.plans.queries import texts_of
from fardplan.apps.plans.states import NODE_FIELDS
from fardplan.engine.plans.levels import NodeKind, check_kind, check_place
from fardplan.engine.shared.text import search_key, swedish_sort_key


if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.plans.models import PlanVersion

_KEY_LENGTH = 700


@dataclass(frozen=True)
class Place:
    """Where a part is to lie: under ``parent`` (empty: at the top), after ``after``
    (empty: first, None: last). Keys."""

    parent: str = ""
    after: str | None = None


class EditConflictError(ConflictError):
    """Somebody else changed the part meanwhile; both wordings are told."""

    def __init__(self, theirs: Mapping[str, str], mine: Mapping[str, str]) -> None:
        self.theirs, self.mine = dict(theirs), dict(mine)
        differing = [
            _("Nu står det ”%(theirs)s”, du skrev ”%(mine)s”.")
            % {"theirs": theirs[name], "mine": mine[name]}
            for name in mine
            if mine[name] != theirs[name]
        ]
        super().__init__(
            " ".join(
                [
                    _("Någon annan ändrade delen medan du skrev. Inget sparades."),
                    *differing,
                    _("Välj den text som ska gälla och spara igen."),
                ]
            )
        )


def node_of(version: PlanVersion, key: str) -> Node:
    """Give one part of a version; what somebody else has removed is told so."""
    try:
        return Node.objects.select_related("initiative").get(version=version, key=key)
    except Node.DoesNotExist:
        raise ConflictError(_("Delen finns inte kvar i den här versionen.")) from None


@writes
def add_node(
    *,
    version: PlanVersion,
    kind: str,
    new: Mapping[str, str],
    place: Place = Place(),
    key: str = "",
    by: User | AnonymousUser,
) -> Node:
    """Add a part. ``key`` comes with the form, so that a double click adds one."""
    row = open_version(version, by)
    known = Node.objects.filter(version=row, key=key).first() if key else None
    if known:
        return known
    with refusals_told():
        check_kind(NodeKind(kind), [one["kind"] for one in row.programme.levels])
    parent = _parent(row, kind, place)
    node = Node(version=row, kind=kind, parent=parent, key=key or uuid.uuid4())
    write_texts(node, checked_texts(kind, new))
    trace = Trace(
        Initiative.objects.filter(programme=row.programme, key=node.key),
        Node.objects.filter(version=row, parent=parent),
    )
    if kind == NodeKind.INITIATIVE:
        node.initiative = living_record(node)
    node.save()
    _put(node, place)
    tell("add_node", row, by, {**about_node(node), **trace.as_change()})
    return node


@writes
def edit_node(
    *,
    version: PlanVersion,
    key: str,
    new: Mapping[str, str],
    revision: int,
    by: User | AnonymousUser,
) -> AuditEvent | None:
    """Change the words of a part; None when they are so already.

    ``revision`` is what the person saw. When somebody else has changed the part since,
    :class:`EditConflictError` is raised and nothing written.
    """
    row = open_version(version, by)
    node = node_of(row, key)
    wanted, before = checked_texts(node.kind, new), texts_of(node)
    changed = {n: v for n, v in wanted.items() if before[n] != v}
    if not changed:
        return None
    if node.revision != revision:
        raise EditConflictError({n: before[n] for n in wanted}, wanted)
    trace = Trace(
        Initiative.objects.filter(key=node.key), Node.objects.filter(pk=node.pk)
    )
    write_texts(node, wanted)
    node.revision += 1
    node.save()
    _follow_name(node)
    told = {n: [before[n], v] for n, v in changed.items()}
    return tell("edit_node", row, by, {**about_node(node), **told, **trace.as_change()})


@writes
def move_node(
    *, version: PlanVersion, key: str, place: Place, by: User | AnonymousUser
) -> AuditEvent | None:
    """Put a part elsewhere; None when it lies there already, as after a double click."""
    row = open_version(version, by)
    node = node_of(row, key)
    parent = _parent(row, node.kind, place)
    if parent and node.pk in _with_ancestors(parent):
        raise ProblemError(_("En del kan inte ligga under sig själv."))
    trace = Trace(Node.objects.filter(version=row))
    node.parent = parent
    node.save(update_fields=["parent"])
    _put(node, place)
    change = trace.as_change()
    if not change["trace"][1]:
        return None
    return tell("move_node", row, by, {**about_node(node), **change})


@writes
def delete_node(
    *, version: PlanVersion, key: str, by: User | AnonymousUser
) -> AuditEvent:
    """Take a part away with all that lies under it and its links.

    The initiative's own record stays: other versions may have it.
    """
    row = open_version(version, by)
    node = node_of(row, key)
    gone = _with_descendants(node)
    links = NodeLink.objects.filter(version=row)
    trace = Trace(Node.objects.filter(version=row), links)
    Node.objects.filter(pk__in=gone).delete()
    told = {**about_node(node), "count": [None, len(gone)]}
    return tell("delete_node", row, by, {**told, **trace.as_change()})


def checked_texts(kind: str, new: Mapping[str, str]) -> dict[str, str]:
    """Give the words as they are to be kept; refuse those that can't be."""
    # A browser sends line breaks as \r\n.
    found = {
        name: new[name].replace("\r\n", "\n").strip()
        for name in NODE_FIELDS
        if name in new
    }
    if kind == NodeKind.SHIFT and not found.get("title"):
        both = [found.get("less_of", ""), found.get("more_of", "")]
        found["title"] = " → ".join(part for part in both if part)
    if "title" in found and not found["title"]:
        raise ProblemError(_("Delen behöver en rubrik."))
    for name in ("number", "title", "less_of", "more_of"):
        field: Any = Node._meta.get_field(name)
        longest = field.max_length
        if len(found.get(name, "")) > longest:
            raise ProblemError(
                _("%(field)s får vara högst %(n)s tecken.")
                % {"field": field.verbose_name.capitalize(), "n": longest}
            )
    if found.get("day") and not _as_day(found["day"]):
        raise ProblemError(_("Skriv datumet som 2026-11-22."))
    return found


def _as_day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None


def write_texts(node: Node, texts: Mapping[str, str]) -> None:
    """Put words in a part, as :func:`texts_of` gives them; it is not saved."""
    for name, value in texts.items():
        is_day = name == "day"
        setattr(node, name, (_as_day(value) if value else None) if is_day else value)


def _parent(version: PlanVersion, kind: str, place: Place) -> Node | None:
    parent = node_of(version, place.parent) if place.parent else None
    with refusals_told():
        check_place(NodeKind(kind), NodeKind(parent.kind) if parent else None)
    return parent


def _put(node: Node, place: Place) -> None:
    """Give the part its place among its siblings, and number them from 0."""
    rows = Node.objects.filter(version_id=node.version_id, parent=node.parent)
    siblings = list(rows.exclude(pk=node.pk))
    if place.after is None:
        at = len(siblings)
    else:
        keys = ["", *(str(row.key) for row in siblings)]
        if place.after == str(node.key) or place.after not in keys:
            raise ConflictError(_("Delen som den skulle läggas efter har flyttats."))
        at = keys.index(place.after)
    siblings.insert(at, node)
    wrong = [(n, row) for n, row in enumerate(siblings) if row.position != n]
    for position, row in wrong:
        row.position = position
    Node.objects.bulk_update([row for _position, row in wrong], ["position"])


def _with_ancestors(node: Node) -> set[int]:
    found, at = set(), node
    while True:
        found.add(at.pk)
        if at.parent is None:
            return found
        at = at.parent


def _with_descendants(node: Node) -> set[int]:
    below: dict[int | None, list[int]] = {}
    rows = Node.objects.filter(version_id=node.version_id)
    for pk, parent in rows.values_list("pk", "parent_id"):
        below.setdefault(parent, []).append(pk)
    found, waiting = {node.pk}, [node.pk]
    while waiting:
        more = below.get(waiting.pop(), [])
        found.update(more)
        waiting += more
    return found


def living_record(node: Node) -> Initiative:
    """Give the living record of a new initiative, with an address of its own."""
    programme = node.version.programme
    rows = Initiative.objects.filter(programme=programme)
    start = slugify(node.title)[:70] or "insats"
    taken = set(rows.filter(code__startswith=start).values_list("code", flat=True))
    others = (f"{start}-{n}" for n in range(2, len(taken) + 3))
    code = next(code for code in (start, *others) if code not in taken)
    row = Initiative(programme=programme, key=node.key, code=code)
    _name(row, node)
    return row


def _name(row: Initiative, node: Node) -> None:
    row.name = node.title
    row.sort_key = swedish_sort_key(node.title)[:_KEY_LENGTH]
    row.search_key = search_key(node.title, node.text)[:_KEY_LENGTH]
    row.save()


def _follow_name(node: Node) -> None:
    """An initiative that no adopted version has is called what the draft calls it."""
    row = node.initiative
    if row and not row.nodes.filter(version__frozen_at__isnull=False).exists():
        _name(row, node)
