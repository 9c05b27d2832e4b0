"""The gate, for whatever deal and whatever setting: it says itself, and a better deal never fares worse."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.gate import Gate, held_back

STAGES = ("Discovery", "Evaluation", "Proposal", "Negotiation")
AMOUNTS = st.none() | st.integers(0, 10**9)
GATES = st.builds(Gate, AMOUNTS, st.none() | st.sampled_from(STAGES), st.just(STAGES))


@given(GATES, AMOUNTS, st.none() | st.sampled_from((*STAGES, "Unheard of")))
def test_it_is_one_sentence_that_names_what_is_missing(
    gate: Gate, amount: int | None, stage: str | None
) -> None:
    said = held_back(gate, amount, stage)
    small = gate.amount is not None and (amount is None or amount < gate.amount)
    early = gate.stage is not None and (stage not in STAGES or STAGES.index(stage) < STAGES.index(gate.stage))
    assert (said is not None) == (small or early)
    if said is not None:
        assert said.endswith(".")
        assert f"{gate.amount:,}" in said if small else str(gate.stage) in said


@given(GATES, st.integers(0, 10**9), st.sampled_from(STAGES), st.integers(0, 10**6))
def test_a_larger_or_later_deal_never_fares_worse(gate: Gate, amount: int, stage: str, more: int) -> None:
    if held_back(gate, amount, stage) is None:
        assert held_back(gate, amount + more, stage) is None
        for later in STAGES[STAGES.index(stage) :]:
            assert held_back(gate, amount, later) is None


def test_a_gate_at_a_stage_that_is_no_longer_listed_is_open() -> None:
    assert held_back(Gate(None, "Proposal", ["Evaluation"]), None, "Evaluation") is None
