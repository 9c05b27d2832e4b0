"""`rung webhook`, as an operator runs it beside a running bot."""

import asyncio
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from standardwebhooks import Webhook as Signing

from tests.commands import rung
from tests.test_serving import SLOW_MACHINE, free_port, ready, run, settings_for, slack


async def call(port: int, key: str, secret: str) -> httpx.Response:
    body, at = json.dumps({"kind": "incident", "account": "Nobody Ltd"}), datetime.now(UTC)
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Signing(secret).sign("msg_1", at, body),
    }
    async with httpx.AsyncClient() as client:
        address = f"http://127.0.0.1:{port}/hooks/blocks"
        return await client.post(address, params={"key": key}, content=body, headers=headers)


@pytest.mark.timeout(300)
async def test_a_key_is_made_listed_used_and_retired(tmp_path: Path) -> None:
    port = free_port()
    async with slack() as (_, address):
        settings = settings_for(address, port)

        def operate(*words: str) -> tuple[int, str]:
            done = rung("webhook", *words, cwd=tmp_path, **settings)
            return done.code, done.out + done.error

        assert await (await run("migrate", cwd=tmp_path, settings=settings)).wait() == 0
        bot = await run("serve", cwd=tmp_path, settings=settings)
        try:
            await ready(bot)
            none = operate("list")
            assert none == (0, "No system may call yet. `rung webhook add NAME` makes a key for one.\n")
            _, made = operate("add", "status page")
            found = re.search(r"key=(\w+)\nSecret {4}(whsec_\S+)\n", made)
            assert found, made
            key, secret = found.groups()
            _, listed = operate("list")
            assert re.fullmatch(rf"{key}  status page  made \d{{4}}-\d\d-\d\d  in use\n", listed)
            heard = await call(port, key, secret)
            assert operate("retire", key) == (0, "Calls with this key are refused from now on.\n")
            refused = await call(port, key, secret)
            twice = operate("retire", key)
        finally:
            bot.terminate()
            await asyncio.wait_for(bot.communicate(), SLOW_MACHINE)
    assert (heard.status_code, heard.json()["error"]) == (
        422,
        "There is no account Nobody Ltd. Import it first, or send its domain.",
    )
    assert refused.status_code == 401
    assert (twice[0], " ".join(twice[1].split())) == (
        1,
        "There is no such webhook, or it was retired already. `rung webhook list` shows all.",
    )
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("rung.db*"))
    assert b"status page" in kept
    assert secret.encode() not in kept
