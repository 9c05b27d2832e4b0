"""`python -m sandbox`: a Slack in a box for an app that is not ours, started by hand."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from sandbox.__main__ import main
from tests.sandbox.shop import Json
from tests.sandbox.test_somebody_elses_app import SLOW_MACHINE, free_port, manifest, running


@asynccontextmanager
async def started(place: Path, *more: str) -> AsyncIterator[tuple[str, dict[str, str]]]:
    """The page's address, and the settings that it says an app needs."""
    (place / "app.json").write_text(json.dumps(manifest(0)))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", str(place / "app.json"), "--port", "0", *more, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(SLOW_MACHINE):
            said = b"".join([await process.stdout.readline() for _ in range(3)]).decode()
        address, api = re.findall(r"http://\S+", said)
        yield address, {"SLACK_API_URL": api, **dict(re.findall(r"(SLACK_\w+)=(\S+)", said))}
    finally:
        process.terminate()
        assert await asyncio.wait_for(process.wait(), SLOW_MACHINE) == 0


@pytest.mark.parametrize("over_http", [False, True])
async def test_an_app_runs_with_the_settings_that_it_prints(tmp_path: Path, *, over_http: bool) -> None:
    port = free_port()
    more = ["--events", f"http://127.0.0.1:{port}/slack/events"] if over_http else []
    door = {"PORT": str(port)} if over_http else {}
    async with (
        started(tmp_path, *more) as (address, settings),
        running(tmp_path, **settings, **door),
        httpx.AsyncClient(base_url=address, timeout=SLOW_MACHINE) as page,
    ):
        assert "<!doctype html>" in (await page.get("/")).text
        asked = {"user": "U0ADA", "type": "command", "command": "/lunch"}
        told: Json = {}
        async with asyncio.timeout(SLOW_MACHINE):
            while not told.get("ok"):  # over Socket Mode it says that it runs before it is connected
                told = (await page.post("/sandbox/act", json=asked)).json()
            stack: list[Json] = []
            while not stack:  # the app answers before it opens its form
                stack = (await page.get("/sandbox/modals", params={"user": "U0ADA"})).json()["stack"]
        (form,) = stack
        assert form["title"]["text"] == "Lunch"


def test_what_can_not_be_read_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="1"):
        main([str(tmp_path / "nowhere.yaml")])
    assert capsys.readouterr().err.startswith("The sandbox could not start: ")
