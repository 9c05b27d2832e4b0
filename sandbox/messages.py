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
    """A conversation; a direct message has `user`, the person the bot talks with."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    user: str | None = None
    messages: dict[str, Message] = field(default_factory=dict)
    archived: bool = False

    @property
    def is_im(self) -> bool:
        return self.user is not None

    @property
    def kind(self) -> str:
        """The word in scopes and events: im, channel."""
        return "im" if self.is_im else "channel"

    def described(self, creator: str) -> Json:
        """The `channel` of conversations.info."""
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
        return {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "created": 1767225600,
            "creator": creator,
            "is_channel": True,
            "is_group": False,
            "is_im": False,
            "is_mpim": False,
            "is_private": False,
            "is_archived": self.archived,
            "is_general": False,
            "is_member": creator in self.members,
            "num_members": len(self.members),
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }


def with_content(raw: Json, blocks: Iterable[Json]) -> Json:
    """The history item with these blocks, ids added."""
    named = with_ids(list(blocks))
    rest = {key: value for key, value in raw.items() if key != "blocks"}
    return {**rest, "blocks": named} if named else rest
