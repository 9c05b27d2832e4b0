"""`rung backup`, `restore`, `messages` and `health`, as an operator types them."""

import asyncio
import os
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

import app
from bot import programs
from bot.kit.clock import Clock
from bot.kit.database import Database
from handlers.cli import Starters, create_cli
from models import message as messages
from models.message import Message, MessageKind, MessageState
from sandbox import blockrules
from tests.test_backup_and_restore import TOOLS
from tests.test_serving import SLOW_MACHINE, free_port, ready, run, settings_for, slack

CLI = create_cli(
    Starters(
        serve=app.start_serving,
        demo=app.start_demo,
        tour=app.start_tour,
        judge=blockrules.judged,
        manifest=app.MANIFEST,
    )
)


@pytest.fixture
def url(settled_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.chdir(tmp_path)
    for name, value in settings_for("http://127.0.0.1:9", free_port()).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("RUNG_DATABASE_URL", settled_url)
    return settled_url


def typed(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(CLI, words, catch_exceptions=False)
    return done.exit_code, done.output


async def set_aside(database_url: str) -> str:
    """A row that Slack is said to refuse; its number."""
    database = Database(database_url)
    try:
        async with database.transaction() as session:
            home, now = await programs.meant(session, ""), Clock().business()
            await messages.want(
                session,
                program_id=home.program_id,
                workspace_id=home.id,
                kind=MessageKind.NOTICE,
                subject=home.id,
                recipient="U0MAYA",
                now=now,
            )
            aside = update(Message).values(state=MessageState.STUCK, error="invalid_blocks", stuck_at=now)
            only = aside.where(Message.kind == MessageKind.NOTICE).returning(Message.id)
            return (await session.scalars(only)).one()
    finally:
        await database.close()


def test_what_could_not_be_shown_is_listed_and_tried_again_or_let_go(url: str) -> None:
    number = asyncio.run(set_aside(url))
    code, said = typed("messages", "stuck")
    assert (code, said.splitlines()[-1]) == (0, "1 message could not be shown.")
    assert said.startswith(number)
    assert "U0MAYA  Word that a workspace has stopped. Slack does not take it: invalid_blocks." in said
    code, said = typed("messages", "retry")
    assert (code, "--all" in said) == (2, True)
    assert typed("messages", "retry", number) == (0, "1 message due again.\n")
    assert typed("messages", "stuck") == (0, "Everything was shown.\n")
    code, said = typed("messages", "let-go", number)
    assert (code, "Somebody has seen to that already" in said) == (1, True)
    asyncio.run(set_aside(url))
    assert typed("messages", "let-go", "--all") == (0, "1 message let go.\n")


def test_a_backup_is_written_and_restored(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(TOOLS), prepend=os.pathsep)
    code, said = typed("backup", "today")
    assert (code, said.startswith("Written: today, ")) == (0, True)
    code, said = typed("restore", "today")
    assert (code, "The database is not empty" in said) == (1, True)
    restored = typed("restore", "today", "--replace")
    assert restored == (0, "Restored. 0 messages to send; each is looked for in Slack first.\n")
    assert asyncio.run(set_aside(url))  # and is one that Rung can work with


async def test_health_is_asked_of_the_one_that_runs(tmp_path: Path) -> None:
    async with slack() as (_, address):
        settings = settings_for(address, free_port())
        assert await (await run("migrate", cwd=tmp_path, settings=settings)).wait() == 0
        bot = await run("serve", cwd=tmp_path, settings=settings)
        try:
            await ready(bot)
            assert await (await run("health", "--ready", cwd=tmp_path, settings=settings)).wait() == 0
        finally:
            bot.terminate()
            await asyncio.wait_for(bot.communicate(), SLOW_MACHINE)
        assert await (await run("health", cwd=tmp_path, settings=settings)).wait() == 1
