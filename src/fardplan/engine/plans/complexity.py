"""How complex an initiative is, and so how it is best led.

In: how far those concerned agree on what to do, and how well it can be foretold what
comes of it, each from 1 (not at all) to 5 (wholly). Out: simple, complicated or complex.
After R. Stacey's matrix of agreement and certainty ("Strategic Management and
Organisational Dynamics", 1996): the further from both, the more one has to feel the
way forward. Stacey draws no numbers; the two distances are added here, since lack of
either is enough to make the road winding.
"""

from __future__ import annotations

from enum import StrEnum

from fardplan.engine.shared.wording import N_


HIGHEST = 5
# The greatest sum of the two distances (0 to 8) that is still simple, or complicated.
SIMPLE_WITHIN, COMPLICATED_WITHIN = 2, 5


class Complexity(StrEnum):
    SIMPLE = "simple"
    COMPLICATED = "complicated"
    COMPLEX = "complex"


ADVICE: dict[Complexity, tuple[str, ...]] = {
    Complexity.SIMPLE: (
        N_("Bestäm vem som gör vad till när, och gör det."),
        N_("Använd en rutin eller checklista som redan fungerar någon annanstans."),
        N_("Följ upp att det blev gjort. Fler möten gör det inte bättre."),
    ),
    Complexity.COMPLICATED: (
        N_("Låt dem som kan frågan utreda först, och planera sedan i steg."),
        N_("Sätt milstolpar och beslutspunkter där ni kan ändra kurs."),
        N_("Dela upp ansvaret, men låt en person hålla ihop helheten."),
    ),
    Complexity.COMPLEX: (
        N_("Pröva i liten skala på flera håll, hellre än att rulla ut en färdig plan."),
        N_("Titta ofta efter vad som händer, och gör mer av det som fungerar."),
        N_(
            "Ge dem som möter patienterna rätt att ändra arbetssättet, inom ramar som"
            " alla känner till."
        ),
        N_("Utvärdera innan ni inför brett: det som gick här kan gå annorlunda där."),
    ),
}


def complexity_of(
    agreement: int | None, predictability: int | None
) -> Complexity | None:
    """Give how complex it is; None until both are told."""
    if agreement is None or predictability is None:
        return None
    distance = (HIGHEST - agreement) + (HIGHEST - predictability)
    if distance <= SIMPLE_WITHIN:
        return Complexity.SIMPLE
    if distance <= COMPLICATED_WITHIN:
        return Complexity.COMPLICATED
    return Complexity.COMPLEX
