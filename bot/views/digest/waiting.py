"""Questions that wait for a yes of ours."""

from collections.abc import Sequence

from bot.kit.text import foreign, plural
from bot.views import dates
from bot.views.blocks import Block, actions, section
from bot.views.digest.part import At, Do, Part, act, who
from models.ask import AskState, Refused, WholeAsk


def waiting(wholes: Sequence[WholeAsk], total: int, at: At) -> Part:
    said = f"{plural(total, 'question waits', 'questions wait')} for an approver."
    rows = [question(whole, at) for whole in wholes]
    waits = sum(whole.ask.state is AskState.APPROVING for whole in wholes)
    return Part(said, rows=rows, total=total, waits=waits)


def question(whole: WholeAsk, at: At) -> list[Block]:
    """Who is to be asked for what; with its buttons while nobody has decided."""
    about = f"{who(whole.advocate.title, whole.account.name)} for {foreign(whole.deal.name, 150)}"
    if whole.ask.state is not AskState.APPROVING:
        return [section(f"{about}\n{settled(whole)}")]
    needed = dates.weekday(whole.reference.needed_on, dates.today(at.now, at.zone))
    step = dates.when(whole.ask.due_at or at.now, zone=at.zone, now=at.now, named=True)
    text = (
        f"{about}\n{foreign(whole.seller.name, 60)} needs it by {needed}. "
        f"{foreign(whole.owner.name, 60)} looks after them; the next step comes on {step}."
    )
    pressed = [
        act("Approve", Do.APPROVE, whole.ask.id, style="primary"),
        act("Look closer", Do.LOOK, whole.ask.id),
    ]
    return [section(text), actions(pressed)]


def settled(whole: WholeAsk) -> str:
    """What became of a question that no longer waits for an approver."""
    decider = foreign(whole.decider.name, 60) if whole.decider else "Somebody"
    if whole.ask.state is AskState.REFUSED:
        no = "not for this deal" if whole.ask.refused is Refused.NOT_THIS_DEAL else "not now"
        return f"{decider} said: {no}."
    if whole.ask.state is AskState.UNAPPROVED:
        return "Nobody decided in time, so the next customer was tried."
    if whole.decider or whole.ask.asked_at:
        return f"{decider} approved." if whole.decider else "It was approved ahead."
    return "This is settled: nobody needs to decide it any more."
