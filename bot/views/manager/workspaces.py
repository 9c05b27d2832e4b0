"""Where a programme is installed, as its managers read it."""

from collections.abc import Sequence

from bot.kit.text import foreign
from models.workspace import Kind, Workspace

KINDS = {Kind.INTERNAL: "your own people", Kind.COMMUNITY: "your customers"}


def workspaces_listed(program: str, found: Sequence[Workspace]) -> str:
    lines = [
        f"• {foreign(each.name)}: {KINDS[each.kind]}{', nothing is sent there now' if each.paused_at else ''}"
        for each in found
    ]
    more = (
        "`/rung workspaces community` gives a link for a workspace in which your customers are, "
        "`/rung workspaces ours` for another one of your own people."
    )
    return "\n".join([f"The programme {foreign(program)} is installed in:", *lines, more])


def link_given(address: str, *, community: bool) -> str:
    whose = "in which your customers are" if community else "of your own people"
    return (
        f"Open this in the workspace {whose}, or give it to somebody who may install apps there:\n{address}\n"
        "It lets one workspace into this programme and is good for seven days. Whoever has it can use it, "
        "and you are told when it was used."
    )
