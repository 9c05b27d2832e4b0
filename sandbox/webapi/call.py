"""One call of the Web API, as the methods see it."""

from dataclasses import dataclass

from sandbox.errors import Json, SlackError
from sandbox.messages import Channel
from sandbox.people import User
from sandbox.workspace import Workspace
from sandbox.world import World


@dataclass(frozen=True)
class Call:
    world: World
    team: Workspace
    arguments: Json

    def text(self, name: str) -> str:
        """A required argument; raises SlackError("invalid_arguments")."""
        value = self.arguments.get(name)
        if not value:
            message = f"[ERROR] missing required field: {name}"
            raise SlackError("invalid_arguments", response_metadata={"messages": [message]})
        return str(value)

    @property
    def scopes(self) -> frozenset[str]:
        """Those of the token."""
        return self.world.granted(self.team)

    def need(self, *scopes: str) -> None:
        """Raises SlackError("missing_scope") unless the token has one of these scopes."""
        if not self.scopes.intersection(scopes):
            provided = ",".join(sorted(self.scopes))
            raise SlackError("missing_scope", needed=",".join(scopes), provided=provided)

    def channel(self, channel_id: str | None = None) -> Channel:
        """A conversation the bot can know of; raises SlackError("channel_not_found")."""
        channel = self.team.channels.get(channel_id or self.text("channel"))
        if channel is None or (channel.type != "public_channel" and not self.is_in(channel)):
            raise SlackError("channel_not_found")
        return channel

    def is_in(self, channel: Channel) -> bool:
        """Whether the bot is a member."""
        return self.team.bot_user_id in channel.members

    def user(self, user_id: str) -> User:
        """Raises SlackError("user_not_found")."""
        user = self.team.users.get(user_id)
        if user is None:
            raise SlackError("user_not_found")
        return user

    def reachable(self, user_id: str) -> User:
        """A person who can be written to; raises user_not_found, user_disabled or user_not_visible."""
        user = self.user(user_id)
        if user.kind == "deactivated":
            raise SlackError("user_disabled")
        if user.kind == "stranger":
            raise SlackError("user_not_visible")
        return user


def ok(**fields: object) -> Json:
    return {"ok": True, **fields}
