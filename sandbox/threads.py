"""Threads: what a reply says of its root, and the root of its replies."""

from dataclasses import replace

from sandbox.errors import Json
from sandbox.messages import Channel, Message

COUNTS = ("thread_ts", "reply_count", "reply_users_count", "latest_reply", "reply_users", "is_locked")


def root_of(channel: Channel, ts: str) -> Message | None:
    """The message a thread hangs on, where `ts` is its own or that of one of the replies."""
    found = channel.messages.get(ts)
    if found and found.thread_ts and found.thread_ts != ts:
        return channel.messages.get(found.thread_ts)
    return found


def replies_to(channel: Channel, root_ts: str) -> list[Message]:
    """The replies of a thread, oldest first."""
    found = [each for each in channel.messages.values() if each.thread_ts == root_ts != each.ts]
    return sorted(found, key=lambda each: each.ts)


def as_reply(channel: Channel, root_ts: str | None, *, broadcast: bool) -> Json:
    """What the history item of a reply carries besides its content; `broadcast` if all shall see it."""
    if not root_ts:
        return {}
    root = channel.messages.get(root_ts)
    fields: Json = {"thread_ts": root_ts}
    if root:
        fields["parent_user_id"] = root.user
        if broadcast:
            fields |= {"subtype": "thread_broadcast", "root": root.raw}
    return fields


def count_replies(channel: Channel, root_ts: str | None) -> None:
    """Brings the numbers on the root up to date; a root without replies carries none."""
    root = channel.messages.get(root_ts) if root_ts else None
    if root is None:
        return
    bare = {key: value for key, value in root.raw.items() if key not in COUNTS}
    found = replies_to(channel, root.ts)
    channel.messages[root.ts] = replace(root, raw=bare | (_counted(root.ts, found) if found else {}))


def _counted(root_ts: str, found: list[Message]) -> Json:
    users = list(dict.fromkeys(each.user for each in found))
    return {
        "thread_ts": root_ts,
        "reply_count": len(found),
        "reply_users_count": len(users),
        "latest_reply": found[-1].ts,
        "reply_users": users,
        "is_locked": False,
    }
