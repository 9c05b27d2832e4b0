"""The approver's card: who, what for, by when, what this customer carries, and one tap."""

from datetime import datetime

from bot.kit.ids import Action, encode
from bot.kit.text import duration, foreign, foreign_lines
from bot.views import dates
from bot.views.ask.chain import next_change
from bot.views.ask.known import Carried, known
from bot.views.ask.outcome import outcome
from bot.views.blocks import Block, Drawing, actions, button, context, overflow, section
from models.ask import AskState, Stage, WholeAsk

LINE, STANDING, HOLD_BACK = "line", "standing", "hold_back"  # what the menu opens


def approval_card(
    whole: WholeAsk, carried: Carried, *, reader: str | None, zone: str, now: datetime
) -> Drawing:
    """The card for one approver, the member `reader`."""
    person = f"{foreign(whole.advocate.name)}, {foreign(whole.advocate.title, 100)}"
    account = foreign(whole.account.name)
    asking = f"*May we ask {person}, {account}?*"
    needed = dates.weekday(whole.reference.needed_on, now.date())
    what = (
        f"{foreign(whole.activity.name, 100)}, {duration(whole.activity.minutes)} in all, for "
        f"{foreign(whole.deal.name)}. {foreign(whole.seller.name)} needs it by {needed}."
    )
    question = section(f"{asking}\n{what}")
    if whole.ask.state is AskState.APPROVING:
        facts = section(known(whole, carried, zone=zone, now=now))
        buttons = [_deadline(whole, reader, zone, now), _buttons(whole, reader)]
        return Drawing(f"May we ask {person}, {account}?", [question, facts, *_said(whole), *buttons])
    settled = outcome(whole, carried, reader=reader, zone=zone, now=now)
    return Drawing(f"{person}, {account}: {settled}", [question, section(settled)])


def _said(whole: WholeAsk) -> list[Block]:
    """What the customer will read besides: the approver answers for it."""
    blocks: list[Block] = []
    if whole.reference.questions:
        blocks.append(section(f"The questions:\n{foreign_lines(whole.reference.questions)}"))
    if whole.reference.off_limits:
        blocks.append(section(f"Left out: {foreign(whole.reference.off_limits, 500)}"))
    if whole.ask.personal_line:
        blocks.append(section(f"Your side's own words to them:\n{foreign_lines(whole.ask.personal_line)}"))
    return blocks


NEXT = {
    Stage.OWNER: "A reminder comes {at}.",
    Stage.REMINDED: "Your backup joins {at}.",
    Stage.BACKUP: "The managers join {at}.",
    Stage.MANAGERS: "After {due} another customer is tried.",
}


def _deadline(whole: WholeAsk, reader: str | None, zone: str, now: datetime) -> Block:
    due = dates.when(whole.ask.due_at or now, zone=zone, now=now)
    whose = "" if reader == whole.owner.id else f"{foreign(whole.owner.name)} looks after this customer. "
    next_ = NEXT[next_change(whole)].format(due=due, at=dates.stated(due))
    return context(f"{whose}Nobody is asked without a yes. {next_}")


def _buttons(whole: WholeAsk, reader: str | None) -> Block:
    ask_id = whole.ask.id
    line = "Change the personal line" if whole.ask.personal_line else "Add a personal line"
    more = [(line, encode(LINE, ask_id))]
    if reader is not None and reader in {whole.owner.id, whole.owner.backup_id}:
        more.append(("Standing approval …", encode(STANDING, ask_id)))
    more.append(("Block account until …", encode(HOLD_BACK, ask_id)))
    return actions(
        [
            button("Approve", Action.APPROVE, ask_id, style="primary"),
            button("I'll ask them myself", Action.ASK_IN_PERSON, ask_id),
            button("Not now", Action.REFUSE_NOW, ask_id),
            button("Not this deal", Action.REFUSE_DEAL, ask_id),
            overflow(Action.MORE_ON_APPROVAL, more),
        ],
    )


def approval_reminder(whole: WholeAsk, *, now: datetime) -> Drawing:
    """The one reminder, without buttons: the card has them."""
    account = foreign(whole.account.name)
    if whole.ask.state is not AskState.APPROVING:
        settled = f"The question about {account} is settled. Thank you."
        return Drawing(settled, [section(settled)])
    needed = dates.weekday(whole.reference.needed_on, now.date())
    text = (
        f"A reminder: {foreign(whole.seller.name)} is waiting for your decision about "
        f"{foreign(whole.advocate.name)}, {account}, needed by {needed}. The card is above and on Home."
    )
    return Drawing(text, [section(text)])
