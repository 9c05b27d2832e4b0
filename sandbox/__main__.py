"""`python -m sandbox app.yaml`: a Slack in a box for whatever Bolt app has that manifest.

It prints the address of its page and what the app is to be started with. With `--events` the app is called over
HTTP, else it connects over Socket Mode.
"""

import argparse
import asyncio
import contextlib
import signal
from collections.abc import Sequence
from pathlib import Path

import httpx
import yaml

from sandbox.clock import TimeMachine
from sandbox.errors import Json
from sandbox.people import User
from sandbox.server import Sandbox, serve

SECRET = "sandbox-signing-secret"  # noqa: S105 — opens nothing but the sandbox
APP_TOKEN, BOT_TOKEN = "xapp-sandbox", "xoxb-sandbox"
SOMEBODY = (
    User(id="U0ADA", name="ada", real_name="Ada Byron", email="ada@sandbox.example", title="Engineer"),
    User(id="U0GUS", name="gus", real_name="Gus Meyer", email="gus@guest.example", kind="guest"),
)


async def run(manifest: Json, people: Path | None, port: int, events: str | None) -> None:
    """Serves until it is told to stop. Raises OSError for a file or a port that can't be had."""
    sandbox = Sandbox(manifest=manifest, clock=TimeMachine(), signing_secret=SECRET, app_token=APP_TOKEN)
    team = sandbox.add_workspace(team_id="T0SANDBOX", name="Sandbox", bot_token=BOT_TOKEN)
    if people is None:
        for user in SOMEBODY:
            team.add_user(user)
    else:
        sandbox.load_people(team, people)
    team.add_channel("C0GENERAL", "general", [*team.users, team.bot_user_id])
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    async with httpx.AsyncClient() as client, serve(sandbox, port=port) as address:
        if events:
            sandbox.deliver_by_http(events, client)
        print("\n".join(_told(address, events)), flush=True)  # noqa: T201
        await stopped.wait()


def _told(address: str, events: str | None) -> list[str]:
    door = f"SLACK_SIGNING_SECRET={SECRET}" if events else f"SLACK_APP_TOKEN={APP_TOKEN}"
    return [
        f"Open {address} in your browser; stop with Ctrl-C.",
        f"Start your app with base_url {address}/api/ and",
        f"  SLACK_BOT_TOKEN={BOT_TOKEN} {door}",
    ]


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A Slack in a box for a Bolt app.")
    parser.add_argument("manifest", type=Path, help="the app's manifest, YAML or JSON")
    parser.add_argument(
        "--people", type=Path, help="a CSV file: user_id, name, email, title, kind, tz, locale"
    )
    parser.add_argument("--port", type=int, default=8042, help="where the page is served")
    parser.add_argument("--events", help="the app's own address, for signed HTTP in place of Socket Mode")
    given = parser.parse_args(words)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            manifest = yaml.safe_load(given.manifest.read_text("utf-8"))
            asyncio.run(run(manifest, given.people, given.port, given.events))
    except (OSError, yaml.YAMLError) as problem:
        parser.exit(1, f"The sandbox could not start: {problem}\n")


if __name__ == "__main__":
    main()
