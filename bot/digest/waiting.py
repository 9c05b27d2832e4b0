"""The section of questions that wait for an approver."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.section import Frozen, Kept, Moment, Section, listed
from bot.views.digest.part import At, Part
from bot.views.digest.waiting import waiting
from models import ask as asks

MOST = 3


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    program_id = moment.program.id
    found = await asks.before_anybody(session, program_id, most=MOST)
    total = await asks.count_before_anybody(session, program_id)
    return listed([whole.ask.id for whole in found], total)


async def draw(session: AsyncSession, program_id: str, kept: Kept, at: At) -> Part:
    found = {whole.ask.id: whole for whole in await asks.some(session, program_id, kept["ids"])}
    return waiting([found[id_] for id_ in kept["ids"] if id_ in found], kept["total"], at)


SECTION = Section("waiting", freeze, draw)
