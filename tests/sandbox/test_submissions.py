"""What a modal does when its submission is acknowledged, in each way Slack knows, and in wrong ones."""

import httpx
import pytest

from tests.sandbox.shop import Json, Shop, field_of, modal

FORM = [field_of("what", {"type": "plain_text_input", "action_id": "text"})]


async def submitted(shop: Shop, answer: Json | None, *, stacked: int = 1) -> str | None:
    """Ada's top modal is sent and acknowledged like this; Slack's word for what is wrong with that."""
    for number in range(stacked):
        method = "views.push" if number else "views.open"
        trigger = shop.sandbox.tickets.trigger("U0ADA", "T0SHOP")
        view = modal(str(number + 1), FORM)
        await shop.client.api_call(method, json={"trigger_id": trigger, "view": view})
    transport = httpx.MockTransport(
        lambda _: httpx.Response(200, json=answer) if answer else httpx.Response(200)
    )
    async with httpx.AsyncClient(transport=transport) as client:
        shop.sandbox.deliver_by_http("http://bot/slack/events", client)
        await shop.ada.fill(what="Tea")
        return (await shop.ada.submit()).error


def titles(shop: Shop) -> list[str]:
    return [each["title"]["text"] for each in shop.ada.modals]


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        (None, ["1"]),
        ({"response_action": "clear"}, []),
        ({"response_action": "update", "view": modal("Changed", FORM)}, ["1", "Changed"]),
        ({"response_action": "push", "view": modal("Next", FORM)}, ["1", "2", "Next"]),
        ({"response_action": "errors", "errors": {"what": "No tea"}}, ["1", "2"]),
    ],
)
async def test_each_answer_has_its_effect(quiet: Shop, answer: Json | None, left: list[str]) -> None:
    assert await submitted(quiet, answer, stacked=2) is None
    assert titles(quiet) == left
    assert quiet.ada.errors == ({"what": "No tea"} if answer and "errors" in answer else {})


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"response_action": "close"}, "invalid_arguments"),
        ({"response_action": "update"}, "invalid_arguments"),
        ({"response_action": "update", "view": {**modal("A", FORM), "type": "home"}}, "invalid_arguments"),
        ({"response_action": "push", "view": modal("Next", [{"type": "sofa"}])}, "invalid_arguments"),
        ({"response_action": "errors", "errors": {}}, "invalid_error_block_ids"),
        ({"response_action": "errors", "errors": {"where": "x"}}, "invalid_error_block_ids"),
    ],
)
async def test_a_wrong_answer_leaves_the_form_standing(quiet: Shop, answer: Json, error: str) -> None:
    assert await submitted(quiet, answer) == error
    assert titles(quiet) == ["1"]


async def test_a_fourth_view_is_not_pushed(quiet: Shop) -> None:
    push = {"response_action": "push", "view": modal("4", FORM)}
    assert await submitted(quiet, push, stacked=3) == "push_limit_reached"
    assert titles(quiet) == ["1", "2", "3"]


async def test_a_modal_that_the_bot_took_away_meanwhile_stays_away(quiet: Shop) -> None:
    trigger = quiet.sandbox.tickets.trigger("U0ADA", "T0SHOP")
    await quiet.client.views_open(trigger_id=trigger, view=modal("1", FORM))

    def replaced(_: httpx.Request) -> httpx.Response:
        quiet.team.stacks["U0ADA"].open(quiet.team.new_view(modal("Another", FORM)))
        return httpx.Response(200, json={"response_action": "update", "view": modal("Too late", FORM)})

    async with httpx.AsyncClient(transport=httpx.MockTransport(replaced)) as client:
        quiet.sandbox.deliver_by_http("http://bot/slack/events", client)
        await quiet.ada.fill(what="Tea")
        await quiet.ada.submit()
    assert titles(quiet) == ["Another"]
