"""What customers hear of each favour, as Slack has it: after every story it is counted."""

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from models.advocate import Advocate
from models.ask import Ask
from models.message import Message

if TYPE_CHECKING:
    from tests.world import World

MOST_ABOUT_A_FAVOUR = 5
COUNTS_CALLS = "It counts calls to Slack, and one whose answer was lost is made again."
TOLD_TWICE = (
    "It counts private answers. Slack can't say whether one arrived whose answer was lost: it is told twice."
)


async def of_favours(world: "World") -> dict[tuple[str, str], list[str]]:
    """By (customer's Slack user, ask): the kinds of all that was posted to them about it, in its order.

    A message that was posted twice counts twice, whatever our tables say: Slack keeps the row's id beside it.
    """
    async with world.rung.database.reading() as session:
        asks = set(await session.scalars(select(Ask.id)))
        about = {
            row.id: row for row in await session.scalars(select(Message).where(Message.subject.in_(asks)))
        }
        users = {user for user in await session.scalars(select(Advocate.slack_user_id)) if user}
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for user in users & set(world.team.users):
        for message in world.person(user).dm:
            row = about.get(((message.metadata or {}).get("event_payload") or {}).get("message", ""))
            if row is not None:
                found[user, row.subject].append(str(row.kind))
    return dict(found)


async def not_too_much(world: "World") -> None:
    """One favour means at most five messages to the customer; the rest is redrawn."""
    heard = await of_favours(world)
    too_much = {who: kinds for who, kinds in heard.items() if len(kinds) > MOST_ABOUT_A_FAVOUR}
    assert not too_much, f"too many messages about one favour: {too_much}"


def nothing_twice(world: "World") -> None:
    """Whatever was retried: no row stands in Slack twice."""
    said: Counter[str] = Counter()
    for channel in world.team.channels.values():
        for message in channel.messages.values():
            row = ((message.metadata or {}).get("event_payload") or {}).get("message")
            said.update([row] if row else [])
    twice = {row: times for row, times in said.items() if times > 1}
    assert not twice, f"messages that were posted more than once: {twice}"
