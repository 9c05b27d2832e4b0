"""What sellers do from a live line: remind, change, share, add colleagues, look again, let go."""

from bot.kit.errors import BotError
from bot.kit.ids import Action, Form, decode, number
from bot.references import again, changes, course, reminding, sharing
from bot.references.changes import ChangeForm
from bot.views.reference import steps, windows
from bot.views.reference.fields import NAMED
from bot.views.reference.form import need_form
from handlers.answers import Answer, Done, Open, Say
from handlers.payloads import Kind, View, channel_of, date_of, number_of, options_of, text_of, users_of
from handlers.table import Route, Turn


async def remind(turn: Turn) -> Answer:
    names = await reminding.remind(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Say(f"Reminded: {names}. It reaches them in their working hours.")


async def more(turn: Turn) -> Answer:
    """The menu of a line: each choice opens its window."""
    what, reference_id = decode(turn.heard.value, 2)
    session, actor = turn.session, turn.actor
    match what:
        case steps.CHANGE:
            return Open(windows.change_form(await changes.to_edit(session, actor, reference_id)))
        case steps.SHARE:
            return Open(windows.share_form(await sharing.to_change(session, actor, reference_id)))
        case steps.COLLEAGUES:
            return Open(windows.colleagues_form(await sharing.to_change(session, actor, reference_id)))
        case steps.GIVE_UP:
            accepted = await course.to_give_up(session, actor, reference_id, now=turn.now)
            return Open(windows.no_longer_needed(reference_id, accepted))
        case _:
            raise BotError("That choice is from an older version of Rung. Open the line anew on Home.")


async def change(turn: Turn) -> Answer:
    view = _view(turn)
    reference_id, edition = decode(view.metadata, 2)
    await changes.change(
        turn.session, turn.actor, reference_id, number(edition) or 0, _changed(view), now=turn.now
    )
    return Done()


async def share(turn: Turn) -> Answer:
    view = _view(turn)
    await sharing.share(turn.session, turn.actor, view.metadata, channel_of(view, "channel"), now=turn.now)
    return Done()


async def add_colleagues(turn: Turn) -> Answer:
    view = _view(turn)
    await sharing.inform(turn.session, turn.actor, view.metadata, users_of(view, "informed"), now=turn.now)
    return Done()


async def give_up(turn: Turn) -> Answer:
    await course.give_up(turn.session, turn.actor, _view(turn).metadata, now=turn.now)
    return Done()


async def look_again(turn: Turn) -> Answer:
    choices, filled = await again.prefilled(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return Open(need_form(choices, detailed=True, filled=filled))


def _view(turn: Turn) -> View:
    if turn.heard.view is None:
        raise BotError("That window is no longer open. Open it again from the line.")
    return turn.heard.view


def _changed(view: View) -> ChangeForm:
    return ChangeForm(
        needed_on=date_of(view, "needed_on"),
        questions=text_of(view, "questions") or "",
        off_limits=text_of(view, "off_limits") or "",
        named=NAMED in options_of(view, NAMED),
        wanted=number_of(view, "wanted") or 1,
        informed=users_of(view, "informed"),
    )


ROUTES = (
    Route(Kind.ACTION, Action.REMIND, remind),
    Route(Kind.ACTION, Action.LINE_MORE, more),
    Route(Kind.ACTION, Action.LOOK_AGAIN, look_again),
    Route(Kind.SUBMISSION, Form.CHANGE_NEED, change),
    Route(Kind.SUBMISSION, Form.SHARE_LINE, share),
    Route(Kind.SUBMISSION, Form.ADD_COLLEAGUES, add_colleagues),
    Route(Kind.SUBMISSION, Form.NO_LONGER_NEEDED, give_up),
)
