"""Home of whoever decides: questions about customers, and what else waits for them."""

from collections.abc import Sequence
from datetime import datetime

from bot.views.ask.approval import approval_card
from bot.views.ask.known import Carried
from bot.views.blocks import Block, divider, header, section
from bot.views.task import task_card
from models.ask import WholeAsk
from models.member import Actor
from models.task import WholeTask


def decisions(
    approvals: Sequence[tuple[WholeAsk, Carried]],
    tasks: Sequence[WholeTask],
    actor: Actor,
    *,
    now: datetime,
) -> list[Block]:
    blocks = [header("Waiting for your decision")]
    if not approvals and not tasks:
        return [*blocks, section("Nothing is waiting for you.")]
    for whole, carried in approvals:
        card = approval_card(whole, carried, reader=actor.member_id, zone=actor.zone, now=now)
        blocks += [*card.blocks, divider()]
    for task in tasks:
        blocks += [*task_card(task, zone=actor.zone, now=now).blocks, divider()]
    return blocks
