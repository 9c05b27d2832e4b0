"""What the page reads: people, conversations, modals, changes, and the time."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.changes import Changes
from sandbox.errors import Json
from sandbox.listing import Wanted, described, listed
from sandbox.messages import Channel
from sandbox.screen import Screen
from sandbox.workspace import Workspace
from sandbox.world import World

KEEP_ALIVE = 15.0  # seconds
TOGETHER = 0.03  # seconds; changes that come so soon after one another are told as one
FARTHEST = timedelta(days=366)


def state(world: World, team: Workspace, me: Screen | None, wanted: Wanted) -> Json:
    """Everything around a conversation, for the person `me`; `wanted` is what of the list of people is shown."""
    return {
        "now": world.clock.business().isoformat(),
        "workspace": {"id": team.id, "name": team.name},
        "me": described(team, me.user) if me else {},
        "first": _first(world, team),
        **listed(team, wanted),
        "bot": {"id": team.bot_user_id, "name": team.bot_name},
        "channels": [_channel(team, each, me.id) for each in _visible(team, me.id)] if me else [],
        "commands": world.feature("slash_commands"),
        "shortcuts": world.feature("shortcuts"),
        "messages_read_only": not world.may_write,
    }


def _first(world: World, team: Workspace) -> str:
    """Whom one begins as: whoever the visit begins with, else the first member. Empty: there is nobody."""
    wanted = [step.who for step in world.visit.steps] + [
        each.id for each in team.users.values() if each.kind == "member"
    ]
    return next((user_id for user_id in wanted if user_id in team.users), "")


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


def move_time(world: World, team: Workspace, sent: Json) -> Json:
    """Moves business time on: `by` "hour", "day", or "monday", 08:00; or `to` an ISO 8601 instant with an offset.

    Raises ValueError, with a sentence for people, for anything else, for the past, and beyond a year.
    """
    now, zone = world.clock.business(), ZoneInfo(team.tz)
    to = _instant(str(sent["to"])) if "to" in sent else _later(now, str(sent.get("by")), zone)
    if to <= now:
        raise ValueError(f"Time only moves on: it is {now.astimezone(zone):%A %-d %B %Y, %H:%M} already.")
    if to - now > FARTHEST:
        raise ValueError("Time moves on by a year at most.")
    world.clock.move(to - now)
    world.record.moved(to)
    world.changes.note()
    return {"now": world.clock.business().isoformat()}


def _later(now: datetime, by: str, zone: ZoneInfo) -> datetime:
    match by:
        case "hour":
            return now + timedelta(hours=1)
        case "day":
            return now + timedelta(days=1)
        case "monday":
            return next_monday(now, zone)
        case _:
            raise ValueError(f"Time moves by hour, day or monday, not by {by!r}.")


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no date and time.") from None
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} has no offset from UTC.")
    return instant.astimezone(UTC)


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
