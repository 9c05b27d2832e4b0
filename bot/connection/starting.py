"""What a server does before anything else: it asks Slack whose token it was given, and keeps that workspace."""

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import IntegrityError

from bot import programs
from bot.kit.clock import Clock
from bot.kit.config import Settings, SettingsError
from bot.kit.database import Database
from bot.kit.vault import Vault
from bot.outbox.asking import asking_again
from bot.outbox.slack import SlackClients
from bot.outbox.verdicts import Fate, judge
from bot.privacy import suppression
from models.workspace import Workspace


async def connect(
    settings: Settings, database: Database, slack: SlackClients, vault: Vault, clock: Clock
) -> Workspace:
    """The workspace of `SLACK_BOT_TOKEN`, with its token sealed; raises SettingsError where Slack refuses it."""
    real = clock.real()
    token = settings.slack_bot_token.get_secret_value()
    try:
        me = await asking_again(slack.client(token), settings.waits).auth_test()
    except SlackApiError as problem:
        verdict = judge(problem)
        if verdict.fate in {Fate.LATER, Fate.DOUBT}:
            away = f"Slack can't be asked just now: {verdict.error}. Start again later."
            raise SettingsError([away]) from None
        raise SettingsError([f"SLACK_BOT_TOKEN is wrong: Slack answers {verdict.error}."]) from None
    except (OSError, TimeoutError, ClientError) as problem:
        raise SettingsError([f"Slack can't be reached at {settings.slack_api_url}: {problem}."]) from None

    async def keep() -> Workspace:
        async with database.transaction() as session:
            workspace = await programs.connect(
                session,
                team_id=me["team_id"],
                team_name=me["team"],
                bot_user_id=me["user_id"],
                bot_id=me.get("bot_id", ""),
                sealed_token=vault.seal(token),
                program_name=settings.program_name,
                zone=settings.zone,
                now=clock.business(),
            )
            workspace.connected_at = real
            await suppression.seal_anew(session, vault, workspace.program_id)
            return workspace

    try:
        return await keep()
    except IntegrityError:  # another replica starts for the first time as well, and was quicker
        return await keep()
