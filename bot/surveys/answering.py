"""What somebody says in the survey: screen by screen in their messages, or all at once in a window."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, participations
from bot.advocates import consents, standing
from bot.advocates.standing import Own
from bot.kit.errors import BotError, FormError
from bot.nps import answers
from bot.nps.answers import score_of
from bot.rules import survey as rules
from bot.rules.survey import FIELDS, LAST, NUMBERS, Step
from bot.surveys import drafts
from bot.views.survey.questions import block_of
from models import activity as activities
from models import audit
from models import consent as consent_rows
from models import survey as surveys
from models.activity import Activity
from models.consent import Consented
from models.member import Actor
from models.nps import NpsSource
from models.participation import ParticipationState
from models.survey import Quoting, Survey, SurveyState

ACTIVITY = "survey"
SOURCE = "survey"
Typed = Mapping[str, str | Sequence[str] | None]  # by field, as it stands in the inputs


class Move(StrEnum):
    NEXT = "next"
    SKIP = "skip"
    BACK = "back"
    DECLINE = "decline"


async def press(
    session: AsyncSession, actor: Actor, survey_id: str, move: Move, step: int, *, typed: Typed, now: datetime
) -> None:
    """A button below one of its screens. Raises BotError where they are at another one by now."""
    own, survey = await theirs(session, actor, survey_id, now=now)
    if survey.step != step:
        raise own.refuse("survey_moved_on")
    if move is Move.DECLINE:
        await _save(session, own, survey, now=now, state=SurveyState.DECLINED, due_at=None)
        return
    said = _read(own, {name: typed.get(name) for name in FIELDS[Step(step)]}) if move is Move.NEXT else {}
    to = step - 1 if move is Move.BACK else step + 1
    await _save(session, own, survey, now=now, step=min(max(to, 0), LAST), **said)
    await _effects(session, own, survey, said, now=now)
    if to > LAST:
        await _finish(session, own, survey, now=now)


async def fill(session: AsyncSession, actor: Actor, survey_id: str, typed: Typed, *, now: datetime) -> None:
    """The whole of it, in a window. Raises FormError, by input, for what can't be taken."""
    own, survey = await theirs(session, actor, survey_id, now=now)
    said = _read(own, typed)
    if not said and survey.said_at is None:
        raise FormError({block_of("goal"): own.sentence("survey_nothing_said")})
    await _save(session, own, survey, now=now, **said)
    await _effects(session, own, survey, said, now=now)
    await _finish(session, own, survey, now=now)


async def theirs(session: AsyncSession, actor: Actor, survey_id: str, *, now: datetime) -> tuple[Own, Survey]:
    """The actor and their survey, open still; raises BotError where it is somebody else's, or closed."""
    own = await standing.inside(session, actor)
    survey = await surveys.find(session, actor.program_id, survey_id)
    if survey is None or survey.advocate_id != own.advocate.id:
        raise own.refuse("only_theirs")
    if survey.state is SurveyState.ANSWERED:
        raise own.refuse("survey_answered")
    if survey.state is not SurveyState.OPEN or survey.due_at is None or survey.due_at <= now:
        raise own.refuse("survey_too_late")
    return own, survey


async def ladder(session: AsyncSession, program_id: str, advocate_id: str) -> list[Activity]:
    """What somebody can be open to: all but the survey itself, and what they refused once."""
    every = await activities.all_of(session, program_id)
    said = await consent_rows.of_advocate(session, program_id, advocate_id)
    refused = {each.activity_id for each in said if each.state is Consented.NO}
    left = [each for each in every if each.id not in refused]
    return [each for each in left if each.retired_on is None and each.key != ACTIVITY]


def _read(own: Own, typed: Typed) -> dict[str, Any]:
    """What was said, as it is kept; what was left empty is not in it."""
    said: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, value in typed.items():
        if not value:
            continue
        if not isinstance(value, str):
            said[name] = list(value)
        elif name in NUMBERS:
            number = rules.number(value)
            if number is None:
                wrong[block_of(name)] = own.sentence("survey_no_number")
            said[name] = number
        elif name == "score":
            said[name] = score_of(value)
        elif name == "quoting":
            said[name] = _quoting(own, value)
        elif written := rules.words(name, value):
            said[name] = written
    if wrong:
        raise FormError(wrong)
    return said


def _quoting(own: Own, value: str) -> Quoting:
    if value not in set(Quoting):
        raise own.refuse("survey_moved_on")
    return Quoting(value)


async def _save(session: AsyncSession, own: Own, survey: Survey, *, now: datetime, **values: Any) -> None:
    program_id = own.program.id
    if FIELDS_OF_ALL & values.keys():
        values["said_at"] = now
    if not await surveys.save(session, program_id, survey.id, at_step=survey.step, now=now, **values):
        raise own.refuse("survey_moved_on")
    verb = "survey_declined" if values.get("state") is SurveyState.DECLINED else "survey_said"
    audit.record(session, program_id, at=now, actor=own.advocate.id, verb=verb, subject=survey.id)
    await messages.changed(session, program_id, survey.id, now=now)


FIELDS_OF_ALL = frozenset(name for names in FIELDS.values() for name in names)


async def _effects(
    session: AsyncSession, own: Own, survey: Survey, said: Mapping[str, Any], *, now: datetime
) -> None:
    """A number is an answer to that question wherever it is given; a tick is a yes to be asked."""
    if "score" in said:
        await answers.record(session, own, survey.id, said["score"], NpsSource.SURVEY, now=now)
    ticked = set(said.get("open_to", ()))
    known = await ladder(session, own.program.id, own.advocate.id) if ticked else []
    for activity_id in sorted(ticked & {each.id for each in known}):
        await consents.record(
            session, own.advocate, activity_id, Consented.YES, source=consents.SURVEY, now=now
        )


async def _finish(session: AsyncSession, own: Own, survey: Survey, *, now: datetime) -> None:
    """They are through: it is something that they did, and what may be quoted is drafted."""
    program_id = own.program.id
    done: dict[str, Any] = {"state": SurveyState.ANSWERED, "answered_at": now, "due_at": None}
    if not await surveys.save(session, program_id, survey.id, now=now, **done):
        raise own.refuse("survey_answered")
    audit.record(
        session, program_id, at=now, actor=own.advocate.id, verb="survey_answered", subject=survey.id
    )
    answered = await surveys.find(session, program_id, survey.id)
    if answered is None or answered.said_at is None:
        return
    step = (await activities.by_key(session, program_id)).get(ACTIVITY)
    if step is not None and step.retired_on is None:
        await participations.record(
            session,
            own.advocate,
            ParticipationState.VERIFIED,
            activity_id=step.id,
            done_on=standing.today(own.program, now),
            source=SOURCE,
            by=own.advocate.slack_user_id or audit.CLOCK,
            now=now,
        )
    await drafts.make(session, own, answered, now=now)
    await standing.changed(session, own.customer, now=now)


def move_of(typed: str) -> Move:
    """Raises BotError for a button that this version did not draw."""
    try:
        return Move(typed)
    except ValueError:
        raise BotError(
            "That button is from an older message. Open the newest one and press it there."
        ) from None
