"""Slack's rates, kept on our side: when each call may go, in seconds from the beginning."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.outbox.budgets import BURST, CHANNELS_KEPT, Budget, Budgets
from tests.outbox_units.skipping import played

POST = "chat.postMessage"
MINUTE = 60.0
# As documented: posting "several hundred a minute", tier 3 (50), tier 4 (100).
RATES = {
    POST: 300,
    "chat.update": 50,
    "conversations.open": 50,
    "conversations.history": 50,
    "views.publish": 100,
}
ROUNDING = 0.001  # of a second
methods = pytest.mark.parametrize("method", RATES)
paces = pytest.mark.parametrize("pace", [0.5, 1.0, 10.0])


async def times(budget: Budget, calls: int, method: str, channel: str | None = None) -> list[float]:
    """When each of several calls, all wanted at once, may go."""
    loop = asyncio.get_running_loop()
    began = loop.time()

    async def one() -> float:
        if channel is None:
            await budget.spend(method)
            return loop.time() - began
        async with budget.posting(channel):
            return loop.time() - began

    return sorted(await asyncio.gather(*(one() for _ in range(calls))))


def step(method: str, pace: float = 1.0) -> float:
    """Seconds from one call to the next, once the few that may go at once are gone."""
    return MINUTE / (RATES[method] * pace - BURST)


@methods
@paces
def test_a_few_go_at_once_and_the_rest_at_the_rate(method: str, pace: float) -> None:
    async def scene(_loop: object) -> None:
        found = await times(Budget(pace), BURST + 3, method)
        assert found[:BURST] == [0.0] * BURST
        assert found[BURST:] == pytest.approx([step(method, pace) * n for n in (1, 2, 3)], abs=ROUNDING)

    played(scene)


@methods
def test_after_a_quiet_minute_a_few_may_go_at_once_again(method: str) -> None:
    async def scene(_loop: object) -> None:
        budget = Budget()
        await times(budget, BURST + 5, method)
        await asyncio.sleep(MINUTE)
        assert await times(budget, BURST, method) == [0.0] * BURST

    played(scene)


def test_one_methods_calls_do_not_count_against_another() -> None:
    async def scene(_loop: object) -> None:
        budget = Budget()
        for method in RATES:
            assert await times(budget, BURST, method) == [0.0] * BURST

    played(scene)


@paces
def test_a_channel_gets_one_post_a_second_times_the_pace(pace: float) -> None:
    async def scene(_loop: object) -> None:
        found = await times(Budget(pace), 5, POST, "D1")
        assert found == pytest.approx([n / pace for n in range(5)], abs=ROUNDING)

    played(scene)


def test_a_busy_channel_does_not_hold_up_another() -> None:
    async def scene(_loop: object) -> None:
        budget = Budget()
        busy = asyncio.create_task(times(budget, 3, POST, "D1"))
        await asyncio.sleep(0)
        assert (await times(budget, 1, POST, "D2"))[0] < 3 * step(POST)
        assert (await busy)[-1] == pytest.approx(2.0, abs=ROUNDING)

    played(scene)


def test_workspaces_do_not_wait_for_each_other() -> None:
    async def scene(_loop: object) -> None:
        await times(Budget(), BURST, "chat.update")
        assert await times(Budget(), 1, "chat.update") == [0.0]

    played(scene)


def test_a_call_that_is_given_up_costs_nothing() -> None:
    async def scene(_loop: object) -> None:
        budget = Budget()
        await times(budget, 1, POST, "D1")
        given_up = asyncio.create_task(times(budget, 1, POST, "D1"))
        await asyncio.sleep(0)
        given_up.cancel()
        assert await times(budget, 1, POST, "D1") == pytest.approx([1.0], abs=ROUNDING)

    played(scene)


def test_more_channels_than_are_kept_are_no_trouble() -> None:
    async def scene(_loop: object) -> None:
        budget = Budget(pace=1000.0)
        for number in range(CHANNELS_KEPT + 10):
            await times(budget, 1, POST, f"D{number}")
        assert len(budget._lanes) <= CHANNELS_KEPT + 1

    played(scene)


@given(
    st.sampled_from(sorted(RATES)),
    st.floats(0.1, 5),
    st.lists(st.tuples(st.floats(0, 30), st.integers(1, 100)), min_size=3, max_size=10),
)
@settings(max_examples=40, deadline=None)
def test_in_the_long_run_no_more_goes_than_the_rate(
    method: str, pace: float, bursts: list[tuple[float, int]]
) -> None:
    async def scene(loop: asyncio.AbstractEventLoop) -> None:
        budget, began, gone = Budget(pace), loop.time(), 0
        for pause, calls in bursts:
            await asyncio.sleep(pause)
            await times(budget, calls, method)
            gone += calls
            most = BURST + (RATES[method] * pace - BURST) * (loop.time() - began) / MINUTE
            assert gone <= most + 1

    played(scene)


@methods
def test_no_minute_holds_more_calls_than_slack_documents(method: str) -> None:
    async def scene(_loop: object) -> None:
        found = await times(Budget(), 2 * RATES[method], method)
        assert sum(moment < MINUTE - ROUNDING for moment in found) <= RATES[method]

    played(scene)


def test_a_channels_posts_are_a_second_apart_when_the_method_is_short_too() -> None:
    async def scene(_loop: object) -> None:
        budget = Budget()
        others = asyncio.create_task(times(budget, BURST + 9, POST))
        await asyncio.sleep(ROUNDING)
        first, second = await times(budget, 2, POST, "D1")
        await others
        assert second - first >= 1 - ROUNDING

    played(scene)


def test_the_slowest_pace_that_the_settings_take_still_sends() -> None:
    async def scene(_loop: object) -> None:
        assert await times(Budget(pace=0.1), 1, "chat.update") == [0.0]

    played(scene)


def test_the_second_between_two_posts_counts_from_the_answer() -> None:
    async def scene(loop: asyncio.AbstractEventLoop) -> None:
        budget, began = Budget(), loop.time()
        async with budget.posting("D1"):
            await asyncio.sleep(3.0)
        async with budget.posting("D1"):
            assert loop.time() - began == pytest.approx(4.0, abs=ROUNDING)

    played(scene)


def test_whoever_calls_slack_for_a_workspace_spends_from_the_same_budget() -> None:
    async def scene(_loop: object) -> None:
        budgets = Budgets()
        await times(budgets.of("W1"), BURST, "chat.update")
        assert await times(budgets.of("W1"), 1, "chat.update") == pytest.approx(
            [step("chat.update")], abs=ROUNDING
        )
        assert await times(budgets.of("W2"), 1, "chat.update") == [0.0]

    played(scene)
