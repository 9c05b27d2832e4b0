"""The seller's one live line: where a reference stands, and what it waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.kit.ids import Action
from bot.kit.text import escape, foreign, listed, mail
from bot.views import dates
from bot.views.ask.chain import next_change
from bot.views.blocks import Block, Drawing, actions, button, confirm, context, datepicker, section
from models.activity import Activity
from models.ask import WITH_CUSTOMER, AskState, Stage, WholeAsk
from models.deal import Deal
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
    AskState.SPARE: "said yes too, and was thanked",
    AskState.PASSED_ON: "would rather that a colleague is asked",
    AskState.BACKED_OUT: "can't make it any more",
    AskState.NOT_HELD: "did not take place",
    AskState.SILENT: "did not answer",
    AskState.REFUSED: "kept free by their owner",
    AskState.UNAPPROVED: "nobody on our side decided in time",
    AskState.BLOCKED: "no longer free",
    AskState.TOO_LATE: "too late to ask politely",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A reference with its asks in the order of the list, and who is waited for."""

    reference: Reference
    deal: Deal
    activity: Activity
    asks: Sequence[WholeAsk]
    deciders: Mapping[str, Sequence[Member]] = field(default_factory=dict)  # by ask that waits for approval


def reference_line(line: Line, *, zone: str, theirs: bool, now: datetime) -> Drawing:
    """The line for one reader; `theirs` adds the seller's buttons, for colleagues there are none."""
    title = f"*{escape(line.activity.name)}* for {foreign(line.deal.name)}"
    needed = dates.weekday(line.reference.needed_on, now.date())
    status = _status(line, zone, now)
    blocks: list[Block] = [section(f"{title}, needed by {needed}\n{status}")]
    accepted = [whole for whole in line.asks if whole.ask.state is AskState.ACCEPTED]
    for whole in accepted:
        blocks += _found(whole, theirs=theirs, now=now)
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


def _found(whole: WholeAsk, *, theirs: bool, now: datetime) -> list[Block]:
    """Name and contact, from the yes on, and the day once it is known."""
    person = whole.advocate
    who = f"*{foreign(person.name)}*, {foreign(person.title, 100)}, {foreign(whole.account.name)}"
    mention = f"<@{person.slack_user_id}>" if person.slack_user_id else ""
    reached = " · ".join(part for part in (mention, mail(person.email)) if part)
    held = whole.ask.held_on
    find = "Find a time together" if whole.activity.spoken else "Agree on a day"
    undated = f"{find}, then enter it here." if theirs else "No day is agreed yet."
    day = f"Agreed for {dates.weekday(held, now.date())}." if held else undated
    blocks = [section(f"{who}\n{reached}\n{day}")]
    if theirs:
        picker = datepicker(Action.HELD_ON, "Enter the day", held.isoformat() if held else None)
        blocks.append(actions([picker], block_id=whole.ask.id))
    return blocks


def _status(line: Line, zone: str, now: datetime) -> str:
    state = line.reference.state
    if state is ReferenceState.CANCELLED:
        return "Cancelled. Nobody will be asked any more."
    if state is ReferenceState.FOUND:
        return "Found."
    if state is ReferenceState.UNFILLED:
        return "Nobody we asked can help this time. Start again with /reference to try others."
    running = [whole for whole in line.asks if whole.ask.due_at is not None]
    waits = [_waiting(whole, line.deciders.get(whole.ask.id, ()), zone, now) for whole in running]
    return "\n".join(waits) or "Looking for the next customer."


def _waiting(whole: WholeAsk, deciders: Sequence[Member], zone: str, now: datetime) -> str:
    who = f"{foreign(whole.advocate.title, 100)}, {foreign(whole.account.name)}"
    due = dates.when(whole.ask.due_at or now, zone=zone, now=now)
    if whole.ask.state in WITH_CUSTOMER:
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
