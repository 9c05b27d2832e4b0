"""Calling the Web API to be refused."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.webapi import FORM_ONLY
from tests.sandbox.shop import Shop


async def refusal(shop: Shop, method: str, *, token: str | None = None, **arguments: Any) -> str:
    """The error that a call is answered with."""
    client = AsyncWebClient(token=token or shop.client.token, base_url=shop.client.base_url)
    sent: dict[str, Any] = {"params": arguments} if method in FORM_ONLY else {"json": arguments}
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, **sent)
    return str(caught.value.response["error"])
