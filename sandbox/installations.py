"""The app in each workspace: its tokens and their scopes, and how an installation begins and ends."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.clock import SandboxClock
from sandbox.errors import SlackError
from sandbox.workspace import Workspace

CODE_LIFE = timedelta(minutes=10)


@dataclass(frozen=True)
class Code:
    """What somebody allowed on the install page, to be exchanged once for a token.

    `redirect_uri` is what the app asked to be sent back to, if it did.
    """

    team_id: str
    user_id: str
    scopes: frozenset[str]
    redirect_uri: str | None
    issued: datetime


class Installations:
    """`client_id` and `client_secret` are the app's own; a token that ended is answered with its reason.

    `tokens_first` says which of the two events comes first when the app goes: Slack promises no order.
    """

    def __init__(self, clock: SandboxClock, workspaces: dict[str, Workspace]) -> None:
        self.client_id = "1111111111.2222222222"
        self.client_secret = "sandbox-client-secret"  # noqa: S105 — opens nothing but the sandbox
        self.tokens_first = False
        self._clock = clock
        self._workspaces = workspaces
        self._ended: dict[str, str] = {}
        self._codes: dict[str, Code] = {}

    def team(self, token: str) -> Workspace:
        """The workspace a bot token belongs to.

        Raises SlackError: not_authed without one; account_inactive or token_revoked for one that ended;
        invalid_auth for any other.
        """
        if not token:
            raise SlackError("not_authed")
        if token in self._ended:
            raise SlackError(self._ended[token])
        for team in self._workspaces.values():
            if team.bot_token == token:
                if not team.installed:
                    raise SlackError("account_inactive")
                return team
        raise SlackError("invalid_auth")

    def install(self, team: Workspace, scopes: Iterable[str]) -> str:
        """The app's token in a workspace, with these scopes; where it stands already it stays the same."""
        team.scopes = frozenset(scopes)
        if not team.installed:
            team.bot_token = f"xoxb-{team.id}-{secrets.token_hex(12)}"
            team.installed = True
        return team.bot_token

    def end(self, team: Workspace, refusal: str = "account_inactive") -> None:
        """The app is gone from a workspace, and its token answers with `refusal`."""
        self._ended[team.bot_token] = refusal
        team.installed = False

    def check_client(self, client_id: str, client_secret: str) -> None:
        """Raises SlackError: invalid_client_id or bad_client_secret."""
        if client_id != self.client_id:
            raise SlackError("invalid_client_id")
        if not secrets.compare_digest(client_secret, self.client_secret):
            raise SlackError("bad_client_secret")

    def code(self, *, team_id: str, user_id: str, scopes: Iterable[str], redirect_uri: str | None) -> str:
        """What the install page hands to the app when a person allows it."""
        code = f"{len(self._codes) + 1}.{secrets.token_hex(16)}"
        self._codes[code] = Code(team_id, user_id, frozenset(scopes), redirect_uri, self._clock.real())
        return code

    def redeem(self, code: str, redirect_uri: str | None) -> Code:
        """Uses a code up. Raises SlackError: invalid_code (unknown, used or too old) or bad_redirect_uri."""
        allowed = self._codes.pop(code, None)
        if allowed is None or self._clock.real() - allowed.issued > CODE_LIFE:
            raise SlackError("invalid_code")
        if redirect_uri != allowed.redirect_uri:
            raise SlackError("bad_redirect_uri")
        return allowed
