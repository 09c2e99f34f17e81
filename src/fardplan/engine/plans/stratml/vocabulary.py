"""The words of StratML files: the elements of the standard, and our lines of text.

StratML has two levels (Goal, Objective) and no kinds of part. What has no element of its
own is told in OtherInformation as lines of plain Swedish, ``Rubrik: värde``: people and
other programs read them as text, and Färdplan reads them back. Element order and
cardinality: schemas StrategicPlanISOVersion20140401 and PerformancePlanOrReport20160216.
"""

from __future__ import annotations

from enum import IntEnum

from fardplan.engine.plans.levels import LinkKind, NodeKind
from fardplan.engine.plans.versions import StepState


class Part(IntEnum):
    """Part 1 is the plan; part 2 adds roles, and indicators with targets and results."""

    ONE = 1
    TWO = 2


NAMESPACES = {
    Part.ONE: "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
    Part.TWO: "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
}
ROOTS = {Part.ONE: "StrategicPlan", Part.TWO: "PerformancePlanOrReport"}

_GOAL = ("Name", "Description", "Identifier", "SequenceIndicator", "Stakeholder")
# Which elements lie in which, in the order that the schemas want them.
CHILDREN: dict[str, tuple[str, ...]] = {
    "StrategicPlan": (
        *("Name", "Description", "OtherInformation", "StrategicPlanCore"),
        "AdministrativeInformation",
    ),
    "PerformancePlanOrReport": (
        *("Name", "Description", "OtherInformation", "StrategicPlanCore"),
        *("AdministrativeInformation", "Submitter"),
    ),
    "StrategicPlanCore": ("Organization", "Vision", "Mission", "Value", "Goal"),
    "Vision": ("Description", "Identifier"),
    "Mission": ("Description", "Identifier"),
    "Value": ("Name", "Description"),
    "Goal": (*_GOAL, "OtherInformation", "Objective"),
    "Objective": (*_GOAL, "OtherInformation", "PerformanceIndicator"),
    "PerformanceIndicator": (
        *("SequenceIndicator", "MeasurementDimension", "UnitOfMeasurement"),
        *("Identifier", "Relationship", "MeasurementInstance", "OtherInformation"),
    ),
}

KIND_WORDS = {
    NodeKind.VISION: "Vision",
    NodeKind.TARGET_VISION: "Målbild",
    NodeKind.PERSPECTIVE: "Perspektiv",
    NodeKind.STATEMENT: "Sats i jag-form",
    NodeKind.TARGET_AREA: "Målområde",
    NodeKind.GOAL: "Mål",
    NodeKind.STRATEGY: "Strategi",
    NodeKind.INITIATIVE: "Insats",
    NodeKind.ACTIVITY: "Aktivitet",
    NodeKind.MILESTONE: "Milstolpe",
    NodeKind.DECISION_POINT: "Beslutspunkt",
    NodeKind.DEFINITION: "Definition av nära vård",
    NodeKind.SHIFT: "Förflyttning",
    NodeKind.KNOWLEDGE_AREA: "Kunskapsområde",
    NodeKind.DEVELOPMENT_AREA: "Utvecklingsområde",
    NodeKind.MEASUREMENT_AREA: "Mätområde",
    NodeKind.SUCCESS_FACTOR: "Framgångsfaktor",
    NodeKind.OBSTACLE: "Hinder",
    NodeKind.STARTING_POINT: "Utgångspunkt",
}
KINDS_BY_WORD = {word.casefold(): kind for kind, word in KIND_WORDS.items()}
# The name of the Goal that parts beside the tree are gathered in, a kind in each.
COLLECTION_NAMES = {
    NodeKind.DEFINITION: "Definitioner av nära vård",
    NodeKind.SHIFT: "Förflyttningar",
    NodeKind.KNOWLEDGE_AREA: "Kunskapsområden",
    NodeKind.DEVELOPMENT_AREA: "Utvecklingsområden",
    NodeKind.MEASUREMENT_AREA: "Mätområden",
    NodeKind.SUCCESS_FACTOR: "Framgångsfaktorer",
    NodeKind.OBSTACLE: "Hinder",
    NodeKind.STARTING_POINT: "Utgångspunkter",
}

# The headings of our lines.
KIND, UNDER, NUMBER, DAY = "Slag", "Ligger under", "Nummer", "Datum"
LESS, MORE, INITIATIVE = "Mindre av", "Mer av", "Insatsens kortadress"
LINK_HEADINGS = {
    LinkKind.CONTRIBUTES_TO: "Bidrar till",
    LinkKind.DEFINITION: "Svarar mot definitionen",
    LinkKind.KNOWLEDGE_AREA: "Bygger på kunskapsområdet",
    LinkKind.SHIFT: "Driver förflyttningen",
    LinkKind.FOLLOWED_BY: "Följs med mätområdet",
    LinkKind.HELPED_BY: "Gynnas av",
    LinkKind.HINDERED_BY: "Hindras av",
}
LINKS_BY_HEADING = {heading: kind for kind, heading in LINK_HEADINGS.items()}
COLLECTION = "Samling"
ADOPTION_WORDS = {
    StepState.WAITING: "Väntar på beslut av",
    StepState.ADOPTED: "Antagen av",
    StepState.ADOPTED_WITH_RESERVATION: "Antagen med reservation av",
    StepState.REJECTED: "Avslagen av",
}
# Vision has no OtherInformation of its own, so its lines stand with those of the plan.
OF_THE_VISION = "Visionen: "

# A Goal must have a Description. These stand there when the plan says nothing.
NO_TEXT = "Planen säger inget mer om den här delen."
COLLECTION_TEXT = "Delar som står bredvid planens mål och strategier."
NO_GOALS = "Planen har inga andra delar än visionen och utgångspunkterna."
NO_UNIT = "Anges inte i planen"
