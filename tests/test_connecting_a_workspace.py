"""`rung init`, as somebody types it and as a script calls it."""

import sqlite3
import stat
from pathlib import Path

import pytest

from bot.kit import config, settings_file
from bot.kit.errors import BotError
from tests.operating import TOKENS, Desk, desk

pytestmark = pytest.mark.timeout(300)  # each line is a process of its own


def kept(place: Path) -> bytes:
    return b"".join(path.read_bytes() for path in place.glob("rung.db*"))


def table(place: Path, statement: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(place / "rung.db") as connection:
        return connection.execute(statement).fetchall()


async def test_somebody_types_it_in(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        done = await at.typing(
            "init",
            answers={
                "Bot token (xoxb-…": ["xoxp-wrong-kind", "xoxb-unknown", TOKENS["SLACK_BOT_TOKEN"]],
                "App-level token (xapp-…": [TOKENS["SLACK_BOT_TOKEN"], TOKENS["SLACK_APP_TOKEN"]],
                "Who manages the programme?": [
                    "nobody@brightwell.example",
                    "priya@nordlicht.example",
                    "maya@brightwell.example",
                ],
                "Name of the programme": ["Bob's #1 \\ “Best”"],
                "Its time zone": [""],
            },
        )
        assert done.code == 0, done.out
        for said in (
            "A bot token starts with xoxb-.",
            "Slack answers invalid_auth.",
            "✓ Bot token: workspace Operated.",
            "An app-level token starts with xapp-.",
            "✓ App-level token: Socket Mode opens.",
            "Slack answers users_not_found.",
            "Priya Raman is a guest, a bot, or not here any more.",
            "✓ Manager: Maya Patel (maya@brightwell.example).",
            "Its time zone [Europe/London]",
            "Made the programme “Bob's #1 \\ “Best””, zone Europe/London.",
            "✓ Maya Patel manages it.",
        ):
            assert said in done.out, said
        for secret in (*TOKENS.values(), "xoxb-unknown", "xoxp-wrong-kind"):
            assert secret not in done.out
        assert stat.S_IMODE(at.env.stat().st_mode) == 0o600
        settings = config.load(at.env)
        assert settings.program_name == "Bob's #1 \\ “Best”"
        assert settings.bot_token == TOKENS["SLACK_BOT_TOKEN"]
        assert settings.secret_keys.get_secret_value() not in done.out
        assert (await at.rung("check")).code == 0
    assert table(tmp_path, "SELECT name, zone, country, is_manager FROM member") == [
        ("Maya Patel", "Europe/London", "GB", 1)
    ]
    assert TOKENS["SLACK_BOT_TOKEN"].encode() not in kept(tmp_path)


async def test_a_script_runs_it_and_twice_changes_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        done = await at.init("--name", "Operated")
        assert (done.code, done.error) == (0, "")
        before = (
            at.env.read_bytes(),
            table(tmp_path, "SELECT * FROM member"),
            table(tmp_path, "SELECT * FROM audit"),
        )
        token = table(tmp_path, "SELECT token FROM workspace")
        again = await at.rung("init", "--yes")
        assert again.code == 0
        assert "Nothing was changed: “Operated” is set up already. Its managers: Maya Patel." in again.out
        assert "✓ Wrote" not in again.out
        assert (
            at.env.read_bytes(),
            table(tmp_path, "SELECT * FROM member"),
            table(tmp_path, "SELECT * FROM audit"),
        ) == before
        assert table(tmp_path, "SELECT token FROM workspace") == token

        other = await at.rung("init", "--yes", "--name", "Another")
        assert other.code == 1
        assert ".env holds another RUNG_PROGRAM_NAME. It was kept" in other.error
        assert at.env.read_bytes() == before[0]
        replaced = await at.rung("init", "--yes", "--replace", "--name", "Another")
        assert replaced.code == 0
        assert config.load(at.env).program_name == "Another"
        assert stat.S_IMODE(at.env.stat().st_mode) == 0o600

        second = await at.rung("init", "--yes", "--manager", "U0TOM")
        assert "✓ Tom Reyes manages it." in second.out
    assert table(tmp_path, "SELECT name FROM member WHERE is_manager ORDER BY name") == [
        ("Maya Patel",),
        ("Tom Reyes",),
    ]


async def refused(at: Desk, says: str, *words: str, **settings: str) -> None:
    done = await at.rung("init", "--yes", *words, **settings)
    assert done.code == 1
    assert says in done.error
    assert not at.env.exists()
    assert not list(at.place.glob("rung.db*"))


async def test_what_is_wrong_is_said_before_anything_is_written(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        maya = ("--manager", "maya@brightwell.example")
        await refused(at, "SLACK_BOT_TOKEN is missing. `rung init --help` says how to give it.")
        await refused(at, "SLACK_APP_TOKEN is missing.", *maya, "--bot-token", TOKENS["SLACK_BOT_TOKEN"])
        await refused(at, "--manager is missing.", **TOKENS)
        await refused(
            at,
            "SLACK_BOT_TOKEN: Slack answers invalid_auth.",
            *maya,
            **TOKENS | {"SLACK_BOT_TOKEN": "xoxb-1"},
        )
        await refused(
            at,
            "SLACK_APP_TOKEN: Slack answers invalid_auth.",
            *maya,
            **TOKENS | {"SLACK_APP_TOKEN": "xapp-1"},
        )
        await refused(at, "SLACK_SIGNING_SECRET is missing.", *maya, "--http-port", "8080", **TOKENS)
        await refused(
            at,
            "Slack can't be reached at http://127.0.0.1:9/api/:",
            *maya,
            **TOKENS | {"RUNG_SLACK_API_URL": "http://127.0.0.1:9/api/"},
        )
        unreachable = "postgresql://rung:hidden@127.0.0.1:9/rung"
        await refused(
            at,
            "The database (postgresql) can't be used:",
            *maya,
            **TOKENS | {"RUNG_DATABASE_URL": unreachable},
        )


async def test_socket_mode_that_is_switched_off_is_told(tmp_path: Path) -> None:
    async with desk(tmp_path, socket_mode_enabled=False) as at:
        await refused(
            at,
            "SLACK_APP_TOKEN: Slack closed the connection: link_disabled. Switch it on:",
            "--manager",
            "U0MAYA",
            **TOKENS,
        )


def test_what_else_stands_in_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# ours\nexport RUNG_ZONE=Europe/Paris\nOTHER=1\n")
    settings_file.write(file, {"RUNG_ZONE": "Europe/Berlin", "RUNG_PROGRAM_NAME": 'It\'s \\ #1 = "best"'})
    assert file.read_text().startswith("# ours\nOTHER=1\n")
    assert settings_file.read(file) == {
        "OTHER": "1",
        "RUNG_ZONE": "Europe/Berlin",
        "RUNG_PROGRAM_NAME": 'It\'s \\ #1 = "best"',
    }
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("value", ["${HOME}", "two\nlines", "a\rreturn"])
def test_a_value_that_the_file_can_not_hold_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(BotError, match="RUNG_PROGRAM_NAME can't hold"):
        settings_file.write(tmp_path / ".env", {"RUNG_PROGRAM_NAME": value})
    assert not list(tmp_path.iterdir())
