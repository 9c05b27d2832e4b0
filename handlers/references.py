"""What sellers say: a need, a shortlist arranged, a start, a day, a cancellation."""

from bot import deals
from bot.favours import answers as favours
from bot.kit.errors import BotError, FormError
from bot.kit.ids import Action, Command, Form, Search, Shortcut, decode
from bot.references import course, draft, shortlist
from bot.references.draft import NeedForm
from bot.views.favour.overdue import overdue_form
from bot.views.reference.fields import MOST_WANTED, NAMED, Filled
from bot.views.reference.form import need_form
from bot.views.reference.shortlist import shortlist_form
from bot.views.usage import REFERENCE as USAGE
from handlers.answers import Answer, Change, Done, Offer, Open, Say
from handlers.payloads import (
    Kind,
    View,
    date_of,
    label_of,
    number_of,
    options_of,
    picked_day,
    text_of,
    users_of,
)
from handlers.table import Route, Turn


async def command(turn: Turn) -> Answer:
    words = turn.heard.text.strip()
    if words:
        return Say(USAGE if words == "help" else f"Those words are not known here. {USAGE}")
    return await open_form(turn)


async def open_form(turn: Turn) -> Answer:
    owed = await favours.owed(turn.session, turn.actor)
    if owed:
        return Open(overdue_form(owed, now=turn.now))
    choices = await draft.choices(turn.session, turn.actor)
    return Open(need_form(choices, detailed=False))


async def more_details(turn: Turn) -> Answer:
    view = _view(turn)
    value = text_of(view, "deal") or ""
    known = None if value.startswith(deals.NEW) else value
    choices = await draft.choices(turn.session, turn.actor, known)
    return Change(need_form(choices, detailed=True, filled=_filled(view)))


async def search_deals(turn: Turn) -> Answer:
    return Offer(await deals.offered(turn.session, turn.actor, turn.heard.text))


async def submit_need(turn: Turn) -> Answer:
    view = _view(turn)
    made = await draft.take(turn.session, turn.actor, _need(view), form_key=view.id, now=turn.now)
    found = await shortlist.of(turn.session, turn.actor, made.id, now=turn.now)
    return Change(shortlist_form(found, zone=turn.actor.zone, now=turn.now))


async def arrange(turn: Turn) -> Answer:
    how, ask_id = decode(turn.heard.value, 2)
    found = await shortlist.arrange(turn.session, turn.actor, ask_id, how, now=turn.now)
    return Change(shortlist_form(found, zone=turn.actor.zone, now=turn.now))


async def bring_back(turn: Turn) -> Answer:
    found = await shortlist.bring_back(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Change(shortlist_form(found, zone=turn.actor.zone, now=turn.now))


async def ask_for_less(turn: Turn) -> Answer:
    activity, reference_id = decode(turn.heard.value, 2)
    found = await shortlist.ask_for_less(turn.session, turn.actor, reference_id, activity, now=turn.now)
    return Change(shortlist_form(found, zone=turn.actor.zone, now=turn.now))


async def start(turn: Turn) -> Answer:
    await course.start(turn.session, turn.actor, _view(turn).metadata, now=turn.now)
    return Done()


async def cancel(turn: Turn) -> Answer:
    await course.cancel(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Done()


async def held_on(turn: Turn) -> Answer:
    day = picked_day(turn.heard)
    await course.set_held_on(turn.session, turn.actor, turn.heard.block_id, day, now=turn.now)
    return Done()


def _view(turn: Turn) -> View:
    if turn.heard.view is None:
        raise BotError("That form is no longer open. Start again with /reference.")
    return turn.heard.view


def _need(view: View) -> NeedForm:
    deal, prospect = deals.chosen(text_of(view, "deal"))
    activity = text_of(view, "activity")
    if activity is None:
        raise FormError({"activity": "Choose an activity."})
    return NeedForm(
        deal=deal,
        prospect=prospect,
        activity=activity,
        needed_on=date_of(view, "needed_on"),
        product=text_of(view, "product"),
        use_case=text_of(view, "use_case"),
        industry=text_of(view, "industry"),
        region=text_of(view, "region"),
        language=text_of(view, "language"),
        size_band=number_of(view, "size_band"),
        seniority=number_of(view, "seniority"),
        competitor=text_of(view, "replaced"),
        tech=text_of(view, "tech"),
        questions=text_of(view, "questions") or "",
        off_limits=text_of(view, "off_limits") or "",
        named=NAMED in options_of(view, NAMED),
        wanted=min(number_of(view, "wanted") or 1, MOST_WANTED),
        informed=users_of(view, "informed"),
    )


def _filled(view: View) -> Filled:
    """What stands in the form now, so that it stays when the form is drawn anew."""
    values = {name: said for name in view.values if (said := text_of(view, name))}
    day = (view.values.get("needed_on") or {}).get("selected_date")
    deal = values.get("deal")
    return Filled(
        values | ({"needed_on": str(day)} if day else {}),
        deal=(label_of(view, "deal"), deal) if deal else None,
        named=NAMED in options_of(view, NAMED),
        informed=users_of(view, "informed"),
    )


ROUTES = (
    Route(Kind.COMMAND, Command.REFERENCE, command, writes=False),
    Route(Kind.SHORTCUT, Shortcut.REFERENCE, open_form, writes=False),
    Route(Kind.ACTION, Action.OPEN_NEED, open_form, writes=False),
    Route(Kind.ACTION, Action.MORE_DETAILS, more_details, writes=False),
    Route(Kind.OPTIONS, Search.DEAL, search_deals, writes=False),
    Route(Kind.SUBMISSION, Form.NEED, submit_need),
    Route(Kind.ACTION, Action.CANDIDATE, arrange),
    Route(Kind.ACTION, Action.BRING_BACK, bring_back),
    Route(Kind.ACTION, Action.SMALLER, ask_for_less),
    Route(Kind.SUBMISSION, Form.SHORTLIST, start),
    Route(Kind.ACTION, Action.CANCEL, cancel),
    Route(Kind.ACTION, Action.HELD_ON, held_on),
)
