"""Where a manager passed the programme's own caps this week, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.kit.text import foreign, plural
from bot.views.blocks import Block, section
from bot.views.digest.part import Do, Part, act, who
from bot.views.digest.waiting import settled
from models.ask import AskState, WholeAsk


@dataclass(frozen=True, slots=True)
class Override:
    """As it was written down at the time."""

    ask_id: str
    title: str
    account: str
    deal: str
    manager: str
    why: str


def overrides(made: Sequence[Override], total: int, now: Sequence[WholeAsk]) -> Part:
    """`now`: the questions as they stand."""
    said = f"{plural(total, 'exception')} from your caps in the week."
    present = {whole.ask.id: whole for whole in now}
    rows = [[_row(each, present.get(each.ask_id))] for each in made]
    waits = sum(whole.ask.state is AskState.APPROVING for whole in now)
    return Part(said, rows=rows, total=total, which=", the newest", waits=waits)


def _row(made: Override, whole: WholeAsk | None) -> Block:
    text = (
        f"{who(made.title, made.account)} for {foreign(made.deal, 150)}\n"
        f"{foreign(made.manager, 60)}: “{foreign(made.why, 300)}”"
    )
    if whole is None:
        return section(text)
    if whole.ask.state is not AskState.APPROVING:
        return section(f"{text}\n{settled(whole)}")
    return section(f"{text}\nTheir owner has not decided yet.", act("Stop it", Do.STOP, whole.ask.id))
