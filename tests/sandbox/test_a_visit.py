"""The steps of a first visit, ticked off by what people do at the page."""

from pathlib import Path

import aiohttp
import pytest

from sandbox.changes import Changes
from sandbox.visit import Visit
from tests.sandbox.shop import Json, Shop, SteppedClock
from tests.sandbox.test_the_control import Page

STEPS = """
title = "Order tea"
intro = "Hello"

[[step]]
chapter = "Tea"
title = "Begin"
who = "U0ADA"
do = "Type `/order`."
write = "/order"
done = [{ command = "/order" }]

[[step]]
title = "Accept"
who = "U0ADA"
do = "Press *Accept*."
done = [{ press = "Accept", on = "An order" }, { sees = "Accepted" }]

[[step]]
title = "Send"
who = "U0BOB"
do = "Press *Send*."
done = [{ submit = "Send", by = ["U0ADA", "U0BOB"] }]

[[step]]
title = "Wait"
who = "U0BOB"
go = "C0ALL"
do = "Move time."
look = "It is Monday."
done = [{ time = "2026-03-09T08:00:00+01:00" }]
"""


@pytest.fixture
def page(shop: Shop, session: aiohttp.ClientSession, tmp_path: Path) -> Page:
    (tmp_path / "visit.toml").write_text(STEPS, "utf-8")
    shop.sandbox.visit.read(tmp_path / "visit.toml")
    return Page(shop, session)


async def done(page: Page) -> list[bool]:
    return [step["done"] for step in (await page.get("visit"))["steps"]]


async def press(page: Page, shop: Shop, action_id: str) -> None:
    card = shop.ada.dm[0]
    where = {"where": "message", "channel": card.channel, "ts": card.ts, "block_id": "decide"}
    await page.post("act", user="U0ADA", type="press", **where, action_id=action_id, value="7")


async def test_what_the_page_is_told(page: Page) -> None:
    told = await page.get("visit")
    assert (told["title"], told["intro"], told["outro"], told["current"]) == ("Order tea", "Hello", "", 0)
    assert [step["chapter"] for step in told["steps"]] == ["Tea", "", "", ""]
    assert told["steps"][3] == {
        "chapter": "",
        "title": "Wait",
        "who": "U0BOB",
        "do": "Move time.",
        "look": "It is Monday.",
        "go": "C0ALL",
        "write": "",
        "done": False,
    }


async def test_a_button_is_pressed_and_what_comes_of_it_is_seen(page: Page, shop: Shop) -> None:
    await page.post("act", user="U0ADA", type="command", command="/order", text="card")
    assert await done(page) == [True, False, False, False]
    await press(page, shop, "accept")
    assert await done(page) == [True, False, False, False]
    await page.get("conversation", user="U0ADA", channel=shop.ada.dm[0].channel)
    assert (await page.get("visit"))["current"] == 2


async def test_another_button_and_another_persons_eyes_do_not_count(page: Page, shop: Shop) -> None:
    await page.post("act", user="U0BOB", type="command", command="/order", text="card")
    assert await done(page) == [False, False, False, False]
    await page.post("act", user="U0ADA", type="command", command="/order", text="card")
    await press(page, shop, "refuse")
    await shop.client.chat_postMessage(channel="C0ALL", text="Accepted")
    await page.get("conversation", user="U0BOB", channel="C0ALL")
    assert await done(page) == [True, False, False, False]


async def test_a_form_counts_when_it_is_taken(page: Page) -> None:
    await page.post("act", user="U0ADA", type="command", command="/order", text="")
    await page.post("act", user="U0ADA", type="submit", values={"what": "nothing"})
    assert await done(page) == [True, False, False, False]
    await page.post("act", user="U0ADA", type="submit", values={"what": "Tea"})
    assert await done(page) == [True, False, True, False]


async def test_what_fails_does_not_count(page: Page, shop: Shop) -> None:
    shop.sandbox.delivery.ack_limit = 0.2
    await page.post("act", user="U0ADA", type="command", command="/order", text="broken")
    assert await done(page) == [False, False, False, False]


async def test_time_reaches_a_day_in_whatever_steps(
    quiet: Shop, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    (tmp_path / "visit.toml").write_text(STEPS, "utf-8")
    quiet.sandbox.visit.read(tmp_path / "visit.toml")
    page = Page(quiet, session)
    await page.post("time", to="2026-03-09T06:59:00Z")
    assert await done(page) == [False, False, False, False]
    await page.post("time", by="hour")
    assert await done(page) == [False, False, False, True]
    assert (await page.get("visit"))["current"] == 0


async def test_a_tick_is_told_to_every_browser(page: Page, shop: Shop) -> None:
    await page.post("act", user="U0ADA", type="command", command="/order", text="card")
    await shop.client.chat_update(channel=shop.ada.dm[0].channel, ts=shop.ada.dm[0].ts, text="Accepted")
    before = shop.sandbox.changes.version
    await page.get("conversation", user="U0ADA", channel=shop.ada.dm[0].channel)
    assert shop.sandbox.changes.version == before + 1
    await page.get("conversation", user="U0ADA", channel=shop.ada.dm[0].channel)
    assert shop.sandbox.changes.version == before + 1


async def test_without_steps_there_is_nothing_to_tick(quiet: Shop, session: aiohttp.ClientSession) -> None:
    told = await Page(quiet, session).get("visit")
    assert told == {"title": "", "intro": "", "outro": "", "steps": [], "current": None}


def test_a_step_that_nothing_can_end_is_refused(tmp_path: Path) -> None:
    visit = Visit(Changes())
    for wrong, problem in (('dances = "x"', "not done by 'dances'"), ('press = "x", sees = "y"', "unpack")):
        step = f'[[step]]\ntitle = "x"\nwho = "U1"\ndo = "y"\ndone = [{{ {wrong} }}]\n'
        (tmp_path / "visit.toml").write_text(step, "utf-8")
        with pytest.raises(ValueError, match=problem):
            visit.read(tmp_path / "visit.toml")


@pytest.mark.parametrize(
    ("to", "error"),
    [
        ("2026-03-04T09:30:00Z", "Time only moves on: it is Wednesday 4 March 2026, 10:30 already."),
        ("2027-03-06T09:30:00Z", "Time moves on by a year at most."),
        ("2026-03-05T09:30:00", "'2026-03-05T09:30:00' has no offset from UTC."),
        ("tomorrow", "'tomorrow' is no date and time."),
    ],
)
async def test_where_time_does_not_go(
    quiet: Shop, session: aiohttp.ClientSession, to: str, error: str
) -> None:
    page = Page(quiet, session)
    assert await page.post("time", to=to) == {"ok": False, "error": error}
    assert quiet.sandbox.clock.business() == SteppedClock().business()


async def test_time_goes_to_a_date(quiet: Shop, session: aiohttp.ClientSession) -> None:
    moved: Json = await Page(quiet, session).post("time", to="2026-05-01T14:15:00+02:00")
    assert moved == {"now": "2026-05-01T12:15:00+00:00"}
