"""What became of a question, for those who were to decide it."""

from datetime import datetime

from bot.kit.text import foreign
from bot.views import dates
from bot.views.ask.known import Carried, held_until
from models.ask import WITH_CUSTOMER, AskState, Declined, Refused, Road, WholeAsk

OUTCOMES = {
    AskState.CHECKING: "They said yes, if there is no conflict, and are looking at the name.",
    AskState.ACCEPTED: "They said yes. Thank you for opening the door.",
    AskState.SPARE: "They said yes too, and were thanked: somebody else had said yes before.",
    AskState.DECLINED: "They said no, and are left alone.",
    AskState.PASSED_ON: "They would rather a colleague is asked.",
    AskState.SILENT: "They did not answer in time, and are left alone.",
    AskState.NOT_PASSED_ON: "It was not passed on to them in time, so they were not asked.",
    AskState.BACKED_OUT: "They had said yes, and can't make it any more.",
    AskState.NOT_HELD: "They had said yes, and it did not take place.",
    AskState.UNAPPROVED: "Nobody decided in time, so somebody else is asked.",
    AskState.BLOCKED: "They are no longer free, so they were not asked.",
    AskState.TOO_LATE: "It became too late to ask them politely, so they were not asked.",
    AskState.WITHDRAWN: "No longer needed. There is nothing left to do.",
    AskState.DROPPED: "Taken off the list. There is nothing left to do.",
}
ASKED = {  # how the question reaches them, before the day of their deadline
    Road.SLACK: "They were asked, and have until",
    Road.RELAY: "The question is passed on to them by one of ours, until",
    Road.ASSISTANT: "Their assistant arranges it, until",
}
ANSWERS = {
    Declined.NOT_THIS: "They said no to this one, and are left alone.",
    Declined.CONFLICT: "They can't help this company, and are left alone.",
    Declined.NOT_NOW: "They asked for a pause. Nobody will ask them before it ends.",
    Declined.NEVER_THIS_KIND: "They do not want this kind any more. Nobody will ask them for it.",
}
RATED = {  # what the customer chose afterwards
    5: "They would gladly do it again.",
    3: "It was fine for them.",
    1: "They would rather not do it again: talk with them before anybody asks.",
}


def agreed_ahead(whole: WholeAsk) -> bool:
    """Nobody was asked for their consent, since it was there already."""
    return whole.ask.stage is None and whole.ask.state in WITH_CUSTOMER | {
        AskState.APPROVED,
        AskState.ACCEPTED,
    }


def outcome(whole: WholeAsk, carried: Carried, *, reader: str | None, zone: str, now: datetime) -> str:
    """Who decided and what came of it, for the member `reader`."""
    state, who = whole.ask.state, _who(whole, reader)
    if state is AskState.REFUSED:
        return _refused(whole, carried, who, zone, now)
    if state in {AskState.APPROVED, AskState.ASKED}:
        due = dates.when(whole.ask.due_at or now, zone=zone, now=now)
        if whole.ask.road is Road.IN_PERSON:
            return _in_person(whole, who, due)
        said = f"They will be asked {dates.stated(due)}, in their working hours."
        if state is AskState.ASKED:
            said = f"{ASKED[whole.ask.road]} {due}."
        return f"{_consent(whole, carried, reader, now)} {said}"
    said = OUTCOMES.get(state, "There is nothing left to do.")
    if state is AskState.ACCEPTED:
        said = " ".join([said, *_afterwards(whole, carried, now)])
    if state is AskState.DECLINED and whole.ask.declined:
        said = ANSWERS[whole.ask.declined]
    return f"{_consent(whole, carried, reader, now)} {said}" if agreed_ahead(whole) else said


def _afterwards(whole: WholeAsk, carried: Carried, now: datetime) -> list[str]:
    """The day once it is agreed, and how it was for them."""
    day = [f"Agreed for {dates.weekday(whole.ask.held_on, now.date())}."] if whole.ask.held_on else []
    return [*day, *([RATED[carried.rated]] if carried.rated in RATED else [])]


def _in_person(whole: WholeAsk, who: str, due: str) -> str:
    """Also whoever asks in person waits for the customer's contact hours."""
    said = "You ask them yourself" if who == "You" else f"{who} asks them in person"
    if whole.ask.state is AskState.ASKED:
        return f"{said}, until {due}."
    return f"{said}. The card for it comes {dates.stated(due)}, in their working hours."


def _refused(whole: WholeAsk, carried: Carried, who: str, zone: str, now: datetime) -> str:
    if whole.ask.refused is Refused.NOT_THIS_DEAL:
        return f"{who} said “not this deal”. Nobody there was bothered."
    said = f"{who} said “not now”. Nobody there was bothered."
    until = held_until(carried.blocks)
    if until is None:
        return said
    day = dates.on(until, zone=zone, now=now)
    return f"{said} {foreign(whole.account.name)} is kept free until {day}."


def _consent(whole: WholeAsk, carried: Carried, reader: str | None, now: datetime) -> str:
    """By whom, or by what, the customer may be asked."""
    given = carried.standing
    if given is not None:
        theirs = "your" if given.member_id == reader else f"{foreign((whole.decider or whole.owner).name)}'s"
        until = dates.day(given.until, now.date())
        return f"By {theirs} standing approval, {given.granted - given.used} of {given.granted} left until {until}."
    if whole.ask.stage is None and whole.decider is None:
        whose = "your" if whole.owner.id == reader else f"{foreign(whole.owner.name)}'s"
        tier = f"{foreign(whole.account.tier, 50)} accounts" if whole.account.tier else "some accounts"
        return f"Asked without {whose} consent, as the programme does for {tier}."
    return f"{_who(whole, reader)} approved."


def _who(whole: WholeAsk, reader: str | None) -> str:
    if whole.decider is None:
        return "A colleague"
    return "You" if whole.decider.id == reader else foreign(whole.decider.name)
