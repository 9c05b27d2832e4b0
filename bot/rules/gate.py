"""The gate: from which deals on a programme asks its customers at all."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gate:
    """`amount` in whole units of the deal's currency, `stage` one of `stages`; None: it does not matter."""

    amount: int | None
    stage: str | None
    stages: Sequence[str] = ()  # the earliest first


def held_back(gate: Gate, amount: int | None, stage: str | None) -> str | None:
    """Why a deal does not pass, in a sentence that names the gate; None where it does.

    What is not known does not pass: a prospect typed by hand would be a way around the gate.
    """
    if gate.amount is not None and (amount is None or amount < gate.amount):
        here = "this one's amount is not known" if amount is None else f"this one is at {amount:,}"
        return f"Customers are asked only for deals from {gate.amount:,} on, and {here}. A manager can change that."
    if gate.stage in gate.stages:
        allowed = gate.stages[gate.stages.index(gate.stage) :]
        if stage not in allowed:
            here = f"this one is at {stage}" if stage else "this one's stage is not known"
            return (
                f"Customers are asked only for deals from the stage {gate.stage} on, and {here}. "
                "A manager can change that."
            )
    return None
