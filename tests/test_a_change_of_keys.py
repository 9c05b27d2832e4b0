"""Tokens and secrets at rest: of no use to who steals the file, and carried over to a new key by one command."""

from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import LargeBinary, make_url, select

import app
from bot import webhooks
from bot.connection import keys
from bot.kit.errors import BotError
from bot.kit.vault import Vault
from models import sealed
from models.base import Base
from models.privacy import suppression
from models.webhook import Webhook
from models.workspace import Workspace
from tests.bare import bare
from tests.commands import rung

ERASURE = "a key of erasure"
OLD, NEW = "a secret key for the tests", "another secret key of them"


async def with_secrets(rung: app.Rung) -> list[str]:
    """Two webhooks, one of them rotated, and a key of erasure: all that is sealed then, beside the bot token."""
    now, real, vault = rung.clock.business(), rung.clock.real(), Vault([OLD])
    program_id = rung.workspace.program_id
    async with rung.database.transaction() as session:
        one, first = await webhooks.add(session, vault, program_id, "status", by="operator", now=now)
        _, other = await webhooks.add(session, vault, program_id, "billing", by="operator", now=now)
        fresh, _ = await webhooks.rotate(
            session, vault, program_id, one.id, by="operator", now=now, real=real
        )
        await suppression.keep_key(session, program_id, vault.seal(ERASURE), instead_of=None)
    return ["xoxb-test", first, other, fresh, ERASURE]


async def all_of(rung: app.Rung) -> list[bytes]:
    async with rung.database.reading() as session:
        return [each.value for each in await sealed.everything(session)]


def test_all_that_is_sealed_is_known_to_the_change() -> None:
    """Whoever adds a sealed column adds it to the change of keys too."""
    held = {
        str(column)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert {str(column.expression) for _, _, column in sealed.COLUMNS} == held


async def test_after_the_change_the_old_key_opens_nothing_and_is_not_needed(database_url: str) -> None:
    async with bare(database_url) as (_, rung):
        secrets = await with_secrets(rung)
        async with rung.database.transaction() as session:
            assert await keys.rotate(session, Vault([NEW, OLD])) == 5
        kept = await all_of(rung)
        assert sorted(Vault([NEW]).open(each) for each in kept) == sorted(secrets)
        for each in kept:
            with pytest.raises(BotError):
                Vault([OLD]).open(each)


async def test_what_fits_no_key_stops_the_change_as_a_whole(database_url: str) -> None:
    async with bare(database_url) as (_, rung):
        await with_secrets(rung)
        async with rung.database.transaction() as session:
            webhook = (await session.scalars(select(Webhook).limit(1))).one()
            webhook.secret = Vault(["a key that was lost long ago"]).seal("lost")
        before = await all_of(rung)
        with pytest.raises(BotError, match="sealed with a key that is not in RUNG_SECRET_KEYS"):
            async with rung.database.transaction() as session:
                await keys.rotate(session, Vault([NEW, OLD]))
        assert await all_of(rung) == before


async def test_a_token_that_came_meanwhile_is_left_as_it_is(sqlite_url: str) -> None:
    async with bare(sqlite_url) as (_, rung):
        async with rung.database.transaction() as session:
            (found,) = await sealed.everything(session)
            workspace = (await session.scalars(select(Workspace))).one()
            workspace.token = fresh = Vault([NEW]).seal("xoxb-fresh")
            await session.flush()
            assert not await sealed.replace(session, found, b"older")
        assert await all_of(rung) == [fresh]


async def test_a_stolen_database_tells_no_token_and_no_key(sqlite_url: str, tmp_path: Path) -> None:
    """Whoever carries the file away has neither tokens nor secrets, and finds no key in it."""
    file = Path(make_url(sqlite_url).database or "")
    async with bare(sqlite_url) as (_, rung):
        secrets = await with_secrets(rung)
        (tmp_path / "stolen.db").write_bytes(
            b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
        )
        sealed_values = await all_of(rung)
    stolen = (tmp_path / "stolen.db").read_bytes()
    assert all(each in stolen for each in sealed_values)  # it is the whole of it
    for secret in (*secrets, OLD, "xoxb", "whsec_"):
        assert secret.encode() not in stolen
    for each in sealed_values:
        with pytest.raises(BotError):
            Vault(["a key that somebody guessed"]).open(each)


async def test_an_operator_changes_the_key_by_one_command(sqlite_url: str, tmp_path: Path) -> None:
    async with bare(sqlite_url) as (_, running):
        await with_secrets(running)
    settings = {
        "SLACK_BOT_TOKEN": "xoxb-test",
        "SLACK_APP_TOKEN": "xapp-test",
        "RUNG_DATABASE_URL": sqlite_url,
    }
    refused = rung("keys", "rotate", cwd=tmp_path, **settings, RUNG_SECRET_KEYS=NEW)
    assert (refused.code, "not in RUNG_SECRET_KEYS any more" in " ".join(refused.error.split())) == (1, True)
    done = rung("keys", "rotate", cwd=tmp_path, **settings, RUNG_SECRET_KEYS=f"{NEW},{OLD}")
    assert (done.code, "Sealed 5 tokens and secrets" in done.out) == (0, True)
    async with bare(sqlite_url, secret_keys=SecretStr(NEW)) as (_, running):
        async with running.database.reading() as session:
            workspace = (await session.scalars(select(Workspace))).one()
        assert Vault([NEW]).open(workspace.token) == "xoxb-test"
