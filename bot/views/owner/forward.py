"""A question as text in its owner's name, to be copied into a mail: for customers whom Rung can't write to."""

from datetime import datetime

from bot.kit.text import duration, foreign, foreign_lines, listed
from bot.rules import matching
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.ask.prospect import described
from models.ask import WholeAsk
from models.member import Member

NAME = 100  # characters of a name: the whole has to fit into one block


def forward_text(whole: WholeAsk, sender: Member, wording: Wording, *, company: str, now: datetime) -> str:
    """Safe mrkdwn without marks of its own: what the customer's card would say, and how to answer by a line."""
    parts = [
        wording.say("relay_hello", advocate=foreign(whole.advocate.name, NAME)),
        _request(whole, wording, now),
        foreign(whole.ask.personal_line) if whole.ask.personal_line else "",
        _conversation(whole, wording),
        _terms(whole, wording, company, now),
        _signature(whole, sender, wording, company),
    ]
    return "\n\n".join(part for part in parts if part)


def _request(whole: WholeAsk, wording: Wording, now: datetime) -> str:
    request = wording.say(
        "ask_request",
        activity=foreign(whole.activity.phrase, 100),
        minutes=duration(whole.activity.minutes),
        needed=dates.weekday(whole.reference.needed_on, now.date(), wording.language),
        prospect=described(whole.deal),
    )
    reasons = listed(matching.for_customers(whole.ask.reasons))
    return "\n".join([request, *([wording.say("ask_why", reasons=reasons)] if reasons else [])])


def _conversation(whole: WholeAsk, wording: Wording) -> str:
    lines = []
    if whole.reference.questions:
        lines += [wording.say("ask_questions"), foreign_lines(whole.reference.questions, 900)]
    if whole.reference.off_limits:
        topics = foreign(whole.reference.off_limits, 400)
        lines.append(wording.say("ask_off_limits", topics=topics))
    if whole.activity.spoken:
        lines.append(wording.say("ask_not_recorded"))
    return "\n".join(lines)


def _terms(whole: WholeAsk, wording: Wording, company: str, now: datetime) -> str:
    return wording.say(
        "relay_terms",
        owner=foreign(whole.owner.name, NAME),
        seller=foreign(whole.seller.name, NAME),
        company=foreign(company, NAME),
        due=dates.when(
            whole.ask.due_at or now,
            zone=whole.advocate.zone,
            now=now,
            language=wording.language,
            named=True,
        ),
    )


def _signature(whole: WholeAsk, sender: Member, wording: Wording, company: str) -> str:
    names = {"owner": foreign(whole.owner.name, NAME), "company": foreign(company, NAME)}
    if sender.id == whole.owner.id:
        return wording.say("ask_speaker", **names)
    return wording.say("ask_speaker_for", decider=foreign(sender.name, NAME), **names)
