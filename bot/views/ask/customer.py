"""The customer's card, in their contact's name: why you, for whom, how long, who sees it, and an easy no."""

from datetime import datetime

from bot.kit.ids import Action
from bot.kit.text import escape, foreign, foreign_lines, plural
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
SETTLED = "This has been settled in the meantime, so there is nothing left to do. Thank you for being there."


def customer_card(whole: WholeAsk, *, company: str, now: datetime) -> Drawing:
    """The card as it stands now; `company` is ours, as the customer knows it."""
    owner = foreign(whole.owner.name)
    greeting = f"*{owner}, your contact at {foreign(company)}, thought of you.*"
    if whole.ask.state is AskState.ASKED:
        ending = [section(_request(whole, now)), *_terms(whole, now), *_buttons(whole.ask.id)]
        text = f"{owner}, your contact at {foreign(company)}, has a small question for you."
        return Drawing(text, [section(greeting), *ending])
    if whole.ask.state is AskState.ACCEPTED:
        thanks = _thanks(whole, now)
        return Drawing("Thank you for saying yes.", [section(greeting), section(thanks)])
    said = _closing(whole, company, now)
    return Drawing(said, [section(greeting), section(said)])


def _request(whole: WholeAsk, now: datetime) -> str:
    needed = dates.weekday(whole.reference.needed_on, now.date())
    minutes = plural(whole.activity.minutes, "minute")
    return (
        f"Would you help with a {escape(whole.activity.name.lower())}? {minutes} in all, by {needed}, "
        f"with {_described(whole.deal)}.\nWhy you: {escape(whole.ask.reasons) or 'your experience'}."
    )


def _described(deal: Deal) -> str:
    """A prospect is described, not named, until everybody agreed to more."""
    kind = f"a company in {foreign(deal.industry, 60)}" if deal.industry else "a company"
    country = COUNTRIES.get(deal.country or "")
    place = f" from {country}" if country else ""
    size = f", {SIZES[deal.size_band]} people" if deal.size_band is not None else ""
    return f"{kind}{place}{size}, that is choosing now"


def _terms(whole: WholeAsk, now: datetime) -> list[Block]:
    parts: list[Block] = []
    if whole.reference.questions:
        parts.append(section(f"They would like to know:\n{foreign_lines(whole.reference.questions)}"))
    if whole.reference.off_limits:
        parts.append(section(f"Left out: {foreign(whole.reference.off_limits, 500)}"))
    due = dates.when(whole.ask.due_at or now, zone=whole.advocate.zone, now=now)
    seller = foreign(whole.seller.name)
    terms = (
        f"Nothing is recorded. {foreign(whole.owner.name)} and {seller} see your answer, nobody else. "
        f"Without one by {due}, somebody else is asked."
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
    lines = [f"Thank you. Meet <@{seller.slack_user_id}>, {foreign(seller.name)}, who leads on our side."]
    if whole.ask.held_on:
        lines.append(f"Agreed for {dates.weekday(whole.ask.held_on, now.date())}.")
    else:
        lines.append(f"{foreign(seller.name)} will write to you to find a time that suits you.")
    return "\n".join(lines)


def _closing(whole: WholeAsk, company: str, now: datetime) -> str:
    if whole.ask.state is AskState.SILENT:
        return "No answer is an answer too: somebody else is helping. Nothing is left to do."
    if whole.ask.state is not AskState.DECLINED:
        return SETTLED
    if whole.ask.declined is Declined.NEVER_THIS_KIND:
        kind = escape(whole.activity.name.lower())
        return f"Noted. Nobody at {foreign(company)} will ask you for a {kind} again."
    until = whole.advocate.paused_until
    if whole.ask.declined is Declined.NOT_NOW and until is not None:
        return noted(company, until, zone=whole.advocate.zone, now=now)
    return "Noted, and thank you for saying so. Nobody will ask you or a colleague about this one again."


def noted(company: str, until: datetime, *, zone: str, now: datetime) -> str:
    """What a pause means, with its date."""
    day = dates.on(until, zone=zone, now=now)
    return f"Noted. Nobody at {foreign(company)} will ask you before {day}, and nobody can override that."
