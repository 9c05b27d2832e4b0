"""Short messages of the programme itself, and answers that need a window of their own."""

from typing import Any

from bot.kit.ids import Form
from bot.kit.text import foreign
from bot.views.blocks import Drawing, modal, section

REASONS = {
    "app_uninstalled": "it was taken out of the workspace",
    "tokens_revoked": "its key was withdrawn",
    "token_revoked": "its key was withdrawn",
    "token_expired": "its key has expired",
    "account_inactive": "it was switched off",
    "missing_scope": "a permission is missing",
    "messages_tab_disabled": "its messages are switched off",
}


def workspace_paused(name: str, reason: str, deleted_on: str | None) -> Drawing:
    """For managers: why nothing is sent, what mends it, and the day on which it is too late, if one is."""
    why = REASONS.get(reason, "Slack refuses its key")
    again = "Nothing is lost: install Rung again and it goes on where it stopped."
    if deleted_on is not None:
        again = (
            f"Install Rung again before {deleted_on} and it goes on where it stopped. "
            "On that day everything that it knows of this workspace is deleted."
        )
    text = f"Slack no longer lets Rung send in {foreign(name)}: {why}. {again}"
    return Drawing(text, [section(text)])


def workspace_resumed(name: str) -> Drawing:
    """For managers, who may not have been reached before."""
    text = (
        f"Slack did not let Rung send in {foreign(name)} for a while, and does again. "
        "Nothing was lost: what waited goes out now."
    )
    return Drawing(text, [section(text)])


def welcome(workspace: str, program: str) -> Drawing:
    """For whoever installed Rung: what there is to do first, in the order in which it pays."""
    text = (
        f"Rung is installed in {foreign(workspace)}, and you manage its programme, *{foreign(program)}*.\n"
        "1. Drop a CSV file here: accounts, customers, deals and their past. "
        "Rung checks it first and imports nothing before you say so.\n"
        "2. `/rung roles` says who sells and who looks after customers.\n"
        "3. `/rung settings` holds the caps, the hours and the channel of your programme.\n"
        "4. `/rung workspaces` connects the workspace in which your customers are, if there is one.\n"
        "Nobody is asked for anything before they were invited and have joined."
    )
    return Drawing(f"Rung is installed in {foreign(workspace)}. You manage its programme.", [section(text)])


def workspace_linked(workspace: str, program: str, *, community: bool) -> Drawing:
    """For managers: a further workspace belongs to their programme."""
    why = (
        "Customers who are there under the address that you know are reached there too."
        if community
        else "Colleagues there can be given roles."
    )
    text = f"{foreign(workspace)} belongs to the programme {foreign(program)} now. {why}"
    return Drawing(text, [section(text)])


def said_in_a_window(text: str) -> dict[str, Any]:
    """A private answer where there is no message to answer under."""
    return modal(Form.NOTICE, "Rung", [section(text)])
