"""Which next step: on their rung or the next, not refused, needed now, with the best share of yeses, the lightest."""

from collections.abc import Sequence
from dataclasses import dataclass, field

PRIOR = (1, 1)  # a yes and a no before anybody was asked: the Beta distribution that says nothing
KEPT = 5  # of the steps that were weighed, the best, for whoever asks why


@dataclass(frozen=True, slots=True)
class Step:
    """An activity as a next step. `needed`: references that found nobody; `yes` of `asked` agreed to it so far."""

    id: str
    rung: int
    minutes: int
    for_deals: bool = False
    needed: int = 0
    yes: int = 0
    asked: int = 0

    @property
    def share(self) -> float:
        """The mean of what the share of yeses may be: the posterior of `PRIOR`."""
        return (self.yes + PRIOR[0]) / (self.asked + sum(PRIOR))


@dataclass(frozen=True, slots=True)
class Own:
    """Where somebody stands, and what they said and did, by the ids of activities."""

    rung: int
    agreed: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()  # by their company or its contract
    all_forbidden: bool = False
    asked: frozenset[str] = frozenset()  # once, without their agreeing
    begun: frozenset[str] = frozenset()  # said yes to, and not come to its end
    done: frozenset[str] = frozenset()  # lately, or still being served


@dataclass(frozen=True, slots=True)
class Chosen:
    """The step, and what it was weighed against, the best first."""

    step: Step
    weighed: Sequence[Step] = field(default_factory=tuple)


def choose(own: Own, ladder: Sequence[Step]) -> Chosen | None:
    """None: nothing fits."""
    best = fitting(own, ladder)[:KEPT]
    return Chosen(best[0], best) if best else None


def fitting(own: Own, ladder: Sequence[Step], *, stays: bool = False) -> list[Step]:
    """Each step that suits somebody, the best first; `stays`: they like it where they are, so none above."""
    if own.all_forbidden:
        return []
    lowest, highest = reachable(own, ladder)
    highest = min(highest, lowest) if stays else highest
    found = [step for step in ladder if lowest <= step.rung <= highest and _fits(step, own)]
    return sorted(found, key=_easy if own.rung == 0 else _useful)


def reachable(own: Own, ladder: Sequence[Step]) -> tuple[int, int]:
    """From which rung to which: theirs and the next, and never past one on which they refused something.

    Whoever stands on none begins with the first.
    """
    refused = [step.rung for step in ladder if step.id in own.refused and step.rung >= own.rung]
    return max(own.rung, 1), min([own.rung + 1, *refused])


def _fits(step: Step, own: Own) -> bool:
    agreed = step.id in own.agreed
    if step.id in own.refused | own.forbidden | own.begun or (step.id in own.asked and not agreed):
        return False
    # Who agreed to what sellers ask for is asked when a deal needs it; what was done lately is no step.
    return bool(step.needed) or not (step.id in own.done or (step.for_deals and agreed))


def _useful(step: Step) -> tuple[bool, float, int, int, str]:
    return not step.needed, -step.share, step.minutes, step.rung, step.id


def _easy(step: Step) -> tuple[int, float, int, str]:
    """The first step is an easy one."""
    return step.minutes, -step.share, step.rung, step.id
