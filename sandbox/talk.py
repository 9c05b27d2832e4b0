"""What one person reads in a conversation, and in a thread of it."""

from sandbox.errors import Json
from sandbox.messages import Message
from sandbox.screen import Screen
from sandbox.workspace import Workspace


def conversation(team: Workspace, me: Screen, channel_id: str) -> Json:
    """The messages and private answers that stand in the conversation itself; all in it now counts as read.

    A root carries `replies`: how many, how many of them new to this person, who wrote them, and when the last
    was written. A reply that was also sent to the conversation stands there too.
    """
    everything = _everything(me, channel_id)
    if everything:
        team.look(me.id, channel_id, everything[-1].ts)
    shown = [each for each in everything if not _is_reply(each) or _is_broadcast(each)]
    return {
        "messages": [
            _message(team, each) | {"replies": _replies(team, me, each, everything)} for each in shown
        ]
    }


def thread(team: Workspace, me: Screen, channel_id: str, root: str) -> Json:
    """The root and its replies, oldest first, which are now read; no messages where there is no such thread."""
    shown = [each for each in _everything(me, channel_id) if root in {each.ts, each.thread_ts}]
    if shown:
        team.look(me.id, _place(channel_id, root), shown[-1].ts)
    return {"messages": [_message(team, each) for each in shown]}


def _everything(me: Screen, channel_id: str) -> list[Message]:
    private = [each for each in me.ephemerals if each.channel == channel_id]
    return sorted([*me.channel(channel_id), *private], key=lambda each: each.ts)


def _is_reply(message: Message) -> bool:
    return message.thread_ts not in {None, message.ts}


def _is_broadcast(message: Message) -> bool:
    return message.raw.get("subtype") == "thread_broadcast"


def _place(channel_id: str, root: str) -> str:
    """Where it is kept how far a thread was read, beside the conversations."""
    return f"{channel_id}/{root}"


def _replies(team: Workspace, me: Screen, root: Message, everything: list[Message]) -> Json | None:
    found = [each for each in everything if each.thread_ts == root.ts and each.ts != root.ts]
    if not found or _is_reply(root):
        return None
    since = team.read.get((me.id, _place(root.channel, root.ts)), "")
    return {
        "count": len(found),
        "new": sum(each.ts > since and each.user != me.id for each in found),
        "users": list(dict.fromkeys(each.user for each in found)),
        "last": found[-1].at.isoformat(),
    }


def _message(team: Workspace, message: Message) -> Json:
    author = team.users.get(message.user)
    names = {team.bot_user_id: team.bot_name, "USLACKBOT": "Slackbot"}
    return {
        "ts": message.ts,
        "root": message.thread_ts if _is_reply(message) else None,
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
