"""conversations.history and conversations.replies."""

from collections.abc import Callable

from sandbox.errors import Json, SlackError
from sandbox.messages import Channel, Message
from sandbox.webapi.arguments import flag
from sandbox.webapi.call import Call, ok
from sandbox.webapi.cursors import page

HISTORY_LIMIT = 999
THREAD_LIMIT = 1000


def history(call: Call) -> Json:
    """What stands in the conversation itself, newest first; replies only if they were sent there too."""
    channel, within = _readable(call), _between(call)
    newest_first = sorted(channel.messages.values(), key=lambda each: each.ts, reverse=True)
    found = [each for each in newest_first if _stands(each) and within(each)]
    beside = {"pin_count": 0, "channel_actions_ts": None, "channel_actions_count": 0}
    return _messages(call, found, usual=100, most=HISTORY_LIMIT) | beside


def replies(call: Call) -> Json:
    """A thread, its root first."""
    channel, root, within = _readable(call), str(call.arguments.get("ts") or ""), _between(call)
    if root not in channel.messages:
        raise SlackError("thread_not_found")
    oldest_first = sorted(channel.messages.values(), key=lambda each: each.ts)
    thread = [each for each in oldest_first if root in {each.ts, each.thread_ts}]
    found = [each for each in thread if each.ts == root or within(each)]
    return _messages(call, found, usual=THREAD_LIMIT, most=THREAD_LIMIT)


def _stands(message: Message) -> bool:
    return message.thread_ts in {None, message.ts} or message.raw.get("subtype") == "thread_broadcast"


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.need(f"{channel.family}:history")
    if not call.is_in(channel):
        raise SlackError("not_in_channel")
    return channel


def _between(call: Call) -> Callable[[Message], bool]:
    oldest, latest = _instant(call, "oldest", "0"), _instant(call, "latest", "inf")
    inclusive = flag(call.arguments, "inclusive")

    def within(message: Message) -> bool:
        ts = float(message.ts)
        return oldest <= ts <= latest if inclusive else oldest < ts < latest

    return within


def _instant(call: Call, name: str, default: str) -> float:
    try:
        return float(call.arguments.get(name) or default)
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None


def _messages(call: Call, found: list[Message], *, usual: int, most: int) -> Json:
    shown, rest = page(call, found, usual=usual, most=most)
    with_metadata = flag(call.arguments, "include_all_metadata") or flag(
        call.arguments, "include_message_metadata"
    )
    items = [
        each.raw | ({"metadata": each.metadata} if with_metadata and each.metadata else {}) for each in shown
    ]
    more = bool(rest["next_cursor"])
    return ok(messages=items, has_more=more) | ({"response_metadata": rest} if more else {})
