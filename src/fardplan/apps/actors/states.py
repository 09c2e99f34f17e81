"""What the kinds of authority, body, relation and seat are called."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.engine.accounts.roles import RoleName
from fardplan.engine.actors import words
from fardplan.engine.actors.bodies import BodyType, Level, RelationKind, SeatRole
from fardplan.engine.actors.import_plan import Status
from fardplan.engine.actors.text_fields import LONGEST_CODE


# The engine's own, for those who may not call it.
__all__ = ["LONGEST_CODE", "Status"]


# What stands where a name was that has been kept long enough.
ERASED_NAME = "Namnet är gallrat"


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


class GivenRole(models.TextChoices):
    """What an administrator may make somebody in an authority."""

    PROGRAMME_LEAD = RoleName.PROGRAMME_LEAD, _("Programledare")
    ANALYST = RoleName.ANALYST, _("Analytiker")


class Quorum(models.TextChoices):
    """How many must be present to decide; more than half is the law's own rule."""

    MORE_THAN_HALF = "more_than_half", _("Mer än hälften (6 kap. 27 § kommunallagen)")
    TWO_THIRDS = "two_thirds", _("Minst två tredjedelar")
    NONE = "none", _("Inget krav (organet fattar inga formella beslut)")


# The other way round: how the body that an arrow points at stands to its source.
RELATION_REVERSED = {
    RelationLabel.PREPARES_FOR: _("får ärenden beredda av"),
    RelationLabel.STEERS: _("styrs av"),
    RelationLabel.COMMITTEE_OF: _("har som utskott"),
    RelationLabel.REPORTS_TO: _("får rapporter från"),
    RelationLabel.ACTS_FOR: _("har gett uppdrag åt"),
    RelationLabel.CONSULTS: _("rådfrågas av"),
}
# What the columns of engine/actors/body_records.py are called on the pages.
BODY_FIELDS = {
    "code": _("Kortadress"),
    "name": _("Namn"),
    "abbreviation": _("Förkortning"),
    "body_type": _("Typ"),
    "level": _("Nivå"),
    "home": _("Hör hemma i"),
    "authorities": _("Myndigheter"),
    "financed_by": _("Samfinansieras av"),
    "mandate": _("Uppdrag"),
    "valid_from": _("Finns från"),
    "valid_to": _("Finns till"),
    "notice_days": _("Kallelse dagar före"),
    "quorum": _("Beslutförhet"),
    "approval_manner": _("Justering"),
    "remote_allowed": _("Deltagande på distans"),
    "composition": _("Sammansättning"),
    "prepares_for": _("Bereder åt"),
    "steers": _("Styr"),
    "committee_of": _("Är utskott till"),
    "reports_to": _("Rapporterar till"),
    "acts_for": _("Arbetar på uppdrag av"),
    "consults": _("Samråder med"),
    "source": _("Källa"),
}
# And those of engine/actors/seat_records.py.
SEAT_FIELDS = {
    "body": _("Organ"),
    "number": _("Plats"),
    "role": _("Roll"),
    "order": _("Ordning"),
    "authority": _("Representerar"),
    "function": _("Funktion"),
    "party": _("Parti"),
    "seat_from": _("Platsen finns från"),
    "seat_to": _("Platsen finns till"),
    "person": _("Person"),
    "start": _("Förordnad från"),
    "end": _("Förordnad till"),
}
# A select's value is the word that forms and files share; its label is translated.
TYPE_WORDS = [(words.TYPES[BodyType(one.value)], one.label) for one in BodyTypeLabel]
LEVEL_WORDS = [(words.LEVELS[Level(one.value)], one.label) for one in LevelLabel]
ROLE_WORDS = [(words.ROLES[SeatRole(one.value)], one.label) for one in SeatRoleLabel]
QUORUM_WORDS = [(words.QUORUMS[one.value], one.label) for one in Quorum]
YES_NO_WORDS = [("", _("Vet inte")), ("Ja", _("Ja")), ("Nej", _("Nej"))]
STATUS_LABELS = {
    Status.NEW: _("Ny"),
    Status.CHANGED: _("Ändras"),
    Status.UNCHANGED: _("Oförändrad"),
    Status.WRONG: _("Fel"),
}
