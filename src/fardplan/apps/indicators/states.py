"""What the words of a definition are called, and what the engine says of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.engine.indicators.definition import (
    LONGEST_KEY,
    AreaLevel,
    Chart,
    DefinitionStatus,
    Direction,
    RuleSet,
    SourceKind,
    TargetKind,
    Unit,
)
from fardplan.engine.indicators.goals import OUTCOMES, ShiftGoal
from fardplan.engine.indicators.imports.mapping import FIXABLE
from fardplan.engine.indicators.observation import Sex, ValueStatus
from fardplan.engine.spc.kinds import Assurance, Signal, Variation


# The engine's own, for those who may not call it.
__all__ = ["FIXABLE", "LONGEST_KEY", "OUTCOMES", "ShiftGoal", "SourceKind"]


class RunState(models.TextChoices):
    STORED = "stored", _("Inläst")
    UNDONE = "undone", _("Ångrad")


class GoalLabel(models.TextChoices):
    CONTINUITY = ShiftGoal.CONTINUITY, _("Kontinuitet och relation")
    ACCESS = ShiftGoal.ACCESS, _("Tillgänglighet")
    PARTICIPATION = ShiftGoal.PARTICIPATION, _("Delaktighet och medskapande")
    PREVENTION = ShiftGoal.PREVENTION, _("Proaktiv vård och hälsa")
    COORDINATION = ShiftGoal.COORDINATION, _("Samordning")
    RESOURCES = ShiftGoal.RESOURCES, _("Resursskifte")


class DirectionLabel(models.TextChoices):
    INCREASE = Direction.INCREASE, _("Högre är bättre")
    DECREASE = Direction.DECREASE, _("Lägre är bättre")
    NEUTRAL = Direction.NEUTRAL, _("Varken eller")


class SourceKindLabel(models.TextChoices):
    KOLADA = SourceKind.KOLADA, _("Kolada")
    SCB = SourceKind.SCB, _("SCB")
    SURVEY = SourceKind.SURVEY, _("Enkät")
    CONTACTS = SourceKind.CONTACTS, _("Vårdkontakter")
    FILE = SourceKind.FILE, _("Egen fil")


class StatusLabel(models.TextChoices):
    VERIFIED = DefinitionStatus.VERIFIED, _("Kontrollerad")
    UNVERIFIED = DefinitionStatus.UNVERIFIED, _("Inte helt kontrollerad")
    ENDED = DefinitionStatus.ENDED, _("Avslutad")


class UnitLabel(models.TextChoices):
    PERCENT = Unit.PERCENT, _("procent")
    INDEX_1 = Unit.INDEX_1, _("index från 0 till 1")
    INDEX_100 = Unit.INDEX_100, _("index från 0 till 100")
    PER_1000 = Unit.PER_1000, _("per 1 000 invånare")
    PER_100000 = Unit.PER_100000, _("per 100 000 invånare")
    COUNT = Unit.COUNT, _("antal")
    DAYS = Unit.DAYS, _("dagar")
    KRONOR = Unit.KRONOR_PER_INHABITANT, _("kronor per invånare")


class AreaLevelLabel(models.TextChoices):
    COUNTRY = AreaLevel.COUNTRY, _("Riket")
    REGION = AreaLevel.REGION, _("Regioner")
    MUNICIPALITY = AreaLevel.MUNICIPALITY, _("Kommuner")


class TargetKindLabel(models.TextChoices):
    LEVEL = TargetKind.LEVEL, _("Ett värde att nå")
    CHANGE = TargetKind.CHANGE_PERCENT, _("En ökning i procent")
    RISE = TargetKind.RISE, _("En tydlig ökning, utan tal")


class ChartLabel(models.TextChoices):
    XMR = Chart.XMR, _("XmR: enskilda värden")
    RUN = Chart.RUN, _("Seriediagram med median")
    P = Chart.P, _("p: andelar")
    PP = Chart.PP, _("p′: andelar med stora nämnare")
    U = Chart.U, _("u: antal per enhet")
    UP = Chart.UP, _("u′: antal per enhet, stora nämnare")
    C = Chart.C, _("c: antal")
    T = Chart.T, _("t: tid mellan sällsynta händelser")
    G = Chart.G, _("g: antal mellan sällsynta händelser")


class RuleSetLabel(models.TextChoices):
    NHS = RuleSet.NHS, _("NHS: 7 i rad, trend på 7")
    ANHOEJ = RuleSet.ANHOEJ, _("Anhøj: långa serier och få korsningar")
    NELSON = RuleSet.NELSON, _("Nelson: 9 i rad, trend på 6")
    IHI = RuleSet.IHI, _("IHI: 8 i rad, trend på 6")


# The fields of a definition as people call them, in the order that they are told.
FIELD_LABELS = {
    "key": _("Kortnamn"),
    "name": _("Namn"),
    "name_en": _("Namn på engelska"),
    "goal": _("Mål"),
    "why": _("Varför"),
    "numerator": _("Täljare"),
    "denominator": _("Nämnare"),
    "unit": _("Enhet"),
    "decimals": _("Decimaler"),
    "direction": _("Riktning"),
    "source": _("Källa"),
    "area_levels": _("Områden"),
    "by_sex": _("Kvinnor och män"),
    "breakdowns": _("Uppdelningar"),
    "least_count": _("Minsta antal som visas"),
    "chart": _("Styrdiagram"),
    "rules": _("Regler för signaler"),
    "twin": _("Tvilling"),
    "targets": _("Målvärden"),
    "baseline": _("Publicerade värden för riket"),
    "breaks": _("Brott i serien"),
    "owner": _("Svarar för definitionen"),
    "status": _("Läge"),
    "not_verified": _("Inte kontrollerat"),
    "ended": _("Avslutad"),
}
# What a column of a file can be, as people call it, in the order of an import's form.
COLUMN_LABELS = {
    "indicator": _("Indikator"),
    "area": _("Område"),
    "period": _("Period"),
    "sex": _("Kön"),
    "age": _("Ålder"),
    "value": _("Värde"),
    "numerator": _("Täljare"),
    "denominator": _("Nämnare"),
    "status": _("Status"),
}
DIRECTION_SYMBOLS = {
    DirectionLabel.INCREASE: "↑",
    DirectionLabel.DECREASE: "↓",
    DirectionLabel.NEUTRAL: "–",
}
STATUS_SYMBOLS = {
    StatusLabel.VERIFIED: "✓",
    StatusLabel.UNVERIFIED: "?",
    StatusLabel.ENDED: "■",
}
STATUS_COLOURS = {
    StatusLabel.VERIFIED: "success",
    StatusLabel.UNVERIFIED: "warning",
    StatusLabel.ENDED: "neutral",
}


class SexLabel(models.TextChoices):
    ALL = Sex.ALL, _("Alla")
    WOMEN = Sex.WOMEN, _("Kvinnor")
    MEN = Sex.MEN, _("Män")


class ValueStatusLabel(models.TextChoices):
    FINAL = ValueStatus.FINAL, _("Slutligt")
    PRELIMINARY = ValueStatus.PRELIMINARY, _("Preliminärt")
    SUPPRESSED = ValueStatus.SUPPRESSED, _("Dolt")
    MISSING = ValueStatus.MISSING, _("Saknas")
    BREAK = ValueStatus.BREAK, _("Brott i serien")


class SignalLabel(models.TextChoices):
    OUTSIDE = Signal.OUTSIDE, _("utanför gränserna")
    TREND = Signal.TREND, _("trend")
    TWO_OF_THREE = Signal.TWO_OF_THREE, _("två av tre nära en gräns")
    SHIFT = Signal.SHIFT, _("många i rad på samma sida")
    RUNS = Signal.RUNS, _("för lång rad på en sida")
    CROSSINGS = Signal.CROSSINGS, _("korsar medianen för sällan")


class VariationLabel(models.TextChoices):
    IMPROVING = Variation.IMPROVING, _("Det blir bättre, och det är inte bara slump.")
    CONCERNING = Variation.CONCERNING, _("Det blir sämre, och det är inte bara slump.")
    COMMON = Variation.COMMON, _("Det senaste värdet är ett som brukar förekomma.")
    NEUTRAL_HIGH = Variation.NEUTRAL_HIGH, _("Det ligger högre, och det är inte slump.")
    NEUTRAL_LOW = Variation.NEUTRAL_LOW, _("Det ligger lägre, och det är inte slump.")


class AssuranceLabel(models.TextChoices):
    PASS = Assurance.PASS, _("Målvärdet nås, också när det varierar som det brukar.")
    FAIL = Assurance.FAIL, _("Målvärdet nås inte utan att arbetssättet ändras.")
    INCONSISTENT = Assurance.INCONSISTENT, _("Målvärdet nås ibland, av slump.")
