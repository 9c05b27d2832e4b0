"""`rung init`: asks for what is missing, tries it with Slack, writes it down, makes the programme."""

import asyncio
import secrets
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import typer
from rich.console import Console

from bot.connection import tables
from bot.connection.asking import Identity, SetupError, identify, person, shake_hands
from bot.connection.install import Wanted
from bot.kit import config, settings_file
from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.kit.errors import BotError
from bot.managers.person import Person
from bot.outbox.slack import SlackClients
from migrations import runner

ENV = Path(".env")
BOT, APP, SIGNING = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"
KEYS, PORT, API = "RUNG_SECRET_KEYS", "RUNG_HTTP_PORT", "RUNG_SLACK_API_URL"
NAME, ZONE, DATABASE = "RUNG_PROGRAM_NAME", "RUNG_ZONE", "RUNG_DATABASE_URL"
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Given:
    """What was handed in: settings by name, and the rest. `yes`: nothing is asked."""

    values: dict[str, str]
    manager: str | None = None
    country: str | None = None
    yes: bool = False
    replace: bool = False


async def init(given: Given) -> None:
    """Raises BotError where something is missing or wrong and there is nobody to ask."""
    before = settings_file.read(ENV)
    values = {**before, **given.values}
    slack = SlackClients(values.get(API, _default("slack_api_url")).rstrip("/") + "/")
    try:
        await Dialogue(given, before, values, slack).run()
    finally:
        await slack.close()


def _default(name: str) -> str:
    return str(Settings.model_fields[name].default)


class Dialogue:
    """One run: what stands in the file, what was given, and what is typed. Asking may block: nothing else runs."""

    def __init__(
        self, given: Given, before: dict[str, str], values: dict[str, str], slack: SlackClients
    ) -> None:
        self.given, self.before, self.values, self.slack = given, before, values, slack
        self.console = Console(highlight=False, soft_wrap=True)
        self.somebody = not given.yes and sys.stdin.isatty()

    async def run(self) -> None:
        me = await self.secret(BOT, "Bot token (xoxb-…, from OAuth & Permissions)", self.identified)
        self.say(f"✓ Bot token: workspace {me.team}.")
        await self.doors()
        manager = await self.manager(me)
        self.plain(NAME, "Name of the programme, as customers know you", me.team)
        self.plain(ZONE, "Its time zone", (manager and manager.zone) or _default("zone"))
        self.values.setdefault(KEYS, secrets.token_urlsafe(32))
        await tables.revision(
            self.values.get(DATABASE, _default("database_url"))
        )  # before it is written down
        changed = self.write()
        settings = config.load(ENV)
        changed = await self.migrate(settings) or changed
        wanted = Wanted(self.values[NAME], self.values[ZONE], manager, self.given.country)
        done = await tables.install(settings, me, wanted, now=Clock().business())
        for sentence in done.made:
            self.say(f"✓ {sentence}")
        if not changed and not done.made:
            names = ", ".join(done.managers)
            self.say(f"Nothing was changed: “{done.name}” is set up already. Its managers: {names}.")
        self.say("Next: `rung check` looks whether everything is well, and `rung serve` runs the bot.")

    async def identified(self, token: str) -> Identity:
        if not token.startswith("xoxb-"):
            raise SetupError("A bot token starts with xoxb-.", "Copy it again.")
        return await identify(self.slack.client(token))

    async def opened(self, token: str) -> None:
        if not token.startswith("xapp-"):
            raise SetupError("An app-level token starts with xapp-.", "Copy it again.")
        await shake_hands(self.slack.client(token), self.slack.http)

    async def doors(self) -> None:
        """HTTP where a port was given, Socket Mode where none was, or its token as well."""
        if PORT in self.values:
            await self.secret(SIGNING, "Signing secret (from Basic Information)", _signing)
            self.say(f"✓ HTTP on port {self.values[PORT]}, with a signing secret.")
        if APP in self.values or PORT not in self.values:
            await self.secret(APP, "App-level token (xapp-…, from Basic Information)", self.opened)
            self.say("✓ App-level token: Socket Mode opens.")

    async def manager(self, me: Identity) -> Person | None:
        """Whom to make a manager; None where somebody is and nobody else was named."""
        url = self.values.get(DATABASE, _default("database_url"))
        if not self.given.manager and await tables.managed(url, me.team_id, runner.head()):
            return None
        client = self.slack.client(self.values[BOT])
        found = await self.tried(
            self.given.manager,
            "Who manages the programme? (your e-mail address, or Slack user id)",
            lambda who: person(client, who, me.team_id),
            option="--manager",
        )
        self.say(f"✓ Manager: {found.name}{f' ({found.email})' if found.email else ''}.")
        return found

    async def secret(self, name: str, label: str, test: Callable[[str], Awaitable[Answer]]) -> Answer:
        """What the test says of the secret at hand, or of one that is typed, as often as it takes."""

        async def keep(value: str) -> Answer:
            found = await test(value)
            self.values[name] = value
            return found

        try:
            return await self.tried(self.values.get(name), label, keep, option=name, hidden=True)
        except SetupError as trouble:
            raise BotError(f"{name}: {trouble.user_message}") from None

    async def tried(
        self,
        value: str | None,
        label: str,
        test: Callable[[str], Awaitable[Answer]],
        *,
        option: str,
        hidden: bool = False,
    ) -> Answer:
        while True:
            if not value:
                if not self.somebody:
                    raise BotError(f"{option} is missing. `rung init --help` says how to give it.")
                value = str(typer.prompt(label, hide_input=hidden))
            try:
                return await test(value.strip())
            except SetupError as trouble:
                if not self.somebody:
                    raise
                self.say(f"✗ {trouble.user_message}")
                value = None

    def plain(self, name: str, label: str, default: str) -> None:
        if name not in self.values:
            self.values[name] = str(typer.prompt(label, default=default)) if self.somebody else default

    def write(self) -> bool:
        """Write what is new. What stands in the file is replaced only where somebody says so."""
        new = {name: value for name, value in self.values.items() if self.before.get(name) != value}
        if not new:
            return False
        if replaced := ", ".join(sorted(name for name in new if name in self.before)):
            agreed = self.given.replace or (
                self.somebody and typer.confirm(f"{ENV} holds another {replaced}. Replace it?")
            )
            if not agreed:
                raise BotError(
                    f"{ENV} holds another {replaced}. It was kept; with --replace the new one is written."
                )
        settings_file.write(ENV, new)
        self.say(f"✓ Wrote {', '.join(sorted(new))} to {ENV}, which only you can read.")
        return True

    async def migrate(self, settings: Settings) -> bool:
        if await tables.revision(settings.database_url) == runner.head():
            return False
        async with tables.reached(settings.database_url):
            await asyncio.to_thread(runner.upgrade, settings.database_url)
        self.say("✓ The database has its tables.")
        return True

    def say(self, sentence: str) -> None:
        self.console.print(sentence, markup=False)


async def _signing(value: str) -> None:
    """Slack offers no way to try it; the first payload does."""
    if not value:
        raise SetupError("It is empty.", "Copy it again.")
