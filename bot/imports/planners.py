"""Which module reads which kind of file."""

from collections.abc import Awaitable, Callable, Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports import accounts
from bot.imports.plan import Plan
from bot.imports.row import Row
from bot.imports.run import Run
from bot.rules.importing.kinds import Kind

PLANS: dict[Kind, Callable[[AsyncSession, Run, Sequence[Row]], Awaitable[Plan]]] = {
    Kind.ACCOUNTS: accounts.plan,
}
ADDRESSES: dict[Kind, Callable[[Iterable[Row]], list[str]]] = {
    Kind.ACCOUNTS: accounts.addresses,
}
