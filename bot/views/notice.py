"""Short messages of the programme itself, and answers that need a window of their own."""

from typing import Any

from bot.kit.ids import Form
from bot.kit.text import foreign
from bot.views.blocks import Drawing, modal, section


def workspace_paused(name: str, reason: str) -> Drawing:
    """For managers: why nothing is sent, and what mends it."""
    text = (
        f"Slack no longer lets Rung send in {foreign(name)} ({foreign(reason)}). "
        "Nothing is lost: install Rung again and it goes on where it stopped."
    )
    return Drawing(text, [section(text)])


def said_in_a_window(text: str) -> dict[str, Any]:
    """A private answer where there is no message to answer under."""
    return modal(Form.NOTICE, "Rung", [section(text)])
