"""The customer's card, in their contact's name: why you, for whom, how long, who sees it, and an easy no."""

from datetime import datetime

from bot.kit.ids import Action
from bot.kit.text import duration, escape, foreign, foreign_lines, listed
from bot.rules import matching
from bot.rules.matching import SIZES
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
SETTLED = "This has been settled in the meantime, so there is nothing left to do."


def customer_card(whole: WholeAsk, *, company: str, now: datetime) -> Drawing:
    """The card as it stands now; `company` is ours, as the customer knows it."""
    owner = foreign(whole.owner.name)
    speaker = f"{owner}, your contact at {foreign(company)}"
    if whole.decider is not None and whole.decider.id != whole.owner.id:
        speaker = f"{foreign(whole.decider.name)}, for {speaker}"
    greeting = f"*{speaker}, thought of you.*"
    if whole.ask.state is AskState.ASKED:
        ending = [section(_request(whole, now)), *_terms(whole, now), *_buttons(whole.ask.id)]
        text = f"{speaker}, would like to ask you something."
        return Drawing(text, [section(greeting), *ending])
    if whole.ask.state is AskState.ACCEPTED:
        thanks = _thanks(whole, now)
        return Drawing("Thank you for saying yes.", [section(greeting), section(thanks)])
    said = _closing(whole, company, now)
    return Drawing(said, [section(greeting), section(said)])


def _request(whole: WholeAsk, now: datetime) -> str:
    needed = dates.weekday(whole.reference.needed_on, now.date())
    minutes = duration(whole.activity.minutes)
    return (
        f"Would you help with {escape(whole.activity.phrase)}? {minutes} in all, by {needed}, "
        f"for {_described(whole.deal)}.{_why(whole)}"
    )


def _why(whole: WholeAsk) -> str:
    said = listed(matching.for_customers(whole.ask.reasons))
    return f"\nWhy you: {said}." if said else ""


def _described(deal: Deal) -> str:
    """A prospect is described, not named, until everybody agreed to more."""
    industry = foreign(deal.industry, 60).lower() if deal.industry else ""
    article = "an" if industry.startswith(("a", "e", "i", "o", "u")) else "a"
    kind = f"{article} {industry} company" if industry else "a company"
    country = COUNTRIES.get(deal.country or "")
    place = f" in {country}" if country else ""
    size = f" with {SIZES[deal.size_band].replace('-', '–')} people" if deal.size_band is not None else ""
    return f"{kind}{place}{size} that is choosing a product like ours"


def _terms(whole: WholeAsk, now: datetime) -> list[Block]:
    parts: list[Block] = []
    if whole.reference.questions:
        parts.append(section(f"They would like to know:\n{foreign_lines(whole.reference.questions)}"))
    if whole.reference.off_limits:
        parts.append(section(f"They will not ask about: {foreign(whole.reference.off_limits, 500)}"))
    due = dates.when(whole.ask.due_at or now, zone=whole.advocate.zone, now=now)
    seller = foreign(whole.seller.name)
    terms = (
        f"{'The conversation is not recorded. ' * whole.activity.spoken}Your answer goes to "
        f"{foreign(whole.owner.name)}, {seller} and the few colleagues who look after this programme. "
        f"No answer is fine: from {due} on, somebody else is asked."
    )
    return [*parts, context(terms)]


def _buttons(ask_id: str) -> list[Block]:
    """All by buttons alone: a modal may not open for people of another company."""
    yes_or_no = [
        button("Yes", Action.ACCEPT, ask_id, style="primary"),
        button("Not this one", Action.NOT_THIS, ask_id),
        button("Never this kind", Action.NEVER_THIS_KIND, ask_id),
    ]
    return [
        actions(yes_or_no),
        actions([datepicker(Action.NOT_NOW_UNTIL, "Not now until …")], block_id=ask_id),
    ]


def _thanks(whole: WholeAsk, now: datetime) -> str:
    seller = whole.seller
    needed = dates.weekday(whole.reference.needed_on, now.date())
    lines = [
        f"Thank you for saying yes to {escape(whole.activity.phrase)}, by {needed}.",
        f"Meet {foreign(seller.name)} (<@{seller.slack_user_id}>), who leads on our side.",
    ]
    about = "to find a time that suits you" if whole.activity.spoken else "about the rest"
    if whole.ask.held_on:
        lines.append(f"Agreed for {dates.weekday(whole.ask.held_on, now.date())}.")
    else:
        lines.append(f"{foreign(seller.name)} will write to you {about}.")
    return "\n".join(lines)


def _closing(whole: WholeAsk, company: str, now: datetime) -> str:
    if whole.ask.state is AskState.SILENT:
        return "This one has moved on. There is nothing left to do."
    if whole.ask.state is not AskState.DECLINED:
        return SETTLED
    if whole.ask.declined is Declined.NEVER_THIS_KIND:
        kind = escape(whole.activity.phrase)
        return f"Noted. Nobody at {foreign(company)} will ask you for {kind} again."
    until = whole.advocate.paused_until
    if whole.ask.declined is Declined.NOT_NOW and until is not None:
        return noted(company, until, zone=whole.advocate.zone, now=now)
    return "Noted, and thank you for saying so. Nobody will ask you or a colleague about this one again."


def noted(company: str, until: datetime, *, zone: str, now: datetime) -> str:
    """What a pause means, with its date."""
    day = dates.on(until, zone=zone, now=now)
    return f"Noted. Nobody at {foreign(company)} will ask you before {day}, and nobody can override that."
