"""Managers look through the log: who did what, and to whom."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.text import plain
from bot.views.manager.log import NOBODY, LogPage, Wanted
from bot.views.manager.log_words import verbs_of
from models import log
from models.audit import Audit
from models.log import ALL, Named
from models.member import Actor

PAGE = 20
MOST_OFFERED = 20


async def page(session: AsyncSession, actor: Actor, wanted: Wanted) -> LogPage:
    found = await log.page(
        session,
        actor.program_id,
        most=PAGE + 1,
        before=wanted.before,
        verbs=verbs_of(wanted.kind) if wanted.kind else ALL,
        person_id=wanted.person_id,
    )
    lines, chosen = found[:PAGE], [wanted.person_id] if wanted.person_id else []
    names = await log.names(session, actor.program_id, [*_ids(lines), *chosen])
    return LogPage(
        wanted=wanted,
        lines=lines,
        names=names,
        more=len(found) > PAGE,
        person=names.get(wanted.person_id or "", NOBODY),
    )


async def offered(session: AsyncSession, actor: Actor, typed: str) -> list[tuple[str, str]]:
    """Options as (label, value): colleagues and customers whose name, or company, holds the words."""
    found = await log.people(session, actor.program_id, words=typed.strip(), most=MOST_OFFERED)
    return [(plain(_label(named), 75), id_) for id_, named in found]


def _label(named: Named) -> str:
    return ", ".join(each for each in (named.name, named.company) if each)


def _ids(lines: Iterable[Audit]) -> list[str]:
    return [id_ for line in lines for id_ in (line.actor, line.subject)]
