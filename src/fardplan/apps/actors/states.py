"""What the kinds of authority, body, relation and seat are called."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.engine.actors.bodies import BodyType, Level, RelationKind, SeatRole


class AuthorityKind(models.TextChoices):
    STATE = "state", _("Stat")
    CARE_REGION = "care_region", _("Sjukvårdsregion")
    REGION = "region", _("Region")
    MUNICIPALITY = "municipality", _("Kommun")


class BodyTypeLabel(models.TextChoices):
    ASSEMBLY = BodyType.ASSEMBLY, _("Fullmäktige")
    BOARD = BodyType.BOARD, _("Nämnd")
    JOINT_BOARD = BodyType.JOINT_BOARD, _("Gemensam nämnd")
    COMMITTEE = BodyType.COMMITTEE, _("Utskott")
    PREPARATORY_COMMITTEE = BodyType.PREPARATORY_COMMITTEE, _("Beredning")
    COLLABORATION_BODY = BodyType.COLLABORATION_BODY, _("Samverkansorgan")
    STEERING_GROUP = BodyType.STEERING_GROUP, _("Styrgrupp")
    MANAGEMENT_GROUP = BodyType.MANAGEMENT_GROUP, _("Ledningsgrupp")
    WORKING_GROUP = BodyType.WORKING_GROUP, _("Arbetsgrupp")
    PROGRAMME_OFFICE = BodyType.PROGRAMME_OFFICE, _("Programkontor")
    COUNCIL = BodyType.COUNCIL, _("Råd för patienter och närstående")
    NETWORK = BodyType.NETWORK, _("Nätverk")
    ADMINISTRATION = BodyType.ADMINISTRATION, _("Förvaltning")


class LevelLabel(models.TextChoices):
    POLITICAL = Level.POLITICAL, _("Politisk nivå")
    OFFICIALS = Level.OFFICIALS, _("Tjänstepersonsnivå")
    MIXED = Level.MIXED, _("Politiker och tjänstepersoner")


class RelationLabel(models.TextChoices):
    PREPARES_FOR = RelationKind.PREPARES_FOR, _("bereder åt")
    STEERS = RelationKind.STEERS, _("styr")
    COMMITTEE_OF = RelationKind.COMMITTEE_OF, _("är utskott till")
    REPORTS_TO = RelationKind.REPORTS_TO, _("rapporterar till")
    ACTS_FOR = RelationKind.ACTS_FOR, _("arbetar på uppdrag av")
    CONSULTS = RelationKind.CONSULTS, _("samråder med")


class SeatRoleLabel(models.TextChoices):
    CHAIR = SeatRole.CHAIR, _("Ordförande")
    VICE_CHAIR = SeatRole.VICE_CHAIR, _("Vice ordförande")
    MEMBER = SeatRole.MEMBER, _("Ledamot")
    SUBSTITUTE = SeatRole.SUBSTITUTE, _("Ersättare")
    ADJUNCT = SeatRole.ADJUNCT, _("Adjungerad")
    SECRETARY = SeatRole.SECRETARY, _("Sekreterare")


class Quorum(models.TextChoices):
    """How many must be present to decide; more than half is the law's own rule."""

    MORE_THAN_HALF = "more_than_half", _("Mer än hälften (6 kap. 27 § kommunallagen)")
    TWO_THIRDS = "two_thirds", _("Minst två tredjedelar")
    NONE = "none", _("Inget krav (organet fattar inga formella beslut)")
