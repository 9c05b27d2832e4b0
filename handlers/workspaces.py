"""Slack tells us that a workspace took Rung out."""

from bot import leaving
from bot.kit.ids import SlackEvent
from handlers import shapes
from handlers.answers import Answer, Done
from handlers.payloads import Kind
from handlers.table import Route, Turn


async def gone(turn: Turn) -> Answer:
    actor, heard = turn.actor, turn.heard
    revoked = shapes.mapping(heard.event.get("tokens"))
    if heard.id == SlackEvent.TOKENS_REVOKED and not shapes.listed(revoked.get("bot")):
        return Done()  # somebody's own token, of which Rung has none
    await leaving.gone(
        turn.session, actor.program_id, actor.workspace_id, heard.id, at=heard.event_at, now=turn.now
    )
    return Done()


ROUTES = (
    Route(Kind.EVENT, SlackEvent.UNINSTALLED, gone),
    Route(Kind.EVENT, SlackEvent.TOKENS_REVOKED, gone),
)
