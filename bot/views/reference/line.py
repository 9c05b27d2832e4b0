"""The seller's one live line: where a reference stands, and what it waits for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.kit.ids import Action
from bot.kit.text import escape, foreign, listed, mail, plain
from bot.views import dates
from bot.views.ask.chain import next_change
from bot.views.blocks import Block, Drawing, actions, button, confirm, context, datepicker, section
from models.activity import Activity
from models.ask import AskState, Stage, WholeAsk
from models.deal import Deal, Status
from models.member import Member
from models.reference import Reference, ReferenceState

NEXT = {
    Stage.OWNER: "a reminder follows on {due}",
    Stage.REMINDED: "their backup joins on {due}",
    Stage.BACKUP: "the managers join on {due}",
    Stage.MANAGERS: "after {due} another customer is tried",
}
OUTCOMES = {
    AskState.DECLINED: "said no",
    AskState.SILENT: "did not answer",
    AskState.REFUSED: "kept free by their owner",
    AskState.UNAPPROVED: "nobody on our side decided in time",
    AskState.BLOCKED: "no longer free",
    AskState.TOO_LATE: "too late to ask politely",
    AskState.NOT_HELD: "said yes, but it did not happen",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A reference with its asks in the order of the list, and who is waited for."""

    reference: Reference
    deal: Deal
    activity: Activity
    asks: Sequence[WholeAsk]
    deciders: Sequence[Member] = ()  # of the ask that waits for approval
    held: frozenset[str] = frozenset()  # asks whose favour was held


def reference_line(line: Line, *, zone: str, theirs: bool, now: datetime) -> Drawing:
    """The line for one reader; `theirs` adds the seller's buttons, for colleagues there are none."""
    title = f"*{escape(line.activity.name)}* for {foreign(line.deal.name)}"
    needed = dates.weekday(line.reference.needed_on, now.date())
    status = _status(line, zone, now)
    blocks: list[Block] = [section(f"{title}, needed by {needed}\n{status}")]
    accepted = [whole for whole in line.asks if whole.ask.state is AskState.ACCEPTED]
    for whole in accepted:
        blocks += _found(whole, held=whole.ask.id in line.held, theirs=theirs, now=now)
    tried = [whole for whole in line.asks if whole.ask.state in OUTCOMES]
    if tried:
        said = " · ".join(f"{foreign(w.account.name, 60)}: {OUTCOMES[w.ask.state]}" for w in tried)
        blocks.append(context(said))
    if theirs and line.reference.state is ReferenceState.LOOKING:
        blocks.append(_cancel(line.reference))
    return Drawing(f"{escape(line.activity.name)} for {foreign(line.deal.name)}: {status}", blocks)


def _cancel(reference: Reference) -> Block:
    sure = confirm(
        "Cancel this reference?",
        "Whoever was asked will see that it is settled.",
        "Cancel it",
        "Keep looking",
    )
    return actions([button("Cancel", Action.CANCEL, reference.id, confirm=sure)])


def _found(whole: WholeAsk, *, held: bool, theirs: bool, now: datetime) -> list[Block]:
    """Name and contact, from the yes on, and the day once it is known."""
    person = whole.advocate
    who = f"*{foreign(person.name)}*, {foreign(person.title, 100)}, {foreign(whole.account.name)}"
    mention = f"<@{person.slack_user_id}>" if person.slack_user_id else ""
    reached = " · ".join(part for part in (mention, mail(person.email)) if part)
    held_on = whole.ask.held_on
    if held and held_on:
        return [
            section(f"{who}\n{reached}\n{_afterwards(whole, held_on, now)}"),
            *_news(whole, theirs=theirs),
        ]
    find = "Find a time together" if whole.activity.spoken else "Agree on a day"
    undated = f"{find}, then enter it here." if theirs else "No day is agreed yet."
    day = f"Agreed for {dates.weekday(held_on, now.date())}." if held_on else undated
    blocks = [section(f"{who}\n{reached}\n{day}")]
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


def _status(line: Line, zone: str, now: datetime) -> str:
    state = line.reference.state
    if state is ReferenceState.CANCELLED:
        return "Cancelled. Nobody will be asked any more."
    if state is ReferenceState.FOUND and _fell_through(line):
        return "It did not happen. Start again with /reference to ask somebody else."
    if state is ReferenceState.FOUND:
        return "Found."
    if state is ReferenceState.UNFILLED:
        return "Nobody we asked can help this time. Start again with /reference to try others."
    running = next((whole for whole in line.asks if whole.ask.due_at is not None), None)
    return _waiting(running, line.deciders, zone, now) if running else "Looking for the next customer."


def _fell_through(line: Line) -> bool:
    states = {whole.ask.state for whole in line.asks}
    return AskState.NOT_HELD in states and AskState.ACCEPTED not in states


def _waiting(whole: WholeAsk, deciders: Sequence[Member], zone: str, now: datetime) -> str:
    who = f"{foreign(whole.advocate.title, 100)}, {foreign(whole.account.name)}"
    due = dates.when(whole.ask.due_at or now, zone=zone, now=now)
    if whole.ask.state is AskState.ASKED:
        return f"{who}: asked, an answer is due by {due}."
    if whole.ask.state is AskState.APPROVED:
        agreed = foreign((whole.decider or whole.owner).name)
        return f"{who}: {agreed} agreed; they are asked on {due}, in their working hours."
    return f"{who}: {_decision(whole, deciders, due, zone, now)}"


def _decision(whole: WholeAsk, deciders: Sequence[Member], due: str, zone: str, now: datetime) -> str:
    owner = whole.owner
    names = listed([foreign(member.name) for member in deciders], "or")
    if not deciders:
        return f"nobody of ours is there to decide; the next step comes on {due}."
    after = NEXT[next_change(whole)].format(due=due)
    if owner.away_until is not None and owner.away_until > now:
        back = dates.on(owner.away_until, zone=zone, now=now)
        return f"waiting for {names}, since {foreign(owner.name)} is away until {back}; {after}."
    return f"waiting for {names} to agree; {after}."
