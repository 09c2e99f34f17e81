"""The Swedish words of bodies, as exchange files and checks write them.

They never follow the language of the pages, so that a file can be read back wherever
and by whomever it was written. Plurals are for sentences and for what people write.
"""

from __future__ import annotations

from fardplan.engine.actors.bodies import BodyType, Level, RelationKind, SeatRole


TYPES = {
    BodyType.ASSEMBLY: "Fullmäktige",
    BodyType.BOARD: "Nämnd",
    BodyType.JOINT_BOARD: "Gemensam nämnd",
    BodyType.COMMITTEE: "Utskott",
    BodyType.PREPARATORY_COMMITTEE: "Beredning",
    BodyType.COLLABORATION_BODY: "Samverkansorgan",
    BodyType.STEERING_GROUP: "Styrgrupp",
    BodyType.MANAGEMENT_GROUP: "Ledningsgrupp",
    BodyType.WORKING_GROUP: "Arbetsgrupp",
    BodyType.PROGRAMME_OFFICE: "Programkontor",
    BodyType.COUNCIL: "Råd för patienter och närstående",
    BodyType.NETWORK: "Nätverk",
    BodyType.ADMINISTRATION: "Förvaltning",
}
LEVELS = {
    Level.POLITICAL: "Politisk nivå",
    Level.OFFICIALS: "Tjänstepersonsnivå",
    Level.MIXED: "Politiker och tjänstepersoner",
}
RELATIONS = {
    RelationKind.PREPARES_FOR: "bereder åt",
    RelationKind.STEERS: "styr",
    RelationKind.COMMITTEE_OF: "är utskott till",
    RelationKind.REPORTS_TO: "rapporterar till",
    RelationKind.ACTS_FOR: "arbetar på uppdrag av",
    RelationKind.CONSULTS: "samråder med",
}
ROLES = {
    SeatRole.CHAIR: "Ordförande",
    SeatRole.VICE_CHAIR: "Vice ordförande",
    SeatRole.MEMBER: "Ledamot",
    SeatRole.SUBSTITUTE: "Ersättare",
    SeatRole.ADJUNCT: "Adjungerad",
    SeatRole.SECRETARY: "Sekreterare",
}
ROLES_PLURAL = ROLES | {
    SeatRole.MEMBER: "Ledamöter",
    SeatRole.ADJUNCT: "Adjungerade",
}
QUORUMS = {
    "more_than_half": "Mer än hälften",
    "two_thirds": "Minst två tredjedelar",
    "none": "Inget krav",
}


def role_in_words(role: SeatRole, number: int) -> str:
    """Give the role inside a sentence: 1 ledamot, 2 ledamöter."""
    return (ROLES if number == 1 else ROLES_PLURAL)[role].lower()
