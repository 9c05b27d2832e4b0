"""A bare Bolt listener that takes a customer's yes with SQLAlchemy Core: the same rows read, held and written.

No roles, no table of handlers, no ORM, no log; and no more statements than these rows take.
"""

from datetime import UTC, datetime, time
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from sqlalchemy import (
    LABEL_STYLE_TABLENAME_PLUS_COL,
    BindParameter,
    Row,
    Select,
    and_,
    bindparam,
    insert,
    select,
    union,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from benchmarks.variants import bolt
from bot.kit.ids import SEPARATOR, Action
from models import metadata
from models.ask import RUNNING, AskState
from models.base import new_id
from models.debrief import Side
from models.message import MessageKind
from models.reference import ReferenceState

OVER_AT = time(18)
LEFT = [*RUNNING, AskState.LISTED]

ask, reference, advocate, account, deal, activity = (
    metadata.tables[name] for name in ("ask", "reference", "advocate", "account", "deal", "activity")
)
workspace, member, consent = (metadata.tables[name] for name in ("workspace", "member", "consent"))
audit, debrief, message = (metadata.tables[name] for name in ("audit", "debrief", "message"))


def answering(engine: AsyncEngine) -> AsyncApp:
    app = bolt(process_before_response=True)
    who, listed = _who(), _listed()

    async def hear(ack: AsyncAck, body: dict[str, Any]) -> None:
        user, ask_id = body["user"]["id"], body["actions"][0]["value"].split(SEPARATOR)[0]
        async with engine.begin() as connection:
            own = (await connection.execute(who, {"user": user, "team": body["team"]["id"]})).one()
            found = await connection.execute(listed, {"program": own.workspace_program_id, "ask": ask_id})
            rows = found.all()
            asked = next(row for row in rows if row.ask_id == ask_id)
            if asked.advocate_slack_user_id != user:
                raise RuntimeError(f"{user} was not asked this")
            accepted = sum(row.ask_state == AskState.ACCEPTED for row in rows)
            await _accept(connection, asked, user, last=accepted + 1 >= asked.reference_wanted)
        await ack()

    app.action(Action.ACCEPT)(hear)
    return app


def _who() -> Select[*tuple[Any, ...]]:
    """Workspace, colleague and customer behind a press."""
    user: BindParameter[str] = bindparam("user")
    program = workspace.c.program_id
    return (
        select(workspace, member, advocate)
        .outerjoin(member, and_(member.c.program_id == program, member.c.slack_user_id == user))
        .outerjoin(advocate, and_(advocate.c.program_id == program, advocate.c.slack_user_id == user))
        .where(workspace.c.team_id == bindparam("team"))
        .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
    )


def _listed() -> Select[*tuple[Any, ...]]:
    """All asks of an ask's reference with what each refers to; the reference and their accounts are held."""
    owner, seller, decider = (member.alias(name) for name in ("owner", "seller", "decider"))

    def at(table: Any, column: Any) -> Any:
        return and_(table.c.program_id == ask.c.program_id, table.c.id == column)

    of = select(ask.c.reference_id).where(
        ask.c.program_id == bindparam("program"), ask.c.id == bindparam("ask")
    )
    return (
        select(ask, reference, advocate, account, deal, activity, owner, seller, decider)
        .select_from(ask)
        .join(reference, at(reference, ask.c.reference_id))
        .join(advocate, at(advocate, ask.c.advocate_id))
        .join(account, at(account, ask.c.account_id))
        .join(deal, at(deal, ask.c.deal_id))
        .join(activity, at(activity, ask.c.activity_id))
        .join(owner, at(owner, account.c.owner_id))
        .join(seller, at(seller, reference.c.seller_id))
        .outerjoin(decider, at(decider, ask.c.decided_by))
        .where(ask.c.program_id == bindparam("program"), ask.c.reference_id == of.scalar_subquery())
        .order_by(account.c.id)
        .with_for_update(of=[reference, account])
        .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
    )


async def _accept(connection: AsyncConnection, asked: Row[Any], user: str, *, last: bool) -> None:
    """The yes, what is waited for next, and the end of the search; each with its line in the log, and redrawn."""
    program_id, now, lines = asked.ask_program_id, datetime.now(UTC), [(user, "accepted", asked.ask_id)]
    moved = await connection.execute(
        update(ask)
        .where(ask.c.program_id == program_id, ask.c.id == asked.ask_id, ask.c.state == AskState.ASKED)
        .values(state=AskState.ACCEPTED, state_at=now, due_at=None, answered_at=now)
    )
    if not moved.rowcount:
        raise RuntimeError(f"answered already: {asked.ask_state}")
    await _wait(connection, asked)
    agreed = await connection.execute(
        select(consent).where(
            consent.c.program_id == program_id,
            consent.c.advocate_id == asked.advocate_id,
            consent.c.activity_id == asked.activity_id,
        )
    )
    if agreed.one().until <= now:
        raise RuntimeError("the consent has ended")
    if last:
        lines += await _close(connection, asked, now)
    same = {"program_id": program_id, "at": now}
    rows = [
        same | {"id": new_id(), "actor": actor, "verb": verb, "subject": subject}
        for actor, verb, subject in lines
    ]
    await connection.execute(insert(audit), rows)
    await _redraw(connection, program_id, [subject for _, _, subject in lines], now)


async def _wait(connection: AsyncConnection, asked: Row[Any]) -> None:
    """For the day on which it is needed to pass."""
    dialect = import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
    over = datetime.combine(asked.reference_needed_on, OVER_AT, ZoneInfo(asked.advocate_zone)).astimezone(UTC)
    await connection.execute(
        dialect.insert(debrief)
        .values(
            program_id=asked.ask_program_id, id=new_id(), ask_id=asked.ask_id, side=Side.SELLER, due_at=over
        )
        .on_conflict_do_update(index_elements=["program_id", "ask_id", "side"], set_={"due_at": over})
    )


async def _close(connection: AsyncConnection, asked: Row[Any], now: datetime) -> list[tuple[str, str, str]]:
    """The reference has found whom it looked for: the rest of its list is not asked."""
    program_id, reference_id = asked.ask_program_id, asked.ask_reference_id
    await connection.execute(
        update(reference)
        .where(reference.c.program_id == program_id, reference.c.id == reference_id)
        .values(state=ReferenceState.FOUND)
    )
    rest = await connection.execute(
        update(ask)
        .where(ask.c.program_id == program_id, ask.c.reference_id == reference_id, ask.c.state.in_(LEFT))
        .values(state=AskState.WITHDRAWN, state_at=now, due_at=None)
        .returning(ask.c.id)
    )
    return [("rung", "found", reference_id), *(("rung", "withdrawn", each) for each in rest.scalars())]


async def _redraw(connection: AsyncConnection, program_id: str, subjects: list[str], now: datetime) -> None:
    """Every message about these, and the Home of whoever has one."""
    own = message.c.program_id == program_id
    about = select(message.c.id, message.c.recipient).where(own, message.c.subject.in_(subjects)).cte()
    homes = select(message.c.id).where(
        own, message.c.kind == MessageKind.HOME, message.c.recipient.in_(select(about.c.recipient))
    )
    rows = (
        select(message.c.id)
        .where(own, message.c.id.in_(union(select(about.c.id), homes)))
        .order_by(message.c.id)
        .with_for_update()
    )
    await connection.execute(
        update(message).where(own, message.c.id.in_(rows)).values(wanted=message.c.wanted + 1, due_at=now)
    )
