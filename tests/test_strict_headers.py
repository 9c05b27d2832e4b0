"""Every answer bears strict headers: pages, refusals, failures, and what health says."""

import re

import pytest

from bot.views.page import STYLE, page
from handlers.headers import BY_TLS, STRICT
from tests.entering import open_house
from tests.test_over_http import opened

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")


async def test_every_answer_bears_them(sqlite_url: str) -> None:
    async with open_house(sqlite_url, new_programs=True) as (_, rung, browser):
        answers = {
            "page": await browser.go("/slack/install"),
            "redirect": await browser.go("/slack/install/direct"),
            "refused": await browser.go("/slack/oauth_redirect"),
            "health": await browser.go("/healthz"),
            "metrics": await browser.go("/metrics"),
            "unknown": await browser.go("/nothing/here"),
            "unsigned": await browser.client.post("/slack/events", content=b"{}"),
            "unsigned hook": await browser.client.post("/hooks/blocks", content=b"{}"),
            "too large": await browser.client.post("/hooks/blocks", content=b"x" * 1_000_001),
        }

        async with rung.database.transaction() as session:
            await (await session.connection()).exec_driver_sql("DROP TABLE install_link")
        answers["broken"] = await browser.go("/slack/install?link=x")
    assert [each.status_code for each in answers.values()] == [
        200,
        302,
        403,
        200,
        200,
        404,
        401,
        401,
        413,
        500,
    ]
    for name, answer in answers.items():
        told = {key: answer.headers.get(key) for key in STRICT | BY_TLS}
        assert told == STRICT | BY_TLS, name
        assert "server" not in answer.headers


async def test_over_a_real_port_and_without_tls_there_is_no_promise_of_it(sqlite_url: str) -> None:
    async with opened(sqlite_url) as (_, _, client):
        answer = await client.get("/healthz")
        assert {key: answer.headers[key] for key in STRICT} == STRICT
        assert "strict-transport-security" not in answer.headers
        assert "server" not in answer.headers


def test_a_page_runs_nothing_and_loads_nothing() -> None:
    whole = page("A & B", "One <b>", button=("Go", 'https://x.example/?a="&b'))
    assert not re.search(r"<(script|link|img|iframe|form)|\son\w+=|url\(", whole)
    assert f"<style>{STYLE}</style>" in whole
    assert 'href="https://x.example/?a=&quot;&amp;b"' in whole
    assert "<h1>A &amp; B</h1><p>One &lt;b&gt;</p>" in whole
