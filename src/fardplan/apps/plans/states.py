"""What the parts of a plan, its states and an initiative's phases are called."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.engine.plans import initiative_records as records
from fardplan.engine.plans.complexity import ADVICE, Complexity
from fardplan.engine.plans.levels import (
    BESIDE,
    LEVELS,
    PARENTS,
    TARGETS,
    LinkKind,
    NodeKind,
)
from fardplan.engine.plans.phases import (
    BROAD,
    BY_WEIGHT,
    SYMBOLS,
    Evaluation,
    Phase,
    Status,
)
from fardplan.engine.plans.thread_picture import Relation as Relation  # noqa: PLC0414
from fardplan.engine.plans.thread_rules import Place as Place  # noqa: PLC0414
from fardplan.engine.plans.thread_rules import Severity as Severity  # noqa: PLC0414
from fardplan.engine.plans.versions import (
    FROZEN,
    SAID_YES,
    StepRole,
    StepState,
    VersionState,
)


class NodeLabel(models.TextChoices):
    VISION = NodeKind.VISION, _("Vision")
    TARGET_VISION = NodeKind.TARGET_VISION, _("Målbild")
    PERSPECTIVE = NodeKind.PERSPECTIVE, _("Perspektiv")
    STATEMENT = NodeKind.STATEMENT, _("Sats i jag-form")
    TARGET_AREA = NodeKind.TARGET_AREA, _("Målområde")
    GOAL = NodeKind.GOAL, _("Mål")
    STRATEGY = NodeKind.STRATEGY, _("Strategi")
    INITIATIVE = NodeKind.INITIATIVE, _("Insats")
    ACTIVITY = NodeKind.ACTIVITY, _("Aktivitet")
    MILESTONE = NodeKind.MILESTONE, _("Milstolpe")
    DECISION_POINT = NodeKind.DECISION_POINT, _("Beslutspunkt")
    DEFINITION = NodeKind.DEFINITION, _("Definition av nära vård")
    SHIFT = NodeKind.SHIFT, _("Förflyttning")
    KNOWLEDGE_AREA = NodeKind.KNOWLEDGE_AREA, _("Kunskapsområde")
    DEVELOPMENT_AREA = NodeKind.DEVELOPMENT_AREA, _("Utvecklingsområde")
    MEASUREMENT_AREA = NodeKind.MEASUREMENT_AREA, _("Mätområde")
    SUCCESS_FACTOR = NodeKind.SUCCESS_FACTOR, _("Framgångsfaktor")
    OBSTACLE = NodeKind.OBSTACLE, _("Hinder")
    STARTING_POINT = NodeKind.STARTING_POINT, _("Utgångspunkt")


class LinkLabel(models.TextChoices):
    CONTRIBUTES_TO = LinkKind.CONTRIBUTES_TO, _("bidrar till")
    DEFINITION = LinkKind.DEFINITION, _("svarar mot definitionen")
    KNOWLEDGE_AREA = LinkKind.KNOWLEDGE_AREA, _("bygger på kunskapsområdet")
    SHIFT = LinkKind.SHIFT, _("driver förflyttningen")
    FOLLOWED_BY = LinkKind.FOLLOWED_BY, _("följs med mätområdet")
    HELPED_BY = LinkKind.HELPED_BY, _("gynnas av")
    HINDERED_BY = LinkKind.HINDERED_BY, _("hindras av")


class VersionLabel(models.TextChoices):
    DRAFT = VersionState.DRAFT, _("Utkast")
    REFERRAL = VersionState.REFERRAL, _("På remiss")
    ADOPTED = VersionState.ADOPTED, _("Antagen")
    SUPERSEDED = VersionState.SUPERSEDED, _("Ersatt")


class StepLabel(models.TextChoices):
    WAITING = StepState.WAITING, _("Väntar")
    ADOPTED = StepState.ADOPTED, _("Har antagit")
    ADOPTED_WITH_RESERVATION = (
        StepState.ADOPTED_WITH_RESERVATION,
        _("Har antagit med reservation"),
    )
    REJECTED = StepState.REJECTED, _("Har avslagit")


class StepRoleLabel(models.TextChoices):
    DECIDES = StepRole.DECIDES, _("Beslutar")
    CONSULTED = StepRole.CONSULTED, _("Yttrar sig")


class PhaseLabel(models.TextChoices):
    IDEA = Phase.IDEA, _("Idé")
    PRE_STUDY = Phase.PRE_STUDY, _("Förstudie")
    PILOT = Phase.PILOT, _("Pilot")
    EVALUATION = Phase.EVALUATION, _("Utvärdering")
    ROLL_OUT = Phase.ROLL_OUT, _("Breddinförande")
    IN_OPERATION = Phase.IN_OPERATION, _("I drift")
    ENDED = Phase.ENDED, _("Avslutad")


class StatusLabel(models.TextChoices):
    NONE = Status.NONE, _("Läge saknas")
    ON_TRACK = Status.ON_TRACK, _("Enligt plan")
    AT_RISK = Status.AT_RISK, _("Risk för avvikelse")
    OFF_TRACK = Status.OFF_TRACK, _("Avviker från planen")


class EvaluationLabel(models.TextChoices):
    NONE = Evaluation.NONE, _("Ingen planerad")
    PLANNED = Evaluation.PLANNED, _("Planerad")
    DONE = Evaluation.DONE, _("Gjord")


class Revision(models.TextChoices):
    """How often a plan is to be looked over."""

    TERM = "term", _("En gång per mandatperiod")
    YEARLY = "yearly", _("Varje år")
    NONE = "none", _("Ingen bestämd tid")


LEVEL_LABELS = [(k.value, NodeLabel(k.value).label) for k in LEVELS]
BESIDE_KINDS = frozenset(kind.value for kind in BESIDE)
FROZEN_STATES = frozenset(state.value for state in FROZEN)
YES_STATES = frozenset(state.value for state in SAID_YES)
# Over several of the same kind in a row.
KIND_PLURALS = {
    NodeKind.VISION.value: _("Visioner"),
    NodeKind.TARGET_VISION.value: _("Målbilder"),
    NodeKind.PERSPECTIVE.value: _("Perspektiv"),
    NodeKind.STATEMENT.value: _("Satser i jag-form"),
    NodeKind.TARGET_AREA.value: _("Målområden"),
    NodeKind.GOAL.value: _("Mål"),
    NodeKind.STRATEGY.value: _("Strategier"),
    NodeKind.INITIATIVE.value: _("Insatser"),
    NodeKind.ACTIVITY.value: _("Aktiviteter"),
    NodeKind.MILESTONE.value: _("Milstolpar"),
    NodeKind.DECISION_POINT.value: _("Beslutspunkter"),
    NodeKind.DEFINITION.value: _("Definitioner av nära vård"),
    NodeKind.SHIFT.value: _("Förflyttningar"),
    NodeKind.KNOWLEDGE_AREA.value: _("Kunskapsområden"),
    NodeKind.DEVELOPMENT_AREA.value: _("Utvecklingsområden"),
    NodeKind.MEASUREMENT_AREA.value: _("Mätområden"),
    NodeKind.SUCCESS_FACTOR.value: _("Framgångsfaktorer"),
    NodeKind.OBSTACLE.value: _("Hinder"),
    NodeKind.STARTING_POINT.value: _("Utgångspunkter"),
}
LEVEL_KINDS = frozenset(kind.value for kind in LEVELS)
PARENT_KINDS = {
    kind.value: frozenset(parent.value if parent else "" for parent in parents)
    for kind, parents in PARENTS.items()
}
TARGET_KINDS = {
    kind.value: frozenset(target.value for target in targets)
    for kind, targets in TARGETS.items()
}
# Never by colour or symbol alone: each stands before its word.
VERSION_SYMBOLS = {
    VersionState.DRAFT.value: "✎",
    VersionState.REFERRAL.value: "✉",
    VersionState.ADOPTED.value: "✓",
    VersionState.SUPERSEDED.value: "↷",
}
STEP_SYMBOLS = {
    StepState.WAITING.value: "○",
    StepState.ADOPTED.value: "✓",
    StepState.ADOPTED_WITH_RESERVATION.value: "✓",
    StepState.REJECTED.value: "✕",
}
# What a part's form asks for, and what it is called in the history.
NODE_FIELDS = {
    "number": _("Nummer"),
    "title": _("Rubrik"),
    "text": _("Text"),
    "day": _("Datum"),
    "less_of": _("Mindre av"),
    "more_of": _("Mer av"),
}
DATED_KINDS = frozenset(
    {
        NodeKind.MILESTONE.value,
        NodeKind.DECISION_POINT.value,
        NodeKind.ACTIVITY.value,
        NodeKind.GOAL.value,
    }
)
SHIFT_KIND = NodeKind.SHIFT.value
FACTOR_KINDS = (NodeKind.SUCCESS_FACTOR.value, NodeKind.OBSTACLE.value)
ASSESSMENT_LEVELS = [
    ("1", _("1 – inte alls")),
    ("2", _("2 – i liten del")),
    ("3", _("3 – till hälften")),
    ("4", _("4 – till stor del")),
    ("5", _("5 – helt")),
]


class ComplexityLabel(models.TextChoices):
    SIMPLE = Complexity.SIMPLE, _("Enkel")
    COMPLICATED = Complexity.COMPLICATED, _("Komplicerad")
    COMPLEX = Complexity.COMPLEX, _("Komplex")


# What the columns of engine/plans/initiative_records.py are called on the pages.
INITIATIVE_FIELDS = {
    "code": _("Kortadress"),
    "name": _("Namn"),
    "purpose": _("Syfte"),
    "themes": _("Teman"),
    "phase": _("Fas"),
    "target_group": _("Målgrupp"),
    "municipalities": _("Kommuner"),
    "area": _("Programområde"),
    "owner_body": _("Ansvarigt organ"),
    "owner": _("Ansvarig person"),
    "partner_authorities": _("Medverkande myndigheter"),
    "partner_bodies": _("Medverkande organ"),
    "financed_by": _("Finansieras av"),
    "cofinancing_percent": _("Samfinansierad andel, procent"),
    "budget": _("Budget, kronor"),
    "moves_from": _("Flyttar från"),
    "moves_to": _("Flyttar till"),
    "moved_amount": _("Flyttade kronor"),
    "start": _("Börjar"),
    "end": _("Slutar"),
    "agreement": _("Samsyn, 1-5"),
    "predictability": _("Förutsägbarhet, 1-5"),
    "evaluation": _("Utvärdering"),
    "evaluation_due": _("Utvärderas senast"),
    "evaluation_result": _("Utvärderingens resultat"),
    "status": _("Läge"),
    "status_text": _("Om läget"),
    "status_day": _("Läge per"),
    "next_step": _("Nästa steg"),
    "next_day": _("Nästa steg senast"),
}
# A select's value is the word that forms and files share; its label is translated.
PHASE_WORDS = [(records.PHASE_WORDS[Phase(one.value)], one.label) for one in PhaseLabel]
STATUS_WORDS = [
    (records.STATUS_WORDS[Status(one.value)], one.label) for one in StatusLabel
]
EVALUATION_WORDS = [
    (records.EVALUATION_WORDS[Evaluation(one.value)], one.label)
    for one in EvaluationLabel
]
STATUS_SYMBOLS = {status.value: symbol for status, symbol in SYMBOLS.items()}
# The design system's colour of each; always beside the symbol and the word.
STATUS_COLOURS = {
    StatusLabel.NONE.value: "neutral",
    StatusLabel.ON_TRACK.value: "success",
    StatusLabel.AT_RISK.value: "warning",
    StatusLabel.OFF_TRACK.value: "danger",
}
STATUSES_BY_WEIGHT = [status.value for status in BY_WEIGHT]
BROAD_PHASES = frozenset(phase.value for phase in BROAD)
COMPLEXITY_ADVICE = {one.value: texts for one, texts in ADVICE.items()}
STATUS_FIELDS = records.STATUS_COLUMNS
# What an indicator may follow.
FOLLOWED_KINDS = frozenset(
    {"target_area", "goal", "strategy", "initiative", "measurement_area"}
)
# Of a larger plan only the upper levels are drawn; the rest is one click away.
MOST_PARTS = 200
UPPER_KINDS = frozenset(
    {
        *("vision", "target_vision", "perspective", "statement"),
        *("target_area", "goal", "strategy"),
    }
)

PLACE_LABELS = {
    Place.SOURCES: _("Källor"),
    Place.GOALS: _("Mål"),
    Place.INITIATIVES: _("Insatser"),
    Place.DECISIONS: _("Beslut"),
    Place.ASSIGNMENTS: _("Uppdrag"),
    Place.INDICATORS: _("Indikatorer"),
    Place.FORECASTS: _("Prognos"),
}
RELATION_LABELS = {
    Relation.HERE: "",
    Relation.ABOVE: _("det här leder dit"),
    Relation.BELOW: _("leder hit"),
    Relation.FOLLOWS: _("följer om det händer"),
}
SEVERITY_LABELS = {
    Severity.BREAKS: _("Bryter tråden"),
    Severity.WEAKENS: _("Försvagar tråden"),
    Severity.NOTE: _("Bra att veta"),
}
SEVERITY_SYMBOLS = {Severity.BREAKS: "✕", Severity.WEAKENS: "!", Severity.NOTE: "i"}
# Parts that some rule may find a gap at.
CHECKED_KINDS = frozenset(
    {
        *(NodeKind.GOAL.value, NodeKind.STRATEGY.value, NodeKind.INITIATIVE.value),
        *(NodeKind.ACTIVITY.value, NodeKind.MILESTONE.value),
        NodeKind.DECISION_POINT.value,
    }
)
