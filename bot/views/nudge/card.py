"""A proposal in a customer's messages: why them, for whom, how long, an easy no; then what they said, in one line."""

from datetime import date, datetime, timedelta

from bot.kit.ids import Action, encode
from bot.kit.text import duration, foreign, linked, times
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.blocks import (
    Block,
    Drawing,
    Element,
    actions,
    button,
    confirm,
    context,
    datepicker,
    field,
    section,
    select,
)
from models.activity import Start
from models.nudge import NudgeState, WholeNudge

LATER = (30, 90)  # days
LONGEST = 1500


def nudge_card(whole: WholeNudge, wording: Wording, *, company: str, now: datetime) -> Drawing:
    """The proposal as it stands now; `company` is ours, as the customer knows it."""
    names = {"owner": foreign(whole.owner.name), "company": foreign(company)}
    speaker = wording.say("ask_speaker", **names)
    greeting = section(f"*{wording.say('nudge_greeting', speaker=speaker)}*")
    if whole.nudge.state in {NudgeState.OFFERED, NudgeState.LAPSED}:
        blocks = [
            greeting,
            section(_proposal(whole, wording, now)),
            _terms(whole, wording),
            *_ways(whole, wording),
        ]
        return Drawing(wording.say("nudge_notice", speaker=speaker), blocks)
    said = _answered(whole, wording, company, now)
    return Drawing(said, [greeting, section(said), *_start(whole, wording)])


def _proposal(whole: WholeNudge, wording: Wording, now: datetime) -> str:
    """Why them, what it is and for how long, what it is needed for, what a yes allows."""
    why, activity = whole.nudge.why, whole.activity
    phrase = foreign(activity.phrase, 100)
    lines = []
    if why.get("did") and why.get("did_on"):
        today = dates.today(now, whole.advocate.zone)
        day = dates.day(date.fromisoformat(why["did_on"]), today, wording.language)
        lines.append(wording.say("nudge_why", activity=foreign(why["did"], 100), day=day))
    lines.append(wording.say("nudge_request", activity=phrase, minutes=duration(activity.minutes)))
    if why.get("needed"):
        lines.append(wording.say("nudge_needed", times=times(int(why["needed"])), activity=phrase))
    else:
        lines.append(wording.say("nudge_for"))
    if activity.consent_text:
        lines.append(wording.say("nudge_involves", text=foreign(activity.consent_text)))
    if why.get("first", True):
        lines.append(wording.say("nudge_first", activity=phrase))
    return "\n".join(lines)


def _terms(whole: WholeNudge, wording: Wording) -> Block:
    return context(wording.say("nudge_terms", owner=foreign(whole.owner.name)))


def _ways(whole: WholeNudge, wording: Wording) -> list[Block]:
    """Every way to answer, all of them without a window."""
    nudge_id = whole.nudge.id
    later = [(wording.label(f"nudge_later_{days}"), encode(nudge_id, str(days))) for days in LATER]
    sure = confirm(
        *(wording.label(f"nudge_stop_{part}") for part in ("title", "text", "yes", "no")), danger=True
    )
    rarer = [button(wording.label("nudge_stay"), Action.NUDGE_STAY, nudge_id)]
    if whole.nudge.why.get("first", True):
        rarer.append(button(wording.label("never_this_kind"), Action.NUDGE_NEVER, nudge_id))
    rarer.append(button(wording.label("nudge_stop"), Action.NUDGE_STOP, nudge_id, confirm=sure))
    first: list[Element] = [
        button(wording.label("nudge_yes"), Action.NUDGE_YES, nudge_id, style="primary"),
        select(wording.label("nudge_later"), later) | {"action_id": Action.NUDGE_LATER},
    ]
    return [actions(first), actions(rarer)]


def _answered(whole: WholeNudge, wording: Wording, company: str, now: datetime) -> str:
    """What was noted, in one line."""
    nudge, activity = whole.nudge, foreign(whole.activity.phrase, 100)
    owner, ours = foreign(whole.owner.name), foreign(company)
    if nudge.state is NudgeState.YES:
        return wording.say(f"nudge_yes_{whole.activity.start}", owner=owner, activity=activity)
    if nudge.state is NudgeState.LATER:
        return wording.say("nudge_noted_later", company=ours, day=_snoozed(whole, wording, now))
    if nudge.state is NudgeState.REFUSED:
        return wording.say("noted_kind", company=ours, activity=activity)
    return wording.say(SAID[nudge.state], owner=owner, company=ours, activity=activity)


SAID = {
    NudgeState.STAYS: "nudge_noted_stays",
    NudgeState.STOPPED: "nudge_noted_stop",
    NudgeState.DONE: "nudge_done",
    NudgeState.DROPPED: "nudge_dropped",
    NudgeState.WITHDRAWN: "settled",
    NudgeState.WITH_OWNER: "settled",
    NudgeState.IN_PERSON: "settled",
}


def _snoozed(whole: WholeNudge, wording: Wording, now: datetime) -> str:
    """The day that they were told, whatever they chose since."""
    days = timedelta(days=int(whole.nudge.why.get("later", LATER[0])))
    until = (whole.nudge.answered_at or now) + days
    return dates.on(until, zone=whole.advocate.zone, now=now, language=wording.language)


def _start(whole: WholeNudge, wording: Wording) -> list[Block]:
    """After a yes: the form, or the way to the page, right here."""
    start, nudge_id = whole.activity.start, whole.nudge.id
    if whole.nudge.state is not NudgeState.YES or start is Start.OWNER:
        return []
    if start is Start.LINK:
        link = linked(whole.activity.start_link or "", wording.label("nudge_open"))
        did = button(wording.label("nudge_did_it"), Action.NUDGE_HAND_IN, nudge_id, style="primary")
        return [section(link), *_until(whole, wording), actions([did])]
    typed = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST}
    address = {"type": "plain_text_input", "max_length": 1000}
    send = button(wording.label("page_send"), Action.NUDGE_HAND_IN, nudge_id, style="primary")
    return [
        field("nudge_words", wording.label("nudge_words"), typed, optional=True),
        field("nudge_link", wording.label("report_link"), address, optional=True),
        *_until(whole, wording),
        actions([send]),
    ]


def _until(whole: WholeNudge, wording: Wording) -> list[Block]:
    """Of what is served for a time: the last day, if it is known."""
    if not whole.activity.lasting:
        return []
    day = datepicker("nudge_until", wording.label("consents_choose"))
    return [field("nudge_until", wording.label("report_until"), day, optional=True)]
