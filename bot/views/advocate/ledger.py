"""What a customer did, page by page, and what they answered."""

from datetime import datetime

from bot.kit.text import foreign, linked
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.advocate.frame import back, head, paragraphs, turn_to
from bot.views.advocate.values import OwnPage, Part
from bot.views.blocks import Block, section
from models.activity import Activity
from models.ask import AskState, WholeAsk
from models.participation import Participation, ParticipationState

ANSWERS = {
    AskState.ACCEPTED: "answer_yes",
    AskState.SPARE: "answer_yes",
    AskState.NOT_HELD: "answer_yes",
    AskState.DECLINED: "answer_no",
    AskState.BACKED_OUT: "answer_back",
    AskState.PASSED_ON: "answer_colleague",
    AskState.SILENT: "answer_none",
}
STATES = {
    ParticipationState.CLAIMED: "did_claimed",
    ParticipationState.VERIFIED: "did_verified",
    ParticipationState.CORRECTED: "did_corrected",
}


def what_you_did(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:
    lines = [_done(page, *each, wording, now) for each in page.done]
    answered = [_asked(whole, wording, now) for whole in page.answered]
    newer = [turn_to(wording, "page_newer", page.place - 1)] if page.place > Part.DID else []
    older = [turn_to(wording, "page_older", page.place + 1)] if page.more else []
    return [
        head(wording, "did_title"),
        *(paragraphs(lines) or [section(wording.say("did_nothing"))]),
        *([section(wording.say("asked_title")), *paragraphs(answered)] if answered else []),
        back(wording, *newer, *older, turn_to(wording, "page_report", Part.REPORT)),
    ]


def _done(page: OwnPage, done: Participation, activity: Activity, wording: Wording, now: datetime) -> str:
    today = dates.today(now, page.customer.advocate.zone)
    day = dates.day(done.done_on, today, wording.language)
    name = linked(done.link, activity.name) if done.link else foreign(activity.name)
    state = wording.say(STATES[done.state], owner=foreign(page.customer.owner.name, 100))
    return f"{wording.say('did_line', day=day, activity=name)} ({state})"


def _asked(whole: WholeAsk, wording: Wording, now: datetime) -> str:
    moment = whole.ask.asked_at or whole.ask.state_at
    day = dates.on(moment, zone=whole.advocate.zone, now=now, language=wording.language)
    answer = wording.say(ANSWERS[whole.ask.state])
    return wording.say("asked_line", day=day, activity=foreign(whole.activity.phrase), answer=answer)
