"""`/advocate` and its words: a part of their page to open, or a sentence to answer with."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.advocates import leaving, limits, standing
from bot.views.advocate.values import Part
from bot.views.ask.answered import noted
from models.member import Actor


@dataclass(frozen=True, slots=True)
class Opens:
    """A part of their page, and the key of a text to stand above it."""

    part: Part
    note: str = ""


OPENS = {
    "": Opens(Part.OVERVIEW),
    "me": Opens(Part.OVERVIEW),
    "limits": Opens(Part.LIMITS),
    "did": Opens(Part.REPORT),
    "i did it": Opens(Part.REPORT),
    "nominate": Opens(Part.NOMINATE),
    "pause": Opens(Part.OVERVIEW, note="pause_no_day"),
    "export": Opens(Part.EXPORT),
    "erase": Opens(Part.ERASE),
}
OF_EVERYBODY = frozenset({"help", "export", "erase"})  # who has not joined may say these, too


async def hear(session: AsyncSession, actor: Actor, text: str, *, now: datetime) -> Opens | str:
    """What somebody typed. Raises BotError for whoever is no customer, has not joined, or has left."""
    said = " ".join(text.lower().split())
    first, _, rest = said.partition(" ")
    own = await (standing.of if said in OF_EVERYBODY else standing.inside)(session, actor)
    if said in OPENS:
        return OPENS[said]
    if said == "leave":
        await leaving.leave(session, actor, now=now)
        return own.sentence("left_now")
    if said == "resume":
        await limits.resume(session, actor, now=now)
        return own.sentence("resumed")
    if first == "pause" and _day(rest):
        return await pause(session, actor, rest, now=now)
    usage = own.sentence("advocate_usage")
    return usage if said == "help" else f"{own.sentence('advocate_unknown')} {usage}"


async def pause(session: AsyncSession, actor: Actor, day: str, *, now: datetime) -> str:
    """Pause until a day as Slack writes it; what that means, as a sentence."""
    own = await standing.inside(session, actor)
    found = _day(day)
    if found is None:
        raise own.refuse("pause_day")
    until = await limits.pause(session, actor, found, now=now)
    return noted(own.wording, own.program.name, until, zone=own.advocate.zone, now=now)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
