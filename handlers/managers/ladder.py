"""A manager looks at the ladder, and changes it: a form, what it would do, and *Apply*."""

from dataclasses import replace

from bot.kit.errors import BotError
from bot.kit.ids import Action, Form, number
from bot.ladder import editing
from bot.rules.ladder.proposal import FIELDS, GONE, TICKS, Do, Proposal
from bot.views.ladder.forms import activity_form, name_form, preview_view
from bot.views.ladder.rungs import SAVED, history_view, ladder_view, retired_view, rung_view
from handlers.answers import Answer, Change
from handlers.payloads import Kind, View, kept_in, options_of, text_of
from handlers.table import Route, Turn

UNCHANGED = "Nothing was changed: it says what it said before."


async def overview(turn: Turn) -> Answer:
    return Change(ladder_view(await editing.now_standing(turn.session, turn.actor)))


async def rung(turn: Turn) -> Answer:
    shown, number = await editing.now_standing(turn.session, turn.actor), _number(turn)
    return Change(rung_view(shown, number) if 1 <= number <= len(shown.ladder.names) else ladder_view(shown))


async def retired(turn: Turn) -> Answer:
    return Change(retired_view(await editing.now_standing(turn.session, turn.actor), _number(turn)))


async def history(turn: Turn) -> Answer:
    return Change(history_view(await editing.history(turn.session, turn.actor, _number(turn)), now=turn.now))


async def change(turn: Turn) -> Answer:
    return Change(
        activity_form(*await editing.drafted(turn.session, turn.actor, Do.CHANGE, turn.heard.value))
    )


async def add(turn: Turn) -> Answer:
    return Change(activity_form(*await editing.drafted(turn.session, turn.actor, Do.ADD, turn.heard.value)))


async def rename(turn: Turn) -> Answer:
    return Change(name_form(*await editing.drafted(turn.session, turn.actor, Do.RENAME, turn.heard.value)))


async def edit(turn: Turn) -> Answer:
    """From the preview back to the form, with what was typed."""
    shown, proposal = await editing.now_standing(turn.session, turn.actor), _kept(turn)
    return Change((name_form if proposal.do is Do.RENAME else activity_form)(shown, proposal))


async def submit(turn: Turn) -> Answer:
    return await _looked_at(turn, replace(_kept(turn), values=_typed(_view(turn))))


async def submit_name(turn: Turn) -> Answer:
    return await _looked_at(turn, replace(_kept(turn), values={"name": text_of(_view(turn), "name") or ""}))


async def retire(turn: Turn) -> Answer:
    kept = _kept(turn)
    return await _looked_at(turn, Proposal(kept.version, Do.RETIRE, turn.heard.value))


async def bring_back(turn: Turn) -> Answer:
    _, proposal = await editing.drafted(turn.session, turn.actor, Do.BRING_BACK, turn.heard.value)
    return await _looked_at(turn, proposal)


async def apply(turn: Turn) -> Answer:
    form_key = _view(turn).id
    await editing.apply(turn.session, turn.actor, _kept(turn), form_key=form_key, now=turn.now)
    return Change(ladder_view(await editing.now_standing(turn.session, turn.actor), note=SAVED))


async def _looked_at(turn: Turn, proposal: Proposal) -> Answer:
    preview = await editing.look(turn.session, turn.actor, proposal, now=turn.now)
    if preview.changes:
        return Change(preview_view(preview, proposal))
    return Change(ladder_view(await editing.now_standing(turn.session, turn.actor), note=UNCHANGED))


def _typed(view: View) -> dict[str, str]:
    """The form, by the words of a ladder file."""
    ticked = options_of(view, "ticks")
    typed = {name: text_of(view, name) or "" for name in ("rung", *FIELDS) if name not in TICKS}
    return typed | {name: "yes" if name in ticked else "no" for name in TICKS}


def _kept(turn: Turn) -> Proposal:
    return kept_in(_view(turn), Proposal)


def _view(turn: Turn) -> View:
    if turn.heard.view is None:
        raise BotError(GONE)
    return turn.heard.view


def _number(turn: Turn) -> int:
    return number(turn.heard.value) or 0


ROUTES = (
    Route(Kind.ACTION, Action.OPEN_LADDER, overview, writes=False),
    Route(Kind.ACTION, Action.LADDER_RUNG, rung, writes=False),
    Route(Kind.ACTION, Action.LADDER_RETIRED, retired, writes=False),
    Route(Kind.ACTION, Action.LADDER_HISTORY, history, writes=False),
    Route(Kind.ACTION, Action.LADDER_CHANGE, change, writes=False),
    Route(Kind.ACTION, Action.LADDER_ADD, add, writes=False),
    Route(Kind.ACTION, Action.LADDER_RENAME, rename, writes=False),
    Route(Kind.ACTION, Action.LADDER_EDIT, edit, writes=False),
    # A preview writes the ladder to ask who would move, and takes it back; with a hundred thousand that takes a while.
    Route(Kind.SUBMISSION, Form.LADDER_ACTIVITY, submit, patient=True),
    Route(Kind.SUBMISSION, Form.LADDER_NAME, submit_name, patient=True),
    Route(Kind.ACTION, Action.LADDER_RETIRE, retire, patient=True),
    Route(Kind.ACTION, Action.LADDER_BRING_BACK, bring_back, patient=True),
    Route(Kind.SUBMISSION, Form.LADDER_PREVIEW, apply, patient=True),
)
