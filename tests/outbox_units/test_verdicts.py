"""What each of Slack's answers means for a message: heard by the outbox's own client from a real server."""

import pytest
from aiohttp import web

from bot.outbox.verdicts import BUGS, PASSING, WORKSPACE_ERRORS, Fate, Verdict, judge
from tests.outbox_units.loopback import answering, verdict_at, verdict_on

TABLE = [
    # Never again to this recipient.
    ("user_disabled", Fate.GONE),
    ("is_stranger", Fate.GONE),
    ("channel_not_found", Fate.GONE),
    ("user_not_found", Fate.GONE),
    ("not_in_channel", Fate.GONE),
    ("is_archived", Fate.GONE),
    ("cannot_dm_bot", Fate.GONE),
    ("message_not_found", Fate.GONE),
    ("cant_update_message", Fate.GONE),
    ("edit_window_closed", Fate.GONE),
    # Again, later.
    ("ratelimited", Fate.LATER),
    ("rate_limited", Fate.LATER),
    ("message_limit_exceeded", Fate.LATER),
    ("internal_error", Fate.LATER),
    ("fatal_error", Fate.LATER),
    ("service_unavailable", Fate.LATER),
    ("request_timeout", Fate.LATER),
    ("hash_conflict", Fate.LATER),
    # The workspace pauses; nobody is to blame.
    ("invalid_auth", Fate.WORKSPACE),
    ("not_authed", Fate.WORKSPACE),
    ("token_revoked", Fate.WORKSPACE),
    ("token_expired", Fate.WORKSPACE),
    ("account_inactive", Fate.WORKSPACE),
    ("missing_scope", Fate.WORKSPACE),
    ("messages_tab_disabled", Fate.WORKSPACE),
    ("team_access_not_granted", Fate.WORKSPACE),
    # We drew it wrongly.
    ("invalid_blocks", Fate.BUG),
    ("invalid_arguments", Fate.BUG),
    ("msg_too_long", Fate.BUG),
    ("no_text", Fate.BUG),
    ("view_too_large", Fate.BUG),
    ("unknown_method", Fate.BUG),
]


@pytest.mark.parametrize(("error", "fate"), TABLE)
async def test_an_error_of_slacks_has_its_fate(error: str, fate: Fate) -> None:
    assert await verdict_on(web.json_response({"ok": False, "error": error})) == Verdict(fate, error)


@pytest.mark.parametrize("error", ["an_error_of_next_year", "unknown", "Invalid_Auth", ""])
async def test_an_error_that_nobody_knows_ends_the_message(error: str) -> None:
    assert await verdict_on(web.json_response({"ok": False, "error": error})) == Verdict(Fate.GONE, error)


def test_no_error_has_two_fates() -> None:
    assert not PASSING & WORKSPACE_ERRORS
    assert not PASSING & BUGS
    assert not WORKSPACE_ERRORS & BUGS


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("30", 30.0), ("0", 0.0), ("-5", 0.0), ("1.5", 1.5), ("soon", 1.0), (None, 1.0)],
)
async def test_too_many_calls_wait_as_long_as_slack_says(header: str | None, seconds: float) -> None:
    headers = {} if header is None else {"Retry-After": header}
    answer = web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
    assert await verdict_on(answer) == Verdict(Fate.LATER, "ratelimited", seconds)


async def test_too_many_calls_need_no_readable_body() -> None:
    answer = web.Response(status=429, headers={"Retry-After": "7"}, text="slow down")
    assert await verdict_on(answer) == Verdict(Fate.LATER, "ratelimited", 7.0)


async def test_only_too_many_calls_hold_up_the_whole_workspace() -> None:
    answer = web.json_response({"ok": False, "error": "internal_error"}, headers={"Retry-After": "60"})
    assert (await verdict_on(answer)).retry_after is None


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("kind", ["application/json", "text/html", "text/plain"])
async def test_a_server_error_leaves_in_doubt_whether_it_was_posted(status: int, kind: str) -> None:
    body = '{"ok": false, "error": "fatal_error"}' if kind == "application/json" else "bad gateway"
    answer = web.Response(status=status, text=body, content_type=kind)
    assert await verdict_on(answer) == Verdict(Fate.DOUBT, f"http_{status}")


async def test_half_an_answer_leaves_it_in_doubt() -> None:
    verdict = await verdict_on(web.Response(text='{"ok": tr', content_type="application/json"))
    assert verdict == Verdict(Fate.DOUBT, "unreadable_answer")


async def test_no_answer_leaves_it_in_doubt() -> None:
    assert (await verdict_on(None)).fate is Fate.DOUBT


async def test_nobody_there_leaves_it_in_doubt() -> None:
    async with answering(None) as address:
        pass  # it is closed by now
    assert (await verdict_at(address)).fate is Fate.DOUBT


@pytest.mark.parametrize("problem", [TimeoutError(), ConnectionResetError(), OSError("no route")])
def test_a_lost_answer_leaves_it_in_doubt(problem: Exception) -> None:
    assert judge(problem) == Verdict(Fate.DOUBT, type(problem).__name__, answered=False)


@pytest.mark.parametrize("status", [200, 403, 404, 407])
async def test_the_page_of_a_proxy_ends_no_message(status: int) -> None:
    page = web.Response(status=status, text="<h1>Down for maintenance</h1>", content_type="text/html")
    assert (await verdict_on(page)).fate is not Fate.GONE


async def test_a_plain_word_instead_of_an_answer_leaves_it_in_doubt() -> None:
    assert (await verdict_on(web.Response(text="OK", content_type="text/plain"))).fate is Fate.DOUBT


@pytest.mark.parametrize("header", ["nan", "inf", "1e400"])
async def test_a_wait_that_is_no_time_is_a_second(header: str) -> None:
    answer = web.json_response({"ok": False}, status=429, headers={"Retry-After": header})
    assert (await verdict_on(answer)).retry_after == 1.0
