"""What customers did, as their owners and the managers keep it: logged, corrected, void."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, participations
from bot.advocates import climb
from bot.advocates.claims import is_web_page
from bot.asks.course import locked
from bot.favours import decisions
from bot.kit import text
from bot.kit.errors import BotError, FormError
from bot.kit.text import foreign, plain
from bot.nudges import looking
from bot.rules import hours
from bot.views.ledger.entries import Entry, Ledger
from models import account as accounts
from models import activity as activities
from models import advocate as advocates
from models import ask as asks
from models import giveback as givebacks
from models import joining
from models import member as members
from models import nudge as nudges
from models import participation as rows
from models import program as programs
from models import survey as surveys
from models.activity import Activity
from models.advocate import Advocate
from models.ask import AskState
from models.member import Actor
from models.nudge import NudgeState
from models.participation import Participation, ParticipationState

PAGE = 10
MOST_GIVEN = 5  # shown beside what they did
MOST_OFFERED = 20
NOTE_LENGTH = 300
SOURCE = "logged by a colleague"
NO_LINK = "That is no link to a web page. It begins with https:// and has no spaces."
TWICE = "This is in their record for that day already. Choose another day, or correct it there."
NOBODY = "This customer is not known here any more."


@dataclass(frozen=True, slots=True)
class LogForm:
    """What a colleague writes down about a favour that was done outside Rung."""

    advocate_id: str
    activity: str
    done_on: date
    note: str = ""
    link: str | None = None
    serves_until: date | None = None


async def offered(session: AsyncSession, actor: Actor, typed: str) -> list[tuple[str, str]]:
    """Customers as (label, value): those the actor looks after, for a manager all."""
    looked_after_by = None if actor.is_manager else actor.member_id
    words = plain(typed, 60) if typed.strip() else ""
    found = await advocates.search_joined(
        session, actor.program_id, words=words, looked_after_by=looked_after_by, most=MOST_OFFERED
    )
    return [(plain(f"{person.name}, {account.name}", 75), person.id) for person, account in found]


async def kinds(
    session: AsyncSession, program_id: str, *, also: Activity | None = None
) -> list[tuple[str, str]]:
    """Activities as (name, key), the lightest first; `also`: what stands there already, on the ladder or not."""
    found = [(activity.name, activity.key) for activity in await activities.all_of(session, program_id)]
    own = [(also.name, also.key)] if also else []
    return found if also is None or own[0] in found else own + found


async def log(
    session: AsyncSession, actor: Actor, form: LogForm, *, form_key: str, now: datetime
) -> Advocate:
    """A favour done outside Rung, once whatever is sent again: verified, because who logs it knows the customer."""
    person = await _looked_after(session, actor, form.advocate_id)
    activity = await _activity(session, actor, form.activity)
    _not_ahead(actor, form.done_on, now)
    if form.link and not is_web_page(form.link):
        raise FormError({"link": NO_LINK})
    until = participations.last_day(activity, form.done_on, form.serves_until)
    if await rows.by_form(session, actor.program_id, form_key) is None:
        await _once(session, person, activity, form.done_on)
        await participations.record(
            session,
            person,
            ParticipationState.VERIFIED,
            activity_id=activity.id,
            done_on=form.done_on,
            source=SOURCE,
            by=actor.user_id,
            now=now,
            note=text.cut(form.note.strip(), NOTE_LENGTH),
            link=form.link,
            form_key=form_key,
            serves_until=until,
        )
    return person


async def of(
    session: AsyncSession, actor: Actor, advocate_id: str, *, now: datetime, page: int = 0
) -> Ledger:
    """One page of what somebody did, as it stands, the newest first."""
    person = await _looked_after(session, actor, advocate_id)
    found = await rows.of_advocate(session, actor.program_id, advocate_id, most=PAGE + 1, skip=page * PAGE)
    entries = [
        Entry(
            row.id,
            activity.name,
            row.done_on,
            row.state,
            row.note,
            row.link or "",
            lasting=activity.lasting,
            until=row.serves_until,
        )
        for row, activity in found[:PAGE]
    ]
    account = await accounts.get(session, actor.program_id, person.account_id)
    stands = None if page else await climb.briefly(session, actor.program_id, person.id, now=now)
    program = await programs.get(session, actor.program_id)
    verdict = None if page else await looking.one(session, program, person.id, now=now)
    return Ledger(
        advocate_id=person.id,
        name=person.name,
        account=account.name,
        entries=entries,
        page=page,
        more=len(found) > PAGE,
        account_id=account.id,
        gave=await givebacks.standing_of(session, actor.program_id, advocate_id, most=MOST_GIVEN),
        climb=stands,
        not_now=verdict.reasons if verdict else {},
        **({} if page else await _said(session, actor.program_id, person.id)),
        zone=actor.zone,
    )


async def _said(session: AsyncSession, program_id: str, advocate_id: str) -> dict[str, Any]:
    """The newest survey and the newest proposal, with what they said to them."""
    surveyed = await surveys.of_advocate(session, program_id, advocate_id, most=1)
    proposed = await nudges.before(session, program_id, advocate_id, frozenset(NudgeState), most=1)
    return {"survey": next(iter(surveyed), None), "nudge": next(iter(proposed), None)}


async def entry(session: AsyncSession, actor: Actor, entry_id: str) -> tuple[Participation, Activity]:
    """A row of somebody whom the actor looks after, with its activity."""
    found = await rows.find(session, actor.program_id, entry_id)
    if found is None:
        raise BotError(participations.CHANGED)
    await _looked_after(session, actor, found.advocate_id)
    return found, await activities.get(session, actor.program_id, found.activity_id)


async def correct(
    session: AsyncSession,
    actor: Actor,
    entry_id: str,
    *,
    activity: str,
    done_on: date,
    reason: str,
    now: datetime,
    serves_until: date | None = None,
) -> str:
    """Write the row anew, with the reason; whose ledger it is. The rest of a favour follows its day."""
    found, present = await entry(session, actor, entry_id)
    kind = present if activity == present.key else await _activity(session, actor, activity)
    _not_ahead(actor, done_on, now)
    until = participations.last_day(kind, done_on, serves_until)
    if (kind.id, done_on) != (found.activity_id, found.done_on):
        person = await advocates.get(session, actor.program_id, found.advocate_id)
        await _once(session, person, kind, done_on)
    await participations.supersede(
        session,
        found,
        ParticipationState.CORRECTED,
        by=actor.user_id,
        now=now,
        activity_id=kind.id,
        done_on=done_on,
        serves_until=until,
        note=_reason(reason),
    )
    if found.ask_id is not None:
        await asks.set_held_on(session, actor.program_id, found.ask_id, done_on)
        await messages.changed(session, actor.program_id, found.ask_id, now=now)
    return found.advocate_id


async def void(session: AsyncSession, actor: Actor, entry_id: str, *, reason: str, now: datetime) -> str:
    """It was never done; whose ledger it is. A favour that an ask led to did not happen then."""
    found, _ = await entry(session, actor, entry_id)
    await participations.supersede(
        session, found, ParticipationState.VOID, by=actor.user_id, now=now, note=_reason(reason)
    )
    whole = await locked(session, actor.program_id, found.ask_id) if found.ask_id else None
    if whole is not None and whole.ask.state is AskState.ACCEPTED:
        await decisions.mark_not_held(session, actor, whole, now=now)
    return found.advocate_id


async def _looked_after(session: AsyncSession, actor: Actor, advocate_id: str) -> Advocate:
    """The customer, where the actor is the owner of their account, the owner's backup, or a manager."""
    person = await advocates.find(session, actor.program_id, advocate_id)
    if person is None or person.erased_at is not None:
        raise BotError(NOBODY)
    account = await accounts.get(session, actor.program_id, person.account_id)
    owner = await members.get(session, actor.program_id, account.owner_id)
    if actor.member_id not in {owner.id, owner.backup_id} and not actor.is_manager:
        raise BotError(f"{foreign(owner.name)} looks after this customer, so this is theirs, or a manager's.")
    return person


async def _activity(session: AsyncSession, actor: Actor, key: str) -> Activity:
    found = (await activities.by_key(session, actor.program_id)).get(key)
    if found is None:
        raise FormError({"activity": "That activity is no longer on the ladder. Choose another one."})
    return found


async def _once(session: AsyncSession, person: Advocate, activity: Activity, day: date) -> None:
    """The same act is not verified twice, whoever tells of it."""
    await joining.lock(session, person.program_id, person.id)
    if person.erased_at is not None:  # by now
        raise BotError(NOBODY)
    if await rows.told_before(session, person.program_id, person.id, activity.id, day):
        raise FormError({"done_on": TWICE})


def _not_ahead(actor: Actor, day: date, now: datetime) -> None:
    if day > hours.local_day(hours.working(actor.zone, None), now):
        raise FormError({"done_on": "That day is still to come. Choose the day on which it was done."})


def _reason(written: str) -> str:
    if not written.strip():
        raise FormError({"reason": "Say why: it stays in the record."})
    return text.cut(written.strip(), NOTE_LENGTH)
