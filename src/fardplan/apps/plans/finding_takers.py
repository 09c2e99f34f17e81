"""What the plan makes of accepted findings: parts of the draft that the reviewer chose.

They are written by the plan's own actions, with its rules: who may not write in a draft
may not by way of a document either. Undoing puts back the events that were left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors.queries import RegionsByName
from fardplan.apps.common.problems import ConflictError
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.actions import Place
from fardplan.apps.plans.models import Node, NodeLink, PlanVersion, Programme
from fardplan.apps.plans.rules import can_edit_plan
from fardplan.apps.sources.takers import Match, Taken, destination_source, taker


if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.queries.likeness import NamedPart
    from fardplan.apps.sources.models import Finding
    from fardplan.apps.sources.takers import Context

_LONGEST = 300
# How far the work has come, in the reader's words and in those of an initiative's file.
_PHASES = {
    "förstudie": "Förstudie",
    "pilot": "Pilot",
    "utvärdering": "Utvärdering",
    "breddinförande": "Breddinförande",
    "infört": "I drift",
    "avslutat": "Avslutad",
}


@destination_source("plans")
def drafts(user: User | AnonymousUser) -> Iterator[tuple[str, str]]:
    """Give the drafts that a person may write in."""
    mine = [one.pk for one in queries.programmes_for(user) if can_edit_plan(user, one)]
    for version in queries.open_drafts(mine):
        words = {"name": version.programme.name, "n": version.number}
        yield (
            f"{version.programme.code}:{version.number}",
            _("%(name)s, version %(n)s (utkast)") % words,
        )


def _draft(finding: Finding, context: Context) -> PlanVersion | None:
    """Give the draft that was chosen: now, or when what it belongs to was taken."""
    target = context.target or (finding.parent.target if finding.parent else "")
    code, _colon, number = target.partition(":")
    if not number.isdigit():
        return None
    kept = context.memory.setdefault("drafts", {})
    if target not in kept:
        rows = PlanVersion.objects.select_related("programme__home")
        rows = rows.filter(programme__code=code, number=int(number))
        kept[target] = rows.first()
    found: PlanVersion | None = kept[target]
    if found and _is_of_others(finding, found, context):
        return None
    return found


def _is_of_others(finding: Finding, version: PlanVersion, context: Context) -> bool:
    """True for what an overview tells of a region that is no party of the programme.

    What the others do is for the national picture, and not for one's own plan.
    """
    region = _region_above(finding, context)
    if region is None:
        return False
    memory = context.memory
    if "regions" not in memory:
        memory["regions"] = RegionsByName()
    told = memory["regions"].find(region.values.get("name") or region.words)
    kept = memory.setdefault("counties", {})
    if version.pk not in kept:
        parties = version.programme.authorities
        kept[version.pk] = set(parties.values_list("county", flat=True))
    return told is None or told.county not in kept[version.pk]


def _region_above(finding: Finding, context: Context) -> Finding | None:
    """Give the region that a finding is told of, looked up once a section."""
    kept = context.memory.setdefault("region_above", {})
    if finding.parent_id not in kept:
        above = finding.parent
        while above is not None and above.kind != "region":
            above = above.parent
        kept[finding.parent_id] = above
    found: Finding | None = kept[finding.parent_id]
    return found


def _parts(version: PlanVersion, kind: str, context: Context) -> list[NamedPart]:
    """Give the parts of a kind, read once and again after each write."""
    kept = context.memory.setdefault("parts", {})
    if (version.pk, kind) not in kept:
        kept[version.pk, kind] = queries.named_parts(version, kind)
    found: list[NamedPart] = kept[version.pk, kind]
    return found


def _event_of(version: PlanVersion) -> int:
    """Give the number of the event that the write just done left."""
    rows = AuditEvent.objects.filter(
        object_type=version._meta.label_lower, object_key=str(version.pk)
    )
    return rows.order_by("-pk").values_list("pk", flat=True)[0]


def _title(finding: Finding) -> str:
    told = finding.values.get("title") or finding.values.get("name")
    return str(told or finding.words)


def words_beside(title: str, whole: str) -> str:
    """Give what a passage says beside the title that it often begins with."""
    rest = whole.removeprefix(title)
    if rest == whole or rest[:1].isalnum():
        return whole
    rest = rest.lstrip(" :;,.–-")
    return rest[:1].upper() + rest[1:]


def _undo(taken: Taken, context: Context) -> None:
    version = PlanVersion.objects.select_related("programme").get(
        pk=taken.memo["version"]
    )
    about_version = version._meta.label_lower
    for event in AuditEvent.objects.filter(pk__in=taken.memo["events"]).order_by("-pk"):
        if event.object_type == about_version:
            actions.undo_event(version=version, event=event, by=context.by)
        else:
            actions.undo_initiative_event(
                programme=version.programme, event=event, by=context.by
            )
    context.memory.pop("parts", None)


class _PartTaker:
    """A finding becomes a part of one kind, under what its parent became."""

    kind: ClassVar[str]
    lies_under_parent = True

    def take(self, finding: Finding, context: Context) -> Taken | None:
        version = _draft(finding, context)
        if version is None:
            return None
        parent = self._parent(finding)
        same, _near = queries.called_alike(
            _title(finding)[:_LONGEST], _parts(version, self.kind, context)
        )
        for one in same:
            known = Node.objects.get(version=version, key=one.key)
            if str(known.parent.key if known.parent else "") == parent:
                return self._taken(known)
        node = actions.add_node(
            version=version,
            kind=self.kind,
            new=self.words(finding),
            place=Place(parent=parent),
            by=context.by,
        )
        events = [_event_of(version), *self.add_more(node, finding, context)]
        context.memory.pop("parts", None)
        return self._taken(node, {"version": version.pk, "events": events})

    def words(self, finding: Finding) -> dict[str, str]:
        """Give what the part says. A long passage is its text, under a short title."""
        title, whole = _title(finding), finding.words
        said = {"title": title[:_LONGEST], "text": words_beside(title, whole)}
        return said if len(title) <= _LONGEST else said | {"text": title}

    def add_more(self, node: Node, finding: Finding, context: Context) -> list[int]:
        """Write what else comes with the part; give the numbers of the events."""
        return []

    def _parent(self, finding: Finding) -> str:
        parent = finding.parent
        is_part = self.lies_under_parent and parent and parent.taken_kind == "node"
        return parent.taken_key if parent and is_part else ""

    def _taken(self, node: Node, memo: dict[str, object] | None = None) -> Taken:
        version = node.version
        place = [version.programme.code, version.number, node.key]
        return Taken(
            kind="node",
            key=str(node.key),
            label=str(node),
            url=reverse("plans:node", args=place),
            is_new=memo is not None,
            memo=memo or {},
            event=memo["events"][0] if memo else None,  # type: ignore[index]
        )

    def undo_take(self, taken: Taken, context: Context) -> None:
        _undo(taken, context)

    def suggest(self, finding: Finding, context: Context) -> list[Match]:
        version = _draft(finding, context)
        if version is None:
            return []
        parts = _parts(version, self.kind, context)
        same, near = queries.called_alike(_title(finding)[:_LONGEST], parts)
        alike = [Match(one.key, one.title, _("samma rubrik")) for one in same]
        return alike + [Match(one.key, one.title, _("liknande rubrik")) for one in near]

    def existing(self, key: str, context: Context) -> Taken:
        rows = Node.objects.filter(key=key, version__state="draft")
        rows = rows.select_related("version__programme").defer("version__frozen")
        node = rows.order_by("-version__number").first()
        if node is None:
            raise ConflictError(_("Delen finns inte kvar i något utkast."))
        return self._taken(node)


@taker("programme", order=30)
class ProgrammeTaker:
    """A programme is started by hand; its finding is evidence for one with its name."""

    def take(self, finding: Finding, context: Context) -> Taken | None:
        found = [m for m in self.suggest(finding, context) if m.why == _("samma namn")]
        return self.existing(found[0].key, context) if found else None

    def undo_take(self, taken: Taken, context: Context) -> None:
        """Nothing was made, so there is nothing to take away."""

    def suggest(self, finding: Finding, context: Context) -> list[Match]:
        name = _title(finding).casefold()
        return [
            Match(one.code, one.name, _("samma namn"))
            for one in queries.programmes_for(context.by)
            if one.name.casefold() == name
        ]

    def existing(self, key: str, context: Context) -> Taken:
        found = Programme.objects.filter(code=key).first()
        if found is None:
            raise ConflictError(_("Programmet finns inte längre."))
        return Taken(
            kind="programme",
            key=found.code,
            label=found.name,
            url=reverse("plans:programme", args=[found.code]),
            is_new=False,
        )


@taker("goal", order=31)
class GoalTaker(_PartTaker):
    kind = "goal"


@taker("strategy", order=32)
class StrategyTaker(_PartTaker):
    """A strategy, and the words in the first person that belong to it."""

    kind = "strategy"

    def words(self, finding: Finding) -> dict[str, str]:
        number = finding.values.get("number")
        return super().words(finding) | {"number": str(number or "")[:20]}

    def add_more(self, node: Node, finding: Finding, context: Context) -> list[int]:
        quote = str(finding.values.get("quote") or "")
        levels = {one["kind"] for one in node.version.programme.levels}
        if not quote or "statement" not in levels:
            return []
        text = quote if len(quote) > _LONGEST else ""
        actions.add_node(
            version=node.version,
            kind="statement",
            new={"title": quote[:_LONGEST], "text": text},
            place=Place(parent=str(node.key)),
            by=context.by,
        )
        return [_event_of(node.version)]


@taker("development_area", order=33)
class DevelopmentAreaTaker(_PartTaker):
    kind = "development_area"


@taker("initiative", order=34)
class InitiativeTaker(_PartTaker):
    """An initiative, with its themes and how far the document says that it has come."""

    kind = "initiative"

    def add_more(self, node: Node, finding: Finding, context: Context) -> list[int]:
        told = {
            "themes": ", ".join(finding.values.get("themes") or ()),
            "phase": _PHASES.get(str(finding.values.get("status")), ""),
        }
        row = node.initiative
        if row is not None and any(told.values()):
            event = actions.edit_initiative(
                programme=node.version.programme,
                code=row.code,
                new={column: text for column, text in told.items() if text},
                revision=row.revision,
                gate_reason=_("Dokumentet säger att insatsen har kommit så långt."),
                by=context.by,
            )
            return [event.pk] if event else []
        return []


@taker("measurement_area", order=35)
class MeasurementAreaTaker(_PartTaker):
    kind = "measurement_area"


@taker("knowledge_area", order=36)
class KnowledgeAreaTaker(_PartTaker):
    kind = "knowledge_area"


@taker("success_factor", order=37)
class SuccessFactorTaker(_PartTaker):
    kind, lies_under_parent = "success_factor", False


@taker("obstacle", order=38)
class ObstacleTaker(_PartTaker):
    kind, lies_under_parent = "obstacle", False


@taker("shift", order=39)
class ShiftTaker(_PartTaker):
    kind, lies_under_parent = "shift", False

    def words(self, finding: Finding) -> dict[str, str]:
        sides = {
            name: str(finding.values.get(name) or "")[:_LONGEST]
            for name in ("less_of", "more_of")
        }
        # With both sides the plan names it itself.
        return sides if all(sides.values()) else sides | super().words(finding)


@taker("process_step", order=40)
class ProcessStepTaker(_PartTaker):
    """A dated step towards a decision is a milestone."""

    kind, lies_under_parent = "milestone", False

    def words(self, finding: Finding) -> dict[str, str]:
        label = str(finding.values.get("label") or finding.words)
        day = str(finding.values.get("date") or "")
        return {"title": label[:_LONGEST], "day": day}


@taker("definition_link", order=41)
class DefinitionLinkTaker(_PartTaker):
    """A definition stands once in the plan; what is taken is the strategy's link to it."""

    kind, lies_under_parent = "definition", False

    def take(self, finding: Finding, context: Context) -> Taken | None:
        parent = finding.parent
        if parent is None or parent.taken_kind != "node":
            return None
        part = super().take(finding, context)
        return part and self._linked(part, parent.taken_key, finding, context)

    def _linked(
        self, part: Taken, strategy: str, finding: Finding, context: Context
    ) -> Taken:
        version = _draft(finding, context)
        assert version is not None  # noqa: S101 -- the definition lies in it
        ends = {"source": strategy, "kind": "definition", "target": part.key}
        event = actions.add_link(version=version, by=context.by, **ends)
        link = NodeLink.objects.get(
            version=version,
            source__key=strategy,
            kind="definition",
            target__key=part.key,
        )
        memo = {
            "version": version.pk,
            "definition": part.key,
            "made": part.memo.get("events", []),
            "events": [event.pk] if event else [],
        }
        return Taken(
            kind="node_link",
            key=str(link.pk),
            label=part.label,
            url=part.url,
            is_new=event is not None,
            memo=memo,
            event=event.pk if event else None,
        )

    def undo_take(self, taken: Taken, context: Context) -> None:
        """Take the link away, and the definition when no other strategy has it."""
        _undo(taken, context)
        memo = taken.memo
        links = NodeLink.objects.filter(version=memo["version"])
        if memo["made"] and not links.filter(target__key=memo["definition"]).exists():
            _undo(replace(taken, memo=memo | {"events": memo["made"]}), context)

    def suggest(self, finding: Finding, context: Context) -> list[Match]:
        return []
