"""chat.postMessage, chat.update, chat.postEphemeral, chat.delete, chat.getPermalink."""

import re
from dataclasses import replace

from sandbox.errors import Json, SlackError
from sandbox.messages import Channel, Message
from sandbox.threads import replies_to, root_of
from sandbox.webapi.arguments import flag
from sandbox.webapi.call import Call, ok
from sandbox.webapi.content import changed_content, metadata_of, new_content, private_content

SLACKBOT = "USLACKBOT"
TS = re.compile(r"\d+\.\d+")


def post_message(call: Call) -> Json:
    call.need("chat:write")
    channel = _target(call)
    content = new_content(call.arguments)
    message = call.team.post(
        channel,
        user=call.team.bot_user_id,
        text=content.text or "",
        blocks=content.blocks,
        attachments=content.attachments,
        metadata=metadata_of(call.arguments),
        thread_ts=_root(call, channel),
        broadcast=flag(call.arguments, "reply_broadcast"),
    )
    return ok(channel=channel.id, ts=message.ts, message=_shown(message)) | content.warned()


def post_ephemeral(call: Call) -> Json:
    call.need("chat:write")
    channel, user = _target(call), call.text("user")
    known = call.team.users.get(user)
    if user not in channel.members or (known and known.kind == "deactivated"):
        raise SlackError("user_not_in_channel")
    content = private_content(call.arguments)
    message = call.team.post(
        channel,
        user=call.team.bot_user_id,
        text=content.text or "",
        blocks=content.blocks,
        attachments=content.attachments,
        thread_ts=_root(call, channel),
        seen_by=user,
    )
    return ok(message_ts=message.ts)


def update(call: Call) -> Json:
    call.need("chat:write")
    message = _own(call, "cant_update_message")
    if call.channel().archived:
        raise SlackError("is_inactive")
    given, content = call.arguments, changed_content(call.arguments)
    text = message.text if content.text is None else content.text
    blocks = message.blocks if content.blocks is None else content.blocks
    attached = message.raw.get("attachments", []) if content.attachments is None else content.attachments
    if not text and not blocks and not attached:
        raise SlackError("no_text")
    metadata = message.metadata if given.get("metadata") is None else metadata_of(given)
    edited = {"user": call.team.bot_user_id, "ts": call.team.next_ts()}
    changed = message.changed(text=text, blocks=blocks, metadata=metadata, edited=edited)
    changed = replace(changed, raw=changed.raw | ({"attachments": attached} if attached else {}))
    if not attached:
        changed.raw.pop("attachments", None)
    call.team.replace(changed)
    return ok(channel=message.channel, ts=message.ts, text=text, message=_shown(changed))


def delete(call: Call) -> Json:
    """A root with replies leaves a mark, so that the thread keeps standing."""
    call.need("chat:write")
    message = _own(call, "cant_delete_message")
    if replies_to(call.channel(), message.ts):
        text = "This message was deleted."
        bare = message.changed(text=text, blocks=[])
        raw = {**bare.raw, "subtype": "tombstone", "hidden": True, "user": SLACKBOT}
        call.team.replace(replace(bare, user=SLACKBOT, raw=raw))
    else:
        call.team.remove(message)
    return ok(channel=message.channel, ts=message.ts)


def permalink(call: Call) -> Json:
    channel = call.channel()
    message = channel.messages.get(call.text("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    address = f"https://{call.team.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts and message.thread_ts != message.ts:
        address += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return ok(channel=channel.id, permalink=address)


def _target(call: Call) -> Channel:
    """The conversation to post in; a user id means the direct messages with that person."""
    wanted = call.text("channel")
    if wanted.startswith("#"):
        named = [each for each in call.team.channels.values() if f"#{each.name}" == wanted]
        wanted = named[0].id if named else wanted
    known = call.team.channels.get(wanted)
    person = known.user if known else wanted if wanted[0] in "UW" else None
    if person:
        if not call.world.tab("messages"):
            raise SlackError("messages_tab_disabled")
        return call.team.dm(call.reachable(person).id)
    channel = call.channel(wanted)
    if not call.is_in(channel) and "chat:write.public" not in call.scopes:
        raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("is_archived")
    return channel


def _root(call: Call, channel: Channel) -> str | None:
    """The ts of the thread to reply in; a reply's own ts means the thread it stands in."""
    wanted = call.arguments.get("thread_ts")
    if not wanted:
        return None
    if not TS.fullmatch(str(wanted)):
        message = f"[ERROR] {wanted} is not a valid thread_ts"
        raise SlackError("invalid_thread_ts", response_metadata={"messages": [message]})
    root = root_of(channel, str(wanted))
    if root is None:
        raise SlackError("thread_not_found")
    return root.ts


def _own(call: Call, refusal: str) -> Message:
    channel = call.channel()
    message = channel.messages.get(call.text("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message.user != call.team.bot_user_id:
        raise SlackError(refusal)
    return message


def _shown(message: Message) -> Json:
    return message.raw | ({"metadata": message.metadata} if message.metadata else {})
