"""The owner's invitation, once and in their own name: nobody is asked for a favour before they joined."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages, tasks, wordings
from bot.advocates import standing
from bot.kit.errors import BotError, FormError
from bot.kit.text import foreign, key, plain
from bot.privacy import suppression
from bot.views import dates
from bot.views.advocate.cards import nominated
from bot.views.advocate.invitation import to_forward
from bot.views.advocate.invite_form import Prefilled
from models import account as accounts
from models import activity as activities
from models import audit, joining
from models import member as members
from models import program as programs
from models.account import Account
from models.advocate import AT_ONCE
from models.joining import Customer
from models.member import Actor, Member
from models.message import Message, MessageKind
from models.task import TaskKind

MOST_OFFERED = 20
ADDRESS = re.compile(r"[^\s<>|&@,;\"]+@[^\s<>|&@,;\"]+\.[^\s<>|&@,;\".]+")
LONGEST_ADDRESS = 320
GONE = "This customer is no longer known. Open Home again."
ELSEWHERE = (
    "This person is with another company, which a colleague looks after. Ask a manager to sort it out."
)


@dataclass(frozen=True, slots=True)
class Invite:
    """What an owner filled in. `task_id`: the suggestion that it follows, if any."""

    account_id: str | None
    user_id: str | None
    name: str | None
    email: str | None
    title: str | None
    line: str
    task_id: str = ""


async def offered(session: AsyncSession, actor: Actor, typed: str) -> list[tuple[str, str]]:
    """The companies whose people the actor may invite, as (name, id): their own; all for a manager."""
    whose = None if actor.is_manager else actor.member_id or ""
    found = await joining.accounts(session, actor.program_id, whose, words=key(typed), most=MOST_OFFERED)
    return [(plain(account.name, 75), account.id) for account in found]


async def prefilled(session: AsyncSession, actor: Actor, advocate_id: str) -> Prefilled:
    """What an invitation starts with for somebody who is known but was not invited yet."""
    found = await joining.find(session, actor.program_id, advocate_id)
    if found is None:
        raise BotError(GONE)
    await _look_after(session, actor, found.account)
    advocate = found.advocate
    return Prefilled(
        account=(found.account.name, found.account.id),
        user_id=advocate.slack_user_id,
        name=advocate.name,
        email=advocate.email,
        title=advocate.title,
    )


async def suggested(session: AsyncSession, actor: Actor, task_id: str) -> Prefilled:
    """The same for somebody whom a customer suggested."""
    whole = await tasks.to_decide(session, actor, task_id, TaskKind.NOMINATED)
    name, email, title = nominated(whole.task.said)
    account = (whole.account.name, whole.account.id)
    return Prefilled(account=account, name=name, email=email, title=title, task_id=task_id)


async def invite(session: AsyncSession, actor: Actor, form: Invite, *, now: datetime) -> Customer:
    """Invite somebody, in Slack or by a text to pass on. Raises BotError where they can't be invited, or again."""
    account = await _account(session, actor, form)
    email = address(form.email, "email") if form.email else None
    if email is None and form.user_id is None:
        raise FormError({"person": "Choose the person in Slack, or write their name and e-mail below."})
    colleague = await joining.colleague(session, actor.program_id, user_id=form.user_id, email=email)
    if colleague is not None:
        by = "person" if form.user_id == colleague.slack_user_id else "email"
        raise FormError({by: f"{foreign(colleague.name)} is a colleague. Only customers are invited."})
    if await suppression.is_erased(session, actor.program_id, email=email, user_id=form.user_id):
        raise FormError({"email" if email else "person": suppression.ADMIT})
    advocate_id = await _person(session, actor, form, account, email, now=now)
    values = {"invited_at": now, "invited_by": actor.member_id, "invitation_line": form.line}
    if form.user_id:
        values |= {"slack_user_id": form.user_id, "workspace_id": actor.workspace_id}
    else:
        values["look_up_at"] = AT_ONCE
    if not await joining.invite(session, actor.program_id, advocate_id, **values):
        raise FormError({"account": "Somebody has invited them in the meantime. One invitation is enough."})
    audit.record(session, actor.program_id, at=now, actor=actor.user_id, verb="invited", subject=advocate_id)
    if form.task_id:
        whole = await tasks.to_decide(session, actor, form.task_id, TaskKind.NOMINATED, TaskKind.FIRST_STEP)
        await tasks.close(session, actor, whole, "invited", now=now)
    return await _deliver(session, actor, advocate_id, now=now)


async def _account(session: AsyncSession, actor: Actor, form: Invite) -> Account:
    found = await accounts.find(session, actor.program_id, form.account_id or "")
    if found is None:
        raise FormError({"account": "Choose a company."})
    try:
        await _look_after(session, actor, found)
    except BotError as refusal:
        raise FormError({"account": refusal.user_message}) from None
    return found


async def _look_after(session: AsyncSession, actor: Actor, account: Account) -> Member:
    """The account's owner, where the actor is that, their backup or a manager; raises BotError where not."""
    owner = await members.get(session, actor.program_id, account.owner_id)
    if _theirs(actor, owner):
        return owner
    raise BotError(f"{foreign(owner.name)} looks after this customer, so this invitation is theirs to send.")


def _theirs(actor: Actor, owner: Member) -> bool:
    """May the actor know, and act for, the customers of this owner? Nobody learns of others by trying addresses."""
    return actor.is_manager or actor.member_id in {owner.id, owner.backup_id}


async def _person(
    session: AsyncSession, actor: Actor, form: Invite, account: Account, email: str | None, *, now: datetime
) -> str:
    """The advocate who is meant, made where nobody knows them; raises FormError where they can't be invited."""
    found = await joining.known_as(session, actor.program_id, user_id=form.user_id, email=email)
    if len(found) > 1:
        names = " and ".join(foreign(each.advocate.name) for each in found)
        told = f": {names}" if all(_theirs(actor, each.owner) for each in found) else ""
        raise FormError({"email": f"The person in Slack and this e-mail address are two people{told}."})
    if found:
        _may_be_invited(found[0], account, actor, now)
        return found[0].advocate.id
    if email is None or not form.name:
        raise FormError(
            {"name" if email else "email": "Rung does not know them yet: write their name and e-mail, too."}
        )
    program = await programs.get(session, actor.program_id)
    made = await joining.add(
        session,
        actor.program_id,
        account_id=account.id,
        email=email,
        name=form.name,
        title=form.title or "",
        zone=program.zone,  # until we know better
    )
    if made is None:
        raise FormError({"email": "Somebody has added this person in the meantime. Send it again."})
    return made


def _may_be_invited(known: Customer, account: Account, actor: Actor, now: datetime) -> None:
    advocate, name = known.advocate, foreign(known.advocate.name)
    today = dates.today(now, actor.zone)
    if known.account.id != account.id:
        if not _theirs(actor, known.owner):
            raise FormError({"account": ELSEWHERE})
        company, owner = foreign(known.account.name), foreign(known.owner.name)
        raise FormError(
            {
                "account": f"{name} is with {company}, which {owner} looks after. If they changed jobs, tell {owner}."
            }
        )
    again = "Only they can change that: by “Join again” in their own messages or Home."
    if advocate.left_on:
        raise FormError({"account": f"{name} left on {dates.day(advocate.left_on, today)}. {again}"})
    if advocate.refused_on:
        raise FormError({"account": f"{name} said no on {dates.day(advocate.refused_on, today)}. {again}"})
    if advocate.joined_on:
        raise FormError({"account": f"{name} joined on {dates.day(advocate.joined_on, today)} already."})
    if advocate.invited_at:
        day = dates.on(advocate.invited_at, zone=actor.zone, now=now)
        who = foreign(known.inviter.name) if known.inviter else "A colleague"
        raise FormError({"account": f"{who} invited {name} on {day}. One invitation is enough."})


async def _deliver(session: AsyncSession, actor: Actor, advocate_id: str, *, now: datetime) -> Customer:
    """By a message from Rung, or by a text that whoever invites passes on; first Slack is asked who they are."""
    customer = await joining.find(session, actor.program_id, advocate_id)
    if customer is None or customer.inviter is None:
        raise BotError(GONE)
    if customer.advocate.in_slack:
        await messages.show_invitation(session, customer.advocate, now=now)
    elif customer.advocate.slack_user_id is not None:
        await pass_on(session, customer, customer.inviter, now=now)
    await standing.changed(session, customer, now=now)
    return customer


async def pass_on(session: AsyncSession, customer: Customer, inviter: Member, *, now: datetime) -> None:
    """Slack brings them no message: whoever invited passes it on, and records the answer."""
    program = await programs.get(session, customer.advocate.program_id)
    wording = await wordings.for_advocate(session, customer.advocate)
    ladder = await activities.all_of(session, program.id)
    await tasks.open_(
        session,
        TaskKind.INVITE,
        member=inviter,
        account=customer.account,
        advocate=customer.advocate,
        subject=customer.advocate.id,
        said="\n\n".join(to_forward(customer, program, ladder, wording)),
        now=now,
    )


async def undelivered(session: AsyncSession, message: Message, *, now: datetime) -> None:
    """Slack will never bring this message to its recipient: an invitation is passed on by hand instead."""
    if message.kind is not MessageKind.INVITATION or message.ts is not None:
        return
    customer = await joining.find(session, message.program_id, message.subject)
    if customer is not None and customer.inviter is not None and customer.advocate.joined_on is None:
        await pass_on(session, customer, customer.inviter, now=now)


def address(written: str, name: str) -> str:
    """An e-mail address as it is compared; raises FormError, by the input's name, where it is none."""
    found = written.strip().lower()
    if not is_address(found):
        raise FormError({name: "That is no e-mail address. It looks like name@company.com."})
    return found


def is_address(written: str) -> bool:
    return len(written) <= LONGEST_ADDRESS and ADDRESS.fullmatch(written) is not None
