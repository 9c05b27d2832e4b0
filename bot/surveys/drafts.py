"""A quote or story drafted from somebody's own answers: nothing of it leaves the house before they approved it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.advocates import standing
from bot.advocates.standing import Own
from bot.kit.errors import BotError
from bot.kit.text import UNSEEN, cut
from bot.rules.survey import is_story, paragraphs
from bot.rules.wording import Wording
from bot.views.survey.tasks import TAKEN_BACK, ToPublish
from models import audit
from models import draft as drafts
from models import story as stories
from models.base import new_id
from models.draft import LONGEST, Draft, DraftState
from models.member import Actor
from models.message import MessageKind
from models.story import StoryKind
from models.survey import Quoting, Survey
from models.task import TaskKind

OLD = "That button is from an older message. Open the newest one and press it there."
WAITING = frozenset({DraftState.DRAFTED})
TAKEABLE = frozenset({DraftState.APPROVED, DraftState.PUBLISHED})


class Move(StrEnum):
    """Of the buttons below a draft."""

    APPROVE = "approve"
    CHANGE = "change"
    SAVE = "save"
    BACK = "back"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


WRITES: Mapping[str, dict[str, Any]] = {
    Move.APPROVE: {"state": DraftState.APPROVED, "changing": False},
    Move.REFUSE: {"state": DraftState.REFUSED, "changing": False},
    Move.CHANGE: {"changing": True},
    Move.BACK: {"changing": False},
}


async def make(session: AsyncSession, own: Own, survey: Survey, *, now: datetime) -> None:
    """Nothing where they would not be quoted, or said nothing to quote."""
    if survey.quoting not in {Quoting.NAMED, Quoting.ANONYMOUS}:
        return
    kind, text = drafted(survey, own.wording)
    if not text:
        return
    draft = Draft(
        program_id=own.program.id,
        id=new_id(),
        advocate_id=own.advocate.id,
        account_id=survey.account_id,
        survey_id=survey.id,
        kind=kind,
        named=survey.quoting is Quoting.NAMED,
        text=cut(text, LONGEST),
        state_at=now,
    )
    session.add(draft)
    await session.flush()
    audit.record(session, own.program.id, at=now, actor=audit.CLOCK, verb="drafted", subject=draft.id)
    if own.advocate.slack_user_id is not None:
        await messages.show_about(session, own.advocate, MessageKind.DRAFT, draft.id, now=now)


def drafted(survey: Survey, wording: Wording) -> tuple[StoryKind, str]:
    """Their own words, put together; plain text."""
    names = ("goal", "before", "after", "unit", "time_to_value", "most_useful")
    said = {name: str(value) for name in names if (value := getattr(survey, name))}
    found = paragraphs(said)
    values = {
        "goal": said.get("goal", ""),
        "useful": said.get("most_useful", ""),
        "before": said.get("before", ""),
        "after": said.get("after", ""),
        "unit": said.get("unit", ""),
        "time": said.get("time_to_value", ""),
    }
    written = [" ".join(wording.label(key, **values).split()).replace(" .", ".") for key in found]
    return StoryKind.STORY if is_story(found) else StoryKind.QUOTE, "\n".join(written)


async def press(
    session: AsyncSession, actor: Actor, draft_id: str, move: str, typed: str | None, *, now: datetime
) -> None:
    """A button below their draft. Raises BotError where it is somebody else's, or past that."""
    own = await standing.of(session, actor)
    draft = await drafts.find(session, actor.program_id, draft_id)
    if draft is None or draft.advocate_id != own.advocate.id:
        raise own.refuse("only_theirs")
    if move == Move.WITHDRAW:
        await withdraw(session, own, draft, now=now)
        return
    values = _values(own, move, typed)
    if values is None:
        raise BotError(OLD)
    if not await drafts.change(session, actor.program_id, draft.id, WAITING, **values | _dated(values, now)):
        raise own.refuse("draft_past")
    _log(session, own, f"draft_{move}", draft.id, now=now)
    approved = await drafts.find(session, actor.program_id, draft.id) if move == Move.APPROVE else None
    if approved is not None:  # read again: another press may have changed the words just before
        await _to_publish(session, own, approved, now=now)
    await messages.changed(session, actor.program_id, draft.id, now=now)


def _values(own: Own, move: str, typed: str | None) -> dict[str, Any] | None:
    """What a button writes; None for one that this version did not draw."""
    if move == Move.SAVE:
        text = cut(UNSEEN.sub("", typed or "").strip(), LONGEST)
        if not text:
            raise own.refuse("draft_empty")
        return {"text": text, "changing": False}
    return WRITES.get(move)


def _dated(values: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {"state_at": now} if "state" in values else {}


async def _to_publish(session: AsyncSession, own: Own, draft: Draft, *, now: datetime) -> None:
    await tasks.open_(
        session,
        TaskKind.PUBLISH,
        member=own.customer.owner,
        account=own.customer.account,
        advocate=own.advocate,
        subject=draft.id,
        said=ToPublish(named=draft.named, kind=str(draft.kind), text=draft.text).written(),
        now=now,
    )


async def withdraw(session: AsyncSession, own: Own, draft: Draft, *, now: datetime) -> None:
    """They take it back: sellers are shown it no more, and what stands on a page is taken down by their owner."""
    program_id = own.program.id
    values = {"state": DraftState.WITHDRAWN, "state_at": now, "changing": False}
    if not await drafts.change(session, program_id, draft.id, TAKEABLE, **values):
        raise own.refuse("draft_past")
    _log(session, own, "draft_withdraw", draft.id, now=now)
    await tasks.settle(session, program_id, TaskKind.PUBLISH, draft.id, TAKEN_BACK, now=now)
    fresh = await drafts.find(session, program_id, draft.id)
    if fresh is not None and fresh.story_id is not None:
        await stories.take_back(session, program_id, fresh.story_id)
        await tasks.open_(
            session,
            TaskKind.RETRACT,
            member=own.customer.owner,
            account=own.customer.account,
            advocate=own.advocate,
            subject=draft.id,
            said=fresh.link or "",
            now=now,
        )
    await messages.changed(session, program_id, draft.id, now=now)


def _log(session: AsyncSession, own: Own, verb: str, subject: str, *, now: datetime) -> None:
    audit.record(session, own.program.id, at=now, actor=own.advocate.id, verb=verb, subject=subject)
