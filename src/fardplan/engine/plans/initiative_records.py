"""All that is told of an initiative, as text in forms and files, and back.

In: a mapping from column to text. Out: an :class:`InitiativeRecord`, with every problem
by column in Swedish. The same columns are exported, imported and edited, so that a file
that was taken out can be read back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.engine.actors.text_fields import day_text
from fardplan.engine.plans.initiative_fields import LONGEST_TEXT, InitiativeReader
from fardplan.engine.plans.phases import (
    Evaluation,
    Phase,
    RefusedPhaseError,
    Status,
    check_phase,
)


if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from fardplan.engine.actors.text_fields import FieldProblem, Known
    from fardplan.engine.plans.initiative_fields import KnownPlan

INITIATIVE_COLUMNS = {
    "code": "Kortadress",
    "name": "Namn",
    "purpose": "Syfte",
    "themes": "Teman",
    "phase": "Fas",
    "target_group": "Målgrupp",
    "municipalities": "Kommuner",
    "area": "Programområde",
    "owner_body": "Ansvarigt organ",
    "owner": "Ansvarig person",
    "partner_authorities": "Medverkande myndigheter",
    "partner_bodies": "Medverkande organ",
    "financed_by": "Finansieras av",
    "cofinancing_percent": "Samfinansierad andel, procent",
    "budget": "Budget, kronor",
    "moves_from": "Flyttar från",
    "moves_to": "Flyttar till",
    "moved_amount": "Flyttade kronor",
    "start": "Börjar",
    "end": "Slutar",
    "agreement": "Samsyn, 1-5",
    "predictability": "Förutsägbarhet, 1-5",
    "evaluation": "Utvärdering",
    "evaluation_due": "Utvärderas senast",
    "evaluation_result": "Utvärderingens resultat",
    "status": "Läge",
    "status_text": "Om läget",
    "status_day": "Läge per",
    "next_step": "Nästa steg",
    "next_day": "Nästa steg senast",
}
# What a person tells of how it goes; the rest are facts of the initiative.
STATUS_COLUMNS = ("status", "status_text", "status_day", "next_step", "next_day")
PHASE_WORDS = {
    Phase.IDEA: "Idé",
    Phase.PRE_STUDY: "Förstudie",
    Phase.PILOT: "Pilot",
    Phase.EVALUATION: "Utvärdering",
    Phase.ROLL_OUT: "Breddinförande",
    Phase.IN_OPERATION: "I drift",
    Phase.ENDED: "Avslutad",
}
STATUS_WORDS = {
    Status.NONE: "Läge saknas",
    Status.ON_TRACK: "Enligt plan",
    Status.AT_RISK: "Risk för avvikelse",
    Status.OFF_TRACK: "Avviker från planen",
}
EVALUATION_WORDS = {
    Evaluation.NONE: "Ingen planerad",
    Evaluation.PLANNED: "Planerad",
    Evaluation.DONE: "Gjord",
}


@dataclass(frozen=True, kw_only=True)
class InitiativeRecord:
    """One initiative; other things are told by their codes, people by number."""

    code: str = ""
    name: str
    purpose: str = ""
    themes: tuple[str, ...] = ()
    phase: Phase = Phase.IDEA
    target_group: str = ""
    municipalities: tuple[str, ...] = ()
    area: str = ""
    owner_body: str = ""
    owner: int | None = None
    partner_authorities: tuple[str, ...] = ()
    partner_bodies: tuple[str, ...] = ()
    financed_by: tuple[str, ...] = ()
    cofinancing_percent: int | None = None
    budget: Decimal | None = None
    moves_from: str = ""
    moves_to: str = ""
    moved_amount: Decimal | None = None
    start: date | None = None
    end: date | None = None
    agreement: int | None = None
    predictability: int | None = None
    evaluation: Evaluation = Evaluation.NONE
    evaluation_due: date | None = None
    evaluation_result: str = ""
    status: Status = Status.NONE
    status_text: str = ""
    status_day: date | None = None
    next_step: str = ""
    next_day: date | None = None


def write_initiative(record: InitiativeRecord, plan: KnownPlan) -> dict[str, str]:
    """Write each column as it is read."""
    known = plan.known
    return {
        "code": record.code,
        "name": record.name,
        "purpose": record.purpose,
        "themes": ", ".join(plan.themes.get(code, code) for code in record.themes),
        "phase": PHASE_WORDS[record.phase],
        "target_group": record.target_group,
        "municipalities": _names(record.municipalities, known),
        "area": plan.areas.get(record.area, record.area),
        "owner_body": record.owner_body,
        "owner": plan.person_label(record.owner),
        "partner_authorities": _names(record.partner_authorities, known),
        "partner_bodies": ", ".join(record.partner_bodies),
        "financed_by": _names(record.financed_by, known),
        "cofinancing_percent": _number(record.cofinancing_percent),
        "budget": kronor_text(record.budget),
        "moves_from": record.moves_from,
        "moves_to": record.moves_to,
        "moved_amount": kronor_text(record.moved_amount),
        "start": day_text(record.start),
        "end": day_text(record.end),
        "agreement": _number(record.agreement),
        "predictability": _number(record.predictability),
        "evaluation": EVALUATION_WORDS[record.evaluation],
        "evaluation_due": day_text(record.evaluation_due),
        "evaluation_result": record.evaluation_result,
        "status": STATUS_WORDS[record.status],
        "status_text": record.status_text,
        "status_day": day_text(record.status_day),
        "next_step": record.next_step,
        "next_day": day_text(record.next_day),
    }


def read_initiative(
    values: Mapping[str, str],
    plan: KnownPlan,
    before: Phase = Phase.IDEA,
    gate_reason: str = "",
) -> tuple[InitiativeRecord | None, list[FieldProblem]]:
    """Read what people wrote; None when anything is wrong.

    ``before`` is the phase that it has, for the gate before roll-out.
    """
    reader = InitiativeReader(values, plan)
    words = (
        reader.choice("phase", PHASE_WORDS),
        reader.choice("evaluation", EVALUATION_WORDS),
        reader.choice("status", STATUS_WORDS),
    )
    phase, evaluation, status = words
    if phase is None or evaluation is None or status is None:
        return None, reader.problems
    record = _read(reader, phase, evaluation, status)
    _check(reader, record, before, gate_reason)
    return (None if reader.problems else record), reader.problems


def _read(
    reader: InitiativeReader, phase: Phase, evaluation: Evaluation, status: Status
) -> InitiativeRecord:
    period = reader.period("start", "end")
    return InitiativeRecord(
        code=reader.text("code", 80),
        name=reader.text("name", 300, is_required=True),
        purpose=reader.lines("purpose", LONGEST_TEXT),
        themes=reader.themes("themes"),
        phase=phase,
        target_group=reader.text("target_group", 200),
        municipalities=reader.authorities("municipalities"),
        area=reader.area("area"),
        owner_body=reader.body("owner_body"),
        owner=reader.person_number("owner"),
        partner_authorities=reader.authorities("partner_authorities"),
        partner_bodies=reader.bodies("partner_bodies"),
        financed_by=reader.authorities("financed_by"),
        cofinancing_percent=reader.number("cofinancing_percent", 100),
        budget=reader.kronor("budget"),
        moves_from=reader.text("moves_from", 120),
        moves_to=reader.text("moves_to", 120),
        moved_amount=reader.kronor("moved_amount"),
        start=period.start,
        end=period.end,
        agreement=reader.level("agreement"),
        predictability=reader.level("predictability"),
        evaluation=evaluation,
        evaluation_due=reader.day("evaluation_due"),
        evaluation_result=reader.lines("evaluation_result", LONGEST_TEXT),
        status=status,
        status_text=reader.lines("status_text", LONGEST_TEXT),
        status_day=reader.day("status_day"),
        next_step=reader.text("next_step", 300),
        next_day=reader.day("next_day"),
    )


def _check(
    reader: InitiativeReader, record: InitiativeRecord, before: Phase, gate_reason: str
) -> None:
    """Note what the columns say against each other."""
    if record.evaluation is Evaluation.DONE and not record.evaluation_result:
        reader.wrong("evaluation_result", "saknas; skriv vad utvärderingen visade")
    try:
        check_phase(before, record.phase, record.evaluation, gate_reason)
    except RefusedPhaseError as refusal:
        reader.wrong("phase", str(refusal))


def _names(codes: tuple[str, ...], known: Known) -> str:
    return ", ".join(known.name_of(code) for code in codes)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def kronor_text(amount: Decimal | None) -> str:
    """Write an amount without thousands' spaces, so that a spreadsheet can count."""
    if amount is None:
        return ""
    whole = amount == amount.to_integral_value()
    return f"{amount:.0f}" if whole else f"{amount:.2f}".replace(".", ",")
