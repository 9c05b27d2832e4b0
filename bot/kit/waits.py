"""How long Rung waits before it tries again, all in one place and in real seconds."""

from dataclasses import astuple, dataclass, replace

SHORTEST = 0.02  # a poll or a rest that is shorter than this would keep a processor busy


@dataclass(frozen=True, slots=True)
class Waits:
    """Each may be shortened by one factor (`RUNG_PATIENCE`): a test that breaks Slack then need not wait for it."""

    again: float = 2.0  # until a message is tried once more, doubled with each further try
    longest: float = 300.0  # what that doubling ends at
    rest: float = 60.0  # of whoever only asks Slack something, after a call that failed
    asked: float = 0.5  # between two tries of one question whose answer somebody waits for
    poll: float = 1.0  # between two looks at the outbox that nobody asked for
    idle_poll: float = 5.0  # the same, of those that have less to do
    lease: float = (
        90.0  # until another worker takes up what one has begun, a post or a file, that is not heard of
    )
    in_flight: float = 20.0  # until a post that was begun has arrived, or never will; see bot/outbox/fresh.py
    ping: float = 10.0  # between two signs of life on a Socket Mode connection; a dropped one is seen then

    def times(self, patience: float) -> "Waits":
        """All of them, longer or shorter. A lease is never longer: such a one is taken for that of a wrong clock."""
        scaled = Waits(*(max(each * patience, SHORTEST) for each in astuple(self)))
        return replace(scaled, lease=min(scaled.lease, self.lease))

    def before(self, attempt: int) -> float:
        """Until the next try of a message, after so many that failed."""
        return float(min(self.again * 2 ** min(attempt - 1, 30), self.longest))
