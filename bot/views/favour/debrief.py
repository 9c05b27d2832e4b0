"""The one question afterwards, for each side, and the seller's reminder of it."""

from datetime import datetime

from bot.kit.ids import Action, encode, variant
from bot.kit.text import foreign
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.ask.customer import spoken_by
from bot.views.blocks import Block, Drawing, actions, button, context, datepicker, section
from models.ask import AskState, WholeAsk
from models.debrief import Debrief

EXPERIENCES = (("gladly_again", 5), ("it_was_fine", 3), ("rather_not_again", 1))
SCORES = (1, 2, 3, 4, 5)
MEANING = "1: of no use · 5: decisive"
NO_SHOW = (
    "It did not happen, so nothing counts as a favour. Start again with /reference to ask somebody else."
)


def customer_debrief(
    whole: WholeAsk, asked: Debrief, wording: Wording, *, company: str, now: datetime
) -> Drawing:
    """One thanks, in the owner's name; what was answered is not repeated, it may be read by others."""
    greeting = wording.say("debrief_greeting", speaker=spoken_by(whole, wording, company))
    day = dates.weekday(whole.ask.held_on or whole.reference.needed_on, now.date(), wording.language)
    owner = foreign(whole.owner.name)
    closing = _closing(whole, asked, wording, day, owner)
    if closing is not None:
        return Drawing(closing, [section(f"*{greeting}*"), section(closing)])
    question = wording.say("debrief_question", activity=foreign(whole.activity.phrase, 100), day=day)
    terms = wording.say("debrief_terms", owner=owner)
    blocks = [
        section(f"*{greeting}*"),
        section(question),
        _experiences(whole.ask.id, wording),
        context(terms),
    ]
    return Drawing(greeting, blocks)


def _closing(whole: WholeAsk, asked: Debrief, wording: Wording, day: str, owner: str) -> str | None:
    """What stands in the question's place once there is nothing to answer."""
    if whole.ask.state is not AskState.ACCEPTED:
        return wording.say("not_held" if whole.ask.state is AskState.NOT_HELD else "settled")
    if asked.answered_at is not None:
        return wording.say("debrief_noted") if asked.held else wording.say("debrief_looked_into", owner=owner)
    return wording.say("debrief_moved", day=day) if asked.asked_at is None else None


def _experiences(ask_id: str, wording: Wording) -> Block:
    drawn = [
        button(wording.label(key), variant(Action.EXPERIENCE, str(score)), encode(ask_id, str(score)))
        for key, score in EXPERIENCES
    ]
    return actions([*drawn, button(wording.label("did_not_happen"), Action.NOT_HAPPENED, ask_id)])


def seller_debrief(whole: WholeAsk, asked: Debrief, *, now: datetime) -> Drawing:
    what, day = _favour(whole), dates.weekday(whole.ask.held_on or whole.reference.needed_on, now.date())
    if whole.ask.state is AskState.NOT_HELD:
        return _said(what, NO_SHOW)
    if whole.ask.state is not AskState.ACCEPTED:
        return _said(what, "This is off. There is nothing left to say.")
    if asked.answered_at is not None:
        return _said(what, _answered(whole, asked))
    if asked.asked_at is None:
        return _said(what, f"It was moved to {day}. You are asked again afterwards.")
    undated = "" if whole.ask.held_on else " No day was entered, so this is about the day it was needed by."
    question = f"*Was it held, and how useful was it?*\n{what}, {day}.{undated}"
    picker = datepicker(Action.HELD_ON, "It was moved to …")
    blocks = [
        section(question),
        _scores(whole.ask.id),
        actions([picker], block_id=whole.ask.id),
        context(MEANING),
    ]
    return Drawing(f"Was it held, and how useful was it? {what}", blocks)


def _scores(ask_id: str) -> Block:
    """1 to 5, and the way out: a row of its own would be lost on a phone."""
    drawn = [
        button(str(score), variant(Action.USEFUL, str(score)), encode(ask_id, str(score))) for score in SCORES
    ]
    return actions([*drawn, button("It did not happen", Action.DID_NOT_HAPPEN, ask_id)])


def _answered(whole: WholeAsk, asked: Debrief) -> str:
    if asked.held:
        return f"You said that it was held: {asked.score} of 5. Thank you."
    owner = foreign(whole.owner.name)
    return f"You said that it did not happen. {owner} finds out, and decides what comes next."


def debrief_reminder(whole: WholeAsk, asked: Debrief, *, now: datetime) -> Drawing:
    """The one reminder, without buttons: the question has them."""
    what = _favour(whole)
    if asked.answered_at is not None or whole.ask.state is not AskState.ACCEPTED or asked.asked_at is None:
        return _said(what, "This is settled. Thank you.")
    day = dates.weekday(whole.ask.held_on or whole.reference.needed_on, now.date())
    text = (
        f"A reminder: how was it? {what}, {day}. The question is above. "
        "In two working days it comes before your next reference."
    )
    return Drawing(text, [section(text)])


def _favour(whole: WholeAsk) -> str:
    return f"{foreign(whole.activity.name, 100)} with {foreign(whole.advocate.name)}, {foreign(whole.account.name)}"


def _said(what: str, text: str) -> Drawing:
    return Drawing(f"{what}: {text}", [section(f"{what}\n{text}")])
