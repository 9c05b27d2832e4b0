"""The approver's card: who, what for, by when, what this customer carries, and one tap."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.kit.ids import Action
from bot.kit.text import duration, escape, foreign, foreign_lines, listed, times
from bot.rules import matching
from bot.rules.protection import health_warning
from bot.views import dates
from bot.views.ask.chain import next_change
from bot.views.blocks import Block, Drawing, actions, button, context, section
from models.ask import AskState, Declined, Refused, Stage, WholeAsk


@dataclass(frozen=True, slots=True)
class Carried:
    """What a customer carries already, counted over a year."""

    last_asked_at: datetime | None
    asked_in_year: int


OUTCOMES = {
    AskState.ACCEPTED: "They said yes. Thank you for opening the door.",
    AskState.NOT_HELD: "They said yes, but it did not happen. It does not count as a favour.",
    AskState.DECLINED: "They said no, and are left alone.",
    AskState.SILENT: "They did not answer in time, and are left alone.",
    AskState.UNAPPROVED: "Nobody decided in time, so somebody else is asked.",
    AskState.BLOCKED: "They are no longer free, so they were not asked.",
    AskState.TOO_LATE: "It became too late to ask them politely, so they were not asked.",
    AskState.WITHDRAWN: "No longer needed. There is nothing left to do.",
}
ANSWERS = {
    Declined.NOT_THIS: "They said no to this one, and are left alone.",
    Declined.CONFLICT: "They can't help this company, and are left alone.",
    Declined.NOT_NOW: "They asked for a pause. Nobody will ask them before it ends.",
    Declined.NEVER_THIS_KIND: "They do not want this kind any more. Nobody will ask them for it.",
}


def approval_card(
    whole: WholeAsk, carried: Carried, *, reader: str | None, zone: str, now: datetime
) -> Drawing:
    """The card for one approver, the member `reader`."""
    person = f"{foreign(whole.advocate.name)}, {foreign(whole.advocate.title, 100)}"
    account = foreign(whole.account.name)
    asking = f"*May we ask {person}, {account}?*"
    needed = dates.weekday(whole.reference.needed_on, now.date())
    what = (
        f"{escape(whole.activity.name)}, {duration(whole.activity.minutes)} in all, for "
        f"{foreign(whole.deal.name)}. {foreign(whole.seller.name)} needs it by {needed}."
    )
    question = section(f"{asking}\n{what}")
    if whole.ask.state is AskState.APPROVING:
        known = section(_known(whole, carried, zone, now))
        buttons = [_deadline(whole, reader, zone, now), _buttons(whole.ask.id)]
        return Drawing(f"May we ask {person}, {account}?", [question, known, *_said(whole), *buttons])
    outcome = _outcome(whole, reader, zone, now)
    return Drawing(f"{person}, {account}: {outcome}", [question, section(outcome)])


def _known(whole: WholeAsk, carried: Carried, zone: str, now: datetime) -> str:
    why = listed(matching.for_colleagues(whole.ask.reasons))
    lines = [f"Why them: {why}."] if why else []
    if carried.last_asked_at is None:
        lines.append("Load: not asked yet.")
    else:
        last = dates.on(carried.last_asked_at, zone=zone, now=now)
        lines.append(f"Load: last asked on {last}, {times(carried.asked_in_year)} in the past year.")
    return "\n".join([*lines, *_health(whole, now.date())])


def _health(whole: WholeAsk, today: date) -> list[str]:
    health, as_of = whole.account.health, whole.account.health_as_of
    lines = [f"Health: {health}, as of {dates.day(as_of, today)}."] if health and as_of else []
    warning = health_warning(health, as_of, today)
    return [*lines, f":warning: {warning}"] if warning else lines


def _said(whole: WholeAsk) -> list[Block]:
    """What the customer will read besides: the approver answers for it."""
    blocks: list[Block] = []
    if whole.reference.questions:
        blocks.append(section(f"The questions:\n{foreign_lines(whole.reference.questions)}"))
    if whole.reference.off_limits:
        blocks.append(section(f"Left out: {foreign(whole.reference.off_limits, 500)}"))
    return blocks


NEXT = {
    Stage.OWNER: "A reminder comes on {due}.",
    Stage.REMINDED: "Your backup joins on {due}.",
    Stage.BACKUP: "The managers join on {due}.",
    Stage.MANAGERS: "After {due} another customer is tried.",
}


def _deadline(whole: WholeAsk, reader: str | None, zone: str, now: datetime) -> Block:
    due = dates.when(whole.ask.due_at or now, zone=zone, now=now)
    whose = "" if reader == whole.owner.id else f"{foreign(whole.owner.name)} looks after this customer. "
    return context(f"{whose}Nobody is asked without a yes. {NEXT[next_change(whole)].format(due=due)}")


def _buttons(ask_id: str) -> Block:
    return actions(
        [
            button("Approve", Action.APPROVE, ask_id, style="primary"),
            button("Not now", Action.REFUSE_NOW, ask_id),
            button("Not this deal", Action.REFUSE_DEAL, ask_id),
        ],
    )


def _outcome(whole: WholeAsk, reader: str | None, zone: str, now: datetime) -> str:
    state, who = whole.ask.state, _who(whole, reader)
    due = dates.when(whole.ask.due_at or now, zone=zone, now=now)
    if state is AskState.APPROVED:
        return f"{who} approved. They will be asked on {due}, in their working hours."
    if state is AskState.ASKED:
        return f"{who} approved. They were asked, and have until {due}."
    if state is AskState.REFUSED:
        scope = "not this deal" if whole.ask.refused is Refused.NOT_THIS_DEAL else "not now"
        return f"{who} said “{scope}”. Nobody there was bothered."
    if state is AskState.DECLINED and whole.ask.declined:
        return ANSWERS[whole.ask.declined]
    return OUTCOMES.get(state, "There is nothing left to do.")


def _who(whole: WholeAsk, reader: str | None) -> str:
    if whole.decider is None:
        return "A colleague"
    return "You" if whole.decider.id == reader else foreign(whole.decider.name)


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
