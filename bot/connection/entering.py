"""How a workspace comes in by OAuth: a link from somebody who may give one, a state for one browser, Slack's word.

Tokens, links and states are told once to whom they are meant for, and kept as hashes.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncSession

from bot.connection.asking import CALL_FAILED, SetupError, asked, identify
from bot.kit.errors import BotError
from bot.managers.person import Person, described
from models import audit
from models import install as rows
from models.base import new_id
from models.install import InstallLink, InstallState
from models.privacy.register import kept_for
from models.workspace import Kind

STATE_LIVES = timedelta(minutes=10)  # as long as Slack's own code
STALE = "This installation was begun in another browser, or too long ago, or is done already. Begin again."
LINK_OVER = "This link has been used already, or is too old. Ask whoever gave it to you for a new one."
CLOSED = (
    "Rung is not open to new workspaces here. Whoever manages your customer programme can give you "
    "a link that lets yours in."
)
WHOLE_COMPANY = (
    "Rung is installed into one workspace, not into a whole organisation. Choose a workspace and begin again."
)


@dataclass(frozen=True, slots=True)
class App:
    """What Slack knows our app by. `scopes`: those of app.yaml; `back`: where Slack sends the browser."""

    client_id: str
    client_secret: str
    scopes: frozenset[str]
    back: str


@dataclass(frozen=True, slots=True)
class Begun:
    """Two secrets: `state` travels by way of Slack, `browser` stays in a cookie."""

    state: str
    browser: str


@dataclass(frozen=True, slots=True)
class Entered:
    """What Slack said of a workspace that let us in, and of the person who did it there."""

    team_id: str
    team: str
    bot_user_id: str
    bot_id: str
    token: str
    installer: Person


def hashed(secret: str) -> str:
    """Secrets of 256 random bits need no salt and no slowness."""
    return hashlib.sha256(secret.encode()).hexdigest()


async def give_link(
    session: AsyncSession, program_id: str | None, kind: Kind, *, by: str, now: datetime, real: datetime
) -> str:
    """The token of a link that lets one workspace into a programme, or with None into a new one; told this once."""
    token = token_urlsafe(32)
    link = InstallLink(
        id=new_id(),
        token_hash=hashed(token),
        program_id=program_id,
        kind=kind,
        made_by=by,
        made_at=real,
        expires_at=real + kept_for("links"),
    )
    session.add(link)
    await session.flush()
    if program_id is not None:
        audit.record(session, program_id, at=now, actor=by, verb="install_link_given", subject=link.id)
    return token


async def way_in(
    session: AsyncSession, token: str, *, open_to_all: bool, real: datetime
) -> InstallLink | None:
    """The link behind a token; None without one where everybody may come in. Raises BotError."""
    if not token:
        if not open_to_all:
            raise BotError(CLOSED)
        return None
    link = await rows.link(session, hashed(token), real=real)
    if link is None:
        raise BotError(LINK_OVER)
    return link


async def begin(session: AsyncSession, link: InstallLink | None, *, real: datetime) -> Begun:
    begun = Begun(token_urlsafe(32), token_urlsafe(32))
    session.add(
        InstallState(
            state_hash=hashed(begun.state),
            browser_hash=hashed(begun.browser),
            link_id=link.id if link else None,
            expires_at=real + STATE_LIVES,
        )
    )
    await session.flush()
    return begun


async def consume(session: AsyncSession, state: str, browser: str, *, real: datetime) -> str | None:
    """The link's id of an installation that was begun, if it has one; good once. Raises BotError."""
    taken = await rows.consume(session, hashed(state), hashed(browser), real=real)
    if taken is None:
        raise BotError(STALE)
    return taken.link_id


async def exchange(client: AsyncWebClient, app: App, code: str) -> tuple[str, str]:
    """(token, installer's user id) for Slack's code; raises SetupError, which names Slack's reason."""
    call = client.oauth_v2_access(
        client_id=app.client_id, client_secret=app.client_secret, code=code, redirect_uri=app.back
    )
    answer = await asked(call, client, "Begin again; if it stays so, ask whoever runs Rung.")
    token, installer = answer.get("access_token"), (answer.get("authed_user") or {}).get("id")
    if answer.get("is_enterprise_install"):
        raise SetupError(WHOLE_COMPANY, "")
    granted = frozenset(str(answer.get("scope") or "").split(","))
    if missing := app.scopes - granted:
        raise SetupError(f"Slack left permissions out: {', '.join(sorted(missing))}.", "Begin again.")
    if not isinstance(token, str) or not token.startswith("xoxb-") or not isinstance(installer, str):
        raise SetupError("Slack's answer holds no bot token.", "Ask whoever runs Rung.")
    return token, installer


async def entered(client: AsyncWebClient, token: str, installer: str) -> Entered:
    """Where a fresh token lets us in, and who its installer is; raises SetupError."""
    me = await identify(client)
    try:
        person = described((await client.users_info(user=installer))["user"], me.team_id)
    except CALL_FAILED:  # they are known by id then, and described when Slack can be asked
        person = Person(installer, installer, None, None, ours=True)
    return Entered(me.team_id, me.team, me.user_id, me.bot_id, token, person)
