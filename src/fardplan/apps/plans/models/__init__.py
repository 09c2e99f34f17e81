"""Programmes, the versions of their plans, initiatives, adoption and self-assessment."""

from fardplan.apps.plans.models.adoption import AdoptionStep
from fardplan.apps.plans.models.assessment import AssessmentAnswer, SelfAssessment
from fardplan.apps.plans.models.initiative import Initiative, StatusUpdate
from fardplan.apps.plans.models.node import Node, NodeComment, NodeLink
from fardplan.apps.plans.models.programme import Programme, ProgrammeArea
from fardplan.apps.plans.models.thread import DoneMark, VisionCheck
from fardplan.apps.plans.models.version import PlanVersion


__all__ = [
    "AdoptionStep",
    "AssessmentAnswer",
    "DoneMark",
    "Initiative",
    "Node",
    "NodeComment",
    "NodeLink",
    "PlanVersion",
    "Programme",
    "ProgrammeArea",
    "SelfAssessment",
    "StatusUpdate",
    "VisionCheck",
]
