"""The seller's one live line: where a reference stands, and what it waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.kit.ids import Action
from bot.kit.text import foreign, mail, plain
from bot.views import dates
from bot.views.blocks import Block, Drawing, actions, button, confirm, context, datepicker, section
from bot.views.reference.steps import steps
from bot.views.reference.waiting import Deciders, status, tried
from models.activity import Activity
from models.ask import AskState, WholeAsk
from models.deal import Deal, Status
from models.reference import Reference

NOT_THERE = frozenset({"not_in_channel", "channel_not_found"})


@dataclass(frozen=True, slots=True)
class Line:
    """A reference with its asks in the order of the list, and who is waited for."""

    reference: Reference
    deal: Deal
    activity: Activity
    asks: Sequence[WholeAsk]
    deciders: Deciders = field(default_factory=dict)
    unshown: Mapping[str, str] = field(default_factory=dict)  # channels without it, with Slack's reason
    held: frozenset[str] = frozenset()  # asks whose favour was held


def reference_line(
    line: Line, *, zone: str, theirs: bool, in_channel: bool = False, now: datetime
) -> Drawing:
    """The line for one reader; `theirs` adds the seller's buttons, for colleagues there are none.

    `in_channel`: for whoever is there, so that no customer is named, not even after their yes.
    """
    title = f"*{foreign(line.activity.name, 100)}* for {foreign(line.deal.name)}"
    needed = dates.weekday(line.reference.needed_on, now.date())
    said = status(line.reference, line.asks, line.deciders, zone=zone, now=now)
    blocks: list[Block] = [section(f"{title}, needed by {needed}\n{said}")]
    for whole in line.asks:
        if whole.ask.state is AskState.ACCEPTED:
            held = whole.ask.id in line.held
            blocks += _found(whole, held=held, theirs=theirs, in_channel=in_channel, now=now)
    outcomes = tried(line.asks)
    if outcomes:
        blocks.append(context(outcomes))
    if theirs:
        blocks += [*_shared(line), *steps(line.reference, line.asks, line.deciders, line.held)]
    text = f"{foreign(line.activity.name, 100)} for {foreign(line.deal.name)}: {said}"
    return Drawing(text.replace("\n", " "), blocks)


def no_longer_informed(line: Line) -> Drawing:
    """For a colleague who was taken off."""
    title = f"*{foreign(line.activity.name, 100)}* for {foreign(line.deal.name)}"
    said = "You are no longer kept informed."
    return Drawing(said, [section(f"{title}\n{said}")])


def _found(whole: WholeAsk, *, held: bool, theirs: bool, in_channel: bool, now: datetime) -> list[Block]:
    """Name and contact, from the yes on, the day once it is known, and afterwards what came of it."""
    who, held_on = _who(whole, in_channel=in_channel), whole.ask.held_on
    if held and held_on:
        return [section("\n".join([*who, _afterwards(whole, held_on, now)])), *_news(whole, theirs=theirs)]
    find = "Find a time together" if whole.activity.spoken else "Agree on a day"
    undated = f"{find}, then enter it here." if theirs else "No day is agreed yet."
    day = f"Agreed for {dates.weekday(held_on, now.date())}." if held_on else undated
    blocks = [section("\n".join([*who, day]))]
    if theirs:
        picker = datepicker(Action.HELD_ON, "Enter the day", held_on.isoformat() if held_on else None)
        blocks.append(actions([picker], block_id=whole.ask.id))
    return blocks


def _afterwards(whole: WholeAsk, held_on: date, now: datetime) -> str:
    told = " They know what came of it." if whole.ask.told_at else ""
    return f"Held on {dates.weekday(held_on, now.date())}.{told}"


def _news(whole: WholeAsk, *, theirs: bool) -> list[Block]:
    """The deal is won: the seller may let the customer know, once."""
    may = theirs and whole.deal.status is Status.WON and whole.advocate.in_slack and not whole.ask.told_at
    if not may:
        return []
    sure = confirm(
        "Tell them that the deal is won?",
        "They read, in their contact's name, that what they did helped.",
        "Tell them",
        "Not yet",
    )
    label = f"Tell {plain(f'{whole.advocate.title}, {whole.account.name}', 45)} what came of it"
    tell = button(label, Action.TELL_OUTCOME, whole.ask.id, confirm=sure)
    return [actions([tell], block_id=whole.ask.id)]


def _who(whole: WholeAsk, *, in_channel: bool) -> list[str]:
    person = whole.advocate
    role = f"{foreign(person.title, 100)}, {foreign(whole.account.name)}"
    if in_channel:
        return [f"*{role}*"]
    mention = f"<@{person.slack_user_id}>" if person.slack_user_id else ""
    reached = " · ".join(part for part in (mention, mail(person.email)) if part)
    return [f"*{foreign(person.name)}*, {role}", reached]


def _shared(line: Line) -> list[Block]:
    """Which channels show it, and what to do for those that don't."""
    there = [f"<#{channel}>" for channel in line.reference.shared if channel not in line.unshown]
    said = [f"Shared to {', '.join(there)}."] if there else []
    for channel in line.reference.shared:
        if channel in line.unshown:
            mend = (
                "invite Rung there with /invite, then share again."
                if line.unshown[channel] in NOT_THERE
                else "Slack does not let Rung post there. Choose another channel."
            )
            said.append(f"Not shared to <#{channel}>: {mend}")
    return [context("\n".join(said))] if said else []
