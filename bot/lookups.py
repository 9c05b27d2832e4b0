"""Asks Slack who has an e-mail address, at Slack's rate: how an import learns of colleagues who are new to Rung."""

from collections.abc import Mapping, Sequence

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.imports.colleagues import Find
from bot.kit.config import Settings
from bot.kit.errors import BotError
from bot.managers.person import Person, described
from bot.outbox.asking import asking_again
from bot.outbox.budgets import Budget
from bot.outbox.slack import SlackClients

METHOD = "users.lookupByEmail"
NOBODY = frozenset({"users_not_found", "user_not_found", "user_not_visible"})
CANT_ASK = "Slack can't be asked who {email} is ({error}), so nothing was imported. Try again later."


def of_own(slack: SlackClients, token: str, team_id: str, settings: Settings) -> Find:
    """The same, for whoever shares no budget with others: the command line, the demo."""
    client = asking_again(slack.client(token), settings.waits)
    return by_email(client, team_id, Budget(settings.slack_pace))


def by_email(client: AsyncWebClient, team_id: str, budget: Budget) -> Find:
    """The port of an import, for a client that asks again. Raises BotError where Slack can't be asked."""

    async def find(emails: Sequence[str]) -> Mapping[str, Person]:
        found = {}
        for email in emails:
            await budget.spend(METHOD)
            try:
                answer = await client.users_lookupByEmail(email=email)
            except SlackApiError as problem:
                if problem.response["error"] not in NOBODY:
                    raise BotError(CANT_ASK.format(email=email, error=problem.response["error"])) from None
            except (ClientError, TimeoutError, OSError) as problem:
                raise BotError(CANT_ASK.format(email=email, error=type(problem).__name__)) from None
            else:
                found[email] = described(answer["user"], team_id)
        return found

    return find
