"""`/rung workspaces`: where the programme is installed, and links that let one more workspace in."""

from bot.connection import entering
from bot.kit.errors import BotError
from bot.views.manager.workspaces import link_given, workspaces_listed
from handlers.answers import Answer, Say
from handlers.install import PAGE
from handlers.table import Turn
from models import program as programs
from models import workspace as workspaces
from models.workspace import Kind

NO_PAGE = (
    "Rung can't be installed into further workspaces here: whoever runs it has not set it up for that. "
    "Its docs/operations.md says how."
)
KINDS = {"community": Kind.COMMUNITY, "ours": Kind.INTERNAL}


async def overview(turn: Turn) -> Answer:
    program = await programs.get(turn.session, turn.actor.program_id)
    found = await workspaces.of_program(turn.session, program.id)
    return Say(workspaces_listed(program.name, found))


async def link(turn: Turn, kind: Kind) -> Answer:
    if not turn.host:
        raise BotError(NO_PAGE)
    actor = turn.actor
    token = await entering.give_link(
        turn.session, actor.program_id, kind, by=actor.user_id, now=turn.now, real=turn.real
    )
    return Say(link_given(f"{turn.host}{PAGE}?link={token}", community=kind is Kind.COMMUNITY))
