"""The approver's card: who, what for, by when, what this customer carries, and one tap."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.kit.ids import Action
from bot.kit.text import escape, foreign, plural
from bot.rules.protection import health_warning
from bot.views import dates
from bot.views.blocks import Block, Drawing, actions, button, context, section
from models.ask import AskState, Declined, Refused, WholeAsk


@dataclass(frozen=True, slots=True)
class Carried:
    """What a customer carries already, counted over a year."""

    last_asked_at: datetime | None
    asked_in_year: int


OUTCOMES = {
    AskState.ACCEPTED: "They said yes. Thank you for opening the door.",
    AskState.DECLINED: "They said no, and are left alone.",
    AskState.SILENT: "They did not answer in time, and are left alone.",
    AskState.UNAPPROVED: "Nobody decided in time, so somebody else is asked.",
    AskState.BLOCKED: "They are no longer free, so they were not asked.",
    AskState.TOO_LATE: "It became too late to ask them politely, so they were not asked.",
    AskState.WITHDRAWN: "No longer needed. There is nothing left to do.",
}
ANSWERS = {
    Declined.NOT_THIS: "They said no to this one, and are left alone.",
    Declined.NOT_NOW: "They asked for a pause. Nobody will ask them before it ends.",
    Declined.NEVER_THIS_KIND: "They do not want this kind any more. Nobody will ask them for it.",
}


def approval_card(
    whole: WholeAsk, carried: Carried, *, decider: str | None, zone: str, now: datetime
) -> Drawing:
    """The card for one approver; `decider` names who decided, once somebody did."""
    person = f"{foreign(whole.advocate.name)}, {foreign(whole.advocate.title, 100)}"
    account = foreign(whole.account.name)
    asking = f"*May we ask {person}, {account}?*"
    needed = dates.weekday(whole.reference.needed_on, now.date())
    what = (
        f"{escape(whole.activity.name)}, {plural(whole.activity.minutes, 'minute')} in all, for "
        f"{foreign(whole.deal.name)}. {foreign(whole.seller.name)} needs it by {needed}."
    )
    blocks: list[Block] = [section(f"{asking}\n{what}"), section(_known(whole, carried, zone, now))]
    if whole.ask.state is AskState.APPROVING:
        blocks += [_deadline(whole, zone, now), _buttons(whole.ask.id)]
        return Drawing(f"May we ask {person}, {account}?", blocks)
    outcome = _outcome(whole, decider, zone, now)
    return Drawing(f"{person}, {account}: {outcome}", [blocks[0], section(outcome)])


def _known(whole: WholeAsk, carried: Carried, zone: str, now: datetime) -> str:
    lines = [f"Why them: {escape(whole.ask.reasons)}."] if whole.ask.reasons else []
    if carried.last_asked_at is None:
        lines.append("Load: never asked so far.")
    else:
        last = dates.on(carried.last_asked_at, zone=zone, now=now)
        lines.append(f"Load: last asked on {last}, {plural(carried.asked_in_year, 'time')} in a year.")
    return "\n".join([*lines, *_health(whole, now.date())])


def _health(whole: WholeAsk, today: date) -> list[str]:
    health, as_of = whole.account.health, whole.account.health_as_of
    lines = [f"Health: {health}, as of {dates.day(as_of, today)}."] if health and as_of else []
    warning = health_warning(health, as_of, today)
    return [*lines, f":warning: {warning}"] if warning else lines


def _deadline(whole: WholeAsk, zone: str, now: datetime) -> Block:
    due = dates.when(whole.ask.due_at or now, zone=zone, now=now)
    return context(f"Nobody is asked without a yes. The next step comes at {due}.")


def _buttons(ask_id: str) -> Block:
    return actions(
        [
            button("Approve", Action.APPROVE, ask_id, style="primary"),
            button("Not now", Action.REFUSE_NOW, ask_id),
            button("Not this deal", Action.REFUSE_DEAL, ask_id),
        ],
    )


def _outcome(whole: WholeAsk, decider: str | None, zone: str, now: datetime) -> str:
    state, who = whole.ask.state, foreign(decider) if decider else "A colleague"
    due = dates.when(whole.ask.due_at or now, zone=zone, now=now)
    if state is AskState.APPROVED:
        return f"{who} approved. They will be asked on {due}, in their working hours."
    if state is AskState.ASKED:
        return f"{who} approved. They were asked, and have until {due}."
    if state is AskState.REFUSED:
        scope = "this deal" if whole.ask.refused is Refused.NOT_THIS_DEAL else "now"
        return f"{who} said not {scope}. Nobody there was bothered."
    if state is AskState.DECLINED and whole.ask.declined:
        return ANSWERS[whole.ask.declined]
    return OUTCOMES.get(state, "There is nothing left to do.")


def approval_reminder(whole: WholeAsk, *, now: datetime) -> Drawing:
    """The one reminder, without buttons: the card has them."""
    account = foreign(whole.account.name)
    if whole.ask.state is not AskState.APPROVING:
        settled = f"The question about {account} is settled. Thank you."
        return Drawing(settled, [section(settled)])
    needed = dates.weekday(whole.reference.needed_on, now.date())
    text = (
        f"A reminder: {foreign(whole.seller.name)} waits for your decision about "
        f"{foreign(whole.advocate.name)}, {account}. It is needed by {needed}; the card is above."
    )
    return Drawing(text, [section(text)])
