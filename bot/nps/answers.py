"""What somebody answers when asked whether they would recommend us, wherever they are asked."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.advocates import standing
from bot.advocates.standing import Own
from bot.kit.errors import BotError
from bot.kit.text import UNSEEN, cut
from bot.nps import detractors
from models import audit, joining, nps
from models.member import Actor
from models.nps import LONGEST_COMMENT, NpsQuestion, NpsSource

SCORES = range(11)


def score_of(typed: str) -> int:
    """Raises BotError for a number that no button has."""
    if not typed.isdecimal() or not typed.isascii() or int(typed) not in SCORES:
        raise BotError("Choose one of the numbers from 0 to 10.")
    return int(typed)


async def give(session: AsyncSession, actor: Actor, question_id: str, typed: str, *, now: datetime) -> None:
    """A number, or another one within a day."""
    await joining.lock(session, actor.program_id, actor.advocate_id or "")
    own, question = await _theirs(session, actor, question_id)
    score = score_of(typed)
    if question.score == score:
        return
    if not await nps.answer(session, actor.program_id, question.id, score, now=now):
        raise own.refuse("nps_too_late" if question.answered_at is None else "nps_stays")
    audit.record(
        session, actor.program_id, at=now, actor=actor.user_id, verb="nps_answered", subject=question.id
    )
    await record(session, own, question.id, score, NpsSource.ASKED, now=now)
    await messages.changed(session, actor.program_id, question.id, now=now)


async def say(
    session: AsyncSession, actor: Actor, question_id: str, typed: str | None, *, now: datetime
) -> None:
    """The follow-up: a few words, or with None nothing."""
    own, question = await _theirs(session, actor, question_id)
    comment = cut(UNSEEN.sub("", typed or "").strip(), LONGEST_COMMENT)
    if typed is not None and not comment:
        raise own.refuse("nps_nothing_said")
    if not await nps.said(session, actor.program_id, question.id, now=now):
        raise own.refuse("nps_too_late" if question.said_at is None else "nps_said_already")
    if comment:
        await nps.put_comment(session, actor.program_id, question.id, comment)
        audit.record(
            session, actor.program_id, at=now, actor=actor.user_id, verb="nps_comment", subject=question.id
        )
        if question.score is not None:
            day = standing.today(own.program, question.answered_at or now)
            await detractors.heard(session, own.customer, question.score, day, comment, now=now)
    await messages.changed(session, actor.program_id, question.id, now=now)


async def record(
    session: AsyncSession, own: Own, key: str, score: int, source: NpsSource, *, now: datetime
) -> None:
    """Keep an answer, in the place of an earlier one under the same key; a low one goes to their owner."""
    day, program_id = standing.today(own.program, now), own.program.id
    before = (await nps.keyed(session, program_id, [key])).get(key)
    comment = before.comment if before else ""
    if before is not None and before.score == score:
        return
    if before is not None:
        day = before.day
    values = {"score": score, "day": day, "source": source, "comment": comment}
    await nps.put(session, program_id, key=key, advocate_id=own.advocate.id, **values)
    await nps.keep_newest(session, program_id, own.advocate.id, score, day)
    await detractors.heard(session, own.customer, score, day, comment, now=now)
    await standing.changed(session, own.customer, now=now)


async def _theirs(session: AsyncSession, actor: Actor, question_id: str) -> tuple[Own, NpsQuestion]:
    """The actor, who is the one that was asked, and the question; raises BotError for anybody else."""
    own = await standing.inside(session, actor)
    question = await nps.find(session, actor.program_id, question_id)
    if question is None or question.advocate_id != own.advocate.id:
        raise own.refuse("only_theirs")
    return own, question
