"""Clients that ask once more: for questions that change nothing, and whose answer somebody waits for."""

from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.http_retry.builtin_interval_calculators import FixedValueRetryIntervalCalculator
from slack_sdk.web.async_client import AsyncWebClient

from bot.kit.waits import Waits

MOST_TRIES = 5


def asking_again(client: AsyncWebClient, waits: Waits) -> AsyncWebClient:
    """The same client, which now tries again when Slack is away, or says to come later. Never for posts."""
    pause = FixedValueRetryIntervalCalculator(waits.asked)
    again: list[AsyncRetryHandler] = [
        AsyncConnectionErrorRetryHandler(max_retry_count=MOST_TRIES, interval_calculator=pause),
        AsyncServerErrorRetryHandler(max_retry_count=MOST_TRIES, interval_calculator=pause),
        AsyncRateLimitErrorRetryHandler(max_retry_count=MOST_TRIES),
    ]
    client.retry_handlers.extend(again)
    return client
