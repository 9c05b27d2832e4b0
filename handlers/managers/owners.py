"""A manager hands an owner's customers to somebody else."""

from bot.kit.errors import BotError
from bot.kit.ids import Action, Form, Search, number
from bot.managers import owners
from bot.views.manager.owners import hand_over_form, owners_view
from handlers.answers import Answer, Change, Offer
from handlers.payloads import Kind, text_of, user_of
from handlers.table import Route, Turn


async def overview(turn: Turn) -> Answer:
    return await _shown(turn, 0)


async def page(turn: Turn) -> Answer:
    return await _shown(turn, number(turn.heard.value) or 0)


async def choose(turn: Turn) -> Answer:
    return Change(hand_over_form(await owners.one(turn.session, turn.actor, turn.heard.value)))


async def search_accounts(turn: Turn) -> Answer:
    owner_id = turn.heard.view.metadata if turn.heard.view else ""
    return Offer(await owners.offered_accounts(turn.session, turn.actor, owner_id, turn.heard.text))


async def hand_over(turn: Turn) -> Answer:
    view = turn.heard.view
    if view is None:
        raise BotError("That form is from an older version of Rung. Open /rung owners again.")
    to = user_of(view, "to")
    only = text_of(view, "account")
    await owners.hand_over(turn.session, turn.actor, view.metadata, to, account_id=only, now=turn.now)
    return await _shown(turn, 0, saved=True)


async def _shown(turn: Turn, page: int, *, saved: bool = False) -> Answer:
    return Change(owners_view(await owners.overview(turn.session, turn.actor, page), saved=saved))


ROUTES = (
    Route(Kind.ACTION, Action.OWNERS_PAGE, page, writes=False),
    Route(Kind.ACTION, Action.OWNER, choose, writes=False),
    Route(Kind.OPTIONS, Search.ACCOUNT_TO_HAND, search_accounts, writes=False),
    Route(Kind.SUBMISSION, Form.HAND_OVER, hand_over),
)
