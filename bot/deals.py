"""Deals in the seller's menu: those of the pipeline, and a prospect that is not in it yet."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.errors import FormError
from bot.kit.text import plain
from models import deal as deals
from models.member import Actor

MOST_OFFERED = 20
SHORTEST_NAME = 2
LONGEST_NAME = 60  # with its quotes it still fits an option's label
NEW = "new:"


async def offered(session: AsyncSession, actor: Actor, typed: str) -> list[tuple[str, str]]:
    """Options as (label, value): open deals that hold the words, then the words as a new prospect."""
    words = plain(typed, LONGEST_NAME) if typed.strip() else ""
    found = await deals.search(
        session, actor.program_id, words=words, seller_id=actor.member_id, most=MOST_OFFERED
    )
    options = [(plain(deal.name, 75), deal.id) for deal in found]
    exact = any(words.casefold() in {deal.name.casefold(), deal.prospect.casefold()} for deal in found)
    if len(words) >= SHORTEST_NAME and not exact:
        options.append((f"New prospect “{words}”", NEW + words))
    return options


def chosen(value: str | None) -> tuple[str | None, str | None]:
    """(deal id, None) or (None, name of a new prospect); raises FormError where nothing was chosen."""
    if not value:
        raise FormError({"deal": "Choose a deal, or type the prospect's name."})
    return (None, value.removeprefix(NEW)) if value.startswith(NEW) else (value, None)
