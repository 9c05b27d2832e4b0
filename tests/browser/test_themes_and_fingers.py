"""Light and dark by the system or by choice; room for fingers; no motion for those who want none."""

import pytest
from playwright.async_api import Browser, expect

from tests.browser import forms, gallery
from tests.browser.bare import page_of, shop
from tests.browser.hands import LAPTOP, PHONE

SMALL = """least => {
  const shown = node => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const small = ({ width, height, x }) => width > 1 && x >= 0 && (height < least - 0.5 || width < least - 0.5);
  const controls = "button, .button, summary, textarea, input, .tickrow, [role=option], .places a, a.person";
  return [...document.querySelectorAll(controls)]
    .filter(node => shown(node) && !node.matches(":disabled, .tickrow input") && small(node.getBoundingClientRect()))
    .map(node => node.outerHTML.slice(0, 120));
}"""
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


async def test_the_theme_is_the_systems_until_one_is_chosen(browser: Browser) -> None:
    async with shop() as opened, page_of(browser, opened, LAPTOP, theme="dark") as page:
        dark = await page.evaluate(BACKGROUND)
        await page.emulate_media(color_scheme="light")
        light = await page.evaluate(BACKGROUND)
        assert dark != light
        switch = page.get_by_role("button", name="Colours: ")
        await switch.click()
        await switch.click()
        await expect(switch).to_have_accessible_name("Colours: dark")
        assert await page.evaluate(BACKGROUND) == dark
        await page.reload()
        await expect(switch).to_have_accessible_name("Colours: dark")
        assert await page.evaluate(BACKGROUND) == dark
        await switch.click()
        await expect(switch).to_have_accessible_name("Colours: as the system")
        assert await page.evaluate(BACKGROUND) == light


@pytest.mark.parametrize("name", list(gallery.MESSAGES))
async def test_fingers_have_room_on_a_phone(browser: Browser, name: str) -> None:
    async with shop() as opened:
        await opened.client.chat_postMessage(channel="U0ADA", text=name, blocks=gallery.MESSAGES[name])
        async with page_of(browser, opened, PHONE) as page:
            await expect(page.locator("#stage article.message")).to_have_count(1)
            assert await page.evaluate(SMALL, 44) == []


async def test_fingers_have_room_in_a_form(browser: Browser) -> None:
    async with shop() as opened, page_of(browser, opened, PHONE) as page:
        trigger = opened.sandbox.tickets.trigger("U0ADA", "T0SHOP")
        await opened.client.views_open(trigger_id=trigger, view=forms.FORM)
        await expect(page.get_by_role("dialog", name="Every input")).to_be_visible()
        await page.get_by_role("button", name="A day: ").click()
        await expect(page.locator(".calendar")).to_be_visible()
        assert await page.evaluate(SMALL, 44) == []


async def test_nothing_moves_for_those_who_want_no_motion(browser: Browser) -> None:
    async with shop() as opened, page_of(browser, opened, LAPTOP) as page:
        await opened.client.chat_postMessage(channel="U0ADA", text="Steps", blocks=gallery.STEPS)
        await expect(page.locator(".turning")).to_be_visible()
        moving = "getComputedStyle(document.querySelector('.turning')).animationIterationCount"
        assert await page.evaluate(moving) == "1"
        await page.emulate_media(reduced_motion="no-preference")
        assert await page.evaluate(moving) == "infinite"
