"""Adopted plans kept drawn in each process: they never change.

Drawing 110 parts takes 60 ms of templates; giving them again takes a read of the comments.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from fardplan.apps.plans import queries
from fardplan.apps.plans.presenters.tree import Tree, kind_names


if TYPE_CHECKING:
    from fardplan.apps.plans.models import PlanVersion

# As many as there are regions, in two languages, for the public and for the parties.
_KEPT = 84


def adopted_tree(version: PlanVersion, base: str, *, can_comment: bool) -> SafeString:
    """Give the tree of an adopted version, with the comments that wait."""
    commented = tuple(sorted(queries.commented_keys(version))) if can_comment else ()
    # What the programme calls its levels may change after the adoption.
    names = tuple(kind_names(version.programme).items())
    key = (version.sha256 or "", base, names, get_language())
    return _drawn(key, commented, can_comment=can_comment)


@lru_cache(maxsize=_KEPT)
def _drawn(
    key: tuple[str, str, tuple[tuple[str, str], ...], str | None],
    commented: tuple[str, ...],
    *,
    can_comment: bool,
) -> SafeString:
    sha256, base, names, _language = key
    version = queries.version_by_hash(sha256)
    nodes, hidden = queries.drawn_nodes(version)
    links = queries.links_of(version)
    tree = Tree(nodes, links, dict(names), commented, hidden=hidden)
    context = {
        "sections": tree.sections(),
        "base": mark_safe(base),  # noqa: S308 -- an address of ours
        "initiatives_at": reverse("plans:initiatives", args=[version.programme.code]),
        "can_comment": can_comment,
    }
    drawn = get_template("plans/_tree.html").render(context)
    return mark_safe(drawn)  # noqa: S308 -- by a template
