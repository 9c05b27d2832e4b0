"""What all parts of one sandbox share."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

from sandbox.changes import Changes
from sandbox.clock import SandboxClock
from sandbox.delivery import Delivery, Overdue
from sandbox.errors import Json
from sandbox.faults import Fault, Faults
from sandbox.held import Held
from sandbox.installations import Installations
from sandbox.limits import Limits
from sandbox.newest import Newest
from sandbox.people import read_people
from sandbox.record import Recorder
from sandbox.switches import Switches
from sandbox.tickets import Tickets
from sandbox.visit import Visit
from sandbox.workspace import Workspace


class World:
    """Workspaces, clock, manifest, and a record of what was called and delivered.

    `calls` are (method, arguments, response) of each Web API call, `downloads` (path, authorization) of each
    file that was asked for. `modals_for_externals` says whether a modal opens for a person of another
    organisation, about which Slack's documents are silent; `commands_for_guests` whether a workspace lets
    multi-channel guests use commands and shortcuts. `ahead` is how far the date of Slack's answers is
    from that of the machine the bot runs on. `record` is the newest of all that went to and fro, `visit` the
    guided first visit, if one was handed in.
    """

    def __init__(self, *, manifest: Json, clock: SandboxClock, signing_secret: str, app_token: str) -> None:
        self.manifest = manifest
        self.clock = clock
        self.app_token = app_token
        self.address = "http://sandbox"
        self.modals_for_externals = True
        self.commands_for_guests = True
        self.ahead = timedelta()
        self.changes = Changes()
        self.record = Recorder(clock)
        self.visit = Visit(self.changes)
        self.record.listeners.append(self.visit.hear)
        self.delivery = Delivery(clock, self.changes, signing_secret, self.record)
        self.delivery.sockets.enabled = bool(manifest.get("settings", {}).get("socket_mode_enabled", True))
        self.tickets = Tickets(clock)
        self.faults = Faults()
        self.switches, self.limits, self.held = Switches(self.changes), Limits(clock), Held()
        self.workspaces: dict[str, Workspace] = {}
        self.installations = Installations(clock, self.workspaces)
        self.calls: list[tuple[str, Json, Json]] = Newest()
        self.slow_downloads = 0.0  # seconds that a file takes to come
        self.downloads: list[tuple[str, str]] = []
        self.overdue: list[Overdue] = []

    @property
    def payloads(self) -> list[tuple[Json, int, Json | None]]:
        """(payload, ack status, ack body) of each delivery."""
        return self.delivery.log

    @property
    def scopes(self) -> frozenset[str]:
        """The bot scopes of the manifest."""
        return frozenset(self.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))

    def granted(self, team: Workspace) -> frozenset[str]:
        """The scopes of the app's installation in a workspace."""
        return self.scopes if team.scopes is None else team.scopes

    @property
    def headers(self) -> dict[str, str]:
        """What every answer of the Web API carries."""
        date = format_datetime(self.clock.real() + self.ahead, usegmt=True)
        return {"date": date, "x-oauth-scopes": ",".join(sorted(self.scopes))}

    @property
    def events(self) -> frozenset[str]:
        """The events the bot subscribes to."""
        return frozenset(
            self.manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", [])
        )

    def feature(self, name: str) -> list[Json]:
        """The slash_commands or shortcuts of the manifest."""
        return list(self.manifest.get("features", {}).get(name, []))

    def tab(self, name: str) -> bool:
        """Whether the app's home or messages tab is enabled."""
        return bool(self.manifest.get("features", {}).get("app_home", {}).get(f"{name}_tab_enabled", False))

    @property
    def may_write(self) -> bool:
        """Whether people may write, and drop files, in their conversation with the app."""
        tabs: Json = self.manifest.get("features", {}).get("app_home", {})
        return not tabs.get("messages_tab_read_only_enabled", False)

    def add_workspace(
        self,
        *,
        team_id: str,
        name: str,
        bot_token: str = "",
        bot_user_id: str = "U0RUNGBOT",
        tz: str = "Europe/Berlin",
        scopes: Iterable[str] | None = None,
    ) -> Workspace:
        """A workspace in which the app is installed with this bot token; without one it is not installed yet.

        `scopes` are those of the token; without them they are those of the manifest, also when it changes.
        """
        bot_name = self.manifest.get("features", {}).get("bot_user", {}).get("display_name", "Rung")
        team = Workspace(
            team_id=team_id,
            name=name,
            bot_token=bot_token,
            bot_user_id=bot_user_id,
            bot_name=bot_name,
            tz=tz,
            clock=self.clock,
            changes=self.changes,
        )
        team.scopes = None if scopes is None else frozenset(scopes)
        self.workspaces[team_id] = team
        return team

    def load_people(self, team: Workspace, path: Path) -> None:
        """Adds the people of a CSV file."""
        for user in read_people(path):
            team.add_user(user)

    def fail_next(
        self,
        method: str,
        *,
        error: str | None = None,
        status: int = 200,
        retry_after: int | None = None,
        times: int = 1,
        for_channel: str | None = None,
        for_user: str | None = None,
    ) -> None:
        """The next calls of `method` fail with this error or HTTP status; nothing is carried out."""
        fault = Fault(method, error, status, retry_after)
        fault.times, fault.for_channel, fault.for_user = times, for_channel, for_user
        self.faults.add(fault)

    def lose_answer(
        self,
        method: str,
        *,
        status: int | None = None,
        times: int = 1,
        for_channel: str | None = None,
        for_user: str | None = None,
    ) -> None:
        """The next calls are carried out, then the connection is cut; with `status=504` a gateway answers."""
        lost = Fault(
            method, status=status or 0, lost=True, times=times, for_channel=for_channel, for_user=for_user
        )
        self.faults.add(lost)

    async def wait_until(self, predicate: Callable[[], object], timeout: float = 5.0) -> None:  # noqa: ASYNC109
        """Returns when `predicate()` is true, asked at each change; raises TimeoutError with `recent()`."""
        try:
            await self.changes.until(predicate, timeout)
        except TimeoutError:
            raise TimeoutError(f"Not so after {timeout} s.\n{self.recent()}") from None

    def recent(self) -> str:
        """The last messages, private answers and calls, as text."""
        lines = []
        for team in self.workspaces.values():
            posted = [each for channel in team.channels.values() for each in channel.messages.values()]
            for message in sorted([*posted, *team.ephemerals], key=lambda each: each.ts)[-8:]:
                private = f" (only for {message.seen_by})" if message.ephemeral else ""
                lines.append(f"{team.id} {message.channel} {message.user}{private}: {message.text!r}")
        for method, _, response in self.calls[-8:]:
            lines.append(f"{method} -> {'ok' if response.get('ok') else response.get('error', response)}")
        return "\n".join(lines) or "Nothing was posted or called."
