"""Rung asks Slack who it is when it starts: a moment's absence is waited out, a longer one is named as what it is."""

from collections.abc import AsyncIterator

import pytest

import app
from bot.kit.clock import Clock
from bot.kit.config import Settings, SettingsError
from sandbox.clock import TimeMachine
from sandbox.server import Sandbox, serve
from tests.world import SECRET, manifest, settings_for


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    made = Sandbox(manifest=manifest(), clock=TimeMachine(), signing_secret=SECRET, app_token="xapp-test")
    made.add_workspace(team_id="T0TEST", name="Brightwell", bot_token="xoxb-test")
    async with serve(made):
        yield made


@pytest.fixture
def settings(sandbox: Sandbox, sqlite_url: str) -> Settings:
    return settings_for(sandbox.address, sqlite_url).model_copy(update={"patience": 0.01})


@pytest.mark.parametrize("fault", [{"status": 503}, {"error": "ratelimited", "retry_after": 0}])
async def test_a_moments_absence_is_waited_out(
    sandbox: Sandbox, settings: Settings, fault: dict[str, int]
) -> None:
    sandbox.fail_next("auth.test", **fault)  # type: ignore[arg-type]
    async with app.running(settings, Clock()) as rung:
        assert rung.workspace.name == "Brightwell"


async def test_an_answer_that_is_lost_is_asked_for_again(sandbox: Sandbox, settings: Settings) -> None:
    sandbox.lose_answer("auth.test")
    async with app.running(settings, Clock()) as rung:
        assert rung.workspace.name == "Brightwell"


async def test_a_longer_one_does_not_blame_the_token(sandbox: Sandbox, settings: Settings) -> None:
    sandbox.fail_next("auth.test", status=503, times=100)
    with pytest.raises(SettingsError, match="Slack can't be asked just now"):
        async with app.running(settings, Clock()):
            pass


async def test_a_token_that_slack_refuses_is_named(sandbox: Sandbox, settings: Settings) -> None:
    sandbox.fail_next("auth.test", error="invalid_auth")
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN is wrong: Slack answers invalid_auth"):
        async with app.running(settings, Clock()):
            pass
