"""What a reference waits for, in words, and what became of whom."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.kit.text import foreign, listed
from bot.views import dates
from bot.views.ask.chain import next_change
from models.ask import RUNNING, AskState, Road, Stage, WholeAsk
from models.member import Member
from models.reference import Reference, ReferenceState

NEXT = {
    Stage.OWNER: "a reminder follows {at}",
    Stage.REMINDED: "their backup joins {at}",
    Stage.BACKUP: "the managers join {at}",
    Stage.MANAGERS: "after {due} another customer is tried",
}
ASKED = {
    Road.SLACK: "asked, an answer is due by {due}",
    Road.IN_PERSON: "{by} asks them in person, an answer is due by {due}",
    Road.RELAY: "{by} passes the question on, an answer is due by {due}",
    Road.ASSISTANT: "{by} arranges it with their assistant, an answer is due by {due}",
}
OUTCOMES = {
    AskState.DECLINED: "said no",
    AskState.PASSED_ON: "would rather a colleague is asked",
    AskState.SILENT: "did not answer",
    AskState.NOT_PASSED_ON: "was not passed on in time",
    AskState.BACKED_OUT: "can't make it any more",
    AskState.NOT_HELD: "agreed, did not happen",
    AskState.REFUSED: "kept free by their owner",
    AskState.UNAPPROVED: "nobody on our side decided in time",
    AskState.BLOCKED: "no longer free",
    AskState.TOO_LATE: "too late to ask politely",
}

Deciders = Mapping[str, Sequence[Member]]  # who can decide now, by ask


def status(
    reference: Reference, asks: Sequence[WholeAsk], deciders: Deciders, *, zone: str, now: datetime
) -> str:
    """Where a reference stands; a line for each ask that is on its way."""
    if reference.state is ReferenceState.CANCELLED:
        let_go = any(w.ask.state is AskState.WITHDRAWN and w.ask.answered_at is not None for w in asks)
        return (
            "No longer needed. Whoever said yes reads that it is settled, with thanks."
            if let_go
            else "Cancelled. Nobody will be asked any more."
        )
    if reference.state is ReferenceState.FOUND:
        found = sum(whole.ask.state is AskState.ACCEPTED for whole in asks)
        if not found:
            return "It did not come about after all."
        some = found < reference.wanted
        return f"Found {found} of {reference.wanted}. Nobody else we asked can help." if some else "Found."
    if reference.state is ReferenceState.UNFILLED:
        return "Nobody we asked can help this time."
    running = [whole for whole in asks if whole.ask.state in RUNNING]
    said = [_waiting(whole, deciders.get(whole.ask.id, ()), zone, now) for whole in running]
    return "\n".join(said) or "Looking for the next customer."


def tried(asks: Sequence[WholeAsk]) -> str:
    """A word for each who was tried, without their reasons."""
    return " · ".join(
        f"{foreign(whole.account.name, 60)}: {OUTCOMES[whole.ask.state]}"
        for whole in asks
        if whole.ask.state in OUTCOMES
    )


def _waiting(whole: WholeAsk, deciders: Sequence[Member], zone: str, now: datetime) -> str:
    who = f"{foreign(whole.advocate.title, 100)}, {foreign(whole.account.name)}"
    due = dates.when(whole.ask.due_at or now, zone=zone, now=now)
    by = foreign((whole.decider or whole.owner).name)
    if whole.ask.state is AskState.ASKED:
        return f"{who}: {ASKED[whole.ask.road or Road.SLACK].format(by=by, due=due)}."
    if whole.ask.state is AskState.CHECKING:
        return f"{who}: said yes, if there is no conflict; an answer is due by {due}."
    if whole.ask.state is AskState.APPROVED:
        return f"{who}: {by} agreed; they are asked {dates.stated(due)}, in their working hours."
    return f"{who}: {_decision(whole, deciders, due, zone, now)}"


def _decision(whole: WholeAsk, deciders: Sequence[Member], due: str, zone: str, now: datetime) -> str:
    owner = whole.owner
    names = listed([foreign(member.name) for member in deciders], "or")
    if not deciders:
        return f"nobody of ours is there to decide; the next step comes {dates.stated(due)}."
    after = NEXT[next_change(whole)].format(due=due, at=dates.stated(due))
    if owner.away_until is not None and owner.away_until > now:
        back = dates.on(owner.away_until, zone=zone, now=now)
        return f"waiting for {names}, since {foreign(owner.name)} is away until {back}; {after}."
    return f"waiting for {names} to agree; {after}."
