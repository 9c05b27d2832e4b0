"""What the page reads: people, conversations, modals, changes, and the time."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.changes import Changes
from sandbox.errors import Json
from sandbox.messages import Channel
from sandbox.people import User
from sandbox.screen import Screen
from sandbox.workspace import Workspace
from sandbox.world import World

KEEP_ALIVE = 15.0  # seconds


def state(world: World, team: Workspace, me: Screen | None) -> Json:
    """Everything around a conversation, for the person `me`."""
    return {
        "now": world.clock.business().isoformat(),
        "workspace": {"id": team.id, "name": team.name},
        "me": described(team, me.user) if me else {},
        "people": [described(team, user) for user in team.users.values()],
        "bot": {"id": team.bot_user_id, "name": team.bot_name},
        "channels": [_channel(team, each, me.id) for each in _visible(team, me.id)] if me else [],
        "commands": world.feature("slash_commands"),
        "shortcuts": world.feature("shortcuts"),
        "messages_read_only": not world.may_write,
    }


def described(team: Workspace, user: User) -> Json:
    """A person; people of other companies have theirs after the last comma of the title."""
    title, company = user.title, ""
    if user.kind != "member" and ", " in title:
        title, _, company = title.rpartition(", ")
    return {
        "id": user.id,
        "real_name": user.real_name or user.name,
        "title": title,
        "role": title,
        "company": company,
        "kind": user.kind,
        "tz": user.tz,
        "unread": sum(team.unread(user.id, each) for each in _visible(team, user.id)),
    }


def modals(me: Screen) -> Json:
    return {"stack": me.modals, "errors": me.errors}


async def changed(changes: Changes) -> AsyncIterator[str]:
    """Server-sent events: one for each change, a comment while nothing happens."""
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
            seen = changes.version
            yield 'data: {"changed": true}\n\n'


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
    by_slack = channel.described(team.bot_user_id)
    return {
        "id": channel.id,
        "name": channel.name,
        "is_im": channel.is_im,
        "with": team.bot_user_id if channel.is_im else None,
        "unread": team.unread(user_id, channel),
        "private": by_slack.get("is_private", False),
        "archived": by_slack["is_archived"],
    }
