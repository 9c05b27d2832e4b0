"""*Yes, if no conflict*: the customer sees who the prospect is, and confirms or withdraws."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks import answers
from bot.kit.errors import BotError
from models import ask as asks
from models import audit
from models.ask import WITH_CUSTOMER, AskState, Declined, WholeAsk, WhyNot
from models.base import new_id
from models.block import Block, BlockKind
from models.member import Actor


class Agreed(StrEnum):
    """The three ways in which a customer agrees to something that they have read."""

    YES = "yes"
    IF_NO_CONFLICT = "if_no_conflict"
    CONFIRMED = "confirmed"


async def agree(
    session: AsyncSession, actor: Actor, ask_id: str, how: Agreed, *, edition: int, now: datetime
) -> str:
    """Agree to the question as it stood in that edition of it.

    What is to be said to them alone: that it has changed since, or nothing where their card says it all.
    """
    whole = await answers.to_answer(session, actor, ask_id)
    if whole.ask.state in WITH_CUSTOMER and whole.reference.edition != edition:
        await messages.changed(session, actor.program_id, ask_id, now=now)
        return answers.CHANGED
    if how is Agreed.IF_NO_CONFLICT:
        await _reveal(session, actor, whole, now=now)
    else:
        came_from = AskState.ASKED if how is Agreed.YES else AskState.CHECKING
        await answers.accept_held(session, actor, whole, now=now, came_from=came_from)
    return ""


async def _reveal(session: AsyncSession, actor: Actor, whole: WholeAsk, *, now: datetime) -> None:
    """Their card names the prospect from now on; the deadline goes on."""
    if whole.ask.state is AskState.ASKED and not whole.may_be_named:
        raise BotError(answers.CHANGED)
    await answers.answer(
        session,
        actor,
        whole,
        AskState.CHECKING,
        came_from=frozenset({AskState.ASKED}),
        now=now,
        answered_at=None,
        due_at=whole.ask.due_at,
    )


async def withdraw(session: AsyncSession, actor: Actor, ask_id: str, *, now: datetime) -> WholeAsk:
    """They have a conflict with the company they saw: nobody at theirs is asked for it again."""
    whole = await answers.to_answer(session, actor, ask_id)
    if whole.ask.state is AskState.ASKED:
        raise BotError(answers.CHANGED)
    await answers.decline(session, actor, ask_id, Declined.CONFLICT, now=now)
    await asks.keep_why_not(session, actor.program_id, ask_id, WhyNot.CONFLICT)
    exclude(session, actor, whole, now=now)
    return whole


def exclude(session: AsyncSession, actor: Actor, whole: WholeAsk, *, now: datetime) -> None:
    """The prospect's company and this account are kept apart."""
    block(session, actor, whole, BlockKind.CONFLICT, company_key=whole.deal.prospect_key, now=now)


def block(
    session: AsyncSession, actor: Actor, whole: WholeAsk, kind: BlockKind, *, now: datetime, **values: str
) -> str:
    """A block of the whole account, as what they said wants it; its id."""
    block_id = new_id()
    session.add(
        Block(
            program_id=whole.ask.program_id,
            id=block_id,
            account_id=whole.account.id,
            kind=kind,
            since=now,
            known_at=now,
            source=answers.SOURCE,
            **values,
        )
    )
    audit.record(
        session, whole.ask.program_id, at=now, actor=actor.user_id, verb=f"block_{kind}", subject=block_id
    )
    return block_id
