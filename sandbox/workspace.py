"""One Slack workspace: its people, conversations, messages and views."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sandbox.changes import Changes
from sandbox.clock import SandboxClock
from sandbox.directory import Directory
from sandbox.errors import Json
from sandbox.messages import Channel, Message, with_content
from sandbox.modals import Stack, view_object
from sandbox.people import Group, Kind, User
from sandbox.threads import as_reply, count_replies
from sandbox.unread import Unread

if TYPE_CHECKING:
    from sandbox.files import File

APP_ID = "A0RUNG"


class Workspace:
    """All state of one workspace; each change is told to `changes`.

    `homes` are the published Home pages by user, `stacks` the open modals, `typed` what a person has put
    into a view or message and not sent yet: (user, view id or "channel:ts") to
    {(block_id, action_id): value}. The app is `installed` where it has a token; `scopes` are those of the
    installation.
    """

    def __init__(
        self,
        *,
        team_id: str,
        name: str,
        bot_token: str,
        bot_user_id: str,
        bot_name: str,
        tz: str,
        clock: SandboxClock,
        changes: Changes,
    ) -> None:
        self.id = team_id
        self.name = name
        self.domain = name.lower().replace(" ", "-")
        self.bot_token = bot_token
        self.bot_user_id = bot_user_id
        self.bot_id = "B" + bot_user_id[1:]
        self.bot_name = bot_name
        self.tz = tz
        self.installed = bool(bot_token)
        self.scopes: frozenset[str] | None = None  # None: whatever the manifest says now
        self.users: dict[str, User] = {}
        self.groups: dict[str, Group] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.ephemerals: list[Message] = []
        self.homes: dict[str, Json] = {}
        self.stacks: dict[str, Stack] = defaultdict(Stack)
        self.typed: dict[tuple[str, str], dict[tuple[str, str], Any]] = defaultdict(dict)
        self.directory = Directory(self.users)
        self.read: dict[tuple[str, str], str] = {}
        self.counts = Unread(self.read)
        self._clock = clock
        self._changes = changes
        self._last_ts = 0
        self._views = 0

    def add_user(self, user: User) -> User:
        """Adds a person, or replaces the one with the same id."""
        self.users[user.id] = user
        self.directory.changed()
        self._changes.note()
        return user

    def change_user(self, user_id: str, *, kind: Kind) -> User:
        """The same person with another standing, such as deactivated."""
        return self.add_user(replace(self.users[user_id], kind=kind))

    def set_group(self, id: str, handle: str, users: Iterable[str]) -> None:  # noqa: A002 — as Slack calls it
        """A user group, with the people in it now."""
        self.groups[id] = Group(id=id, handle=handle, name=handle.capitalize(), users=list(users))
        self._changes.note()

    def add_channel(
        self,
        id: str,  # noqa: A002 — as Slack calls it
        name: str,
        members: Iterable[str] = (),
        *,
        private: bool = False,
    ) -> Channel:
        """A channel; the bot can post in it only if its user id is among the members."""
        channel = Channel(id=id, name=name, members=set(members), private=private)
        self.channels[id] = channel
        self._changes.note()
        return channel

    @staticmethod
    def dm_id(user_id: str) -> str:
        """The id that the bot's conversation with a person has, or will have."""
        return "D" + user_id[1:]

    def dm(self, user_id: str) -> Channel:
        """The bot's conversation with a person, opened if need be."""
        channel_id = self.dm_id(user_id)
        if channel_id not in self.channels:
            members = {user_id, self.bot_user_id}
            self.channels[channel_id] = Channel(
                id=channel_id, name="directmessage", members=members, user=user_id
            )
        return self.channels[channel_id]

    def group_dm(self, user_ids: Iterable[str]) -> Channel:
        """The bot's conversation with several people at once, opened if need be."""
        people = list(user_ids)
        members = {*people, self.bot_user_id}
        for each in self.channels.values():
            if each.group and each.members == members:
                return each
        names = "--".join([*(self.users[each].name for each in people), self.bot_name.lower()])
        channel_id = f"G0MPDM{len(self.channels) + 1}"
        channel = Channel(id=channel_id, name=f"mpdm-{names}-1", members=members, group=True)
        self.channels[channel_id] = channel
        self._changes.note()
        return channel

    def post(
        self,
        channel: Channel,
        *,
        user: str,
        text: str,
        blocks: list[Json] | None = None,
        metadata: Json | None = None,
        thread_ts: str | None = None,
        seen_by: str | None = None,
        files: list[Json] | None = None,
        attachments: list[Json] | None = None,
        broadcast: bool = False,
    ) -> Message:
        """Stores a message, or a reply; with `seen_by` a private answer that history never shows."""
        ts = self.next_ts()
        beside = _carried(attachments, files) | as_reply(channel, thread_ts, broadcast=broadcast)
        message = Message(
            ts=ts,
            channel=channel.id,
            user=user,
            text=text,
            at=self._clock.business().astimezone(UTC),
            blocks=blocks or [],
            thread_ts=thread_ts,
            metadata=metadata,
            seen_by=seen_by,
            raw=with_content(self._bare(ts, user, text) | beside, blocks or []),
        )
        if seen_by is None:
            channel.messages[ts] = message
            count_replies(channel, thread_ts)
        else:
            self.ephemerals.append(message)
        self.counts.came(message, channel)
        self._changes.note(channel.id)
        return message

    def replace(self, message: Message) -> None:
        """Stores the newer form of a message, private or not."""
        if message.ephemeral:
            self.ephemerals = [message if each.ts == message.ts else each for each in self.ephemerals]
        else:
            self.channels[message.channel].messages[message.ts] = message
        self._changes.note(message.channel)

    def remove(self, message: Message) -> None:
        channel = self.channels[message.channel]
        channel.messages.pop(message.ts, None)
        count_replies(channel, message.thread_ts)
        self.ephemerals = [each for each in self.ephemerals if each.ts != message.ts]
        self.counts.went(message, channel)
        self._changes.note(channel.id)

    def message(self, channel_id: str, ts: str) -> Message | None:
        """The message as it is now, private or not."""
        channel = self.channels.get(channel_id)
        standing = channel.messages.get(ts) if channel else None
        return standing or next((each for each in self.ephemerals if each.ts == ts), None)

    def new_view(self, sent: Json) -> Json:
        """Slack's `view` object, with an id of its own, for a view the bot sent."""
        self._views += 1
        view_id = f"V{self._views:08d}"
        return self._view(sent, view_id)

    def changed_view(self, old: Json, sent: Json) -> Json:
        """The view after an update: same id and place, a new hash."""
        places = {key: old[key] for key in ("root_view_id", "previous_view_id")}
        return {**self._view(sent, old["id"]), **places}

    def next_ts(self) -> str:
        """A message timestamp in real time that no other message has."""
        micros = int(self._clock.real().timestamp() * 1_000_000)
        self._last_ts = max(micros, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def unread(self, user_id: str, channel: Channel) -> int:
        """How many messages of others, and private answers, this person has not looked at."""
        return self.counts.of(user_id, channel.id)

    def look(self, user_id: str, place: str, newest: str) -> None:
        """A person has seen everything in a conversation (or whatever else is a place), up to the ts `newest`."""
        self.read[user_id, place] = newest
        self.counts.looked(user_id, place)

    def now(self) -> datetime:
        return self._clock.real()

    def _view(self, sent: Json, view_id: str) -> Json:
        return view_object(
            sent,
            view_id=view_id,
            fingerprint=self.next_ts(),
            team_id=self.id,
            app_id=APP_ID,
            bot_id=self.bot_id,
        )

    def _bare(self, ts: str, user: str, text: str) -> Json:
        """The history item of a message, as far as it depends on who wrote it."""
        raw: Json = {"type": "message", "ts": ts, "user": user, "team": self.id, "text": text}
        by_bot = {"bot_id": self.bot_id, "app_id": APP_ID, "bot_profile": self._bot_profile()}
        return raw | (by_bot if user == self.bot_user_id else {})

    def _bot_profile(self) -> Json:
        return {
            "id": self.bot_id,
            "app_id": APP_ID,
            "user_id": self.bot_user_id,
            "name": self.bot_name,
            "team_id": self.id,
            "deleted": False,
        }


def _carried(attachments: list[Json] | None, files: list[Json] | None) -> Json:
    """What a history item carries beside text and blocks."""
    shared = {"subtype": "file_share", "files": files, "upload": False}
    return ({"attachments": attachments} if attachments else {}) | (shared if files else {})
