"""What documents, their findings and the fields of findings are called."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.engine.sources.model import DocumentKind
from fardplan.engine.sources.read_error import LARGEST_MB


# The engine's own, for those who may not call it.
__all__ = ["LARGEST_MB"]

# More than a person drops in by design; each is read by itself, so it only bounds a slip.
MOST_FILES = 20
# The long work that reviews many findings, and that undoes it.
REVIEW_JOB, UNDO_JOB = "review_findings", "undo_review"
# Where uploads lie, each under the hash of its content.
UPLOADS_FOLDER = "sources"
# At or above this the reader saw the form itself; below it judged by words.
SURE = 0.95


class DocumentState(models.TextChoices):
    READING = "reading", _("Läses")
    READY = "ready", _("Läst")
    FAILED = "failed", _("Gick inte att läsa")


class FindingState(models.TextChoices):
    UNREVIEWED = "unreviewed", _("Ogranskat")
    ACCEPTED = "accepted", _("Godkänt")
    MERGED = "merged", _("Sammanslaget")
    REJECTED = "rejected", _("Avvisat")


class EditionMark(models.TextChoices):
    """How a finding stands to the edition before."""

    SAME = "same", _("Samma som förra utgåvan")
    CHANGED = "changed", _("Ändrat sedan förra utgåvan")
    NEW = "new", _("Nytt i den här utgåvan")


class ReviewAct(models.TextChoices):
    ACCEPT = "accept", _("godkände")
    REJECT = "reject", _("avvisade")
    EDIT = "edit", _("ändrade och godkände")
    MERGE = "merge", _("slog ihop")
    REOPEN = "reopen", _("öppnade igen")
    TAKE = "take", _("förde över")
    CARRY = "carry", _("förde med från förra utgåvan")


class DocumentKindLabel(models.TextChoices):
    REGIONAL_OVERVIEW = DocumentKind.REGIONAL_OVERVIEW, _("Översikt över regioner")
    MEETING_NOTICE = DocumentKind.MEETING_NOTICE, _("Kallelse")
    STRATEGY_PLAN = DocumentKind.STRATEGY_PLAN, _("Strategisk plan")
    ACTIVITY_PLAN = DocumentKind.ACTIVITY_PLAN, _("Aktivitetsplan")
    OPERATING_PLAN_PROCESS = (
        DocumentKind.OPERATING_PLAN_PROCESS,
        _("Process för verksamhetsplan"),
    )
    CONFERENCE_INVITATION = DocumentKind.CONFERENCE_INVITATION, _("Inbjudan")
    MINUTES = DocumentKind.MINUTES, _("Protokoll")
    UNKNOWN = DocumentKind.UNKNOWN, _("Annat dokument")


_ACTORS, _PLAN, _DECISIONS = _("Aktörer"), _("Plan"), _("Beslut")
_FORECAST, _DIALOGUE = _("Prognos"), _("Dialog")
# Kind of finding -> what it is called, and the station that makes something of it. What
# no station makes anything of stays here as a passage to refer to.
KINDS = {
    "region": (_("Region"), _ACTORS),
    "section": (_("Avsnitt"), None),
    "bullet": (_("Punkt"), None),
    "programme": (_("Program"), _PLAN),
    "goal": (_("Mål"), _PLAN),
    "initiative": (_("Insats"), _PLAN),
    "body": (_("Organ"), _ACTORS),
    "meeting": (_("Sammanträde"), _DECISIONS),
    "seat": (_("Plats"), _ACTORS),
    "timetable_row": (_("Programpunkt på mötet"), _DECISIONS),
    "agenda_item": (_("Ärende"), _DECISIONS),
    "proposal": (_("Förslag till beslut"), _DECISIONS),
    "decision": (_("Fattat beslut"), _DECISIONS),
    "attachment": (_("Bilaga"), _DECISIONS),
    "approval": (_("Justering"), _DECISIONS),
    "serving": (_("Tjänstgörande"), _DECISIONS),
    "announcement": (_("Anslag"), _DECISIONS),
    "assignment": (_("Uppdrag"), _DECISIONS),
    "report_back": (_("Återrapport"), _DECISIONS),
    "activity_plan": (_("Aktivitetsplan"), _DECISIONS),
    "focus_area": (_("Fokusområde"), _DECISIONS),
    "follow_up": (_("Uppföljning"), _DECISIONS),
    "other_area": (_("Övrigt område"), _DECISIONS),
    "planned_meeting": (_("Planerat möte"), _DECISIONS),
    "suggestion": (_("Förslag till aktivitet"), _DECISIONS),
    "strategy": (_("Strategi"), _PLAN),
    "definition_link": (_("Länk till definition"), _PLAN),
    "knowledge_area": (_("Kunskapsområde"), _PLAN),
    "development_area": (_("Utvecklingsområde"), _PLAN),
    "measurement_area": (_("Uppföljningsområde"), _PLAN),
    "success_factor": (_("Framgångsfaktor"), _PLAN),
    "obstacle": (_("Hinder"), _PLAN),
    "shift": (_("Förflyttning"), _PLAN),
    "population_change": (_("Befolkningsförändring"), _FORECAST),
    "process_step": (_("Steg i processen"), _PLAN),
    "input": (_("Inspel"), _DIALOGUE),
    "conference": (_("Konferens"), _DIALOGUE),
    "programme_slot": (_("Programpunkt på konferensen"), _DIALOGUE),
    "theme": (_("Tema"), _DIALOGUE),
    "guest_role": (_("Inbjuden roll"), _DIALOGUE),
}
FIELDS = {
    "abbreviation": _("Förkortning"),
    "adjuster": _("Justerare"),
    "area": _("Område"),
    "body": _("Organ"),
    "care_region": _("Sjukvårdsregion"),
    "date": _("Datum"),
    "deadline": _("Senast"),
    "decided_by": _("Beslutat av"),
    "end": _("Slut"),
    "form": _("Form"),
    "from": _("Från antal"),
    "from_year": _("Från år"),
    "goal_number": _("Målets nummer"),
    "goal_title": _("Målets rubrik"),
    "group": _("Grupp"),
    "immediate": _("Omedelbart justerad"),
    "informed": _("Informerade"),
    "is_decision": _("Beslutsärende"),
    "label": _("Steg"),
    "less_of": _("Mindre av"),
    "level": _("Nivå"),
    "month": _("Månad"),
    "more_of": _("Mer av"),
    "name": _("Namn"),
    "number": _("Nummer"),
    "paragraph": _("Paragraf"),
    "party": _("Parti"),
    "percent": _("Procent"),
    "period": _("Period"),
    "perspective": _("Perspektiv"),
    "place": _("Plats"),
    "poll": _("Mentometer"),
    "posted": _("Anslaget"),
    "presenters": _("Föredragande"),
    "quote": _("Citat"),
    "recipient": _("Mottagare"),
    "registry_number": _("Diarienummer"),
    "removed": _("Nedtaget"),
    "replaces": _("I stället för"),
    "role": _("Roll"),
    "start": _("Start"),
    "state": _("Läge"),
    "status": _("Status"),
    "substitute": _("Ersättare"),
    "text": _("Text"),
    "themes": _("Teman"),
    "title": _("Rubrik"),
    "to": _("Till antal"),
    "to_year": _("Till år"),
    "type": _("Sort"),
    "vacant": _("Vakant"),
    "year": _("År"),
    "assignment": _("Uppdrag"),
}
# The words of the fields that have only some.
WORDS = {
    "direction": _("Inriktning"),
    "organisation": _("Organisation"),
    "development_areas": _("Utvecklingsområden"),
    "collaboration": _("Samverkan"),
    "joint_initiatives": _("Gemensamma satsningar"),
    "case_study": _("Fördjupning"),
    "filled": _("Med innehåll"),
    "heading_only": _("Bara rubrik"),
    "heading_and_caption_only": _("Bara rubrik och bildtext"),
    "intro_only": _("Bara ingress"),
    "paragraph_only": _("Bara ett stycke"),
    "political": _("Politisk nivå"),
    "officials": _("Tjänstepersonsnivå"),
    "digital": _("Digitalt"),
    "hybrid": _("På plats och digitalt"),
    "chair": _("Ordförande"),
    "vice_chair": _("Vice ordförande"),
    "member": _("Ledamot"),
    "substitute": _("Ersättare"),
}
