"""Short messages of the programme itself, and windows."""

from collections.abc import Iterator

from bot.rules.wording import Wording
from bot.views.ask.answered import noted
from bot.views.notice import (
    said_in_a_window,
    welcome,
    workspace_linked,
    workspace_paused,
    workspace_resumed,
)
from tests.views.gallery.surface import Surface, message, modal
from tests.views.people import BERLIN, NOW, Names, at


def surfaces(names: Names) -> Iterator[Surface]:
    yield message("notice", workspace_paused(names.workspace, names.reason, None))
    yield message("notice", workspace_resumed(names.workspace))
    yield message("left", workspace_paused(names.workspace, "app_uninstalled", "8 March"))
    yield message("welcome", welcome(names.workspace, names.company))
    for kind, community in (("community", True), ("own", False)):
        linked = workspace_linked(names.workspace, names.company, community=community)
        yield message(f"linked {kind} workspace", linked)
    paused = noted(Wording(), names.company, at(1, 0, month=6), zone=BERLIN, now=NOW)
    yield modal("window", said_in_a_window(paused))
