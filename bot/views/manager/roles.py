"""Who has which role, and how it comes to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.kit.ids import Action, Form, Search, encode, variant
from bot.kit.text import foreign, listed
from bot.views.blocks import (
    Block,
    Element,
    actions,
    button,
    context,
    divider,
    field,
    modal,
    option,
    section,
    words,
)
from models.group import UserGroup
from models.member import COLLEAGUES, Member, Role

MANY = {Role.SELLER: "Sellers", Role.OWNER: "Owners of customers", Role.MANAGER: "Managers"}
MAY = {
    Role.SELLER: "may ask for references",
    Role.OWNER: "look after customers, and decide who is asked",
    Role.MANAGER: "run the programme",
}
BY_HAND = "-"  # the option for "no group": Slack offers no way back to an empty menu


@dataclass(frozen=True, slots=True)
class RolesNow:
    """The groups that roles follow, by Slack's ids, and a page of the people who have a role."""

    followed: Mapping[Role, str]
    groups: Mapping[str, UserGroup]
    members: Sequence[Member]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class RoleOf:
    """Somebody's roles, and which ones a group decides."""

    user_id: str
    held: frozenset[Role]
    decided: frozenset[Role]


def roles_view(shown: RolesNow, *, saved: bool = False) -> dict[str, Any]:
    blocks: list[Block] = [context("Saved. It holds from now on.")] if saved else []
    for role in COLLEAGUES:
        change = button("Follow a group", variant(Action.FOLLOW_GROUP, role), role)
        blocks.append(section(f"*{MANY[role]}* {MAY[role]}.\n{_how(shown, role)}", change))
    chosen: Element = {
        "type": "users_select",
        "action_id": Action.ROLE_PERSON,
        "placeholder": words("Choose somebody", 150),
    }
    blocks.append(section("*Give or take a role by hand*", chosen))
    blocks += [divider(), section(_people(shown.members))]
    turned = [
        *([_turn("Before", "before", shown.page - 1)] if shown.page else []),
        *([_turn("More", "more", shown.page + 1)] if shown.more else []),
    ]
    return modal(Form.ROLES, "Roles", [*blocks, *([actions(turned, block_id="pages")] if turned else [])])


def _turn(label: str, which: str, page: int) -> Element:
    return button(label, variant(Action.ROLES_PAGE, which), str(page))


def _how(shown: RolesNow, role: Role) -> str:
    group_id = shown.followed.get(role)
    if group_id is None:
        return "Given by hand."
    group = shown.groups.get(group_id)
    if group is None:
        return "Follows a user group that is gone: who had the role keeps it until you choose another way."
    return f"Whoever is in @{foreign(group.handle, 60)} ({foreign(group.name, 100)}), and nobody else."


def _people(shown: Sequence[Member]) -> str:
    if not shown:
        return "Nobody else has a role."
    lines = []
    for member in shown:
        held = listed([role.value for role in COLLEAGUES if role in member.roles])
        who = "Slack is being asked who this is" if member.unknown else held
        lines.append(f"<@{member.slack_user_id}>: {who}")
    return "\n".join(lines)


def role_form(found: RoleOf) -> dict[str, Any]:
    """The roles of one person, with a tick for each that they have."""
    free = [role for role in COLLEAGUES if role not in found.decided]
    blocks: list[Block] = [section(f"*<@{found.user_id}>*")]
    if found.decided:
        names = listed([MANY[role] for role in COLLEAGUES if role in found.decided])
        blocks.append(context(f"{names}: a user group decides that alone."))
    if not free:
        return modal(Form.ROLES, "Roles", blocks)
    options = {role: option(f"{role.value.capitalize()}: {MAY[role]}", role) for role in free}
    ticks: Element = {"type": "checkboxes", "options": list(options.values())}
    if held := [options[role] for role in free if role in found.held]:
        ticks["initial_options"] = held
    blocks.append(field("roles", "Their roles", ticks, optional=True))
    metadata = encode(found.user_id, *(sorted(found.held & set(free))))
    return modal(Form.ROLE, "Roles", blocks, submit="Save", close="Cancel", metadata=metadata)


def group_form(role: Role, shown: RolesNow) -> dict[str, Any]:
    """Which group a role follows."""
    group = shown.groups.get(shown.followed.get(role, ""))
    first = option(f"@{group.handle} · {group.name}", group.slack_group_id) if group else None
    menu: Element = {
        "type": "external_select",
        "action_id": Search.GROUP,
        "placeholder": words("Type a group's name", 150),
        "min_query_length": 0,
    }
    blocks = [
        section(
            f"*{MANY[role]}* {MAY[role]}. Once they follow a group, the group alone decides: whoever is not in it "
            "loses the role, and nobody gets it by hand."
        ),
        field("group", "User group", menu | ({"initial_option": first} if first else {})),
    ]
    return modal(Form.GROUP, MANY[role], blocks, submit="Save", close="Cancel", metadata=role)
