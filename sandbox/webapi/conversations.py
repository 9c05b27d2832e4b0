"""conversations.open, info, join, list, members, and users.conversations."""

from sandbox.errors import Json, SlackError
from sandbox.events import send_event
from sandbox.messages import Channel
from sandbox.people import User
from sandbox.webapi.arguments import flag
from sandbox.webapi.call import Call, ok
from sandbox.webapi.cursors import page

TYPES = {"public_channel": "channels", "private_channel": "groups", "mpim": "mpim", "im": "im"}
MOST_USERS = 8


def open_dm(call: Call) -> Json:
    """A conversation with one person, or with two to eight at once."""
    call.need("im:write", "mpim:write")
    if call.arguments.get("channel"):
        channel = call.channel()
        if channel.kind not in {"im", "mpim"}:
            raise SlackError("method_not_supported_for_channel_type")
        call.need(f"{channel.family}:write")
        return ok(channel=_opened(call, channel), no_op=True, already_open=True)
    users = _wanted(call)
    call.need("im:write" if len(users) == 1 else "mpim:write")
    people = [call.reachable(each) for each in users]
    _check_company(call, people)
    before = len(call.team.channels)
    channel = call.team.dm(users[0]) if len(users) == 1 else call.team.group_dm(users)
    existed = len(call.team.channels) == before
    return ok(channel=_opened(call, channel)) | ({"no_op": True, "already_open": True} if existed else {})


def info(call: Call) -> Json:
    channel = call.channel()
    call.need(f"{channel.family}:read")
    counted = flag(call.arguments, "include_num_members") and not channel.is_im
    number = {"num_members": len(_members(call, channel))} if counted else {}
    return ok(channel=channel.described(call.team.bot_user_id) | number)


def join(call: Call) -> Json:
    call.need("channels:join")
    channel = call.channel()
    if channel.type != "public_channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    already = call.is_in(channel)
    channel.members.add(call.team.bot_user_id)
    call.world.changes.note()
    if not already:
        call.world.delivery.later(send_event(call.world, call.team, _joined(call, channel)))
    told = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    return ok(channel=channel.described(call.team.bot_user_id)) | (told if already else {})


def _joined(call: Call, channel: Channel) -> Json:
    return {
        "type": "member_joined_channel",
        "user": call.team.bot_user_id,
        "channel": channel.id,
        "channel_type": "C",
        "team": call.team.id,
        "event_ts": call.team.next_ts(),
    }


def list_all(call: Call) -> Json:
    """Of private conversations, those the bot is in."""
    shown, rest = page(call, _of_types(call))
    described = [
        each.described(call.team.bot_user_id)
        | ({} if each.is_im else {"num_members": len(_members(call, each))})
        for each in shown
    ]
    return ok(channels=described, response_metadata=rest)


def of_user(call: Call) -> Json:
    """users.conversations: those of a person (without an argument the bot's) that the bot may know of."""
    wanted = str(call.arguments.get("user") or call.team.bot_user_id)
    if wanted != call.team.bot_user_id:
        call.user(wanted)
    found = [each for each in _of_types(call) if wanted in each.members]
    shown, rest = page(call, found, most=999)
    described = [each.described(call.team.bot_user_id) for each in shown]
    for each in described:
        each.pop("is_member", None)
    return ok(channels=described, response_metadata=rest)


def members(call: Call) -> Json:
    channel = call.channel()
    call.need(f"{channel.family}:read")
    shown, rest = page(call, _members(call, channel))
    return ok(members=shown, response_metadata=rest)


def _wanted(call: Call) -> list[str]:
    asked = call.arguments.get("users") or ""
    users = asked if isinstance(asked, list) else str(asked).split(",")
    users = list(dict.fromkeys(str(each).strip() for each in users if str(each).strip()))
    if not users:
        raise SlackError("users_list_not_supplied")
    if call.team.bot_user_id in users:
        raise SlackError("cannot_dm_bot")
    if len(users) > MOST_USERS:
        raise SlackError("too_many_users")
    return users


def _check_company(call: Call, people: list[User]) -> None:
    """Several people from outside must have a channel in common already."""
    foreign = {each.id for each in people if each.foreign}
    if len(foreign) < 2:
        return
    channels = [each for each in call.team.channels.values() if each.kind in {"channel", "group"}]
    if not any(foreign <= each.members for each in channels):
        raise SlackError("invalid_user_combination")


def _of_types(call: Call) -> list[Channel]:
    types = [each.strip() for each in str(call.arguments.get("types") or "public_channel").split(",")]
    if not set(types) <= TYPES.keys():
        raise SlackError("invalid_types")
    for each in types:
        call.need(f"{TYPES[each]}:read")
    archived_too = not flag(call.arguments, "exclude_archived")
    return [
        each
        for each in call.team.channels.values()
        if each.type in types
        and (archived_too or not each.archived)
        and (each.type == "public_channel" or call.is_in(each))
    ]


def _members(call: Call, channel: Channel) -> list[str]:
    """Whoever is switched off is a member no more."""
    known = {each: call.team.users.get(each) for each in channel.members}
    return sorted(each for each, user in known.items() if user is None or user.kind != "deactivated")


def _opened(call: Call, channel: Channel) -> Json:
    return (
        channel.described(call.team.bot_user_id) if flag(call.arguments, "return_im") else {"id": channel.id}
    )
