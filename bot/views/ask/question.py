"""The customer's card while it waits for them: why you, for whom, how long, who sees it, and an easy no."""

from datetime import datetime
from enum import StrEnum

from bot.kit.ids import Action, encode
from bot.kit.text import duration, foreign, foreign_lines, listed
from bot.rules import matching
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.ask.prospect import described
from bot.views.blocks import Block, Element, actions, button, context, datepicker, section, select
from models.ask import Road, WholeAsk


class SomethingElse(StrEnum):
    """The rarer answers, one menu of them; each is also the key of its words."""

    NEVER_THIS_KIND = "never_this_kind"
    ASK_COLLEAGUE = "ask_colleague"
    ASSISTANT = "assistant"


def question(whole: WholeAsk, wording: Wording, now: datetime, *, first: bool) -> list[Block]:
    """What is asked, on which terms, and every way to answer."""
    lines = [_request(whole, wording, now, described(whole.deal))]
    reasons = listed(matching.for_customers(whole.ask.reasons))
    if reasons:
        lines.append(wording.say("ask_why", reasons=reasons))
    if first:
        lines.append(wording.say("ask_first", activity=foreign(whole.activity.phrase, 100)))
    changed = [_changed(whole, wording, now)] if _is_changed(whole) else []
    asked = [section("\n".join([*changed, *lines])), *_terms(whole, wording, now)]
    if whole.ask.road is Road.ASSISTANT:
        return [*asked, section(_with_assistant(whole, wording)), actions([_not_this(whole, wording)])]
    return [*asked, *_buttons(whole, wording)]


def revealed(whole: WholeAsk, wording: Wording, now: datetime) -> list[Block]:
    """The prospect by name, to be confirmed or withdrawn from."""
    prospect = f"*{foreign(whole.deal.prospect)}*" if whole.may_be_named else described(whole.deal)
    said = f"{_request(whole, wording, now, prospect)}\n{wording.say('reveal')}"
    buttons = [
        button(wording.label("confirm"), Action.CONFIRM, _edition(whole), style="primary"),
        button(wording.label("withdraw"), Action.WITHDRAW, whole.ask.id),
    ]
    return [section(said), *_terms(whole, wording, now), actions(buttons)]


def _request(whole: WholeAsk, wording: Wording, now: datetime, prospect: str) -> str:
    return wording.say(
        "ask_request",
        activity=foreign(whole.activity.phrase, 100),
        minutes=duration(whole.activity.minutes),
        needed=dates.weekday(whole.reference.needed_on, now.date(), wording.language),
        prospect=prospect,
    )


def _is_changed(whole: WholeAsk) -> bool:
    """Is this another question than the one that was put to them?"""
    asked_at, changed_at = whole.ask.asked_at, whole.reference.changed_at
    return asked_at is not None and changed_at is not None and asked_at < changed_at


def _changed(whole: WholeAsk, wording: Wording, now: datetime) -> str:
    moment, zone = whole.reference.changed_at or now, whole.advocate.zone
    day = dates.on(moment, zone=zone, now=now, language=wording.language)
    return f"*{wording.say('ask_changed', day=day)}*"


def _terms(whole: WholeAsk, wording: Wording, now: datetime) -> list[Block]:
    parts: list[Block] = []
    if whole.reference.questions:
        questions = foreign_lines(whole.reference.questions)
        parts.append(section(f"{wording.say('ask_questions')}\n{questions}"))
    if whole.reference.off_limits:
        topics = foreign(whole.reference.off_limits, 500)
        parts.append(section(wording.say("ask_off_limits", topics=topics)))
    seller = foreign(whole.seller.name)
    terms = wording.say(
        "ask_terms",
        owner=foreign(whole.owner.name),
        seller=seller,
        due=dates.when(whole.ask.due_at or now, zone=whole.advocate.zone, now=now, language=wording.language),
    )
    spoken = [wording.say("ask_attends", seller=seller), wording.say("ask_not_recorded")]
    return [*parts, context(" ".join([*(spoken if whole.activity.spoken else []), terms]))]


def _edition(whole: WholeAsk) -> str:
    """What a yes is a yes to: nobody agrees to another edition of the question than the one they read."""
    return encode(whole.ask.id, str(whole.reference.edition))


def _not_this(whole: WholeAsk, wording: Wording) -> Element:
    return button(wording.label("not_this"), Action.NOT_THIS, whole.ask.id)


def _buttons(whole: WholeAsk, wording: Wording) -> list[Block]:
    """The answers that most give as buttons, the rarer in a menu; no modal: it may not open for them."""
    ask_id = whole.ask.id
    yes = [button(wording.label("yes"), Action.ACCEPT, _edition(whole), style="primary")]
    if whole.may_be_named:
        yes.append(button(wording.label("yes_if"), Action.ACCEPT_IF, _edition(whole)))
    rarer = [(wording.label(each), str(each)) for each in SomethingElse]
    later = [
        datepicker(Action.NOT_NOW_UNTIL, wording.label("not_now")),
        select(wording.label("something_else"), rarer) | {"action_id": Action.SOMETHING_ELSE},
    ]
    return [actions([*yes, _not_this(whole, wording)]), actions(later, block_id=ask_id)]


def _with_assistant(whole: WholeAsk, wording: Wording) -> str:
    assistant = whole.advocate.assistant
    return wording.say(
        "assistant_noted",
        contact=foreign((whole.decider or whole.owner).name),
        assistant=foreign(assistant) if assistant else wording.say("assistant_yours"),
    )
