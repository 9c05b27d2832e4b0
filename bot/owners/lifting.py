"""A block that a person ends: whoever may, once, and everything that showed it is drawn anew."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.asks.answers import SOURCE
from bot.kit.errors import BotError
from bot.kit.text import foreign
from bot.views.ask.customer_task import Decided
from bot.views.owner.blocks import Standing
from models import ask as asks
from models import audit
from models import block as blocks
from models.block import BlockKind, WholeBlock
from models.member import Actor
from models.task import TaskKind

ENDED = "That block has ended in the meantime. Nothing was changed."
MANAGERS_ONLY = "This stands in a contract, so only a manager of the programme can lift it."
# What was opened for an owner beside the block, and how it is closed once the block is gone.
TASKS = {
    BlockKind.NOT_HAPPY: (TaskKind.NOT_HAPPY, Decided.CLEARED),
    BlockKind.COMPANY_FORBIDS: (TaskKind.FORBIDDEN, Decided.ALLOWED),
}


async def listed(
    session: AsyncSession, actor: Actor, *, everybody: bool, now: datetime, most: int, skip: int = 0
) -> list[Standing]:
    """What has not ended, of all accounts or of those that the actor answers for, as they see it."""
    program_id = actor.program_id
    whose = None if everybody else actor.member_id or ""
    found = await blocks.listed(session, program_id, whose, now=now, most=most, skip=skip)
    by = await audit.first_by(session, program_id, [whole.block.id for whole in found])
    return [
        Standing(
            whole, told=_told(whole), may=_refusal(actor, whole) is None, noted_by=by.get(whole.block.id)
        )
        for whole in found
    ]


async def lift(session: AsyncSession, actor: Actor, block_id: str, *, now: datetime) -> None:
    """End a block; raises BotError where it has ended, or is not the actor's to end."""
    program_id = actor.program_id
    whole = await blocks.whole(session, program_id, block_id)
    if whole is None:
        raise BotError(ENDED)
    refusal = _refusal(actor, whole)
    if refusal:
        raise BotError(refusal)
    if not await blocks.lift(session, program_id, block_id, now=now):
        raise BotError(ENDED)
    audit.record(session, program_id, at=now, actor=actor.user_id, verb="block_lifted", subject=block_id)
    if whole.block.kind in TASKS:
        kind, outcome = TASKS[whole.block.kind]
        await tasks.settle(session, program_id, kind, block_id, outcome, now=now)
    await _redraw(session, actor, whole, now=now)


async def _redraw(session: AsyncSession, actor: Actor, whole: WholeBlock, *, now: datetime) -> None:
    """The cards that weigh this company, and the Homes that list the block."""
    open_ = await asks.open_at(session, actor.program_id, [whole.account.id])
    shown = {ask.id for ask, _ in open_} | {actor.user_id, whole.owner.slack_user_id}
    await messages.changed(session, actor.program_id, *sorted(shown), now=now)


def _told(whole: WholeBlock) -> bool:
    """Did the customer say it themselves? A conflict can also be known from elsewhere."""
    kind = whole.block.kind
    named = kind is BlockKind.CONFLICT and whole.block.source == SOURCE
    return named or kind in {BlockKind.NOT_HAPPY, BlockKind.COMPANY_FORBIDS}


def _refusal(actor: Actor, whole: WholeBlock) -> str | None:
    """Why the actor may not lift it, in a sentence."""
    if whole.block.kind is BlockKind.CONTRACT_FORBIDS:
        return None if actor.is_manager else MANAGERS_ONLY
    theirs = actor.member_id is not None and actor.member_id in {whole.owner.id, whole.owner.backup_id}
    if theirs or (actor.is_manager and not _told(whole)):
        return None
    owner = foreign(whole.owner.name)
    if actor.is_manager:
        return f"{foreign(whole.account.name)} said this themselves, so only {owner} or their backup can lift it."
    return f"{owner} looks after this customer, so this is theirs to lift."
