"""Two customers who both agreed to meet: introduced in a group message, or by hand where Slack can't."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import wordings
from bot.advocates.standing import today
from bot.givebacks import showing
from bot.views.giveback.introduction import introduction_text
from models import audit
from models import giveback as givebacks
from models import message as messages
from models import program as programs
from models.giveback import GivebackState, WholeGiveback
from models.message import MessageKind
from models.task import TaskKind

LONGEST = 32  # characters of a recipient, see models/message.py


async def weigh(session: AsyncSession, program_id: str, pair_id: str, *, now: datetime) -> None:
    """One of the two has said yes: with the other one's yes they are introduced. Call it while both are held."""
    pair = await givebacks.of_pair(session, program_id, pair_id)
    if len(pair) == len({each.giveback.id for each in pair if each.giveback.state is GivebackState.AGREED}):
        place = group_of(pair)
        if place is None:
            await by_hand(session, pair, now=now)
        else:
            await messages.want(
                session,
                program_id=program_id,
                workspace_id=pair[0].advocate.workspace_id or "",
                kind=MessageKind.INTRODUCTION,
                subject=pair_id,
                recipient=place,
                now=now,
            )


def group_of(pair: Sequence[WholeGiveback]) -> str | None:
    """Both users as `conversations.open` wants them, in an order of their own; None where Slack can't do it.

    Both have to be there, in one workspace. Two from outside may lack a channel in common: only Slack knows, and where
    it says no they are introduced by hand (see `undelivered`).
    """
    users = [each.advocate.slack_user_id for each in pair if each.advocate.in_slack]
    workspaces = {each.advocate.workspace_id for each in pair}
    place = ",".join(sorted(user for user in users if user))
    together = len(users) == len(pair) and len(workspaces) == 1 and None not in workspaces
    return place if together and len(place) <= LONGEST else None


async def by_hand(session: AsyncSession, pair: Sequence[WholeGiveback], *, now: datetime) -> None:
    """Whoever looks after the first of the two gets a text that introduces them."""
    first = pair[0]
    customer, row = showing.customer_of(first), first.giveback
    company = (await programs.get(session, row.program_id)).name
    said = introduction_text(pair, await wordings.of(session, row.program_id, None), company=company)
    await showing.give_to_owner(session, customer, TaskKind.INTRODUCE, row.pair_id or "", said=said, now=now)


async def introduced(session: AsyncSession, program_id: str, pair_id: str, *, by: str, now: datetime) -> None:
    """They have been: by our message, which stands there now, or by their owner. Once for each of them."""
    for whole in await givebacks.of_pair(session, program_id, pair_id):
        await given(session, whole, by=by, now=now)


async def given(
    session: AsyncSession, whole: WholeGiveback, *, by: str, now: datetime, **values: Any
) -> bool:
    """They had it today. False: it is settled already, or was never agreed."""
    row = whole.giveback
    values["given_on"] = today(await programs.get(session, row.program_id), now)
    agreed = {GivebackState.AGREED}
    if not await givebacks.move(
        session, row.program_id, row.id, GivebackState.GIVEN, came_from=agreed, by=by, now=now, **values
    ):
        return False
    audit.record(session, row.program_id, at=now, actor=by, verb="giveback_given", subject=row.id)
    await showing.changed(session, showing.customer_of(whole), row.id, now=now)
    return True
