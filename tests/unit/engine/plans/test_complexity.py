"""How complex an initiative is, and when it may be rolled out."""

from __future__ import annotations

import pytest

from fardplan.engine.plans.complexity import ADVICE, Complexity, complexity_of
from fardplan.engine.plans.phases import (
    BROAD,
    BY_WEIGHT,
    SYMBOLS,
    Evaluation,
    Phase,
    RefusedPhaseError,
    Status,
    check_phase,
)


LETTERS = {
    "S": Complexity.SIMPLE,
    "C": Complexity.COMPLICATED,
    "X": Complexity.COMPLEX,
}
# A row for each degree of agreement from 1, a letter for each of predictability from 1.
TOLD = ("XXXCC", "XXCCC", "XCCCS", "CCCSS", "CCSSS")


def test_far_from_agreement_and_from_foresight_is_complex():
    found = {
        (agreement, predictability): complexity_of(agreement, predictability)
        for agreement in range(1, 6)
        for predictability in range(1, 6)
    }
    assert found == {
        (row, column): LETTERS[letter]
        for row, letters in enumerate(TOLD, 1)
        for column, letter in enumerate(letters, 1)
    }


@pytest.mark.parametrize("told", [(None, 3), (3, None), (None, None)])
def test_what_is_not_told_is_not_guessed(told):
    assert complexity_of(*told) is None


def test_every_complexity_has_advice_and_every_status_a_sign_of_its_own():
    assert set(ADVICE) == set(Complexity)
    assert min(len(lines) for lines in ADVICE.values()) == 3
    assert len(set(SYMBOLS.values())) == len(Status) == len(set(BY_WEIGHT))


def refused(current: Phase, wanted: Phase, evaluation: Evaluation, reason: str) -> bool:
    try:
        check_phase(current, wanted, evaluation, reason)
    except RefusedPhaseError:
        return True
    return False


def test_only_the_way_into_the_broad_is_gated():
    for current in Phase:
        for wanted in Phase:
            into = current not in BROAD and wanted in BROAD
            for evaluation in Evaluation:
                stops = into and evaluation is not Evaluation.DONE
                assert refused(current, wanted, evaluation, "") is stops
                assert refused(current, wanted, evaluation, "  ") is stops
                assert not refused(current, wanted, evaluation, "Beslut § 1")
