"""`/rung workspaces`: where the programme is, and a link by which the customers' community joins it."""

import re

import pytest

from models import workspace as workspaces
from models.workspace import Kind
from sandbox.person import Person
from tests.entering import HOST, Browser, another, made_for, said, with_oauth
from tests.world import World, small_world

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")


def told(person: Person) -> str:
    return person.ephemerals[-1].text


async def test_a_manager_gives_a_link_and_the_community_joins(sqlite_url: str) -> None:
    async with small_world(sqlite_url, **with_oauth()) as world:
        made_for(world.sandbox)
        another(world.sandbox)
        await world.maya.command("/rung", "workspaces  Community")
        found = re.search(rf"{HOST}/slack/install\?link=([\w-]{{43}})", told(world.maya))
        assert found, told(world.maya)
        browser = Browser(world.sandbox, world.rung)
        done = await browser.install("T0TWO/U0TWOZOE", found[1])
        assert "Kestrel belongs to the programme Brightwell now" in said(done)
        again = await browser.go(f"/slack/install?link={found[1]}")
        assert "This link has been used already" in said(again)
        await browser.close()
        await world.see(world.maya, "Kestrel belongs to the programme Brightwell now.")
        await world.maya.command("/rung", "workspaces")
        listed = told(world.maya)
        assert "Brightwell: your own people" in listed
        assert "Kestrel: your customers" in listed
        async with world.rung.database.reading() as session:
            joined = await workspaces.by_team(session, "T0TWO")
        assert joined is not None
        assert (joined.program_id, joined.kind) == (world.program_id, Kind.COMMUNITY)


async def test_a_seller_gives_no_links(sqlite_url: str) -> None:
    async with small_world(sqlite_url, **with_oauth()) as world:
        await world.tom.command("/rung", "workspaces ours")
        assert "Running the programme is for its managers." in told(world.tom)


async def test_where_nobody_can_install_it_says_so(world: World) -> None:
    await world.maya.command("/rung", "workspaces ours")
    assert "has not set it up for that" in told(world.maya)
    await world.maya.command("/rung", "workspaces")
    assert "Brightwell: your own people" in told(world.maya)
