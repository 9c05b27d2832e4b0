"""Rung as its operator meets it: real processes beside a Slack in a box, and a terminal to type in."""

import asyncio
import os
import pty
import select
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

import app
from sandbox.clock import TimeMachine
from sandbox.server import Sandbox, serve
from tests.commands import Done, environment, rung

RUNG = str(Path(sys.executable).with_name("rung"))
PEOPLE = Path(__file__).parent / "data" / "small" / "people.csv"
PATIENCE = 100.0
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-operated", "SLACK_APP_TOKEN": "xapp-operated"}


@dataclass
class Desk:
    """An operator's folder, and the Slack that their settings lead to."""

    sandbox: Sandbox
    address: str
    place: Path

    @property
    def env(self) -> Path:
        return self.place / ".env"

    async def rung(self, *words: str, **settings: str) -> Done:
        """One command, with nobody at the keyboard."""
        done = await asyncio.to_thread(rung, *words, cwd=self.place, **self._settings(settings))
        return replace(done, error=" ".join(done.error.split()))

    async def typing(self, *words: str, answers: dict[str, list[str]]) -> Done:
        """One command at a terminal: what is typed, in turn, whenever a question holds these words."""
        ours, theirs = pty.openpty()
        process = await asyncio.create_subprocess_exec(
            RUNG,
            *words,
            cwd=self.place,
            env=environment(self.place, **self._settings({})),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        left, seen, read = {question: list(given) for question, given in answers.items()}, "", 0
        async with asyncio.timeout(PATIENCE):
            while (chunk := await asyncio.to_thread(_some, ours)) is not None:
                seen += chunk
                for question, given in left.items():
                    # What is typed before the terminal has stopped echoing is thrown away.
                    if given and question in seen[read:] and seen.endswith(": "):
                        read = len(seen)
                        os.write(ours, given.pop(0).encode() + b"\n")
            code = await process.wait()
        os.close(ours)
        return Done(code, seen.replace("\r\n", "\n"), "")

    async def init(self, *words: str, **settings: str) -> Done:
        """`rung init` without questions, with Maya as the manager."""
        return await self.rung(
            "init", "--yes", "--manager", "maya@brightwell.example", *words, **(TOKENS | settings)
        )

    def already(self, template: Path) -> None:
        """Begin with what `rung init` made elsewhere; the address of Slack comes from the environment."""
        shutil.copytree(template, self.place, dirs_exist_ok=True)

    def _settings(self, settings: dict[str, str]) -> dict[str, str]:
        return {"TERM": "dumb", "RUNG_SLACK_API_URL": f"{self.address}/api/", **settings}


def _some(terminal: int) -> str | None:
    """What was written to the terminal in a moment; None once nobody writes to it any more."""
    if not select.select([terminal], [], [], 0.2)[0]:
        return ""
    try:
        return os.read(terminal, 65536).decode(errors="replace") or None
    except OSError:  # the process has closed its side
        return None


@asynccontextmanager
async def desk(place: Path, **settings: Any) -> AsyncIterator[Desk]:
    """`settings`: what the app in this Slack has otherwise than app.yaml says."""
    manifest = yaml.safe_load(app.MANIFEST.read_text("utf-8"))
    manifest["settings"] |= {name: value for name, value in settings.items() if name != "scopes"}
    manifest["oauth_config"]["scopes"]["bot"] = settings.get(
        "scopes", manifest["oauth_config"]["scopes"]["bot"]
    )
    sandbox = Sandbox(
        manifest=manifest,
        clock=TimeMachine(),
        signing_secret="a signing secret of the tests",
        app_token=TOKENS["SLACK_APP_TOKEN"],
    )
    team = sandbox.add_workspace(team_id="T0OPERATED", name="Operated", bot_token=TOKENS["SLACK_BOT_TOKEN"])
    sandbox.load_people(team, PEOPLE)
    async with serve(sandbox) as address:
        yield Desk(sandbox, address, place)
