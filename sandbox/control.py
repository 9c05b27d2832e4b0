"""What the page reads: people, conversations, modals, changes, and the time."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.changes import Changes
from sandbox.errors import Json
from sandbox.listing import Wanted, described, listed
from sandbox.messages import Channel, Message
from sandbox.screen import Screen
from sandbox.workspace import Workspace
from sandbox.world import World

KEEP_ALIVE = 15.0  # seconds
TOGETHER = 0.03  # seconds; changes that come so soon after one another are told as one


def state(world: World, team: Workspace, me: Screen | None, wanted: Wanted) -> Json:
    """Everything around a conversation, for the person `me`; `wanted` is what of the list of people is shown."""
    return {
        "now": world.clock.business().isoformat(),
        "workspace": {"id": team.id, "name": team.name},
        "me": described(team, me.user) if me else {},
        **listed(team, wanted),
        "bot": {"id": team.bot_user_id, "name": team.bot_name},
        "channels": [_channel(team, each, me.id) for each in _visible(team, me.id)] if me else [],
        "commands": world.feature("slash_commands"),
        "shortcuts": world.feature("shortcuts"),
        "messages_read_only": not world.may_write,
    }


def conversation(team: Workspace, me: Screen, channel_id: str) -> Json:
    """The messages and private answers in a conversation, which are now read."""
    standing = me.channel(channel_id)
    private = [each for each in me.ephemerals if each.channel == channel_id]
    shown = sorted([*standing, *private], key=lambda each: each.ts)
    if shown:
        team.look(me.id, channel_id, shown[-1].ts)
    return {"messages": [_message(team, each) for each in shown]}


def modals(me: Screen) -> Json:
    return {"stack": me.modals, "errors": me.errors}


async def changed(changes: Changes) -> AsyncIterator[str]:
    """Server-sent events: one for each change, a comment while nothing happens.

    An event is `{"places": […]}`, the conversations in which something changed, or null where anything may have.
    """
    seen = changes.version
    yield ": hello\n\n"
    while not changes.closed:
        try:
            async with asyncio.timeout(KEEP_ALIVE):
                while changes.version == seen and not changes.closed:
                    await changes.next()
        except TimeoutError:
            yield ": still here\n\n"
        else:
            await asyncio.sleep(TOGETHER)
            places, seen = changes.since(seen), changes.version
            yield f"data: {json.dumps({'places': None if places is None else sorted(places)})}\n\n"


def move_time(world: World, team: Workspace, by: str) -> Json:
    """Moves business time by "hour", "day", or to "monday", 08:00. Raises ValueError for anything else."""
    now = world.clock.business()
    match by:
        case "hour":
            step = timedelta(hours=1)
        case "day":
            step = timedelta(days=1)
        case "monday":
            step = next_monday(now, ZoneInfo(team.tz)) - now
        case _:
            raise ValueError(f"Time moves by hour, day or monday, not by {by!r}")
    world.clock.move(step)
    world.changes.note()
    return {"now": world.clock.business().isoformat()}


def next_monday(now: datetime, zone: ZoneInfo) -> datetime:
    """The first Monday 08:00 in `zone` that is after `now`."""
    local = now.astimezone(zone)
    monday = local + timedelta(days=-local.weekday() % 7)
    morning = monday.replace(hour=8, minute=0, second=0, microsecond=0)
    return morning if morning > now else morning + timedelta(days=7)


def _visible(team: Workspace, user_id: str) -> list[Channel]:
    return [each for each in team.channels.values() if user_id in each.members]


def _channel(team: Workspace, channel: Channel, user_id: str) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_im": channel.is_im,
        "with": team.bot_user_id if channel.is_im else None,
        "unread": team.unread(user_id, channel),
    }


def _message(team: Workspace, message: Message) -> Json:
    author = team.users.get(message.user)
    names = {team.bot_user_id: team.bot_name, "USLACKBOT": "Slackbot"}
    return {
        "ts": message.ts,
        "user": message.user,
        "user_name": author.real_name or author.name if author else names.get(message.user, message.user),
        "text": message.text,
        "blocks": message.raw.get("blocks", []),
        "files": [_file(team, each) for each in message.raw.get("files", [])],
        "edited": message.edited,
        "ephemeral": message.ephemeral,
        "at": message.at.isoformat(),
    }


def _file(team: Workspace, file: Json) -> Json:
    shown = {key: file[key] for key in ("id", "name", "size", "pretty_type")}
    return shown | {"deleted": file["id"] not in team.files}
