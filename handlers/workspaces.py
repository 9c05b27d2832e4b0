"""Slack tells us that a workspace took Rung out."""

from bot import workspaces
from bot.kit.ids import SlackEvent
from handlers.answers import Answer, Done
from handlers.payloads import Kind
from handlers.table import Route, Turn


async def gone(turn: Turn) -> Answer:
    actor = turn.actor
    await workspaces.pause(turn.session, actor.program_id, actor.workspace_id, turn.heard.id, now=turn.now)
    return Done()


ROUTES = (
    Route(Kind.EVENT, SlackEvent.UNINSTALLED, gone),
    Route(Kind.EVENT, SlackEvent.TOKENS_REVOKED, gone),
)
