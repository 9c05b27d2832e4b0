"""Somebody writes to Rung as to a person."""

from bot import greetings
from bot.kit.ids import SlackEvent
from handlers.answers import Answer, Done
from handlers.payloads import Kind
from handlers.table import Route, Turn


async def wrote(turn: Turn) -> Answer:
    """Only what a person wrote anew: no edits, no files (they are heard of apart), nothing that an app posted."""
    event = turn.heard.event
    if turn.heard.user_id and not event.get("subtype") and not event.get("bot_id"):
        await greetings.answer(turn.session, turn.actor, greetings.TEXT, now=turn.now)
    return Done()


ROUTES = (Route(Kind.EVENT, SlackEvent.WROTE, wrote),)
