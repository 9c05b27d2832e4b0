"""What is known of a customer before somebody asks them: load, health, consent, each with its date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.kit.text import foreign, listed, sentence, times
from bot.rules import matching
from bot.rules.protection import WORDS, Reason, health_warning
from bot.views import dates
from models.ask import WholeAsk
from models.block import Block, BlockKind
from models.consent import Consent, Consented
from models.eligibility.known import Favours
from models.standing import StandingApproval


@dataclass(frozen=True, slots=True)
class Carried:
    """What a customer carries already, counted over a year, and what else is known of them."""

    last_asked_at: datetime | None
    asked_in_year: int
    favours: Favours | None = None
    blocks: Sequence[Block] = ()
    consent: Consent | None = None
    standing: StandingApproval | None = None  # the approval given ahead that this ask used
    rated: int | None = None  # 1–5: what the customer said of this one afterwards


def known(whole: WholeAsk, carried: Carried, *, zone: str, now: datetime) -> str:
    """A line for each thing that an approver weighs, as mrkdwn."""
    why = listed(matching.for_colleagues(whole.ask.reasons))
    today = now.date()
    lines = [f"Why them: {why}."] if why else []
    lines.append(_load(carried, zone, now))
    lines += _favours(carried.favours, zone, now)
    lines.append(_consent(carried.consent, today, now))
    lines += _health(whole, today)
    lines.append(_contract(whole, today))
    return "\n".join([*lines, *_blocks(whole, carried.blocks, today)])


def _load(carried: Carried, zone: str, now: datetime) -> str:
    if carried.last_asked_at is None:
        return "Load: not asked through Rung yet."
    last = dates.on(carried.last_asked_at, zone=zone, now=now)
    return f"Load: last asked on {last}, {times(carried.asked_in_year)} in the past year."


def _favours(done: Favours | None, zone: str, now: datetime) -> list[str]:
    if done is None:
        return ["Favours: none yet."]
    last = dates.day(done.last_on, now.date())
    rest = ""
    if done.rest_until > now:
        rest = f" Resting until {dates.on(done.rest_until, zone=zone, now=now)}."
    return [f"Favours: {done.in_year or 'none'} in the past year, the last on {last}.{rest}"]


def _consent(consent: Consent | None, today: date, now: datetime) -> str:
    if consent is None:
        return "Consent: they have not said whether they are open to this; you may ask once."
    since = dates.day(consent.since.date(), today)
    source = f" ({foreign(consent.source, 100)})" if consent.source else ""
    if consent.until is not None and consent.until <= now:
        ended = dates.day(consent.until.date(), today)
        return f"Consent: what they said on {since} ended on {ended}{source}; you may ask once."
    said = "agreed to this" if consent.state is Consented.YES else "said no to this"
    return f"Consent: {said} on {since}{source}."


def _health(whole: WholeAsk, today: date) -> list[str]:
    health, as_of = whole.account.health, whole.account.health_as_of
    lines = [f"Health: {health}, as of {dates.aged(as_of, today)}."] if health and as_of else []
    warning = health_warning(health, as_of, today)
    return [*lines, f":warning: {warning}"] if warning else lines


def _contract(whole: WholeAsk, today: date) -> str:
    """What they thought of us, and until when they are bound to us."""
    nps, as_of = whole.advocate.nps, whole.advocate.nps_as_of
    dated = f" on {dates.aged(as_of, today)}" if as_of else ", nobody noted when"
    rated = f"NPS: {nps}{dated}." if nps is not None else "NPS: not known."
    if whole.account.renewal_on is None:
        return f"{rated} Renewal: not known."
    signed = ", signed" if whole.account.renewal_signed else ""
    return f"{rated} Renewal: {dates.day(whole.account.renewal_on, today)}{signed}."


def _blocks(whole: WholeAsk, blocks: Sequence[Block], today: date) -> list[str]:
    """What stands against asking, from where it is known and for how long."""
    lines = []
    for block in blocks:
        if _concerns(block, whole):
            heard = f"{foreign(block.source, 100)}, {dates.aged(block.known_at.date(), today)}"
            lines.append(f":warning: {sentence(WORDS[Reason(block.kind)])} ({heard}).")
    return lines


def _concerns(block: Block, whole: WholeAsk) -> bool:
    """Is it about this person, this activity and this prospect?"""
    companies = {whole.deal.prospect_key, whole.deal.group_key}
    return (
        block.advocate_id in {None, whole.advocate.id}
        and block.activity_id in {None, whole.activity.id}
        and (block.kind is not BlockKind.CONFLICT or block.company_key in companies)
    )


def held_until(blocks: Sequence[Block]) -> datetime | None:
    """Until when their owner keeps the account free, if they do."""
    held = [block.until for block in blocks if block.kind is BlockKind.HELD_BACK and block.until]
    return max(held, default=None)
