"""Which module reads which kind of file."""

from collections.abc import Awaitable, Callable, Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports import accounts, advocates, blocks, consents, deals, members, nps, past, stories
from bot.imports.plan import Plan
from bot.imports.row import Row
from bot.imports.run import Run
from bot.rules.importing.kinds import Kind

PLANS: dict[Kind, Callable[[AsyncSession, Run, Sequence[Row]], Awaitable[Plan]]] = {
    Kind.ACCOUNTS: accounts.plan,
    Kind.ADVOCATES: advocates.plan,
    Kind.DEALS: deals.plan,
    Kind.ACTIVITIES: past.plan,
    Kind.CONSENTS: consents.plan,
    Kind.BLOCKS: blocks.plan,
    Kind.STORIES: stories.plan,
    Kind.NPS: nps.plan,
    Kind.MEMBERS: members.plan,
}
# Colleagues whom the rows name: Slack is asked about those who are no members yet.
ADDRESSES: dict[Kind, Callable[[Iterable[Row]], list[str]]] = {
    Kind.ACCOUNTS: accounts.addresses,
    Kind.DEALS: deals.addresses,
    Kind.MEMBERS: members.addresses,
}
# What is read once, before the first row.
PREPARES: dict[Kind, Callable[[AsyncSession, Run], Awaitable[None]]] = {Kind.ADVOCATES: advocates.prepare}
