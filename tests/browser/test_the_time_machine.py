"""Time is moved on by the buttons of the bar, to any later date and time, as the person's own clock shows it."""

from playwright.async_api import Locator, expect

from tests.browser.hands import Hands


def clock(hands: Hands) -> Locator:
    return hands.page.locator("#topbar time.now")


async def go_to(hands: Hands, wall: str) -> Locator:
    """By keyboard alone."""
    await hands.page.get_by_role("button", name="To a date and time").press("Enter")
    field = hands.page.get_by_label("Move on to")
    await expect(field).to_be_focused()
    await field.fill(wall)
    await field.press("Enter")
    return field


async def test_time_goes_to_a_date_of_ones_own_zone(hands: Hands) -> None:
    await hands.be("Tom Reyes")
    field = await go_to(hands, "2026-04-07T13:30")
    await expect(field).to_have_count(0)
    await expect(clock(hands)).to_contain_text("13:30")
    await hands.be("Edward Hargreaves")
    await expect(clock(hands)).to_contain_text("12:30")
    field = await go_to(hands, "2026-04-07T14:00")
    await expect(field).to_have_count(0)
    await expect(clock(hands)).to_contain_text("14:00")
    await hands.be("Tom Reyes")
    await expect(clock(hands)).to_contain_text("15:00")


async def test_time_never_goes_back(hands: Hands) -> None:
    await hands.be("Edward Hargreaves")
    before = await clock(hands).inner_text()
    field = await go_to(hands, "2026-03-01T09:00")
    await expect(hands.page.get_by_role("alert")).to_have_text(
        "Time only moves on, and in London this has passed."
    )
    await expect(field).to_be_focused()
    await field.press("Escape")
    await expect(field).to_have_count(0)
    await expect(hands.page.get_by_role("button", name="To a date and time")).to_be_focused()
    assert await clock(hands).inner_text() == before


async def test_the_buttons_move_by_an_hour_and_a_day(hands: Hands) -> None:
    await hands.be("Tom Reyes")
    await hands.move_time("+1 hour")
    await expect(clock(hands)).to_contain_text("10:3")
    await hands.move_time("+1 day")
    await expect(clock(hands)).to_contain_text("3 Mar")
    await hands.move_time("Next Monday 8:00")
    await expect(clock(hands)).to_contain_text("9 Mar")
    await expect(clock(hands)).to_contain_text("08:0")
