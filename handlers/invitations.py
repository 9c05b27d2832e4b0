"""Owners invite, and decide about what their customers wrote."""

from bot.advocates import claims, decisions, invitations, recording
from bot.advocates.invitations import Invite
from bot.kit.errors import BotError, FormError
from bot.kit.ids import Action, Form, Search
from bot.views.advocate.invite_form import JOINS, Prefilled, invite_answer_form, invite_form
from bot.views.home.customers import ANYBODY
from handlers.answers import Answer, Done, Offer, Open
from handlers.payloads import Kind, View, options_of, text_of, user_of
from handlers.table import Route, Turn
from models.task import TaskKind


async def open_invite(turn: Turn) -> Answer:
    if turn.heard.value == ANYBODY:
        return Open(invite_form(Prefilled()))
    return Open(invite_form(await invitations.prefilled(turn.session, turn.actor, turn.heard.value)))


async def open_suggested(turn: Turn) -> Answer:
    return Open(invite_form(await invitations.suggested(turn.session, turn.actor, turn.heard.value)))


async def search_accounts(turn: Turn) -> Answer:
    return Offer(await invitations.offered(turn.session, turn.actor, turn.heard.text))


async def invite(turn: Turn) -> Answer:
    view = _view(turn)
    form = Invite(
        account_id=text_of(view, "account"),
        user_id=user_of(view, "person"),
        name=text_of(view, "name"),
        email=text_of(view, "email"),
        title=text_of(view, "title"),
        line=text_of(view, "line") or "",
        task_id=view.metadata,
    )
    await invitations.invite(turn.session, turn.actor, form, now=turn.now)
    return Done()


async def open_answer(turn: Turn) -> Answer:
    whole, ladder = await recording.to_record(turn.session, turn.actor, turn.heard.value)
    return Open(invite_answer_form(whole, ladder))


async def record_answer(turn: Turn) -> Answer:
    view, chosen = _view(turn), text_of(_view(turn), "answer")
    if chosen is None:
        raise FormError({"answer": "Choose what they answered."})
    await recording.record_answer(
        turn.session,
        turn.actor,
        view.metadata,
        joins=chosen == JOINS,
        open_to=options_of(view, "open_to"),
        now=turn.now,
    )
    return Done()


async def verify(turn: Turn) -> Answer:
    await claims.decide(turn.session, turn.actor, turn.heard.value, happened=True, now=turn.now)
    return Done()


async def void(turn: Turn) -> Answer:
    await claims.decide(turn.session, turn.actor, turn.heard.value, happened=False, now=turn.now)
    return Done()


async def not_now(turn: Turn) -> Answer:
    return await _decide(turn, TaskKind.NOMINATED, "not_now")


async def put_right(turn: Turn) -> Answer:
    return await _decide(turn, TaskKind.OBJECTION, "done")


async def keep(turn: Turn) -> Answer:
    return await _decide(turn, TaskKind.OBJECTION, "keep")


async def _decide(turn: Turn, kind: TaskKind, outcome: str) -> Answer:
    await decisions.decide(turn.session, turn.actor, turn.heard.value, kind, outcome, now=turn.now)
    return Done()


def _view(turn: Turn) -> View:
    if turn.heard.view is None:
        raise BotError("That form is no longer open. Start again from Home.")
    return turn.heard.view


ROUTES = (
    Route(Kind.ACTION, Action.OPEN_INVITE, open_invite, writes=False),
    Route(Kind.ACTION, Action.INVITE_NOMINATED, open_suggested, writes=False),
    Route(Kind.OPTIONS, Search.ACCOUNT, search_accounts, writes=False),
    Route(Kind.SUBMISSION, Form.INVITE, invite),
    Route(Kind.ACTION, Action.RECORD_INVITE_ANSWER, open_answer, writes=False),
    Route(Kind.SUBMISSION, Form.INVITE_ANSWER, record_answer),
    Route(Kind.ACTION, Action.VERIFY_CLAIM, verify),
    Route(Kind.ACTION, Action.VOID_CLAIM, void),
    Route(Kind.ACTION, Action.NOMINATED_NOT_NOW, not_now),
    Route(Kind.ACTION, Action.OBJECTION_DONE, put_right),
    Route(Kind.ACTION, Action.OBJECTION_KEEP, keep),
)
