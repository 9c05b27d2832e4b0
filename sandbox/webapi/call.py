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

    def need(self, *scopes: str) -> None:
        """Raises SlackError("missing_scope") unless the app has one of these scopes."""
        if not self.world.scopes.intersection(scopes):
            raise SlackError(
                "missing_scope", needed=",".join(scopes), provided=",".join(sorted(self.world.scopes))
            )

    def channel(self, channel_id: str | None = None) -> Channel:
        """A conversation the bot can know of; raises SlackError("channel_not_found")."""
        channel = self.team.channels.get(channel_id or self.text("channel"))
        if channel is None:
            raise SlackError("channel_not_found")
        return channel

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
