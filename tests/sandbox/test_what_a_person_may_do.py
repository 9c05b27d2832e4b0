"""What Slack offers to whom."""

import pytest

from sandbox.blocks import find, find_label
from sandbox.errors import NotOnScreen
from sandbox.state_values import chosen_value, state_values
from tests.sandbox.shop import Json, Shop, button, option


@pytest.mark.parametrize("user", ["U0SIN", "U0EVE", "U0STR", "U0OLD"])
async def test_commands_and_shortcuts_are_not_for_everyone(quiet: Shop, user: str) -> None:
    person = quiet.sandbox.person(user)
    with pytest.raises(NotOnScreen, match=person.user.real_name):
        await person.command("/order")
    with pytest.raises(NotOnScreen, match=person.user.real_name):
        await person.shortcut("order_now")
    assert quiet.sandbox.payloads == []


async def test_a_workspace_may_keep_commands_from_its_guests(quiet: Shop) -> None:
    guest = quiet.sandbox.person("U0GUS")
    await guest.command("/order", channel="C0ALL")
    quiet.sandbox.commands_for_guests = False
    with pytest.raises(NotOnScreen, match="Gus Guest, who is a guest"):
        await guest.command("/order", channel="C0ALL")
    with pytest.raises(NotOnScreen, match="Gus Guest, who is a guest"):
        await guest.shortcut("order_now")
    assert len(quiet.sandbox.payloads) == 1


async def test_only_what_the_manifest_has_can_be_called(quiet: Shop) -> None:
    with pytest.raises(NotOnScreen, match="not a command"):
        await quiet.ada.command("/nothing")
    with pytest.raises(NotOnScreen, match="not a global shortcut"):
        await quiet.ada.shortcut("copy")


async def test_a_person_acts_only_where_they_are(quiet: Shop) -> None:
    with pytest.raises(NotOnScreen, match="U0BOB is not in C0PRIV"):
        await quiet.bob.command("/order", channel="C0PRIV")
    with pytest.raises(NotOnScreen, match="U0BOB is not in C0PRIV"):
        quiet.bob.channel("C0PRIV")
    with pytest.raises(NotOnScreen, match="sees no modal"):
        await quiet.ada.submit()
    with pytest.raises(NotOnScreen, match="sees no Home"):
        await quiet.ada.press_home("anything")


async def test_a_private_answer_is_pressed_only_by_its_reader(quiet: Shop) -> None:
    blocks = [{"type": "actions", "elements": [button("go", "Go", "1")]}]
    await quiet.client.chat_postEphemeral(channel="C0ALL", user="U0ADA", text="Psst", blocks=blocks)
    private = quiet.ada.ephemerals[0]
    with pytest.raises(NotOnScreen):
        await quiet.bob.press(private, "go")
    await quiet.ada.press(private, "go")
    payload = quiet.sandbox.payloads[-1][0]
    assert (payload["container"]["is_ephemeral"], "message" in payload) == (True, False)


def test_an_element_is_found_by_value_block_or_label() -> None:
    blocks: list[Json] = [
        {
            "type": "actions",
            "block_id": "one",
            "elements": [button("go", "Go on", "1"), button("go", "Go back", "2")],
        },
        {"type": "section", "block_id": "two", "accessory": button("go", "Stop", "1")},
    ]
    assert find(blocks, "go", value="2")[1]["text"]["text"] == "Go back"
    assert find(blocks, "go", block_id="two")[1]["text"]["text"] == "Stop"
    assert find_label(blocks, "Go on")[1]["value"] == "1"
    with pytest.raises(NotOnScreen, match="2 times"):
        find(blocks, "go", value="1")
    with pytest.raises(NotOnScreen, match=r"not on the screen, which shows: 'go'='1' “Go on”"):
        find(blocks, "come")


@pytest.mark.parametrize(
    ("element", "untouched", "value", "chosen"),
    [
        ({"type": "plain_text_input"}, {"value": None}, "x", {"value": "x"}),
        ({"type": "number_input", "initial_value": "3"}, {"value": "3"}, "4", {"value": "4"}),
        ({"type": "timepicker"}, {"selected_time": None}, "08:30", {"selected_time": "08:30"}),
        (
            {"type": "datetimepicker"},
            {"selected_date_time": None},
            1767225600,
            {"selected_date_time": 1767225600},
        ),
        (
            {"type": "users_select", "initial_user": "U1"},
            {"selected_user": "U1"},
            "U2",
            {"selected_user": "U2"},
        ),
        ({"type": "multi_users_select"}, {"selected_users": []}, ["U2"], {"selected_users": ["U2"]}),
        (
            {"type": "radio_buttons", "options": [option("a")], "initial_option": option("a")},
            {"selected_option": option("a")},
            "a",
            {"selected_option": option("a")},
        ),
        (
            {"type": "multi_static_select", "option_groups": [{"options": [option("a"), option("b")]}]},
            {"selected_options": []},
            ["b"],
            {"selected_options": [option("b")]},
        ),
    ],
)
def test_each_kind_of_input_has_its_state(
    element: Json, untouched: Json, value: object, chosen: Json
) -> None:
    element = {**element, "action_id": "a"}
    blocks: list[Json] = [{"type": "input", "block_id": "b", "element": element}]
    kind = {"type": element["type"]}
    assert state_values(blocks, {}) == {"b": {"a": kind | untouched}}
    typed = {("b", "a"): chosen_value(element, value, [])}
    assert state_values(blocks, typed) == {"b": {"a": kind | chosen}}
