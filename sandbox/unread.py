"""What people have not looked at yet: counted as messages come, go and are read, never anew."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sandbox.messages import Channel, Message


class Unread:
    """Messages of others, and private answers, by person and conversation; whoever joins begins with none."""

    def __init__(self, read: Mapping[tuple[str, str], str]) -> None:
        """`read` is the ts up to which a person has seen a conversation."""
        self._counts: dict[str, dict[str, int]] = defaultdict(dict)
        self._read = read

    def came(self, message: Message, channel: Channel) -> None:
        for user in _readers(message, channel):
            counts = self._counts[user]
            counts[channel.id] = counts.get(channel.id, 0) + 1

    def went(self, message: Message, channel: Channel) -> None:
        """A message was taken away, read or not."""
        for user in _readers(message, channel):
            left = self.of(user, channel.id) - (message.ts > self._read.get((user, channel.id), ""))
            self._keep(user, channel.id, left)

    def looked(self, user: str, channel_id: str) -> None:
        """This person has seen everything there."""
        self._keep(user, channel_id, 0)

    def of(self, user: str, channel_id: str) -> int:
        return self._counts.get(user, {}).get(channel_id, 0)

    def waiting(self, channels: Mapping[str, Channel]) -> Iterator[str]:
        """Everybody who has something to read."""
        return (user for user in self._counts if self.total(user, channels))

    def total(self, user: str, channels: Mapping[str, Channel]) -> int:
        """How much this person has to read, in the conversations they are in."""
        counts = self._counts.get(user, {})
        return sum(count for channel_id, count in counts.items() if user in channels[channel_id].members)

    def _keep(self, user: str, channel_id: str, count: int) -> None:
        counts = self._counts.get(user, {})
        if count > 0:
            counts[channel_id] = count
            return
        counts.pop(channel_id, None)
        if not counts:
            self._counts.pop(user, None)


def _readers(message: Message, channel: Channel) -> Iterable[str]:
    everybody = channel.members if message.seen_by is None else {message.seen_by}
    return everybody - {message.user}
