"""A small company in a fresh sandbox, with the real bot beside it: what every story starts from."""

import asyncio
import contextlib
import copy
import functools
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import yaml
from pydantic import SecretStr

import app
from bot import intake, lookups
from bot.kit.clock import Clock
from bot.kit.config import Settings
from sandbox.as_text import message_as_text
from sandbox.blocks import elements
from sandbox.messages import Message
from sandbox.person import Person
from sandbox.server import Sandbox, serve
from sandbox.workspace import Workspace as Team
from tests import disturbed, heard

SMALL = Path(__file__).parent / "data" / "small"
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
PATIENCE = timedelta(seconds=60)
SECRET = "a signing secret for tests"


class World:
    """People who act, messages they see, and time that is moved."""

    def __init__(self, sandbox: Sandbox, team: Team, rung: app.Rung) -> None:
        self.sandbox, self.team, self.rung = sandbox, team, rung
        self.clock = rung.clock
        self.tom, self.sofia = self.person("U0TOM"), self.person("U0SOFIA")
        self.anna, self.ben, self.maya = self.person("U0ANNA"), self.person("U0BEN"), self.person("U0MAYA")
        self.priya, self.petra = self.person("U0PRIYA"), self.person("U0PETRA")
        self.lukas, self.elena, self.marta = (
            self.person("U0LUKAS"),
            self.person("U0ELENA"),
            self.person("U0MARTA"),
        )
        self.kenji, self.nobody = self.person("U0KENJI"), self.person("U0NOBODY")

    @property
    def program_id(self) -> str:
        return self.rung.workspace.program_id

    def person(self, user_id: str) -> Person:
        return self.sandbox.person(user_id, self.team.id)

    async def pass_time(self, **business: float) -> None:
        """Move business time and wait until everything that became due was done."""
        await self.sandbox.caught_up()  # what was said before is heard before
        self.clock.move(timedelta(**business))
        await self._tick()
        await self.quiet()

    async def until(self, moment: datetime) -> None:
        await self.sandbox.caught_up()
        self.clock.set_business(moment)
        await self._tick()
        await self.quiet()

    async def _tick(self) -> None:
        """Also the tick that the clock's move has hurried is over: half of it would see the next move."""
        await self.rung.ticks.tick()
        await asyncio.gather(*self.rung.ticks._hurried, return_exceptions=True)

    async def quiet(self) -> None:
        """Wait until there is nothing left to ask Slack about, and nothing to send now."""
        await disturbed.settled(self)

    def text(self, message: Message) -> str:
        names = {user.id: user.real_name for user in self.team.users.values()}
        return "\n".join(message_as_text(message.blocks, names))

    def modal(self, person: Person) -> str:
        assert person.modal is not None, f"{person.id} sees no modal"
        return "\n".join(message_as_text(person.modal["blocks"], {}))

    async def see(self, person: Person, holds: str) -> Message:
        """The newest message of the person's DM that shows this text."""
        await self.quiet()
        found = [message for message in person.dm if holds in self.text(message)]
        seen = "\n---\n".join(self.text(message) for message in person.dm)
        assert found, f"{person.id} does not see {holds!r} in:\n{seen}"
        return found[-1]

    async def only(self, person: Person) -> str:
        """The text of the one message that the person has got."""
        await self.quiet()
        (message,) = person.dm
        return self.text(message)

    async def menu(self, person: Person, card: Message, label: str, *, stale: bool = False) -> None:
        """Choose in the card's menu behind the three dots, by what stands there."""
        current = card if stale else self.team.message(card.channel, card.ts)
        assert current is not None
        (element,) = [each for _, each in elements(current.blocks) if each["type"] == "overflow"]
        (value,) = [each["value"] for each in element["options"] if each["text"]["text"] == label]
        await person.pick(current, element["action_id"], value, stale=stale)

    async def shortlist(
        self,
        seller: Person,
        deal: str = "Kestrel",
        *,
        needed_on: str = "2026-03-20",
        activity: str = "reference_call",
        **details: object,
    ) -> str:
        """Open the form, fill it and submit it: the shortlist as text."""
        await seller.command("/reference")
        if details:
            await seller.press_modal("more_details")
        options = await seller.search("deal", deal)
        await seller.fill(deal=options[0]["value"], activity=activity, needed_on=needed_on, **details)
        await seller.submit()
        assert not seller.errors, seller.errors
        return self.modal(seller)

    async def request(self, seller: Person, deal: str = "Kestrel", **options: Any) -> Message:
        """The same, and *Ask for me*: the seller's live line."""
        await self.shortlist(seller, deal, **options)
        await seller.submit()
        assert seller.modal is None
        return await self.see(seller, "needed by")

    async def request_of(self, seller: Person, company: str, deal: str, **options: str) -> None:
        """The same, with everybody of other companies taken off the list first."""
        await self.shortlist(seller, deal, **options)
        for block in reversed(seller.modal["blocks"] if seller.modal else []):
            menu = block.get("accessory", {})
            if menu.get("action_id") == "candidate" and company not in block["text"]["text"]:
                drop = next(each["value"] for each in menu["options"] if each["value"].startswith("drop"))
                await seller.pick(None, "candidate", drop, block_id=block["block_id"])
        await seller.submit()

    async def ask(self, owner: Person, customer: Person) -> Message:
        """The owner approves the question about this customer: the customer's card."""
        name = self.team.users[customer.id].real_name
        await owner.press_label(await self.see(owner, f"May we ask {name}"), "Approve")
        return await self.see(customer, "Would you help")


async def settle(database_url: str) -> None:
    """Leave the small company in a database, a moment before the stories begin."""
    async with small_world(database_url, begins=MONDAY - timedelta(minutes=1)):
        pass


@functools.cache
def manifest() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load(app.MANIFEST.read_text("utf-8"))
    return parsed


@contextlib.asynccontextmanager
async def small_world(
    database_url: str,
    *,
    data: Path = SMALL,
    socket: bool = False,
    settled: bool = False,
    begins: datetime = MONDAY,
    **more: Any,
) -> AsyncIterator[World]:
    """The sandbox on loopback; payloads come over signed HTTP, or over Socket Mode.

    `settled`: the database holds the company already; `more`: settings. When the story has ended,
    nobody may have heard too much of a favour.
    """
    clock = Clock()
    clock.set_business(begins)
    sandbox = Sandbox(
        manifest=copy.deepcopy(manifest()),
        clock=clock,
        signing_secret=SECRET,
        app_token="xapp-test",
    )
    team = sandbox.add_workspace(team_id="T0TEST", name="Brightwell", bot_token="xoxb-test")
    sandbox.load_people(team, data / "people.csv")
    # What is tested here is not the speed of this machine: Slack's 3 seconds have tests of their own.
    sandbox.delivery.ack_limit, sandbox.tickets.trigger_life = PATIENCE.total_seconds(), PATIENCE
    disturbed.switch_on(sandbox)
    async with serve(sandbox) as address:
        settings = settings_for(address, database_url, **more)
        async with app.running(settings, clock) as rung, contextlib.AsyncExitStack() as doors:
            if socket:
                await doors.enter_async_context(app.socket_door(rung))
            else:
                transport = httpx.ASGITransport(app=rung.web, raise_app_exceptions=False)
                client = await doors.enter_async_context(httpx.AsyncClient(transport=transport))
                sandbox.deliver_by_http("http://rung.test/slack/events", client)
            if not settled:
                find = lookups.of_own(rung.slack, "xoxb-test", team.id, settings)
                program_id = rung.workspace.program_id
                await intake.take_folder(rung.database, program_id, data, now=clock.business(), find=find)
            world = World(sandbox, team, rung)
            yield world
            await sandbox.caught_up()  # what is still on its way arrives while somebody listens
            await heard.not_too_much(world)
            heard.nothing_twice(world)


def settings_for(address: str, database_url: str, **more: Any) -> Settings:
    usual: dict[str, Any] = {
        "slack_bot_token": SecretStr("xoxb-test"),
        "slack_app_token": SecretStr("xapp-test"),
        "slack_signing_secret": SecretStr(SECRET),
        "slack_api_url": f"{address}/api/",
        "database_url": database_url,
        "secret_keys": SecretStr("a secret key for the tests"),
        "program_name": "Brightwell",
        "tick_seconds": 3600,
        "turn_seconds": PATIENCE.total_seconds(),
    }
    return Settings(_env_file=None, **(usual | disturbed.settings() | more))


@contextlib.asynccontextmanager
async def second_replica(world: World) -> AsyncIterator[app.Rung]:
    """Another process on the same database and the same Slack, as far as anybody can tell from outside."""
    async with app.running(world.rung.settings, world.clock) as other:
        yield other
