"""The Bolt app: seven listeners, one for each kind of payload, all leading to the same turn."""

import asyncio
import re
from functools import partial
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.kit import log
from bot.kit.database import Database
from bot.kit.errors import AwayError
from bot.kit.ids import SlackEvent
from bot.kit.vault import Vault
from bot.outbox.slack import SlackClients
from handlers.payloads import Kind
from handlers.places import BusyError
from handlers.turn import Turns
from models import workspace as workspaces

LEAVING = frozenset({SlackEvent.UNINSTALLED, SlackEvent.TOKENS_REVOKED})
UNREADABLE, FAILED, BUSY = 400, 500, 503
KNOWN_FOR = 60.0  # seconds
MOST_KNOWN = 10_000  # workspaces
HEARD = "heard"  # in the context of what got as far as a listener
ANYTHING = re.compile(r".*", re.DOTALL)


class Installations:
    """Who Rung is in each workspace, remembered until the workspace takes it out.

    And for a minute at most: another replica may have heard that it did, or has a fresh token.
    """

    def __init__(self, database: Database, vault: Vault, *, known_for: float = KNOWN_FOR) -> None:
        self._database, self._vault, self._known_for = database, vault, known_for
        self._known: dict[
            str, tuple[float, AuthorizeResult]
        ] = {}  # since when, by the loop's clock; oldest first

    async def authorize(self, team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
        """What Bolt needs to know of a workspace; nothing where Rung is not installed, as the turn will say."""
        key, now = team_id or "", asyncio.get_running_loop().time()
        since, known = self._known.get(key, (0.0, None))
        if known is not None and now < since + self._known_for:
            return known
        self.forget(key)
        workspace = await self._database.run(partial(workspaces.by_team, team_id=key), writes=False)
        if workspace is None or not workspace.token:
            return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
        found = AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=self._vault.open(workspace.token),
            bot_id=workspace.bot_id,
            bot_user_id=workspace.bot_user_id,
        )
        self._known[key] = (now, found)
        if len(self._known) > MOST_KNOWN:
            del self._known[next(iter(self._known))]
        return found

    def forget(self, team_id: str) -> None:
        self._known.pop(team_id, None)


def create_bolt(
    turns: Turns, installations: Installations, slack: SlackClients, *, signing_secret: str
) -> AsyncApp:
    """The app that hears everything. Commit comes before ack, so Bolt has to wait for the listener."""

    # Bolt passes arguments by their names and knows no methods.
    async def authorize(context: AsyncBoltContext) -> AuthorizeResult:
        team_id, enterprise_id = _team(context), context.enterprise_id
        return await installations.authorize(team_id, enterprise_id)

    app = AsyncApp(
        name="rung",  # without one Bolt reads the whole stack's sources to find it, a tenth of a second
        signing_secret=signing_secret,
        authorize=authorize,
        client=slack.client(None),
        process_before_response=True,
        raise_error_for_unhandled_request=False,
    )

    def ear(kind: Kind) -> Any:
        async def hear(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
            context[HEARD] = True
            client: AsyncWebClient = slack.client(context.bot_token)
            team_id = _team(context)
            await turns.hear(kind, body, team_id=team_id, client=client, ack=ack)
            if kind is Kind.EVENT and body["event"]["type"] in LEAVING:
                installations.forget(team_id)

        return hear

    app.command(ANYTHING)(ear(Kind.COMMAND))
    app.shortcut(ANYTHING)(ear(Kind.SHORTCUT))
    app.action(ANYTHING)(ear(Kind.ACTION))
    app.view(ANYTHING)(ear(Kind.SUBMISSION))
    app.view_closed(ANYTHING)(ear(Kind.CLOSED))
    app.options(ANYTHING)(ear(Kind.OPTIONS))
    app.event(ANYTHING)(ear(Kind.EVENT))
    app.error(_unacknowledged)
    return app


async def _unacknowledged(error: Exception, context: AsyncBoltContext) -> BoltResponse:
    """What Slack is answered where nothing was acknowledged: it sends an event that went wrong again."""
    if HEARD not in context:
        log.logger().info("unreadable", error=type(error).__name__)  # Bolt can't tell what it is
        return BoltResponse(status=UNREADABLE)
    if isinstance(error, BusyError | AwayError):
        return BoltResponse(status=BUSY)
    log.logger().error("unacknowledged", exc_info=error)
    return BoltResponse(status=FAILED)


def _team(context: AsyncBoltContext) -> str:
    """The workspace that a payload came out of; nothing where it holds something else in that place."""
    return context.team_id if isinstance(context.team_id, str) else ""
