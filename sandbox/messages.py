"""Messages and the conversations they stand in."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sandbox.blocks import with_ids
from sandbox.errors import Json


@dataclass(frozen=True)
class Message:
    """One message as it was at one moment; an update makes a new one.

    `blocks` are as the author sent them, `raw` is what Slack's history gives (ids added). `at` is the
    business time of posting. A private answer is `ephemeral` and seen by `seen_by` alone.
    """

    ts: str
    channel: str
    user: str
    text: str
    at: datetime
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    edited: bool = False
    metadata: Json | None = None
    seen_by: str | None = None
    raw: Json = field(default_factory=dict)

    @property
    def ephemeral(self) -> bool:
        return self.seen_by is not None

    def changed(
        self, *, text: str, blocks: list[Json], metadata: Json | None = None, edited: Json | None = None
    ) -> "Message":
        """The message after an update; `edited` is Slack's `{"user", "ts"}` mark."""
        raw = with_content({**self.raw, "text": text}, blocks)
        if edited:
            raw["edited"] = edited
        return replace(
            self,
            text=text,
            blocks=blocks,
            metadata=metadata,
            raw=raw,
            edited=self.edited or edited is not None,
        )


@dataclass
class Channel:
    """A conversation; a direct message has `user`, the person the bot talks with, a group of people `group`."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    user: str | None = None
    messages: dict[str, Message] = field(default_factory=dict)
    archived: bool = False
    private: bool = False
    group: bool = False

    @property
    def is_im(self) -> bool:
        return self.user is not None

    @property
    def kind(self) -> str:
        """The word in events: im, mpim, group (a private channel) or channel."""
        if self.is_im:
            return "im"
        if self.group:
            return "mpim"
        return "group" if self.private else "channel"

    @property
    def family(self) -> str:
        """The word that the scopes for it begin with: im, mpim, groups or channels."""
        return {"group": "groups", "channel": "channels"}.get(self.kind, self.kind)

    @property
    def type(self) -> str:
        """The word in the `types` of lists: im, mpim, private_channel or public_channel."""
        return {"group": "private_channel", "channel": "public_channel"}.get(self.kind, self.kind)

    def described(self, reader: str) -> Json:
        """The `channel` of conversations.info, as the bot `reader` sees it."""
        if self.is_im:
            return {
                "id": self.id,
                "created": 1767225600,
                "is_im": True,
                "is_org_shared": False,
                "is_archived": False,
                "user": self.user,
                "is_user_deleted": False,
            }
        nothing = {"value": "", "creator": "", "last_set": 0}
        return {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "created": 1767225600,
            "creator": reader,
            "is_channel": not self.group,
            "is_group": self.group,
            "is_im": False,
            "is_mpim": self.group,
            "is_private": self.private or self.group,
            "is_archived": self.archived,
            "is_general": False,
            "is_member": reader in self.members,
            "topic": nothing,
            "purpose": nothing,
        }


def with_content(raw: Json, blocks: Iterable[Json]) -> Json:
    """The history item with these blocks, ids added."""
    named = with_ids(list(blocks))
    rest = {key: value for key, value in raw.items() if key != "blocks"}
    return {**rest, "blocks": named} if named else rest
