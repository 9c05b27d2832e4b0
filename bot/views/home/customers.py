"""Home of an owner: their customers, and how each stands to the programme."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.kit.ids import Action
from bot.kit.text import foreign, sentence
from bot.views import dates
from bot.views.blocks import Block, actions, button, header, section
from bot.views.home.page import Tab, turns
from bot.views.ladder.population import Ladder, in_words, moves
from bot.views.owner.blocks import Standing, standing_blocks
from models.advocate import Advocate
from models.joining import Customer

ANYBODY = "anybody"
NO_NAMES: Mapping[int, str] = {}


def own_customers(
    customers: Sequence[Customer],
    against: Sequence[Standing] = (),
    *,
    page: int,
    more: bool,
    zone: str,
    now: datetime,
    rungs: Mapping[int, str] = NO_NAMES,
    ladder: Ladder | None = None,
) -> list[Block]:
    """A page of the customers, and of what stands against asking at their companies.

    `rungs`: their names by number; `ladder`: for managers, on the first page, who stands where.
    """
    invite = button("Invite a customer", Action.OPEN_INVITE, ANYBODY, style="primary")
    blocks = [header("Your customers"), actions([invite], block_id="invite")]
    if not customers and not against and not page:
        none = "None yet. Nobody is asked for a favour before they joined: invite the first."
        return [*blocks, section(none)]
    if ladder:
        said = sentence(f"{moves(ladder)} in the last 7 days.")
        blocks.append(section(f"*The ladder:* {in_words(ladder)}.\n{said}"))
    blocks += [_line(each, rungs, zone, now) for each in customers]
    if against:
        blocks += [header("What stands against asking"), *standing_blocks(against, zone=zone, now=now)]
    return [*blocks, *turns(Tab.CUSTOMERS, page, more=more)]


def _line(customer: Customer, rungs: Mapping[int, str], zone: str, now: datetime) -> Block:
    advocate = customer.advocate
    named = f"*{foreign(advocate.name)}*, {foreign(advocate.title)}, {foreign(customer.account.name)}"
    reached = "" if advocate.in_slack else " · not reached in Slack"
    rung = f" · {foreign(rungs[advocate.rung], 100)}" if advocate.rung in rungs else ""
    asked = advocate.invited_at or advocate.joined_on or advocate.left_on or advocate.refused_on
    did = button("What they did", Action.OPEN_LEDGER, advocate.id)
    accessory = did if asked else button("Invite", Action.OPEN_INVITE, advocate.id)
    return section(f"{named}\n{_standing(advocate, zone, now)}{rung}{reached}", accessory)


def _standing(advocate: Advocate, zone: str, now: datetime) -> str:
    """The one word that counts most, with its day."""
    today = dates.today(now, zone)
    if advocate.left_on:
        return f"Left on {dates.day(advocate.left_on, today)}"
    if advocate.refused_on:
        return f"Said no on {dates.day(advocate.refused_on, today)}"
    if advocate.joined_on and advocate.paused_until and advocate.paused_until > now:
        return f"Paused until {dates.on(advocate.paused_until, zone=zone, now=now)}"
    if advocate.joined_on:
        return f"Joined on {dates.day(advocate.joined_on, today)}"
    if advocate.invited_at:
        return f"Invited on {dates.on(advocate.invited_at, zone=zone, now=now)}, no answer yet"
    return "Not invited yet"
