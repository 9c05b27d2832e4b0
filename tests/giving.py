"""Something given back, for stories: the form filled in, the ledger's window, the group of two who meet."""

from datetime import date
from typing import Any

from sqlalchemy import select, update

from models.account import Account
from models.base import new_id
from models.company_approval import ApprovalOf, CompanyApproval
from models.giveback import Giveback
from sandbox.messages import Message
from sandbox.person import Person
from tests.behind import rows
from tests.customers import advocate
from tests.world import World

PRIYA, LUKAS, ELENA, MARTA = (
    "priya@nordlicht.example",
    "lukas@talerhaus.example",
    "elena@edelgrat.example",
    "marta@kontoria.example",
)


async def open_ledger(world: World, person: Person, email: str) -> None:
    """*What they did*, from the list of customers on Home."""
    found = await advocate(world, email)
    await person.open_home()
    await world.quiet()
    await person.press_home("home_tab:customers")
    await world.quiet()
    await person.press_home("open_ledger", found.id)


async def open_form(world: World, person: Person, email: str) -> None:
    await open_ledger(world, person, email)
    await person.press_modal("open_give_back")


async def give(
    world: World, person: Person, email: str, kind: str, text: str, **filled: Any
) -> dict[str, str]:
    """The whole way; what is wrong with the form, by input."""
    await open_form(world, person, email)
    await person.fill(kind=kind, text=text, **filled)
    await person.submit()
    errors = person.errors
    await world.quiet()
    return errors


async def acquaint(
    world: World, person: Person, one: str, other: str, text: str = "Closing across eleven entities"
) -> dict[str, str]:
    """Two customers may meet: both are asked."""
    await open_form(world, person, one)
    found = await person.search("peer", other)
    await person.fill(kind="peer", text=text, peer=found[0]["value"], no_competitors=["no_competitors"])
    await person.submit()
    errors = person.errors
    await world.quiet()
    return errors


def met(world: World) -> list[Message]:
    """What stands in groups of customers."""
    groups = [channel for channel in world.team.channels.values() if channel.group]
    return [message for channel in groups for message in channel.messages.values()]


async def given(world: World) -> list[tuple[str, str]]:
    """Every row, as (kind, state), in their order."""
    return [(str(row.kind), str(row.state)) for row in await rows(world, Giveback)]


async def set_account(world: World, name: str, **values: Any) -> str:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Account).where(Account.name == name).values(**values))
        return (await session.scalars(select(Account.id).where(Account.name == name))).one()


async def approved(world: World, name: str, **values: Any) -> str:
    """A company's approval of being named, as another day's form left it."""
    row: dict[str, Any] = {
        "program_id": world.program_id,
        "id": new_id(),
        "account_id": await set_account(world, name, tier="key"),
        "what": ApprovalOf.NAMING,
        "scope": "our website",
        "since": date(2026, 1, 1),
        "given_by": "Jana Wolf",
        "given_on": date(2026, 1, 1),
        "recorded_at": world.clock.business(),
        "recorded_by": "U0ANNA",
    }
    async with world.rung.database.transaction() as session:
        session.add(CompanyApproval(**row | values))
    return str((row | values)["id"])


async def giving(world: World) -> None:
    """Two who meet, a line taken back, help asked for, a company's approval withdrawn, the public sector."""
    await acquaint(world, world.anna, PRIYA, "talerhaus")
    for person in (world.priya, world.lukas):
        await person.press_label(await world.see(person, "similar place"), "Yes, gladly")
    await world.see(world.priya, "You both said yes")
    await close_all(world.anna)
    await open_ledger(world, world.anna, PRIYA)
    await world.anna.press_modal("open_company")
    await world.anna.press_modal("record_approval")
    await world.anna.fill(what="naming", scope="our website", given_by="Jana Wolf", given_on="2026-03-02")
    await world.anna.submit()
    await close_all(world.anna)
    await give(world, world.anna, PRIYA, "recognition", "Nordlicht Pay closes in four days.")
    await world.priya.press_label(await world.see(world.priya, "say this in public"), "I agree to this line")
    await world.anna.press_label(await world.see(world.anna, "agreed to this line"), "It is published")
    await close_all(world.anna)
    await open_ledger(world, world.anna, PRIYA)
    await world.anna.press_modal("open_company")
    await world.anna.press_modal("withdraw_approval")
    await world.anna.press_label(await world.see(world.anna, "was withdrawn"), "It is taken down")
    await world.priya.press_label(await world.see(world.priya, "Published on"), "Take it back")
    await world.see(world.priya, "Taken back on")
    await world.priya.open_home()
    await world.quiet()
    await world.priya.press_home("home_tab:about_me")
    await world.quiet()
    await world.priya.press_home("own_page:900")
    await world.quiet()
    await world.priya.pick_home("ask_kind", "help")
    await world.priya.pick_home("ask_text", "A look at our export")
    await world.priya.press_home("send_own_page")
    await world.anna.press_label(await world.see(world.anna, "asks for help"), "Done")
    await give(world, world.maya, LUKAS, "early_look", "The close calendar")
    await close_all(world.maya)
    await open_ledger(world, world.maya, LUKAS)
    await world.maya.press_modal("open_company")
    await world.maya.press_modal("public_sector")
    await world.pass_time(minutes=1)
    await world.see(world.lukas, "It did not come about this time.")


async def close_all(person: Person) -> None:
    while person.modal:
        await person.close()
