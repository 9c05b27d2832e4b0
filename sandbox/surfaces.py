"""Where a person can press, pick and type: a message, a modal or the Home page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox import payloads
from sandbox.errors import Json
from sandbox.messages import Channel, Message
from sandbox.state_values import state_values


@dataclass(frozen=True)
class Surface:
    """`key` names it among what the person has typed; either a message in its channel, or a view."""

    key: str
    blocks: list[Json]
    channel: Channel | None = None
    message: Message | None = None
    view: Json | None = None

    def described(self, typed: Mapping[tuple[str, str], Any]) -> Json:
        """The part of a payload that tells where it happened, with the state."""
        values = state_values(self.blocks, typed)
        if self.message and self.channel:
            return payloads.message_surface(self.channel, self.message, values)
        return payloads.view_surface(self.view or {}, values)


def of_message(channel: Channel, message: Message) -> Surface:
    return Surface(
        f"{channel.id}:{message.ts}", message.raw.get("blocks", []), channel=channel, message=message
    )


def of_view(view: Json) -> Surface:
    return Surface(view["id"], view["blocks"], view=view)
