"""How the tour tells: who acts, what they see, and the moment that the story has reached."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from sandbox.as_text import message_as_text
from sandbox.blocks import elements, label
from sandbox.messages import Message
from sandbox.person import Person
from sandbox.server import Sandbox

MANAGERS_CHANNEL = "C0ADVOCACY"
PATIENCE = 10.0  # real seconds for a message to arrive


class Tour:
    """Prints what the people of the story see and do."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.console = Console(width=110, highlight=False)
        self._names = {
            user.id: user.real_name for team in sandbox.workspaces.values() for user in team.users.values()
        }

    def person(self, user_id: str) -> Person:
        return self.sandbox.person(user_id)

    def chapter(self, title: str) -> None:
        now = self.sandbox.clock.business()
        self.console.print(f"\n[bold]{escape(title)}[/]  [dim]{now:%A %-d %B %Y, %H:%M} UTC[/]")

    def act(self, who: Person, what: str) -> None:
        self.console.print(f"[cyan]{escape(self._names[who.id])}[/] {escape(what)}")

    def show(self, who: Person, blocks: list[Any], title: str) -> None:
        text = "\n".join(message_as_text(blocks, self._names))
        self.console.print(
            Panel(escape(text), title=escape(f"{self._names[who.id]} · {title}"), title_align="left")
        )

    def show_modal(self, who: Person, title: str) -> None:
        self.show(who, (who.modal or {}).get("blocks", []), title)

    async def message(self, who: Person, holds: str) -> Message:
        """The newest message of a person's DM that shows this text, as soon as it does."""

        def newest() -> Message | None:
            return next((m for m in reversed(who.dm) if holds in self.text(m)), None)

        await self.sandbox.wait_until(lambda: newest() is not None, timeout=PATIENCE)
        found = newest()
        if found is None:
            raise LookupError(f"{self._names[who.id]} no longer sees: {holds}")
        return found

    def text(self, message: Message) -> str:
        return "\n".join(message_as_text(message.blocks, self._names))

    def home_blocks(self, who: Person) -> list[Any]:
        return list((who.home or {}).get("blocks", []))

    def home(self, who: Person) -> str:
        return "\n".join(message_as_text(self.home_blocks(who), self._names))

    async def home_of(self, who: Person, holds: str) -> None:
        await who.open_home()
        await self.until(lambda: holds in self.home(who))

    async def until(self, done: Callable[[], bool]) -> None:
        await self.sandbox.wait_until(done, timeout=PATIENCE)

    def wait(self, **business: int) -> None:
        self.sandbox.clock.move(timedelta(**business))

    def go(self, to: datetime) -> None:
        """Business time, to this moment."""
        self.sandbox.clock.move(to - self.sandbox.clock.business())

    async def press_first(self, who: Person, found: Message, wanted: str) -> None:
        """The first of several buttons of the same name."""
        button = next(each for _, each in elements(found.blocks) if label(each) == wanted)
        await who.press(found, button["action_id"], value=button["value"])

    async def line(self, seller: Person, holds: str) -> Message:
        """The seller's live line once it says this; it has to be one and the same message all along."""
        found = await self.message(seller, holds)
        self.show(seller, found.blocks, f"the live line (message {found.ts})")
        return found
