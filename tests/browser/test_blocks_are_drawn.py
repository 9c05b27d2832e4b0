"""Every kind of block is drawn, in both themes, and a picture is taken of each for whoever wants to look."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser import forms, gallery, pieces
from tests.browser.bare import Theme, page_of, shop
from tests.browser.hands import LAPTOP, SIZES
from tests.sandbox.shop import Shop

MADE_UP = {"type": "call", "call_id": "R123"}


def message(page: Page, number: int) -> Locator:
    return page.locator("#stage article.message").nth(number)


async def post(opened: Shop, *blocks: pieces.Json) -> None:
    await opened.client.chat_postMessage(channel="U0ADA", text="Blocks", blocks=list(blocks))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
async def test_every_kind_of_block_is_drawn(
    browser: Browser, tmp_path: Path, size: str, theme: Theme
) -> None:
    async with shop() as opened:
        for blocks in gallery.MESSAGES.values():
            await post(opened, *blocks)
        async with page_of(browser, opened, SIZES[size], theme=theme) as page:
            await expect(page.locator("#stage article.message")).to_have_count(len(gallery.MESSAGES))
            assert await page.locator(".unknown").count() == 0
            assert await page.locator("#stage .blocks:empty, #stage .blocks > :empty:not(hr)").count() == 0
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            for number, name in enumerate(gallery.MESSAGES):
                taken = tmp_path / f"{name}.png"
                await message(page, number).screenshot(path=taken)
                assert taken.stat().st_size > 1000


async def test_what_is_not_drawn_is_a_box_with_its_name(browser: Browser) -> None:
    async with shop() as opened:
        opened.team.post(opened.team.dm("U0ADA"), user="U0BOT", text="A call", blocks=[MADE_UP])
        async with page_of(browser, opened, LAPTOP) as page:
            await expect(page.locator(".unknown")).to_have_text("call")


async def test_a_data_table_turns_its_pages_and_is_sorted(browser: Browser) -> None:
    async with shop() as opened:
        await post(opened, gallery.DATA_TABLE)
        async with page_of(browser, opened, LAPTOP) as page:
            table = page.get_by_role("table", name="Deals by value")
            names, pager = (
                table.get_by_role("rowheader"),
                page.get_by_role("group", name="Pages of the table"),
            )
            await expect(names).to_have_text([f"Deal {n:02}" for n in range(1, 5)])
            await expect(pager.get_by_role("button", name="Previous rows")).to_be_disabled()
            await pager.get_by_role("button", name="Next rows").click()
            await pager.get_by_role("button", name="Next rows").click()
            await expect(names).to_have_text(["Deal 09", "Deal 10"])
            await expect(pager).to_contain_text("9–10 of 10")
            await expect(pager.get_by_role("button", name="Next rows")).to_be_disabled()
            value = table.get_by_role("columnheader", name="Value in €")
            await value.get_by_role("button").click()
            await expect(value).to_have_attribute("aria-sort", "ascending")
            await expect(names).to_have_text(["Deal 09", "Deal 04", "Deal 08", "Deal 03"])
            await value.get_by_role("button").click()
            await expect(names.first).to_have_text("Deal 05")
            await expect(table.get_by_role("cell", name="80 k")).to_have_css("text-align", "right")


async def test_a_container_that_was_folded_stays_folded(browser: Browser) -> None:
    async with shop() as opened:
        await post(opened, *gallery.BOXES)
        async with page_of(browser, opened, LAPTOP) as page:
            hidden = page.get_by_text("Hidden at first")
            await expect(hidden).to_be_hidden()
            await page.get_by_text("A folded one").click()
            await expect(hidden).to_be_visible()
            sent = opened.ada.dm[0]
            changed = [*gallery.BOXES, {"type": "divider"}]
            await opened.client.chat_update(channel=sent.channel, ts=sent.ts, text="Blocks", blocks=changed)
            await expect(page.get_by_text("(edited)")).to_be_visible()
            await expect(hidden).to_be_visible()


async def test_feedback_reaches_the_bot_and_stays_marked(browser: Browser) -> None:
    async with shop() as opened:
        await post(opened, *gallery.STEPS)
        async with page_of(browser, opened, LAPTOP) as page:
            good = page.get_by_role("button", name="Good answer")
            await good.click()
            await expect(good).to_have_attribute("aria-pressed", "true")
            await expect(page.get_by_role("button", name="Bad answer")).to_have_attribute(
                "aria-pressed", "false"
            )
            action = opened.sandbox.payloads[-1][0]["actions"][0]
            assert (action["type"], action["action_id"], action["value"]) == (
                "feedback_buttons",
                "look",
                "good",
            )


async def test_a_danger_is_asked_about_first(browser: Browser) -> None:
    async with shop() as opened:
        await post(opened, *forms.ELEMENTS)
        async with page_of(browser, opened, LAPTOP) as page:
            delete = page.get_by_role("button", name="Delete")
            await delete.click()
            asked = page.get_by_role("dialog", name="Delete it?")
            await asked.get_by_role("button", name="Keep it").click()
            await expect(asked).to_have_count(0)
            await expect(delete).to_be_focused()
            assert opened.sandbox.payloads == []


async def test_files_go_with_a_form(browser: Browser, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Words.")
    async with shop() as opened, page_of(browser, opened, LAPTOP) as page:
        trigger = opened.sandbox.tickets.trigger("U0ADA", "T0SHOP")
        await opened.client.views_open(trigger_id=trigger, view=forms.FORM)
        form = page.get_by_role("dialog", name="Every input")
        await form.get_by_label("A line").fill("Tea")
        await form.get_by_label("Rich text").fill("Strong,\nplease")
        await form.get_by_label("Files").set_input_files(notes)
        await expect(form.get_by_role("button", name="Remove notes.txt")).to_be_visible()
        await form.get_by_role("button", name="Send").click()
        await expect(form).to_have_count(0)
        values = next(body for body in opened.heard if body["type"] == "view_submission")["view"]["state"][
            "values"
        ]
        assert [file["name"] for file in values["files"]["files_in"]["files"]] == ["notes.txt"]
        assert "Strong,\\nplease" in str(values["rich"]["rich_in"]["rich_text_value"])
