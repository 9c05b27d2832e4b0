"""Slack tells us that a workspace took Rung out."""

from bot import workspaces
from bot.kit.ids import SlackEvent
from handlers.answers import Answer, Done
from handlers.payloads import Kind
from handlers.table import Route, Turn


async def gone(turn: Turn) -> Answer:
    actor, heard = turn.actor, turn.heard
    await workspaces.gone(
        turn.session, actor.program_id, actor.workspace_id, heard.id, at=heard.event_at, now=turn.now
    )
    return Done()


ROUTES = (
    Route(Kind.EVENT, SlackEvent.UNINSTALLED, gone),
    Route(Kind.EVENT, SlackEvent.TOKENS_REVOKED, gone),
)
