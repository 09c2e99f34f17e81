"""Writes a version of a plan as StratML, part 1 or 2.

In: the version and what it belongs to. Out: the bytes of an XML file, valid against the
schema of its part by construction: every element is written here in the schema's order.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from lxml import etree

from fardplan.engine.plans.levels import LinkKind, NodeKind
from fardplan.engine.plans.stratml import vocabulary as words
from fardplan.engine.plans.stratml.fold import fold
from fardplan.engine.plans.stratml.lines import (
    lines_of,
    lines_of_initiative,
    lines_of_plan,
    lines_of_vision,
)
from fardplan.engine.plans.stratml.plain_text import (
    many_lines,
    one_line,
    to_identifier,
)
from fardplan.engine.plans.stratml.plan_record import InitiativeWords
from fardplan.engine.plans.stratml.vocabulary import NAMESPACES, ROOTS, Part
from fardplan.engine.plans.versions import SAID_YES


if TYPE_CHECKING:
    from collections.abc import Mapping

    from fardplan.engine.plans.content import LinkFact, NodeFact, VersionFact
    from fardplan.engine.plans.stratml.fold import GoalDraft
    from fardplan.engine.plans.stratml.plan_record import PlanRecord

_URL_CHARACTERS = ":/?#[]@!$&'()*+,;=%~"
_NOTHING = InitiativeWords()


def write_stratml(version: VersionFact, about: PlanRecord, part: Part) -> bytes:
    """Give the file."""
    return _PlanWriter(version, about, part).write()


class _PlanWriter:
    def __init__(self, version: VersionFact, about: PlanRecord, part: Part) -> None:
        self._version, self._about, self._part = version, about, part
        self._nodes = {node.key: node for node in version.nodes}
        self._links: dict[str, list[LinkFact]] = defaultdict(list)
        self._followers: dict[str, list[LinkFact]] = defaultdict(list)
        for link in sorted(version.links):
            self._links[link.source].append(link)
            if link.kind == LinkKind.FOLLOWED_BY:
                self._followers[link.target].append(link)

    def write(self) -> bytes:
        namespace = NAMESPACES[self._part]
        root = etree.Element(
            f"{{{namespace}}}{ROOTS[self._part]}", nsmap={None: namespace}
        )
        if self._part == Part.TWO:
            root.set("Type", "Strategic_Plan")
        about, folded = self._about, fold(self._version)
        self._add(root, "Name", one_line(self._version.title))
        description = f"Plan för {about.programme}. Drivs av {about.home}."
        self._add(root, "Description", one_line(description))
        lines = list(lines_of_plan(about))
        if folded.vision:
            lines += lines_of_vision(folded.vision, self._linked(folded.vision))
        self._add(root, "OtherInformation", "\n".join(lines))
        plan_core = self._add(root, "StrategicPlanCore")
        self._organizations(plan_core)
        if folded.vision:
            self._vision(plan_core, folded.vision)
        for value in folded.values:
            one = self._add(plan_core, "Value")
            self._add(one, "Name", one_line(value.title))
            self._say(one, "Description", many_lines(value.text))
        for goal in folded.goals:
            self._goal(plan_core, goal)
        if not folded.goals:
            self._collection(plan_core, one_line(self._version.title), words.NO_GOALS)
        self._administration(root)
        return bytes(
            etree.tostring(
                root, encoding="UTF-8", xml_declaration=True, pretty_print=True
            )
        )

    def _add(self, parent: Any, name: str, text: str = "") -> Any:
        element = etree.SubElement(parent, f"{{{NAMESPACES[self._part]}}}{name}")
        element.text = text or None
        return element

    def _say(self, parent: Any, name: str, text: str) -> None:
        if text:
            self._add(parent, name, text)

    def _organizations(self, plan_core: Any) -> None:
        first = sorted(
            self._about.authorities, key=lambda name: name != self._about.home
        )
        for number, name in enumerate(first, 1):
            one = self._add(plan_core, "Organization")
            self._add(one, "Name", one_line(name))
            self._add(one, "Identifier", f"_myndighet-{number}")
            if name == self._about.home:
                self._add(one, "Description", "Driver programmet.")

    def _vision(self, plan_core: Any, node: NodeFact) -> None:
        vision = self._add(plan_core, "Vision")
        told = (one_line(node.title), many_lines(node.text))
        self._add(vision, "Description", "\n\n".join(part for part in told if part))
        self._add(vision, "Identifier", to_identifier(node.key))

    def _goal(self, plan_core: Any, goal: GoalDraft) -> None:
        node = goal.node
        if node is None:
            name = words.COLLECTION_NAMES[NodeKind(goal.kind)]
            element = self._collection(plan_core, name, words.COLLECTION_TEXT)
        else:
            element = self._part_of_plan(plan_core, "Goal", node, "")
        for objective in goal.objectives:
            under = goal.implied_parent
            one = self._part_of_plan(element, "Objective", objective, under)
            if objective.kind == NodeKind.MEASUREMENT_AREA and self._part == Part.TWO:
                self._indicator(one, objective)

    def _collection(self, plan_core: Any, name: str, text: str) -> Any:
        element = self._add(plan_core, "Goal")
        self._add(element, "Name", name)
        self._add(element, "Description", text)
        line = f"{words.KIND}: {words.COLLECTION}"
        self._add(element, "OtherInformation", line)
        return element

    def _part_of_plan(
        self, parent: Any, name: str, node: NodeFact, implied: str
    ) -> Any:
        element = self._add(parent, name)
        self._add(element, "Name", one_line(node.title))
        empty = words.NO_TEXT if name == "Goal" else ""
        self._say(element, "Description", many_lines(node.text) or empty)
        self._add(element, "Identifier", to_identifier(node.key))
        self._say(element, "SequenceIndicator", one_line(node.number))
        told = self._about.initiatives.get(node.initiative, _NOTHING)
        self._stakeholders(element, told)
        above = self._nodes[node.parent] if node.parent != implied else None
        lines = [
            *lines_of(node, self._linked(node), above),
            *lines_of_initiative(told.lines),
        ]
        self._add(element, "OtherInformation", "\n".join(lines))
        return element

    def _linked(self, node: NodeFact) -> list[tuple[str, NodeFact]]:
        return [(one.kind, self._nodes[one.target]) for one in self._links[node.key]]

    def _stakeholders(self, element: Any, told: InitiativeWords) -> None:
        for name, role in told.performers.items():
            self._stakeholder(element, name, role, ("Organization", "Performer"))
        if told.target_group:
            told_group = ("Generic_Group", "Beneficiary")
            self._stakeholder(element, told.target_group, "Målgrupp", told_group)

    def _stakeholder(
        self, element: Any, name: str, role: str, types: tuple[str, str]
    ) -> None:
        one = self._add(element, "Stakeholder")
        one.set("StakeholderTypeType", types[0])
        self._add(one, "Name", one_line(name))
        if self._part == Part.ONE:
            self._add(one, "Description", role)
            return
        holder = self._add(one, "Role")
        self._add(holder, "Name", role)
        self._add(holder, "RoleType", types[1])

    def _indicator(self, objective: Any, node: NodeFact) -> None:
        """Tell what is to be followed; a plan has no targets, so there are none."""
        one = self._add(objective, "PerformanceIndicator")
        self._add(one, "MeasurementDimension", one_line(node.title))
        self._add(one, "UnitOfMeasurement", words.NO_UNIT)
        self._add(one, "Identifier", f"{to_identifier(node.key)}.indikator")
        if node.parent:
            self._relation(one, "Narrower_Than", node.parent, words.UNDER)
        for link in self._followers[node.key]:
            self._relation(one, "Peer_To", link.source, "Följer upp")

    def _relation(self, indicator: Any, kind: str, key: str, name: str) -> None:
        one = self._add(indicator, "Relationship")
        one.set("RelationshipType", kind)
        self._add(one, "ReferentIdentifier", to_identifier(key))
        self._add(one, "Name", name)
        self._add(one, "Description", one_line(self._nodes[key].title))

    def _administration(self, root: Any) -> None:
        about = self._about
        days = [one.day for one in about.adoptions if one.day and one.state in SAID_YES]
        told: Mapping[str, object] = {
            "StartDate": min(days) if days else "",
            "EndDate": f"{about.target_year}-12-31" if about.target_year else "",
            "PublicationDate": about.published or "",
            "Source": quote(about.source, safe=_URL_CHARACTERS),
        }
        element = self._add(root, "AdministrativeInformation")
        if self._part == Part.TWO and about.sha256:
            self._add(element, "Identifier", f"_version-{about.sha256}")
        for name, value in told.items():
            self._say(element, name, str(value))
        self._submitter(element if self._part == Part.ONE else root)

    def _submitter(self, parent: Any) -> None:
        person = self._about.submitter
        if person is not None:
            one = self._add(parent, "Submitter")
            self._say(one, "GivenName", one_line(person.given_name))
            self._say(one, "Surname", one_line(person.surname))
            self._say(one, "EmailAddress", one_line(person.email))
