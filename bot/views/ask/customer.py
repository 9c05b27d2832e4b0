"""The customer's card, in their contact's name: why you, for whom, how long, who sees it, and an easy no."""

from datetime import datetime

from bot.kit.ids import Action
from bot.kit.text import duration, escape, foreign, foreign_lines, listed
from bot.rules import matching
from bot.rules.matching import SIZES
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.blocks import Block, Drawing, actions, button, context, datepicker, section
from models.ask import AskState, Declined, WholeAsk
from models.deal import Deal

COUNTRIES = {
    "DE": "Germany",
    "AT": "Austria",
    "CH": "Switzerland",
    "GB": "the United Kingdom",
    "IE": "Ireland",
    "SE": "Sweden",
    "NO": "Norway",
    "DK": "Denmark",
    "FI": "Finland",
    "NL": "the Netherlands",
    "BE": "Belgium",
    "LU": "Luxembourg",
    "FR": "France",
    "ES": "Spain",
    "IT": "Italy",
    "PT": "Portugal",
    "US": "the United States",
    "CA": "Canada",
    "JP": "Japan",
    "SG": "Singapore",
    "AU": "Australia",
    "IN": "India",
}


def customer_card(whole: WholeAsk, wording: Wording, *, company: str, now: datetime) -> Drawing:
    """The card as it stands now, in the programme's words; `company` is ours, as the customer knows it."""
    speaker = spoken_by(whole, wording, company)
    greeting = section(f"*{wording.say('ask_greeting', speaker=speaker)}*")
    if whole.ask.state is AskState.ASKED:
        request = section(_request(whole, wording, now))
        terms, buttons = _terms(whole, wording, now), _buttons(whole.ask.id, wording)
        return Drawing(wording.say("ask_notice", speaker=speaker), [greeting, request, *terms, *buttons])
    said = (
        _thanks(whole, wording, now)
        if whole.ask.state is AskState.ACCEPTED
        else _closing(whole, wording, company, now)
    )
    return Drawing(said.split("\n")[0], [greeting, section(said)])


def spoken_by(whole: WholeAsk, wording: Wording, company: str) -> str:
    names = {"owner": foreign(whole.owner.name), "company": foreign(company)}
    if whole.decider is None or whole.decider.id == whole.owner.id:
        return wording.say("ask_speaker", **names)
    return wording.say("ask_speaker_for", decider=foreign(whole.decider.name), **names)


def _request(whole: WholeAsk, wording: Wording, now: datetime) -> str:
    request = wording.say(
        "ask_request",
        activity=escape(whole.activity.phrase),
        minutes=duration(whole.activity.minutes),
        needed=dates.weekday(whole.reference.needed_on, now.date(), wording.language),
        prospect=described(whole.deal),
    )
    reasons = listed(matching.for_customers(whole.ask.reasons))
    return "\n".join([request, *([wording.say("ask_why", reasons=reasons)] if reasons else [])])


def described(deal: Deal) -> str:
    """A prospect is described, not named, until everybody agreed to more."""
    industry = foreign(deal.industry, 60).lower() if deal.industry else ""
    article = "an" if industry.startswith(("a", "e", "i", "o", "u")) else "a"
    kind = f"{article} {industry} company" if industry else "a company"
    country = COUNTRIES.get(deal.country or "")
    place = f" in {country}" if country else ""
    size = f" with {SIZES[deal.size_band].replace('-', '–')} people" if deal.size_band is not None else ""
    return f"{kind}{place}{size} that is choosing a product like ours"


def _terms(whole: WholeAsk, wording: Wording, now: datetime) -> list[Block]:
    parts: list[Block] = []
    if whole.reference.questions:
        questions = foreign_lines(whole.reference.questions)
        parts.append(section(f"{wording.say('ask_questions')}\n{questions}"))
    if whole.reference.off_limits:
        topics = foreign(whole.reference.off_limits, 500)
        parts.append(section(wording.say("ask_off_limits", topics=topics)))
    terms = wording.say(
        "ask_terms",
        owner=foreign(whole.owner.name),
        seller=foreign(whole.seller.name),
        due=dates.when(whole.ask.due_at or now, zone=whole.advocate.zone, now=now, language=wording.language),
    )
    unrecorded = [wording.say("ask_not_recorded")] if whole.activity.spoken else []
    return [*parts, context(" ".join([*unrecorded, terms]))]


def _buttons(ask_id: str, wording: Wording) -> list[Block]:
    """All by buttons alone: a modal may not open for people of another company."""
    yes_or_no = [
        button(wording.label("yes"), Action.ACCEPT, ask_id, style="primary"),
        button(wording.label("not_this"), Action.NOT_THIS, ask_id),
        button(wording.label("never_this_kind"), Action.NEVER_THIS_KIND, ask_id),
    ]
    return [
        actions(yes_or_no),
        actions([datepicker(Action.NOT_NOW_UNTIL, wording.label("not_now"))], block_id=ask_id),
    ]


def _thanks(whole: WholeAsk, wording: Wording, now: datetime) -> str:
    today, language = now.date(), wording.language
    seller = foreign(whole.seller.name)
    needed = dates.weekday(whole.reference.needed_on, today, language)
    lines = [
        wording.say("thanks", activity=escape(whole.activity.phrase), needed=needed),
        wording.say("thanks_seller", seller=f"{seller} (<@{whole.seller.slack_user_id}>)"),
    ]
    if whole.ask.held_on:
        lines.append(wording.say("agreed", day=dates.weekday(whole.ask.held_on, today, language)))
    else:
        lines.append(wording.say("thanks_time" if whole.activity.spoken else "thanks_rest", seller=seller))
    return "\n".join(lines)


def _closing(whole: WholeAsk, wording: Wording, company: str, now: datetime) -> str:
    if whole.ask.state is AskState.SILENT:
        return wording.say("moved_on")
    if whole.ask.state is AskState.NOT_HELD:
        return wording.say("not_held")
    if whole.ask.state is not AskState.DECLINED:
        return wording.say("settled")
    if whole.ask.declined is Declined.NEVER_THIS_KIND:
        return wording.say("noted_kind", company=foreign(company), activity=escape(whole.activity.phrase))
    until = whole.advocate.paused_until
    if whole.ask.declined is Declined.NOT_NOW and until is not None:
        return noted(wording, company, until, zone=whole.advocate.zone, now=now)
    return wording.say("noted")


def noted(wording: Wording, company: str, until: datetime, *, zone: str, now: datetime) -> str:
    """What a pause means, with its date."""
    day = dates.on(until, zone=zone, now=now, language=wording.language)
    return wording.say("noted_until", company=foreign(company), day=day)
