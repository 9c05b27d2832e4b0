"""chat.postMessage, chat.update, chat.postEphemeral, chat.delete."""

from typing import Any

from sandbox.checks import check_blocks
from sandbox.errors import Json, SlackError
from sandbox.messages import Channel, Message
from sandbox.webapi.call import Call, ok


def post_message(call: Call) -> Json:
    call.need("chat:write")
    channel = _target(call)
    text, blocks = _content(call.arguments)
    message = call.team.post(
        channel,
        user=call.team.bot_user_id,
        text=text,
        blocks=blocks,
        metadata=_metadata(call.arguments),
        thread_ts=call.arguments.get("thread_ts") or None,
    )
    return ok(channel=channel.id, ts=message.ts, message=_shown(message))


def post_ephemeral(call: Call) -> Json:
    call.need("chat:write")
    channel, user = _target(call), call.text("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = _content(call.arguments)
    message = call.team.post(channel, user=call.team.bot_user_id, text=text, blocks=blocks, seen_by=user)
    return ok(message_ts=message.ts)


def update(call: Call) -> Json:
    call.need("chat:write")
    message = _own(call, "cant_update_message")
    given = call.arguments
    if given.get("text") is None and given.get("blocks") is None:
        raise SlackError("no_text")
    blocks = message.blocks if given.get("blocks") is None else check_blocks(given["blocks"])
    text = message.text if given.get("text") is None else str(given["text"])
    if not text and not blocks:
        raise SlackError("no_text")
    metadata = message.metadata if given.get("metadata") is None else (_metadata(given) or None)
    edited = {"user": call.team.bot_user_id, "ts": call.team.next_ts()}
    changed = message.changed(text=text, blocks=blocks, metadata=metadata, edited=edited)
    call.team.replace(changed)
    return ok(channel=message.channel, ts=message.ts, text=text, message=_shown(changed))


def delete(call: Call) -> Json:
    call.need("chat:write")
    message = _own(call, "cant_delete_message")
    call.team.remove(message)
    return ok(channel=message.channel, ts=message.ts)


def _target(call: Call) -> Channel:
    """The conversation to post in; a user id means the direct messages with that person."""
    wanted = call.text("channel")
    known = call.team.channels.get(wanted)
    person = known.user if known else wanted if wanted[0] in "UW" else None
    if person:
        if not call.world.tab("messages"):
            raise SlackError("messages_tab_disabled")
        return call.team.dm(call.reachable(person).id)
    channel = call.channel()
    if call.team.bot_user_id not in channel.members and "chat:write.public" not in call.world.scopes:
        raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("is_archived")
    return channel


def _own(call: Call, refusal: str) -> Message:
    channel = call.channel()
    message = channel.messages.get(call.text("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message.user != call.team.bot_user_id:
        raise SlackError(refusal)
    return message


def _content(arguments: Json) -> tuple[str, list[Json]]:
    text, blocks = str(arguments.get("text") or ""), check_blocks(arguments.get("blocks") or [])
    if not text and not blocks:
        raise SlackError("no_text")
    return text, blocks


def _metadata(arguments: Json) -> Json | None:
    metadata: Any = arguments.get("metadata")
    if not metadata:
        return None
    if not isinstance(metadata, dict) or not metadata.get("event_type") or "event_payload" not in metadata:
        raise SlackError("invalid_metadata_format")
    return metadata


def _shown(message: Message) -> Json:
    return message.raw | ({"metadata": message.metadata} if message.metadata else {})
