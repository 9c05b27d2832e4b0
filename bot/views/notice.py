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


def workspace_paused(name: str, reason: str) -> Drawing:
    """For managers: why nothing is sent, and what mends it."""
    why = REASONS.get(reason, "Slack refuses its key")
    text = (
        f"Slack no longer lets Rung send in {foreign(name)}: {why}. "
        "Nothing is lost: install Rung again and it goes on where it stopped."
    )
    return Drawing(text, [section(text)])


def workspace_resumed(name: str) -> Drawing:
    """For managers, who may not have been reached before."""
    text = (
        f"Slack did not let Rung send in {foreign(name)} for a while, and does again. "
        "Nothing was lost: what waited goes out now."
    )
    return Drawing(text, [section(text)])


def said_in_a_window(text: str) -> dict[str, Any]:
    """A private answer where there is no message to answer under."""
    return modal(Form.NOTICE, "Rung", [section(text)])
