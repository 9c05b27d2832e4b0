"""Asks Slack who has an e-mail address, at Slack's rate: how an import learns of colleagues who are new to Rung."""

from collections.abc import Mapping, Sequence

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.imports.colleagues import Find
from bot.kit.errors import BotError
from bot.managers.person import Person, described
from bot.outbox.budgets import Budget

METHOD = "users.lookupByEmail"
NOBODY = frozenset({"users_not_found", "user_not_found", "user_not_visible"})
MOST_WAITS = 5
CANT_ASK = "Slack can't be asked who {email} is ({error}), so nothing was imported. Try again later."


def by_email(client: AsyncWebClient, team_id: str, *, pace: float = 1.0) -> Find:
    """The port of an import; `pace` multiplies Slack's rates. The client is for this alone: it may ask again.

    Raises BotError where Slack can't be asked.
    """
    budget = Budget(pace)
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=MOST_WAITS))

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
