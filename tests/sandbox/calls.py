"""Calling the Web API to be refused."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.shop import Shop


async def refusal(shop: Shop, method: str, *, token: str | None = None, **arguments: Any) -> str:
    """The error that a call is answered with."""
    client = AsyncWebClient(token=token or shop.client.token, base_url=shop.client.base_url)
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, json=arguments)
    return str(caught.value.response["error"])
