"""What nudging does, counted."""

from models.effect.arms import Arms, Counts, acts, declined
from models.effect.course import (
    hold_out,
    joined,
    measure_from,
    nudged_ever,
    pause,
    resume,
    withdraw_unseen,
)
from models.effect.quarters import Quarter, quarters

__all__ = [
    "Arms",
    "Counts",
    "Quarter",
    "acts",
    "declined",
    "hold_out",
    "joined",
    "measure_from",
    "nudged_ever",
    "pause",
    "quarters",
    "resume",
    "withdraw_unseen",
]
