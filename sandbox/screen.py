"""What one person sees in Slack now."""

from sandbox.delivery import Answer
from sandbox.errors import Json, NotOnScreen
from sandbox.messages import Channel, Message
from sandbox.people import User
from sandbox.workspace import Workspace
from sandbox.world import World


class Screen:
    """`answers` are the acknowledgements of all that this person did."""

    def __init__(self, world: World, team: Workspace, user_id: str) -> None:
        self.id = user_id
        self.team = team
        self.answers: list[Answer] = []
        self._world = world

    @property
    def user(self) -> User:
        return self.team.users[self.id]

    @property
    def dm(self) -> list[Message]:
        """The conversation with the bot, oldest first."""
        known = self.team.channels.get(self.team.dm_id(self.id))
        return _listed(known) if known else []

    @property
    def ephemerals(self) -> list[Message]:
        """The private answers this person sees, in all conversations, oldest first."""
        return [each for each in self.team.ephemerals if each.seen_by == self.id]

    @property
    def home(self) -> Json | None:
        """The published Home page."""
        return self.team.homes.get(self.id)

    @property
    def modals(self) -> list[Json]:
        """The open modals, the top one last."""
        return [each.view for each in self.team.stacks[self.id].views]

    @property
    def modal(self) -> Json | None:
        top = self.team.stacks[self.id].top
        return top.view if top else None

    @property
    def errors(self) -> dict[str, str]:
        """The errors shown in the top modal: {block_id: sentence}."""
        top = self.team.stacks[self.id].top
        return top.errors if top else {}

    def channel(self, channel_id: str) -> list[Message]:
        """The messages of a conversation, oldest first."""
        channel = self.team.channels[channel_id]
        if self.id not in channel.members:
            raise NotOnScreen(f"{self.id} is not in {channel_id}")
        return _listed(channel)


def _listed(channel: Channel) -> list[Message]:
    return sorted(channel.messages.values(), key=lambda each: each.ts)
