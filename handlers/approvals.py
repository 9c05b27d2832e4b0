"""What a customer company allows in public: looked at, recorded, withdrawn; and whether it is public sector."""

from bot import approvals
from bot.approvals import Recorded
from bot.kit.errors import BotError
from bot.kit.ids import Action, Form, decode
from bot.rules.hours import local_day, working
from bot.views.company.window import PUBLIC, approval_form, company_view
from handlers.answers import Answer, Change, Open
from handlers.payloads import Kind, date_of, day_of, text_of
from handlers.table import Route, Turn


async def company(turn: Turn) -> Answer:
    found = await approvals.company(turn.session, turn.actor, turn.heard.value, now=turn.now)
    in_modal = turn.heard.view is not None and bool(turn.heard.view.callback)
    return Change(company_view(found)) if in_modal else Open(company_view(found))


async def open_form(turn: Turn) -> Answer:
    found = await approvals.company(turn.session, turn.actor, turn.heard.value, now=turn.now)
    today = local_day(working(turn.actor.zone, None), turn.now)
    return Change(approval_form(found.account_id, found.name, today=today))


async def record(turn: Turn) -> Answer:
    view = turn.heard.view
    if view is None:
        raise BotError("That form is no longer open. Open it again from *Their company*.")
    form = Recorded(
        what=text_of(view, "what") or "",
        scope=text_of(view, "scope") or "",
        given_by=text_of(view, "given_by") or "",
        given_on=date_of(view, "given_on"),
        since=day_of(view, "since"),
        until=day_of(view, "until"),
        evidence=text_of(view, "evidence") or "",
    )
    await approvals.record(turn.session, turn.actor, view.metadata, form, form_key=view.id, now=turn.now)
    return await _shown(turn, view.metadata)


async def withdraw(turn: Turn) -> Answer:
    account_id = await approvals.withdraw(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return await _shown(turn, account_id)


async def public_sector(turn: Turn) -> Answer:
    account_id, said = decode(turn.heard.value, 2)
    public = said == PUBLIC
    await approvals.set_public_sector(turn.session, turn.actor, account_id, public=public, now=turn.now)
    return await _shown(turn, account_id)


async def _shown(turn: Turn, account_id: str) -> Answer:
    return Change(company_view(await approvals.company(turn.session, turn.actor, account_id, now=turn.now)))


ROUTES = (
    Route(Kind.ACTION, Action.OPEN_COMPANY, company, writes=False),
    Route(Kind.ACTION, Action.RECORD_APPROVAL, open_form, writes=False),
    Route(Kind.SUBMISSION, Form.APPROVAL, record),
    Route(Kind.ACTION, Action.WITHDRAW_APPROVAL, withdraw),
    Route(Kind.ACTION, Action.PUBLIC_SECTOR, public_sector),
)
