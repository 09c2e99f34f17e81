"""Plans told in files: YAML in, checked facts out (definitions/plans/README.md).

What is told twice or refers to nothing is a fault, with the file's name and the id.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from fardplan.engine.plans.levels import LinkKind, NodeKind


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

# Parts told in files get the same keys in every installation.
_KEYS = uuid.UUID("1f1b0e6c-5d0b-4c0e-9a57-3a0c8a3c2f10")
TEXTS = ("number", "title", "text", "less_of", "more_of", "day")


class ToldPlanError(ValueError):
    """The file can't be used; ``str()`` says where and why, in Swedish."""


@dataclass(frozen=True, kw_only=True)
class ToldNode:
    """A part with what lies under it; ``initiative`` is its living record's columns."""

    id: str
    key: str
    kind: NodeKind
    texts: Mapping[str, str]
    initiative: Mapping[str, Any] = field(default_factory=dict)
    under: tuple[ToldNode, ...] = ()

    def with_all_below(self) -> Iterator[ToldNode]:
        """Give the part and every part below it, from the top down."""
        yield self
        for node in self.under:
            yield from node.with_all_below()


@dataclass(frozen=True, kw_only=True)
class ToldStep:
    """A body that adopts or is asked; without a day it waits."""

    body: str
    order: int
    role: str
    day: date | None
    paragraph: str
    reservation: str


@dataclass(frozen=True)
class ToldLink:
    """A link between two parts, by their ids."""

    source: str
    kind: LinkKind
    target: str


@dataclass(frozen=True, kw_only=True)
class ToldChange:
    """One step from a version to the next draft; ``what`` says which of them it is."""

    what: str
    id: str
    texts: Mapping[str, str]
    after: str = ""
    nodes: tuple[ToldNode, ...] = ()
    links: tuple[ToldLink, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ToldPlan:
    """A programme with its first version, and maybe a draft of the next."""

    columns: Mapping[str, Any]
    home: str
    authorities: tuple[str, ...]
    levels: tuple[NodeKind, ...]
    title: str
    nodes: tuple[ToldNode, ...]
    links: tuple[ToldLink, ...]
    steps: tuple[ToldStep, ...]
    draft_title: str
    changes: tuple[ToldChange, ...]

    def key_of(self, told: str) -> str:
        """Give the key of the part with this id."""
        return _key(self.columns["code"], told)


def read_plan(name: str, text: str) -> ToldPlan:
    """Give the plan of one file; ``name`` is for the fault that it may have."""
    told = yaml.safe_load(text)
    code, draft = told["code"], told.get("draft") or {}
    try:
        plan = ToldPlan(
            columns={
                column: told.get(column)
                for column in ("code", "name", "description", "target_year", "source")
            },
            home=told["home"],
            authorities=tuple(told["authorities"]),
            levels=tuple(map(NodeKind, told["levels"])),
            title=told["title"],
            nodes=_nodes(code, told["nodes"]),
            links=_links(told.get("links") or {}),
            steps=tuple(map(_step, told["adoption"])),
            draft_title=draft.get("title", ""),
            changes=tuple(_change(code, one) for one in draft.get("changes", ())),
        )
    except (KeyError, ValueError) as fault:
        raise ToldPlanError(f"{name}: {fault} saknas eller är fel") from fault
    _check(name, plan)
    return plan


def _key(code: str, told: str) -> str:
    return str(uuid.uuid5(_KEYS, f"{code}/{told}"))


def _nodes(code: str, told: Iterable[Mapping[str, Any]]) -> tuple[ToldNode, ...]:
    return tuple(
        ToldNode(
            id=one["id"],
            key=_key(code, one["id"]),
            kind=NodeKind(one["kind"]),
            texts=_texts(one),
            initiative=one.get("initiative") or {},
            under=_nodes(code, one.get("under") or ()),
        )
        for one in told
    )


def _texts(told: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(told[name]) for name in TEXTS if name in told}


def _links(told: Mapping[str, Mapping[str, list[str]]]) -> tuple[ToldLink, ...]:
    return tuple(
        ToldLink(source, LinkKind(kind), target)
        for source, kinds in told.items()
        for kind, targets in kinds.items()
        for target in targets
    )


def _step(told: Mapping[str, Any]) -> ToldStep:
    return ToldStep(
        body=told["body"],
        order=told["order"],
        role=told.get("role", "decides"),
        day=told.get("day"),
        paragraph=told.get("paragraph", ""),
        reservation=told.get("reservation", ""),
    )


def _change(code: str, told: Mapping[str, Any]) -> ToldChange:
    what = next(w for w in ("edit", "move", "remove", "add", "link") if w in told)
    is_link = what == "link"
    return ToldChange(
        what=what,
        id="" if is_link else told[what],
        texts=_texts(told),
        after=told.get("after", ""),
        nodes=_nodes(code, told.get("nodes") or ()),
        links=_links(told["link"]) if is_link else (),
    )


def _check(name: str, plan: ToldPlan) -> None:
    added = [node for change in plan.changes for node in change.nodes]
    ids = [one.id for node in (*plan.nodes, *added) for one in node.with_all_below()]
    doubled = {one for one in ids if ids.count(one) > 1}
    links = [*plan.links, *(link for c in plan.changes for link in c.links)]
    asked = {end for link in links for end in (link.source, link.target)}
    asked |= {one for c in plan.changes for one in (c.id, c.after) if one}
    unknown = asked - set(ids)
    if doubled or unknown:
        raise ToldPlanError(
            f"{name}: id som finns två gånger: {sorted(doubled)}; som inte finns:"
            f" {sorted(unknown)}"
        )
