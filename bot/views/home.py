"""Home: what is open for whoever looks, and what they can do here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.kit.ids import Action
from bot.views.ask.approval import Carried, approval_card
from bot.views.ask.customer import customer_card
from bot.views.blocks import Block, actions, button, context, divider, header, section
from bot.views.reference.line import Line, reference_line
from models.ask import WholeAsk
from models.member import Actor, Role

PAGE = 5  # a line takes up to nine blocks, and a Home holds a hundred


@dataclass(frozen=True, slots=True)
class Home:
    """What one person's Home holds. `more`: the seller has older references than this page shows."""

    actor: Actor
    company: str
    lines: Sequence[Line] = ()
    approvals: Sequence[tuple[WholeAsk, Carried]] = ()
    asks: Sequence[WholeAsk] = ()
    page: int = 0
    more: bool = False


def home_view(home: Home, *, now: datetime) -> dict[str, Any]:
    roles, blocks = home.actor.roles, list[Block]()
    if home.approvals or roles & {Role.OWNER, Role.MANAGER}:
        blocks += _approvals(home, now)
    if roles & {Role.SELLER, Role.MANAGER}:
        blocks += _references(home, now)
    if Role.ADVOCATE in roles:
        blocks += _asks(home, now)
    return {"type": "home", "blocks": blocks or _stranger()}


def _approvals(home: Home, now: datetime) -> list[Block]:
    blocks = [header("Waiting for your decision")]
    if not home.approvals:
        return [*blocks, section("Nothing is waiting for you.")]
    for whole, carried in home.approvals:
        card = approval_card(whole, carried, reader=home.actor.member_id, zone=home.actor.zone, now=now)
        blocks += [*card.blocks, divider()]
    return blocks


def _references(home: Home, now: datetime) -> list[Block]:
    ask = button("Request a reference", Action.OPEN_NEED, "home", style="primary")
    blocks = [header("Your references"), actions([ask], block_id="request")]
    if not home.lines:
        nothing = "None yet. Tell Rung what a deal needs, and it finds customers who are glad to be asked."
        return [*blocks, section(nothing)]
    for line in home.lines:
        drawn = reference_line(line, zone=home.actor.zone, theirs=True, now=now)
        blocks += [*drawn.blocks, divider()]
    turns = [button("Newer", Action.HOME_NEWER, str(home.page - 1))] if home.page > 0 else []
    turns += [button("Older", Action.HOME_OLDER, str(home.page + 1))] if home.more else []
    return [*blocks, actions(turns, block_id="pages")] if turns else blocks


def _asks(home: Home, now: datetime) -> list[Block]:
    blocks = [header("What we asked of you")]
    if not home.asks:
        return [
            *blocks,
            section("Nothing is open. You are asked seldom, and never without your contact's word."),
        ]
    for whole in home.asks:
        blocks += [*customer_card(whole, company=home.company, now=now).blocks, divider()]
    return blocks


def _stranger() -> list[Block]:
    return [
        section(
            "Rung finds customers who are glad to speak for us, and asks them politely. "
            "You have no role here yet."
        ),
        context("A manager of the programme can give you one."),
    ]
