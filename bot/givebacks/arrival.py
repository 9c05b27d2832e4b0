"""What the outbox tells of messages that give something: one stands in Slack, or never will."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.advocates.standing import today
from bot.givebacks import peers, showing
from models import audit
from models import giveback as givebacks
from models import program as programs
from models.giveback import GivebackKind, GivebackState
from models.message import Message, MessageKind

KINDS = frozenset({MessageKind.GIVEBACK, MessageKind.INTRODUCTION})


async def note(session: AsyncSession, message: Message, *, now: datetime) -> None:
    """It stands there, and whoever reads it has what it gives: two are introduced, a draft is theirs.

    Call it in the transaction that writes down where it stands, so that no crash comes between.
    """
    program_id = message.program_id
    if message.kind is MessageKind.INTRODUCTION:
        await peers.introduced(session, program_id, message.subject, by=audit.CLOCK, now=now)
    elif message.kind is MessageKind.GIVEBACK:
        whole = await givebacks.whole(session, program_id, message.subject)
        if whole is not None and whole.giveback.kind is GivebackKind.WORD:
            await hand_over(session, program_id, message.subject, by=audit.CLOCK, now=now)


async def hand_over(
    session: AsyncSession, program_id: str, giveback_id: str, *, by: str, now: datetime
) -> bool:
    """A draft needs no yes: it is given as soon as they have it. False: they had it before."""
    whole = await givebacks.whole(session, program_id, giveback_id)
    offered, day = {GivebackState.OFFERED}, today(await programs.get(session, program_id), now)
    if whole is None or not await givebacks.move(
        session,
        program_id,
        giveback_id,
        GivebackState.GIVEN,
        came_from=offered,
        by=by,
        now=now,
        given_on=day,
    ):
        return False
    audit.record(session, program_id, at=now, actor=by, verb="giveback_given", subject=giveback_id)
    await showing.changed(session, showing.customer_of(whole), giveback_id, now=now)
    return True


async def undelivered(session: AsyncSession, message: Message, *, now: datetime) -> None:
    """Slack will never bring it: an offer is passed on by hand, and two are introduced by hand."""
    if message.ts is not None or message.kind not in KINDS:
        return
    if message.kind is MessageKind.INTRODUCTION:
        pair = await givebacks.of_pair(session, message.program_id, message.subject)
        if pair and all(each.giveback.state is GivebackState.AGREED for each in pair):
            await peers.by_hand(session, pair, now=now)
        return
    whole = await givebacks.whole(session, message.program_id, message.subject)
    if whole is not None and whole.giveback.state is GivebackState.OFFERED:
        customer = showing.customer_of(whole)
        await showing.pass_on(session, customer, whole.giveback.id, now=now)
