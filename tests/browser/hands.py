"""Drives the sandbox's page as people do: by what they read, with clicks and keys, waiting for what they would see."""

import re
from datetime import date
from typing import Any

from playwright.async_api import Locator, Page, ViewportSize, expect

LAPTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
SIZES = {"laptop": LAPTOP, "phone": PHONE}
APP = "Rung"
PATIENCE = 30_000.0  # milliseconds; a machine with other work is slow, and nothing is tested by hurrying


class Hands:
    """One pair of hands and eyes at one page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)

    async def arrive(self) -> None:
        """The first visit, with its guide put away."""
        await self.page.goto(self.address)
        await self.page.get_by_role("button", name="Put the guide away").click()
        await expect(self.page.get_by_role("complementary", name="Guide")).to_be_hidden()

    # Who and where

    async def be(self, name: str) -> None:
        """Switch person in the sidebar: in their conversation with the app."""
        await self._open_drawer()
        sidebar = self.page.locator("#sidebar")
        if await sidebar.locator(".self").get_by_text(name).is_visible():
            await self.go_to(APP)
        else:
            await sidebar.get_by_role("searchbox", name="Switch person").fill(name)
            person = sidebar.locator("a.person").filter(has_text=name).first
            await expect(person).to_be_visible()
            await person.click()
        await expect(self.page).to_have_title(re.compile(rf"^(\(\d+\) )?{re.escape(name)} · "))
        await expect(self.page.locator("#stage article.message, #stage .void").first).to_be_attached()

    async def go_to(self, place: str) -> None:
        """One of the person's places: the app, Home, or a channel by its name."""
        await self._open_drawer()
        places = self.page.get_by_role("navigation", name="Places")
        await places.get_by_role("link", name=re.compile(rf"^{re.escape(place)}\b")).click()
        await expect(self.page.locator("#place")).to_contain_text(place)

    async def go_home(self) -> None:
        await self.go_to("Home")
        await expect(self.home).to_be_visible()

    async def _open_drawer(self) -> None:
        """On a phone people and places are behind a button."""
        burger = self.page.get_by_role("button", name="People and places")
        if await burger.is_visible() and await burger.get_attribute("aria-expanded") == "false":
            await burger.click()
            await expect(burger).to_have_attribute("aria-expanded", "true")

    async def move_time(self, label: str) -> None:
        """By "+1 hour", "+1 day" or "Next Monday 8:00"."""
        await self._press(self.page.get_by_role("group", name="Move business time").get_by_text(label))

    async def move_on(self) -> None:
        """To the moment that the form of the time machine begins with: nine o'clock tomorrow."""
        await self.page.get_by_role("button", name="To a date and time").click()
        await self.page.get_by_role("button", name="Move time").click()

    async def type_line(self, text: str) -> None:
        """Into the line at the bottom, by keyboard, and send it."""
        line = self.page.get_by_role("combobox", name="Message or command")
        await line.click()
        await line.press_sequentially(text)
        await line.press("Enter")

    # Messages

    def message(self, holds: str) -> Locator:
        """The newest message of the conversation that shows this."""
        return self.page.locator("#stage article.message").filter(has_text=holds).last

    async def see(self, holds: str) -> Locator:
        found = self.message(holds)
        await expect(found).to_be_visible()
        return found

    async def press(self, label: str, within: Locator) -> None:
        await self._press(within.get_by_role("button", name=label, exact=True))

    async def press_menu(self, label: str, within: Locator) -> None:
        """An entry of the menu behind three dots."""
        await within.get_by_role("button", name="More actions").click()
        await self.page.get_by_role("menuitem", name=label).click()

    async def pick_day(self, label: str, day: str, within: Locator) -> None:
        """From the calendar behind a button, opened with a click and leafed through by keyboard."""
        await within.get_by_role("button", name=re.compile(rf"^{re.escape(label)}.*: ")).click()
        calendar = self.page.locator(".calendar")
        month = f"{date.fromisoformat(day):%B %Y}"
        while await calendar.locator(".month").text_content() != month:
            await self.page.keyboard.press("PageDown")
        await calendar.locator(f"[data-day='{day}']").click()
        await expect(calendar).to_have_count(0)

    async def _press(self, button: Locator) -> None:
        await button.click()
        # A control that is at work says so, and is gone where its message was redrawn.
        await expect(button.and_(self.page.locator("[aria-busy=true]"))).to_have_count(0)

    # Modals and Home

    @property
    def modal(self) -> Locator:
        """The one on top."""
        return self.page.locator("dialog.modal[open]").last

    @property
    def home(self) -> Locator:
        return self.page.locator("#stage .home")

    async def choose(
        self, label: str, option: str, *, search: str = "", within: Locator | None = None
    ) -> None:
        """From a list: opened with a click, searched and chosen from by keyboard."""
        face = (within or self.modal).get_by_role("button", name=re.compile(rf"^{re.escape(label)}: "))
        await face.click()
        choices = self.page.locator(".popover .choices")
        if search:
            await choices.get_by_role("combobox").press_sequentially(search)
        wanted = choices.get_by_role("option").filter(has_text=option).first
        await expect(wanted).to_be_visible()
        while not await wanted.evaluate("node => node.classList.contains('at')"):
            await self.page.keyboard.press("ArrowDown")
        await self.page.keyboard.press("Enter")
        await expect(face).to_contain_text(option)

    async def tick(self, label: str) -> None:
        await self.modal.get_by_label(label).check()

    async def submit(self, title: str = "") -> None:
        """The modal's own button; `title` is that of the modal that comes next, without one it closes."""
        await self.modal.locator("footer button[type=submit]").click()
        if title:
            await expect(self.modal.get_by_role("heading", level=2)).to_have_text(title)
        else:
            await expect(self.modal).to_have_count(0)

    async def close(self) -> None:
        await self.page.keyboard.press("Escape")
        await expect(self.modal).to_have_count(0)


def complaints_of(page: Page) -> list[str]:
    """Fills with what the page's console complains of, and with errors that nobody caught."""
    found: list[str] = []

    def heard(message: Any) -> None:
        if message.type in {"error", "warning"}:
            found.append(f"{message.type}: {message.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found
