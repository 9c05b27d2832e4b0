"""Charts as Slack's own client draws them: seen in light and dark, on a phone, without colour, and heard."""

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.async_api import Locator, expect
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser.hands import Hands

WEEKS = ["2 Feb", "9 Feb", "16 Feb", "23 Feb"]
PIE = {
    "type": "pie",
    "segments": [
        {"label": "Yes", "value": 6},
        {"label": "No <b>&", "value": 2},
        {"label": "Silent", "value": 4},
    ],
}


def chart(
    kind: str, *, weeks: Sequence[str] = WEEKS, asked: Sequence[float] = (9, 12, 0, 7)
) -> dict[str, Any]:
    yes = [max(0, value - 5) for value in asked]
    series = [
        {
            "name": name,
            "data": [{"label": week, "value": value} for week, value in zip(weeks, values, strict=True)],
        }
        for name, values in (("Asked", asked), ("Yes", yes))
    ]
    return {"type": kind, "series": series, "axis_config": {"categories": list(weeks), "x_label": "Week of"}}


async def show(hands: Hands, **charts: dict[str, Any]) -> Locator:
    """The message in which Tom gets these, by their titles."""
    blocks = [
        {"type": "data_visualization", "title": title, "chart": drawn} for title, drawn in charts.items()
    ]
    client = AsyncWebClient(token="xoxb-demo", base_url=f"{hands.address}/api/")
    await client.chat_postMessage(channel="U0TOM", text="Charts", blocks=blocks)
    await hands.be("Tom Reyes")
    return await hands.see(next(iter(charts)))


async def cells(table: Locator) -> list[list[str]]:
    rows = table.locator("tr")
    return [await rows.nth(row).locator("th, td").all_inner_texts() for row in range(await rows.count())]


async def test_a_chart_is_a_picture_with_a_name_and_its_numbers_are_a_table(hands: Hands) -> None:
    message = await show(hands, Answers=PIE, Weeks=chart("bar"))
    pie = message.get_by_role("img", name="Answers")
    await expect(pie).to_be_visible()
    assert await cells(message.get_by_role("table", name="Answers")) == [
        ["Part", "Value", "Share"],
        ["Yes", "6", "50 %"],
        ["No <b>&", "2", "17 %"],
        ["Silent", "4", "33 %"],
    ]
    await expect(message.get_by_role("img", name="Weeks")).to_be_visible()
    assert await cells(message.get_by_role("table", name="Weeks")) == [
        ["Week of", "Asked", "Yes"],
        ["2 Feb", "9", "4"],
        ["9 Feb", "12", "7"],
        ["16 Feb", "0", "0"],
        ["23 Feb", "7", "2"],
    ]
    await expect(message.locator(".chart-bar .drawing rect.edge")).to_have_count(8)


@pytest.mark.parametrize("kind", ["line", "area"])
async def test_what_is_told_by_colour_is_told_by_form_as_well(hands: Hands, kind: str) -> None:
    message = await show(hands, Weeks=chart(kind), Answers=PIE)
    strokes = message.locator(f".chart-{kind} .drawing path.stroke")
    dashes = [await strokes.nth(number).get_attribute("stroke-dasharray") for number in range(2)]
    assert len(set(dashes)) == 2
    weaves = message.locator(".chart-pie defs path")
    assert len({await weaves.nth(number).get_attribute("d") for number in range(3)}) == 3
    await expect(message.locator(f".chart-{kind} .legend li")).to_have_text(["Asked", "Yes"])
    await expect(message.locator(".chart-pie .legend li")).to_have_text(
        ["Yes: 6 (50 %)", "No <b>&: 2 (17 %)", "Silent: 4 (33 %)"]
    )


async def test_the_largest_chart_fits_and_the_dark_has_colours_of_its_own(hands: Hands) -> None:
    weeks = [f"A label of twenty {number:02}" for number in range(20)]
    message = await show(hands, Weeks=chart("bar", weeks=weeks, asked=[-3, *range(1000, 20000, 1000)]))
    drawing = message.get_by_role("img", name="Weeks")
    box = await drawing.bounding_box()
    size = hands.page.viewport_size
    assert box is not None
    assert size is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert await hands.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    label = drawing.get_by_text(weeks[0], exact=True)
    bright = await label.evaluate("node => getComputedStyle(node).fill")
    await hands.page.emulate_media(color_scheme="dark")
    assert await label.evaluate("node => getComputedStyle(node).fill") != bright
