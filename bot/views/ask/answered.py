"""The customer's card once it is answered or over. No reason for a no is ever written there."""

from datetime import datetime

from bot.kit.ids import Action
from bot.kit.text import foreign
from bot.rules.afterwards import asks_at
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.blocks import Block, actions, button, confirm, datepicker, select
from models.ask import AskState, Declined, WholeAsk, WhyNot
from models.base import FOREVER

CLOSING = {
    AskState.SPARE: "spare",
    AskState.PASSED_ON: "passed_on",
    AskState.SILENT: "moved_on",
    AskState.BACKED_OUT: "backed_out",
    AskState.NOT_HELD: "not_held",
}


def answered(whole: WholeAsk, wording: Wording, company: str, now: datetime) -> tuple[str, list[Block]]:
    """What is said, and what can still be done."""
    if whole.ask.state is AskState.ACCEPTED:
        return _thanks(whole, wording, now), _way_out(whole, wording, now)
    if whole.ask.state is AskState.DECLINED:
        return _noted(whole, wording, company, now), _why_not(whole, wording, now)
    let_go = whole.ask.state is AskState.WITHDRAWN and whole.ask.answered_at is not None
    key = "let_go" if let_go else CLOSING.get(whole.ask.state, "settled")
    names = {"owner": foreign(whole.owner.name), "seller": foreign(whole.seller.name)}
    return wording.say(key, **names), []


def _thanks(whole: WholeAsk, wording: Wording, now: datetime) -> str:
    today, language = now.date(), wording.language
    seller = foreign(whole.seller.name)
    needed = dates.weekday(whole.reference.needed_on, today, language)
    lines = [wording.say("thanks", activity=foreign(whole.activity.phrase, 100), needed=needed)]
    if whole.may_be_named:
        lines.append(wording.say("thanks_prospect", prospect=foreign(whole.deal.prospect)))
    lines.append(wording.say("thanks_seller", seller=f"{seller} (<@{whole.seller.slack_user_id}>)"))
    if whole.ask.held_on:
        lines.append(wording.say("agreed", day=dates.weekday(whole.ask.held_on, today, language)))
    else:
        lines.append(wording.say("thanks_time" if whole.activity.spoken else "thanks_rest", seller=seller))
    return "\n".join(lines)


def _way_out(whole: WholeAsk, wording: Wording, now: datetime) -> list[Block]:
    """Until they are asked how it was, a yes can be taken back."""
    if now >= asks_at(whole.advocate.zone, whole.ask.held_on or whole.reference.needed_on):
        return []
    sure = confirm(
        wording.label("back_out_title"),
        wording.label("back_out_sure"),
        wording.label("back_out_yes"),
        wording.label("back_out_no"),
    )
    return [actions([button(wording.label("back_out"), Action.BACK_OUT, whole.ask.id, confirm=sure)])]


def _noted(whole: WholeAsk, wording: Wording, company: str, now: datetime) -> str:
    if whole.ask.declined is Declined.NEVER_THIS_KIND:
        return wording.say(
            "noted_kind", company=foreign(company), activity=foreign(whole.activity.phrase, 100)
        )
    until = whole.advocate.paused_until
    resting = whole.ask.declined is Declined.NOT_NOW or _rests(whole, now)
    if resting and until is not None and until < FOREVER:
        return noted(wording, company, until, zone=whole.advocate.zone, now=now)
    return wording.say("noted_why" if whole.ask.why_not else "noted")


def _rests(whole: WholeAsk, now: datetime) -> bool:
    """Have they had the rest that goes with being too busy?"""
    until = whole.advocate.paused_until
    return whole.ask.why_not is WhyNot.TOO_BUSY and until is not None and until > now


def _why_not(whole: WholeAsk, wording: Wording, now: datetime) -> list[Block]:
    """A reason may be given, once; and who is too busy may rest."""
    ask_id, why_not = whole.ask.id, whole.ask.why_not
    if why_not is None and whole.ask.declined is not Declined.CONFLICT:
        reasons = [(wording.label(f"why_{reason}"), str(reason)) for reason in WhyNot]
        menu = select(wording.label("why_not"), reasons) | {"action_id": Action.WHY_NOT}
        return [actions([menu], block_id=ask_id)]
    if why_not is WhyNot.TOO_BUSY and whole.ask.declined is not Declined.NOT_NOW and not _rests(whole, now):
        month = button(wording.label("rest_month"), Action.REST_MONTH, ask_id)
        return [actions([month, datepicker(Action.REST_UNTIL, wording.label("rest_until"))], block_id=ask_id)]
    return []


def noted(wording: Wording, company: str, until: datetime, *, zone: str, now: datetime) -> str:
    """What a pause means, with its date."""
    day = dates.on(until, zone=zone, now=now, language=wording.language)
    return wording.say("noted_until", company=foreign(company), day=day)
