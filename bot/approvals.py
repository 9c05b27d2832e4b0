"""What customer companies allow in public, to be named or their logo shown; and whose people nothing is given to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks
from bot.advocates.claims import is_web_page
from bot.givebacks import showing
from bot.kit.errors import BotError, FormError
from bot.kit.text import foreign, plain
from bot.rules import hours, weeks
from bot.views.company.window import WHAT, Company
from models import account as accounts
from models import audit, published
from models import company_approval as approvals
from models import giveback as givebacks
from models import member as members
from models import program as programs
from models.account import Account
from models.activity import Activity
from models.company_approval import ApprovalOf, CompanyApproval
from models.giveback import GivebackState
from models.member import Actor
from models.task import TaskKind

MOST_SHOWN, MOST_LISTED = 8, 10
LONGEST_SCOPE, LONGEST_NAME = 300, 150


@dataclass(frozen=True, slots=True)
class Recorded:
    """An approval as the form holds it."""

    what: str
    scope: str
    given_by: str
    given_on: date
    since: date | None = None
    until: date | None = None
    evidence: str = ""


async def standing(
    session: AsyncSession, program_id: str, account_id: str, kind: ApprovalOf, on: date
) -> CompanyApproval | None:
    """The company's approval of this kind on a day. Where it may stand is in its `scope`, for people to read."""
    return await approvals.standing(session, program_id, account_id, kind, on)


async def refuse_without(
    session: AsyncSession, account: Account, kind: ApprovalOf, on: date
) -> CompanyApproval:
    """The same; raises BotError where there is none on that day."""
    found = await standing(session, account.program_id, account.id, kind, on)
    if found is None:
        company, what = foreign(account.name), WHAT[kind]
        raise BotError(
            f"{company} has not approved {what}, or no longer does. Record its approval first: "
            "*What they did*, *Their company*."
        )
    return found


async def refuse_logo(session: AsyncSession, account: Account, activity: Activity, on: date) -> None:
    """Raises BotError where the activity shows the company's logo, and the company has not approved that."""
    if activity.key == published.LOGO:
        await refuse_without(session, account, ApprovalOf.LOGO, on)


async def company(session: AsyncSession, actor: Actor, account_id: str, *, now: datetime) -> Company:
    """What is known of a company's approvals; raises BotError where the actor does not look after it."""
    account = await _looked_after(session, actor, account_id)
    found = await approvals.of_account(session, actor.program_id, account_id, most=MOST_SHOWN)
    today = _today(actor, now)
    return Company(account.id, account.name, account.public_sector, found, today, manager=actor.is_manager)


async def record(
    session: AsyncSession, actor: Actor, account_id: str, form: Recorded, *, form_key: str, now: datetime
) -> None:
    """Write down what somebody at the customer said, once whatever is sent again."""
    account = await _looked_after(session, actor, account_id)
    today = _today(actor, now)
    since = form.since or form.given_on
    _check(form, since=since, today=today)
    program = await programs.get(session, actor.program_id)
    approval_id = await approvals.add(
        session,
        actor.program_id,
        account_id=account.id,
        what=ApprovalOf(form.what),
        scope=form.scope.strip()[:LONGEST_SCOPE],
        since=since,
        until=form.until,
        given_by=plain(form.given_by, LONGEST_NAME),
        given_on=form.given_on,
        evidence=form.evidence.strip() or None,
        recorded_at=now,
        recorded_by=actor.user_id,
        due_at=weeks.midnight(program.zone, form.until + timedelta(days=1)) if form.until else None,
        form_key=form_key,
    )
    if approval_id is not None:
        audit.record(
            session,
            actor.program_id,
            at=now,
            actor=actor.user_id,
            verb="company_approved",
            subject=approval_id,
        )
        await messages.changed(session, actor.program_id, account.id, now=now)


def _check(form: Recorded, *, since: date, today: date) -> None:
    if form.what not in set(ApprovalOf):
        raise FormError({"what": "Choose what they approved."})
    if not form.scope.strip():
        raise FormError({"scope": "Write where it may stand: it is all that we may do."})
    if not form.given_by.strip():
        raise FormError({"given_by": "Write who at the customer said so."})
    if form.given_on > today:
        raise FormError({"given_on": "That day is still to come. Choose the day on which they said so."})
    if form.until is not None and form.until < max(since, today):
        raise FormError({"until": "That has passed, or comes before the first day."})
    evidence = form.evidence.strip()
    if evidence and not is_web_page(evidence):
        raise FormError(
            {"evidence": "That is no link to a web page. It begins with https:// and has no spaces."}
        )


async def withdraw(session: AsyncSession, actor: Actor, approval_id: str, *, now: datetime) -> str:
    """The company takes it back; whose it was. Their owner is told what has to come down."""
    found = await approvals.find(session, actor.program_id, approval_id)
    if found is None:
        raise BotError("That approval is no longer there.")
    account = await _looked_after(session, actor, found.account_id)
    if not await approvals.withdraw(session, actor.program_id, approval_id, by=actor.user_id, now=now):
        raise BotError("That approval was withdrawn before.")
    audit.record(
        session,
        actor.program_id,
        at=now,
        actor=actor.user_id,
        verb="company_approval_withdrawn",
        subject=approval_id,
    )
    on = _today(actor, now)
    await _take_down(session, account, found, "was withdrawn", on=on, now=now)
    return account.id


async def clock_ran_out(
    session: AsyncSession, program_id: str, approval_id: str, /, *, now: datetime
) -> bool:
    """Its last day has passed. False: another replica was first, or it was withdrawn."""
    if not await approvals.claim_end(session, program_id, approval_id, now=now):
        return False
    found = await approvals.find(session, program_id, approval_id)
    if found is None:
        return False
    audit.record(
        session, program_id, at=now, actor=audit.CLOCK, verb="company_approval_ended", subject=approval_id
    )
    account = await accounts.get(session, program_id, found.account_id)
    on = (found.until or now.date()) + timedelta(days=1)
    if await standing(session, program_id, account.id, found.what, on) is None:
        await _take_down(session, account, found, "has ended", on=on, now=now)
    return True


async def _take_down(
    session: AsyncSession, account: Account, found: CompanyApproval, how: str, *, on: date, now: datetime
) -> None:
    """A task that names what stands under it, as far as Rung knows."""
    known = await published.under(session, account.program_id, found, on=on, most=MOST_LISTED)
    lines = [f"Their approval of {WHAT[found.what]} {how}. It was for: {plain(found.scope, LONGEST_SCOPE)}"]
    lines += [plain(each) for each in known] or ["Rung knows of nothing that stands under it."]
    await tasks.open_(
        session,
        TaskKind.TAKE_DOWN,
        member=await members.get(session, account.program_id, account.owner_id),
        account=account,
        advocate=None,
        subject=found.id,
        said="\n".join(lines),
        now=now,
    )
    await messages.changed(session, account.program_id, account.id, found.id, now=now)


async def set_public_sector(
    session: AsyncSession, actor: Actor, account_id: str, *, public: bool, now: datetime
) -> None:
    """A manager says that a company is public: what is on its way to its people is withdrawn."""
    if not actor.is_manager:
        raise BotError("Only a manager decides whether a customer counts as public sector.")
    program_id = actor.program_id
    if not await accounts.set_public_sector(session, program_id, account_id, public=public):
        return
    verb = "public_sector" if public else "not_public_sector"
    audit.record(session, program_id, at=now, actor=actor.user_id, verb=verb, subject=account_id)
    await messages.changed(session, program_id, account_id, now=now)
    if public:
        for giveback_id in await givebacks.open_at(session, program_id, account_id):
            whole = await givebacks.whole(session, program_id, giveback_id)
            if whole is not None:
                await showing.end(session, whole, GivebackState.WITHDRAWN, by=actor.user_id, now=now)


async def _looked_after(session: AsyncSession, actor: Actor, account_id: str) -> Account:
    """The account, where the actor is its owner, the owner's backup, or a manager."""
    account = await accounts.find(session, actor.program_id, account_id)
    if account is None:
        raise BotError("This company is not known here any more.")
    owner = await members.get(session, actor.program_id, account.owner_id)
    if actor.member_id not in {owner.id, owner.backup_id} and not actor.is_manager:
        raise BotError(f"{foreign(owner.name)} looks after this customer, so this is theirs, or a manager's.")
    return account


def _today(actor: Actor, now: datetime) -> date:
    return hours.local_day(hours.working(actor.zone, None), now)
