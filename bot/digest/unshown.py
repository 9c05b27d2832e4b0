"""The section of messages that could not be shown to somebody: where managers find them."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.section import About, Frozen, Kept, Moment, Present, Section
from bot.views.digest import unshown as view
from bot.views.digest.part import At, Part
from models import upkeep


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    found, total = await upkeep.stuck(session, moment.program.id, most=1)
    if not found:
        return None
    since = found[0].stuck_at or found[0].due_at
    return Frozen({"total": total, "since": since.isoformat()})


def draw(kept: Kept, present: Present, at: At) -> Part:  # noqa: ARG001
    return view.unshown(kept["total"], datetime.fromisoformat(kept["since"]), at)


SECTION = Section("unshown", About.NOTHING, freeze, draw)
