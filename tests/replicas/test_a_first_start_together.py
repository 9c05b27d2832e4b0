"""Several replicas start for the first time on one empty database: one of them makes the programme, all of them run."""

import asyncio

import pytest
from sqlalchemy import select

from bot.connection.starting import connect
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.vault import Vault
from bot.outbox.slack import SlackClients
from models.program import Program
from sandbox.server import Sandbox, serve
from tests.world import SECRET, manifest, settings_for

REPLICAS = 4


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.postgresql
async def test_one_makes_the_programme(database_url: str) -> None:
    clock = Clock()
    sandbox = Sandbox(manifest=manifest(), clock=clock, signing_secret=SECRET, app_token="xapp-test")
    sandbox.add_workspace(team_id="T0TEST", name="Brightwell", bot_token="xoxb-test")
    async with serve(sandbox) as address:
        settings, vault = settings_for(address, database_url), Vault(["a key of this test"])
        database, slack = Database(database_url), SlackClients(settings.slack_api_url)
        try:
            starts = (connect(settings, database, slack, vault, clock) for _ in range(REPLICAS))
            made = {workspace.id for workspace in await asyncio.gather(*starts)}
            async with database.reading() as session:
                programs = (await session.scalars(select(Program.id))).all()
        finally:
            await slack.close()
            await database.close()
    assert (len(made), len(programs)) == (1, 1)
