"""A manager drops a file, and decides what becomes of it."""

from bot import uploads
from bot.kit.ids import Action, SlackEvent, decode, named, number
from bot.rules.importing.days import DateOrder
from bot.rules.importing.kinds import Kind as FileKind
from bot.views.upload.faults import faults_view
from bot.views.upload.report import How
from handlers.answers import Answer, Change, Done, Open
from handlers.payloads import Kind, id_in
from handlers.table import Route, Turn


async def dropped(turn: Turn) -> Answer:
    event = turn.heard.event
    file_id, channel = id_in(event, "file_id"), id_in(event, "channel_id")
    if file_id:
        await uploads.dropped(turn.session, turn.actor, file_id, channel, now=turn.now)
    return Done()


async def choose_kind(turn: Turn) -> Answer:
    upload_id, round_, kind = decode(turn.heard.value, 3)
    chosen = named(FileKind, kind)
    await uploads.choose_kind(turn.session, turn.actor, upload_id, number(round_) or 0, chosen, now=turn.now)
    return Done()


async def choose_dates(turn: Turn) -> Answer:
    upload_id, round_, dates = decode(turn.heard.value, 3)
    chosen = named(DateOrder, dates)
    await uploads.choose_dates(turn.session, turn.actor, upload_id, number(round_) or 0, chosen, now=turn.now)
    return Done()


async def take(turn: Turn) -> Answer:
    upload_id, round_, how = decode(turn.heard.value, 3)
    skip_bad = named(How, how) is How.SKIP_BAD
    await uploads.import_(
        turn.session, turn.actor, upload_id, number(round_) or 0, skip_bad=skip_bad, now=turn.now
    )
    return Done()


async def leave(turn: Turn) -> Answer:
    upload_id, round_ = decode(turn.heard.value, 2)
    await uploads.leave(turn.session, turn.actor, upload_id, number(round_) or 0, now=turn.now)
    return Done()


async def show_faults(turn: Turn) -> Answer:
    return Open(faults_view(await uploads.reported(turn.session, turn.actor, turn.heard.value), 0))


async def faults_page(turn: Turn) -> Answer:
    upload_id, page = decode(turn.heard.value, 2)
    return Change(faults_view(await uploads.reported(turn.session, turn.actor, upload_id), number(page) or 0))


ROUTES = (
    Route(Kind.EVENT, SlackEvent.FILE_SHARED, dropped),
    Route(Kind.ACTION, Action.UPLOAD_KIND, choose_kind),
    Route(Kind.ACTION, Action.UPLOAD_DATES, choose_dates),
    Route(Kind.ACTION, Action.TAKE_UPLOAD, take),
    Route(Kind.ACTION, Action.LEAVE_UPLOAD, leave),
    Route(Kind.ACTION, Action.SHOW_FAULTS, show_faults, writes=False),
    Route(Kind.ACTION, Action.FAULTS_PAGE, faults_page, writes=False),
)
