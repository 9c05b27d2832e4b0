"""conversations.open, info, history, replies, list, members."""

from collections.abc import Callable

from sandbox.errors import Json, SlackError
from sandbox.messages import Channel, Message
from sandbox.webapi.arguments import flag, number
from sandbox.webapi.call import Call, ok
from sandbox.webapi.cursors import page

HISTORY_LIMIT = 999


def open_dm(call: Call) -> Json:
    call.need("im:write")
    if call.arguments.get("channel"):
        channel = call.channel()
        return ok(channel=_opened(call, channel), already_open=True)
    asked = call.arguments.get("users") or ""
    users = asked if isinstance(asked, list) else [each for each in str(asked).split(",") if each]
    if len(users) != 1:
        # Group conversations are not part of this sandbox.
        raise SlackError("not_enough_users" if not users else "method_not_supported_for_channel_type")
    user = call.reachable(str(users[0]))
    existed = any(channel.user == user.id for channel in call.team.channels.values())
    channel = call.team.dm(user.id)
    return ok(channel=_opened(call, channel)) | ({"no_op": True, "already_open": True} if existed else {})


def info(call: Call) -> Json:
    channel = call.channel()
    call.need("im:read" if channel.is_im else "channels:read")
    return ok(channel=channel.described(call.team.bot_user_id))


def history(call: Call) -> Json:
    channel = _readable(call)
    newest_first = sorted(channel.messages.values(), key=lambda each: each.ts, reverse=True)
    top = [each for each in newest_first if each.thread_ts in {None, each.ts}]
    return _messages(call, [each for each in top if _between(call)(each)])


def replies(call: Call) -> Json:
    channel, root = _readable(call), call.text("ts")
    if root not in channel.messages:
        raise SlackError("thread_not_found")
    oldest_first = sorted(channel.messages.values(), key=lambda each: each.ts)
    thread = [each for each in oldest_first if root in {each.ts, each.thread_ts}]
    return _messages(call, [each for each in thread if each.ts == root or _between(call)(each)])


def list_all(call: Call) -> Json:
    types = str(call.arguments.get("types") or "public_channel").split(",")
    wanted = {"im" if each == "im" else "channel" for each in types}
    for kind in sorted(wanted):
        call.need("im:read" if kind == "im" else "channels:read")
    found = [each for each in call.team.channels.values() if each.kind in wanted]
    shown, rest = page(call, found)
    return ok(channels=[each.described(call.team.bot_user_id) for each in shown], response_metadata=rest)


def members(call: Call) -> Json:
    channel = call.channel()
    call.need("im:read" if channel.is_im else "channels:read")
    shown, rest = page(call, sorted(channel.members))
    return ok(members=shown, response_metadata=rest)


def _opened(call: Call, channel: Channel) -> Json:
    return (
        channel.described(call.team.bot_user_id) if flag(call.arguments, "return_im") else {"id": channel.id}
    )


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.need("im:history" if channel.is_im else "channels:history")
    if call.team.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _between(call: Call) -> Callable[[Message], bool]:
    oldest = float(call.arguments.get("oldest") or 0)
    latest = float(call.arguments.get("latest") or "inf")
    inclusive = flag(call.arguments, "inclusive")

    def within(message: Message) -> bool:
        ts = float(message.ts)
        return oldest <= ts <= latest if inclusive else oldest < ts < latest

    return within


def _messages(call: Call, found: list[Message]) -> Json:
    if number(call.arguments, "limit", 100) > HISTORY_LIMIT:
        raise SlackError("invalid_limit")
    shown, rest = page(call, found)
    with_metadata = flag(call.arguments, "include_all_metadata") or flag(
        call.arguments, "include_message_metadata"
    )
    items = [
        each.raw | ({"metadata": each.metadata} if with_metadata and each.metadata else {}) for each in shown
    ]
    more = bool(rest["next_cursor"])
    return ok(messages=items, has_more=more, pin_count=0) | ({"response_metadata": rest} if more else {})
