"""A ladder as values: the names of its rungs, and the activities that stand on them."""

from dataclasses import dataclass

MOST_RUNGS, MOST_STEPS = 10, 80  # as many as one window of Slack's can show
CREDITS = ("full", "partial", "none")
ROLES = ("advocate", "influencer", "contributor")
STARTS = ("form", "owner", "link")


@dataclass(frozen=True, slots=True)
class Step:
    """One activity of a ladder.

    `phrase`: as a customer is asked for it, a thing to be asked for; `minutes` of the customer's time, in all;
    `rest_days` afterwards; `spoken`: somebody talks with them; `consent_text`: what a yes to this kind allows;
    `lasting`: it is served for a time. `credit`, `role` and `start` are words of CREDITS, ROLES and STARTS.
    """

    key: str
    name: str
    phrase: str
    rung: int
    minutes: int
    rest_days: int
    for_deals: bool
    spoken: bool
    credit: str
    role: str
    consent_text: str
    start: str
    start_link: str | None
    lasting: bool


@dataclass(frozen=True, slots=True)
class Ladder:
    """`names` of the rungs, from the lowest up: the first is rung 1."""

    names: tuple[str, ...]
    steps: tuple[Step, ...]

    def on(self, rung: int) -> list[Step]:
        """What stands on a rung, in the ladder's order."""
        return [step for step in self.steps if step.rung == rung]

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def called(self, rung: int) -> str:
        """Rung 4, Vouch."""
        return f"rung {rung}, {self.names[rung - 1]}" if 0 < rung <= len(self.names) else f"rung {rung}"
