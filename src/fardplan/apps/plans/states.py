"""What the parts of a plan, its states and an initiative's phases are called."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.engine.plans.levels import BESIDE, LEVELS, LinkKind, NodeKind
from fardplan.engine.plans.phases import Evaluation, Phase, Status
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
