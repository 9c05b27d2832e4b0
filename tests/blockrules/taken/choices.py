"""Menus: each of the ten, in each of the three places."""

from typing import Any

from tests.blockrules.sample import CONFIRM, Json, Samples, acting, asking, beside, blocks, option, plain

MENU: Json = {
    "action_id": "menu",
    "placeholder": plain("Choose"),
    "focus_on_load": True,
    "confirm": CONFIRM,
}
SIZES = [option("Small", "s"), {**option("Large", "l"), "description": plain("For two")}]
GROUPS = [{"label": plain("Sizes"), "options": SIZES}]
FILTER: Json = {
    "include": ["im", "mpim", "private", "public"],
    "exclude_external_shared_channels": True,
    "exclude_bot_users": True,
}


def menu(kind: str, **more: Any) -> Json:
    return {"type": kind, **MENU, **more}


MENUS = {
    "static select": menu("static_select", options=SIZES, initial_option=SIZES[1]),
    "external select": menu("external_select", initial_option=SIZES[0], min_query_length=0),
    "users select": menu("users_select", initial_user="U0ADA"),
    "channels select": menu("channels_select", initial_channel="C0ALL", response_url_enabled=False),
    "conversations select": menu(
        "conversations_select",
        initial_conversation="G0OLD",
        default_to_current_conversation=True,
        response_url_enabled=False,
        filter=FILTER,
    ),
    "multi static select": menu(
        "multi_static_select", options=SIZES, initial_options=SIZES, max_selected_items=2
    ),
    "multi external select": menu(
        "multi_external_select", initial_options=SIZES, min_query_length=3, max_selected_items=1
    ),
    "multi users select": menu("multi_users_select", initial_users=["U0ADA", "W0BOB"], max_selected_items=5),
    "multi channels select": menu("multi_channels_select", initial_channels=["C0ALL"], max_selected_items=5),
    "multi conversations select": menu(
        "multi_conversations_select",
        initial_conversations=["D0ADA"],
        default_to_current_conversation=False,
        max_selected_items=5,
        filter={"exclude_bot_users": False},
    ),
}

SAMPLES: Samples = {
    **{name: asking(each) for name, each in MENUS.items()},
    **{f"{name} in actions": acting(each) for name, each in MENUS.items()},
    **{f"{name} beside a section": beside(each) for name, each in MENUS.items()},
    "groups": acting(menu("static_select", option_groups=GROUPS, initial_option=SIZES[0])),
    "groups for several": acting(
        menu("multi_static_select", option_groups=GROUPS, initial_options=[SIZES[1]])
    ),
    "a menu that answers in a channel": asking(menu("conversations_select", response_url_enabled=True)),
    "a hundred options": acting(
        menu("static_select", options=[option("x" * 75, f"{number:0150}") for number in range(100)])
    ),
    "five in an overflow": blocks(
        {
            "type": "actions",
            "elements": [
                {"type": "overflow", "options": [option("One", str(number)) for number in range(5)]}
            ],
        }
    ),
    "ten boxes": acting(
        {"type": "checkboxes", "options": [option("One", str(number)) for number in range(10)]}
    ),
}
