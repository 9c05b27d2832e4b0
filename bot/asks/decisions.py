"""The approver's yes or no: the first of the two consents."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.asks import course, sending
from bot.asks.approval import backup_of
from bot.asks.change import change
from bot.kit.errors import BotError, FormError
from bot.kit.text import foreign
from models import ask as asks
from models import audit
from models.ask import AskState, Refused, Road, WholeAsk
from models.member import Actor

SETTLED = "This has been settled in the meantime, so there is nothing left to do."
LONGEST_LINE = 300


async def approve(
    session: AsyncSession,
    actor: Actor,
    ask_id: str,
    *,
    now: datetime,
    road: Road = Road.SLACK,
    line: str | None = None,
) -> WholeAsk:
    """An approver's yes: the customer is asked now or when their contact hours begin.

    With the road IN_PERSON by the approver, without a message from Rung; `line` is the approver's own words.
    """
    whole = await to_decide(session, actor, ask_id)
    said = {} if line is None else {"personal_line": _short(line)}
    if not await change(
        session,
        whole.ask,
        AskState.APPROVED,
        came_from=AskState.APPROVING,
        now=now,
        actor=actor.user_id,
        decided_by=actor.member_id,
        road=road,
        **said,
    ):
        raise BotError(SETTLED)
    whole = await _again(session, whole)
    if not await sending.send(session, whole, now=now):
        await course.go_on(session, actor.program_id, whole.reference.id, now=now)
    return await _again(session, whole)


async def refuse(
    session: AsyncSession, actor: Actor, ask_id: str, how: Refused, *, now: datetime
) -> WholeAsk:
    """An approver's no: for this customer now, or for everybody at the account and this deal."""
    whole = await to_decide(session, actor, ask_id)
    if not await change(
        session,
        whole.ask,
        AskState.REFUSED,
        came_from=AskState.APPROVING,
        now=now,
        actor=actor.user_id,
        decided_by=actor.member_id,
        refused=how,
    ):
        raise BotError(SETTLED)
    if how is Refused.NOT_THIS_DEAL:
        await course.spare_colleagues(session, whole, now=now)
    await course.go_on(session, actor.program_id, whole.reference.id, now=now)
    return await _again(session, whole)


async def add_line(session: AsyncSession, actor: Actor, ask_id: str, line: str, *, now: datetime) -> None:
    """Keep the approver's own words on the card, for whoever approves; an empty line takes them off."""
    whole = await to_decide(session, actor, ask_id)
    short = _short(line)
    if short == whole.ask.personal_line:
        return
    if not await asks.set_line(session, actor.program_id, ask_id, short):
        raise BotError(SETTLED)
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb="line_added", subject=ask_id)
    await messages.changed(session, actor.program_id, whole.ask.id, now=now)


def _short(line: str) -> str:
    if len(line.strip()) > LONGEST_LINE:
        raise FormError({"line": f"{LONGEST_LINE} characters at most. Shorten it a little."})
    return line.strip()


async def waiting(session: AsyncSession, actor: Actor, ask_id: str) -> WholeAsk:
    """The ask, where it still waits for an approver and the actor is one; raises BotError where not."""
    whole = await to_decide(session, actor, ask_id)
    if whole.ask.state is not AskState.APPROVING:
        raise BotError(SETTLED)
    return whole


async def to_decide(session: AsyncSession, actor: Actor, ask_id: str) -> WholeAsk:
    """The ask, held, where the actor is one of those who decide; raises BotError where not."""
    whole = await course.locked(session, actor.program_id, ask_id)
    if whole is None:
        raise BotError(SETTLED)
    if actor.member_id == whole.seller.id != whole.owner.id:
        raise BotError("You asked for this yourself, so somebody else decides.")
    if actor.advocate_id == whole.ask.advocate_id:
        raise BotError("This is about asking you, so somebody else decides.")
    backup = await backup_of(session, whole.owner)
    deciders = {whole.owner.id, whole.ask.approver_id, backup and backup.id}
    if (actor.member_id is None or actor.member_id not in deciders) and not actor.is_manager:
        raise BotError(f"{foreign(whole.owner.name)} looks after this customer, so this is theirs to decide.")
    return whole


async def _again(session: AsyncSession, whole: WholeAsk) -> WholeAsk:
    found = await asks.whole(session, whole.ask.program_id, whole.ask.id)
    if found is None:
        raise BotError(SETTLED)
    return found
