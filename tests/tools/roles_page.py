"""Writes docs/roles.md: who may press what, from the one table that the turn reads."""

import re
from collections.abc import Iterator
from itertools import groupby

import yaml

import app
from bot.kit.ids import Form, Search, bare
from handlers import roles
from models.member import Role
from sandbox.blocks import elements
from tests.house.tree import ROOT
from tests.views.gallery import everything
from tests.views.people import all_named

PAGE = ROOT / "docs" / "roles.md"
COLUMNS = {Role.SELLER: "seller", Role.OWNER: "owner", Role.MANAGER: "manager", Role.ADVOCATE: "customer"}
MOST_LABELS = 3
NUMBER = re.compile(r"\d[\d,.]*")  # of the gallery
HEAD = """\
# Who may what

Every button, menu, form and command of Rung, and which roles may use it at all. This page is written by
`python -m tests.tools.roles_page` from the table that each turn reads before anything else runs
([handlers/roles.py](../handlers/roles.py)); a test compares the two.

A role opens the door, no more. Whose question, customer or need it is, is settled in the transaction that would change
it: an owner decides for the customers they look after (or stand in for: any colleague may be a backup, so the door to
what is decided about a customer is open to all three roles), a seller changes their own needs, a customer
answers what was asked of them. What each of fifteen kinds of people gets who press what was meant for somebody else
stands in [tests/attacks/who_may.toml](../tests/attacks/who_may.toml), and a test presses everything as each of them.
Whoever may not is told so in a sentence that names no customer, no company and no deal, and nothing changes.

*Customer* is a person of a customer's company whom the programme knows. Nobody has a role in a programme by being in
its Slack.
"""


def page() -> str:
    """The whole page, as Markdown."""
    words = dict(_words())
    order = [*roles.REFUSALS, roles.ANYBODY]
    rows = sorted(roles.MAY.items(), key=lambda each: order.index(each[1]))
    parts = [HEAD]
    for allowed, group in groupby(rows, key=lambda each: each[1]):
        parts += ["", f"## {_heading(allowed)}", ""]
        if allowed:
            parts += [f"Others are told: “{roles.REFUSALS[allowed]}”", ""]
        parts += ["| what | id | " + " | ".join(COLUMNS.values()) + " |", "|---|---|" + "---|" * len(COLUMNS)]
        named = sorted((words.get(str(id_), "an event of Slack's"), str(id_)) for id_, _ in group)
        marks = " | ".join("yes" if not allowed or role in allowed else "" for role in COLUMNS)
        parts += [f"| {what} | `{id_}` | {marks} |" for what, id_ in named]
    return "\n".join(parts) + "\n"


def _heading(allowed: frozenset[Role]) -> str:
    who = [f"{name}s" for role, name in COLUMNS.items() if role in allowed]
    return (" and ".join([", ".join(who[:-1]), who[-1]] if len(who) > 1 else who) or "anybody").capitalize()


def _words() -> Iterator[tuple[str, str]]:
    """What stands on each thing that can be pressed, chosen or sent, where it is drawn."""
    manifest = yaml.safe_load(app.MANIFEST.read_text("utf-8"))["features"]
    yield from (
        (each["command"], f"{each['command']}: {each['description']}") for each in manifest["slash_commands"]
    )
    yield from ((each["callback_id"], f"shortcut *{each['name']}*") for each in manifest["shortcuts"])
    labels: dict[str, list[str]] = {}
    for surface in everything(all_named("…")):
        if surface.view and surface.kind == "modal":
            labels.setdefault(str(surface.view["callback_id"]), []).append(surface.view["title"]["text"])
        for block, element in elements(surface.blocks):
            labels.setdefault(bare(str(element["action_id"])), []).append(_label(block, element))
    for id_, found in labels.items():
        kind = "window" if id_ in set(Form) else "search" if id_ in set(Search) else ""
        some = list(dict.fromkeys(_general(each) for each in found if each))[:MOST_LABELS]
        yield id_, " ".join(filter(None, (kind, " · ".join(f"*{each}*" for each in some)))) or f"`{id_}`"


def _general(label: str) -> str:
    """Without the figures of the gallery, but where a figure is all that stands there."""
    return NUMBER.sub("…", label) if any(map(str.isalpha, label)) else label


def _label(block: dict[str, object], element: dict[str, object]) -> str:
    """The words on a button, beside a menu, or over an input."""
    for holder, name in ((element, "text"), (element, "placeholder"), (block, "label")):
        found = holder.get(name)
        if isinstance(found, dict):
            return str(found["text"])
    options = element.get("options")
    return " / ".join(str(each["text"]["text"]) for each in options[:4]) if isinstance(options, list) else ""


def main() -> None:
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
