"""What rows refer to by name, looked up for a whole batch, and refused in the same words by every kind of file."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports.row import Row
from bot.imports.run import Run
from bot.kit.text import key
from bot.privacy import suppression
from models import account as accounts
from models import advocate as advocates
from models import deal as deals
from models.account import Account
from models.activity import Activity
from models.advocate import Advocate
from models.deal import Deal
from models.privacy.suppression import KnownBy

NO_PERSON = "Nobody among your advocates has this address. Import them first."
NO_ACCOUNT = "This company is not among your accounts. Import it first, or write its name as it is there."
NO_ACTIVITY = "This is not on your ladder. Write it like reference_call or Reference call."
NO_DEAL = "This deal is not among your deals. Import it first, or leave the cell empty."
TO_COME = "This day is still to come."
SLACK_USER = "slack_user_id"
FROM_A_FILE = "import"  # the source of what names none


async def people(session: AsyncSession, run: Run, rows: Sequence[Row], column: str) -> dict[str, Advocate]:
    """By address; rows that name somebody unknown have their fault now."""
    wanted = {email for row in rows if (email := row.get(column))}
    found = await advocates.addressed(session, run.program_id, list(wanted))
    unknown = [row for row in rows if row.get(column) and row.get(column) not in found]
    await not_erased(session, run, unknown, column)
    for row in unknown:
        if row.clean:
            row.wrong(column, NO_PERSON)
    return found


async def not_erased(session: AsyncSession, run: Run, rows: Sequence[Row], *columns: str) -> None:
    """Rows about somebody who was erased have their fault now; it is told without the address."""
    emails = {row.get(column) for row in rows for column in columns}
    users = {row.get(SLACK_USER) for row in rows}
    gone = await suppression.erased(session, run.program_id, KnownBy.EMAIL, emails)
    gone |= await suppression.erased(session, run.program_id, KnownBy.SLACK, users)
    for row in rows if gone else ():
        column = next((each for each in (*columns, SLACK_USER) if row.get(each) in gone), None)
        if column is not None:
            row.wrong(column, suppression.ADMIT, "")


async def companies(session: AsyncSession, run: Run, rows: Sequence[Row]) -> dict[str, Account]:
    """By folded name; rows that name an unknown one have their fault now."""
    found = await accounts.keyed(session, run.program_id, list({key(row.cells["account"]) for row in rows}))
    for row in rows:
        if key(row.cells["account"]) not in found:
            row.wrong("account", NO_ACCOUNT)
    return found


async def pipeline(
    session: AsyncSession, run: Run, rows: Sequence[Row], also: Sequence[str] = ()
) -> dict[str, Deal]:
    """By key; rows that name an unknown one have their fault now."""
    wanted = {name for row in rows if (name := row.get("deal_key"))}
    found = await deals.keyed(session, run.program_id, [*wanted, *also])
    for row in rows:
        if row.get("deal_key") and row.get("deal_key") not in found:
            row.wrong("deal_key", NO_DEAL)
    return found


def step(run: Run, row: Row) -> Activity | None:
    """The activity that a row names; its fault, where it is not on the ladder."""
    said = row.get("activity")
    found = run.activity(said) if said else None
    if said and found is None:
        row.wrong("activity", NO_ACTIVITY)
    return found


def not_ahead(run: Run, row: Row, *columns: str) -> None:
    for name in columns:
        if (day := row.get(name)) is not None and day > run.today:
            row.wrong(name, TO_COME)


def whose(run: Run, row: Row, column: str, *, present: str | None, nobody: str, left_to: str) -> str | None:
    """The colleague whom a column names, by id; where none is named who has it, else a manager for now.

    None: the row has its fault now.
    """
    said = row.get(column)
    if said is not None:
        named = run.colleagues.named(said)
        if named.reason:
            row.wrong(column, named.reason)
            return None
        if named.member_id:
            return named.member_id
    if present is not None:
        return present
    manager = run.colleagues.fallback(run.actor)
    if manager is None:
        row.wrong(column, nobody)
        return None
    run.count(left_to.replace("{name}", manager.name))
    return manager.id
