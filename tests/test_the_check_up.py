"""`rung check`: a line for each thing a workspace needs, and never a traceback."""

import asyncio
import re
import socket
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

import app
from tests.operating import TOKENS, Desk, desk

pytestmark = pytest.mark.timeout(300)  # each line is a process of its own

SCOPES: list[str] = yaml.safe_load(app.MANIFEST.read_text("utf-8"))["oauth_config"]["scopes"]["bot"]


@pytest.fixture(scope="module")
def connected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `rung init` makes, once for all."""
    place = tmp_path_factory.mktemp("connected")

    async def make() -> None:
        async with desk(place) as at:
            done = await at.init()
            assert done.code == 0, done.error

    asyncio.run(make())
    return place


async def lines(at: Desk, **settings: str) -> tuple[int, dict[str, tuple[str, str]]]:
    """The exit code, and by what was looked at: the mark and the line, with its remedy."""
    done = await at.rung("check", **settings)
    assert done.error == ""
    found: dict[str, tuple[str, str]] = {}
    last = ""
    for line in done.out.splitlines():
        if read := re.match(r"([✓✗]) (\S+(?: \S+)?)\s+(.*)", line) if line[0] in "✓✗" else None:
            last = "Socket Mode" if line[2:].startswith("Socket Mode") else read[2].split()[0]
            found[last] = (read[1], line[2:].removeprefix(last).strip())
        else:
            found[last] = (found[last][0], f"{found[last][1]} {line.strip()}")
    wrong = [name for name, (mark, _) in found.items() if mark == "✗"]
    assert (done.code == 1) is bool(wrong)
    for name in wrong:
        assert "→" in found[name][1] or name == "settings"
    return done.code, found


async def channel(at: Desk, *members: str, archived: bool = False) -> None:
    """The programme's channel, with these members."""
    made = at.sandbox.workspaces["T0OPERATED"].add_channel("C0WINS", "wins", members)
    made.archived = archived
    with sqlite3.connect(at.place / "rung.db") as connection:
        connection.execute("UPDATE program SET channel = 'C0WINS'")


async def test_all_is_well(tmp_path: Path, connected: Path) -> None:
    async with desk(tmp_path) as at:
        at.already(connected)
        await channel(at, "U0MAYA", "U0RUNGBOT")
        code, found = await lines(at)
    assert code == 0
    assert list(found) == [
        "settings", "token", "scopes", "clock", "Socket Mode", "database", "programme", "manager", "channel"
    ]  # fmt: skip
    assert found["token"] == ("✓", "workspace Operated")
    assert found["manager"] == ("✓", "Maya Patel")
    assert found["channel"] == ("✓", "#wins")


async def test_nothing_is_there_yet(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        done = await at.rung("check")
        assert done.code == 1
        assert "✗ settings     SLACK_BOT_TOKEN is missing.\n" in done.out
        assert "→ Run `rung init`" in done.out
        _, found = await lines(at, RUNG_SECRET_KEYS="a key of the tests", **TOKENS)
    assert found["token"][0] == "✓"
    assert found["database"] == ("✗", "rung.db is not there. → Run `rung init`. Look at RUNG_DATABASE_URL.")
    assert not list(tmp_path.glob("rung.db*"))


async def test_tokens_that_slack_refuses(tmp_path: Path, connected: Path) -> None:
    async with desk(tmp_path) as at:
        at.already(connected)
        _, found = await lines(at, SLACK_BOT_TOKEN="xoxb-other", SLACK_APP_TOKEN="xapp-other")
    assert found["token"][1].startswith("Slack answers invalid_auth. → Copy it again:")
    assert found["Socket Mode"][1].startswith("Slack answers invalid_auth. → Make one:")
    assert found["database"][0] == "✓"
    assert found["programme"][1].startswith("Not looked at: the token comes first.")


ELSEWHERE = {
    "http://127.0.0.1:9/api/": "Slack can't be reached at http://127.0.0.1:9/api/: Connect",
    "{address}/": "is not Slack",
    "http://no host/": "Slack can't be reached at http://no host/",
}


async def test_a_slack_that_is_not_there_or_none(tmp_path: Path, connected: Path) -> None:
    async with desk(tmp_path) as at:
        at.already(connected)
        for url, says in ELSEWHERE.items():
            _, found = await lines(at, RUNG_SLACK_API_URL=url.format(address=at.address))
            for name in ("token", "Socket Mode"):
                assert found[name][0] == "✗"
                assert says in found[name][1]
                assert "RUNG_SLACK_API_URL" in found[name][1]


async def test_scopes_that_are_missing_or_needless_are_named(tmp_path: Path, connected: Path) -> None:
    wanted = [scope for scope in SCOPES if scope not in {"im:write", "users:read.email"}]
    async with desk(tmp_path, scopes=[*SCOPES, "pins:read"]) as at:
        at.already(connected)
        code, found = await lines(at)
        assert (code, found["scopes"]) == (0, ("✓", "not needed: pins:read"))
        at.sandbox.manifest["oauth_config"]["scopes"]["bot"] = [*wanted, "pins:read"]
        code, found = await lines(at)
    assert code == 1
    assert found["scopes"][1].startswith(
        "missing: im:write, users:read.email; not needed: pins:read. → Paste app.yaml"
    )


async def test_the_channel(tmp_path: Path, connected: Path) -> None:
    async with desk(tmp_path) as at:
        at.already(connected)
        await channel(at, "U0MAYA")
        _, found = await lines(at)
        assert found["channel"] == ("✗", "Rung is not in #wins. → Type `/invite @Rung` in #wins.")
        await channel(at, "U0MAYA", "U0RUNGBOT", archived=True)
        _, found = await lines(at)
        assert found["channel"][1].startswith("#wins is archived. → Take it out of the archive")
        del at.sandbox.workspaces["T0OPERATED"].channels["C0WINS"]
        _, found = await lines(at)
    assert found["channel"][1].startswith("Slack answers channel_not_found. → Choose another one:")


async def test_a_clock_that_is_wrong(tmp_path: Path, connected: Path) -> None:
    async with desk(tmp_path) as at:
        at.already(connected)
        at.sandbox.ahead = timedelta(seconds=40)
        assert (await lines(at))[0] == 0
        at.sandbox.ahead = timedelta(minutes=3)
        code, found = await lines(at)
        assert code == 1
        assert re.search(r"This machine is 1[78]\d s behind Slack; .* → Set it by NTP", found["clock"][1])
        at.sandbox.ahead = timedelta(minutes=-3)
        assert " s ahead of Slack; " in (await lines(at))[1]["clock"][1]


async def test_socket_mode_that_is_switched_off(tmp_path: Path, connected: Path) -> None:
    async with desk(tmp_path) as at:
        at.already(connected)
        at.sandbox.delivery.sockets.enabled = False
        _, found = await lines(at)
    assert found["Socket Mode"] == (
        "✗",
        "Slack closed the connection: link_disabled. → Switch it on: api.slack.com/apps → your app → Socket Mode.",
    )


async def test_over_http(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
        async with desk(tmp_path) as at:
            await at.init("--signing-secret", "a signing secret", "--http-port", port)
            taken.listen()
            _, found = await lines(at)
            assert found["HTTP"][0] == "✗"
            assert f"127.0.0.1:{port} can't be had: " in found["HTTP"][1]
            taken.close()
            code, found = await lines(at)
    assert (code, found["HTTP"]) == (0, ("✓", f"signing secret set, 127.0.0.1:{port} is free"))


def read_only(place: Path) -> str:
    return f"sqlite:///file:{place}/rung.db?mode=ro&uri=true"


def torn(place: Path) -> str:
    (place / "torn.db").write_bytes(b"this is no database, but it is long enough to be read as one" * 99)
    return f"sqlite:///{place}/torn.db"


def empty(place: Path) -> str:
    (place / "empty.db").touch()
    return f"sqlite:///{place}/empty.db"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        (read_only, "It can't be written to: attempt to write a readonly database. → Give"),
        (torn, "It can't be reached: file is not a database. →"),
        (empty, "It is at schema none, Rung needs "),
        (lambda _: "sqlite:////nowhere/at/all.db", "/nowhere/at/all.db is not there. →"),
        (lambda _: "postgresql://rung:hidden@127.0.0.1:9/rung", "It can't be reached: "),
        (lambda _: "postgresql://rung:hidden@127.0.0.1:port/rung", "The address can't be read: "),
    ],
)
async def test_a_database_that_can_not_be_used(
    tmp_path: Path, connected: Path, url: Callable[[Path], str], says: str
) -> None:
    async with desk(tmp_path) as at:
        at.already(connected)
        _, found = await lines(at, RUNG_DATABASE_URL=url(tmp_path))
    assert found["database"][0] == "✗"
    assert says in found["database"][1]
    assert "hidden" not in found["database"][1]


async def test_a_programme_that_nobody_manages_or_that_rests(tmp_path: Path, connected: Path) -> None:
    async with desk(tmp_path) as at:
        at.already(connected)
        with sqlite3.connect(tmp_path / "rung.db") as connection:
            connection.execute("UPDATE member SET active = 0")
            connection.execute("UPDATE workspace SET paused_at = 1, paused_reason = 'token_revoked'")
        _, found = await lines(at)
        assert found["manager"][1].startswith("Nobody manages this programme. → Run `rung init --manager")
        assert "Sending rests since Slack said token_revoked. →" in found["programme"][1]
        assert (await at.init("--replace")).code == 0
        assert (await lines(at))[0] == 0
