"""What customers say in their own matters: join, limits, pauses, what they did, who else, what is wrong, good-bye."""

from bot import homes
from bot.advocates import claims, joining, leaving, limits, notes, page, unasked, words
from bot.advocates.claims import Report
from bot.advocates.joining import Answers
from bot.givebacks import asking
from bot.kit.errors import BotError
from bot.kit.ids import Action, Command, Form, number
from bot.privacy import erasing
from bot.views.advocate.values import Part
from bot.views.erased import told
from bot.views.home.page import Tab
from handlers.answers import Answer, Change, Done, Open, Say
from handlers.payloads import Filled, Kind, day_of, options_of, text_of
from handlers.table import Route, Turn


async def command(turn: Turn) -> Answer:
    said = await words.hear(turn.session, turn.actor, turn.heard.text, now=turn.now)
    if isinstance(said, words.Opens):
        await page.looked_at(turn.session, turn.actor, said.part, now=turn.now)
        return Open(await page.window(turn.session, turn.actor, said.part, now=turn.now, note=said.note))
    return Say(said)


async def join(turn: Turn) -> Answer:
    filled = turn.heard
    answers = Answers(
        open_to=options_of(filled, "open_to"),
        asks_in_year=text_of(filled, "asks_in_year"),
        days_between_asks=text_of(filled, "days_between_asks"),
        reach=text_of(filled, "reach"),
        assistant=text_of(filled, "assistant"),
    )
    await joining.join(turn.session, turn.actor, filled.value, answers, now=turn.now)
    return await _drawn(turn)


async def refuse(turn: Turn) -> Answer:
    await joining.refuse(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return await _drawn(turn)


async def join_again(turn: Turn) -> Answer:
    await joining.come_back(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return await _drawn(turn)


async def turn_page(turn: Turn) -> Answer:
    return await _show(turn, number(turn.heard.value) or Part.OVERVIEW)


async def set_limit(turn: Turn) -> Answer:
    name, chosen = turn.heard.block_id, turn.heard.value
    done = await limits.set_limit(turn.session, turn.actor, name, chosen, now=turn.now)
    return await _show(turn, Part.LIMITS if done else Part.ASSISTANT)


async def choose_consents(turn: Turn) -> Answer:
    menu = turn.heard.block_id
    await limits.choose(turn.session, turn.actor, menu, options_of(turn.heard, menu), now=turn.now)
    return await _show(turn, Part.LIMITS)


async def allow_again(turn: Turn) -> Answer:
    await unasked.allow_again(turn.session, turn.actor, now=turn.now)
    return await _show(turn, Part.LIMITS)


async def pause(turn: Turn) -> Answer:
    await words.pause(turn.session, turn.actor, turn.heard.value, now=turn.now)
    return await _show(turn, Part.OVERVIEW)


async def resume(turn: Turn) -> Answer:
    await limits.resume(turn.session, turn.actor, now=turn.now)
    return await _show(turn, Part.OVERVIEW)


async def stop_unasked(turn: Turn) -> Answer:
    """In a recap, which is drawn again by itself, or on the page with their limits."""
    await unasked.stop(turn.session, turn.actor, now=turn.now)
    return await _show(turn, Part.LIMITS) if turn.heard.value == str(Part.LIMITS) else Done()


async def leave(turn: Turn) -> Answer:
    await leaving.leave(turn.session, turn.actor, now=turn.now)
    return await _drawn(turn)


async def erase(turn: Turn) -> Answer:
    """Where they pressed it, nothing is left to show but this sentence; messages and Home follow by themselves."""
    said = await erasing.erase_own(turn.session, turn.actor, turn.heard.value, now=turn.now, real=turn.real)
    view = turn.heard.view
    return Change(told(said)) if view is not None and view.callback else Say(said)


async def send(turn: Turn) -> Answer:
    """The button below a form in a message or on Home."""
    part = number(turn.heard.value) or Part.OVERVIEW
    return await _show(turn, await _take(turn, turn.heard, part))


async def send_window(turn: Turn) -> Answer:
    """The same form in a window, sent by the window's own button."""
    if turn.heard.view is None:
        raise BotError("That form is no longer open. Start again with /advocate.")
    metadata = turn.heard.view.metadata
    return await _show(turn, await _take(turn, turn.heard.view, number(metadata) or 0))


async def _take(turn: Turn, filled: Filled, part: int) -> Part:
    """Write down what a form holds; the part of the page that shows it."""
    if part == Part.REPORT:
        form = Report(
            activity_id=text_of(filled, "report_activity"),
            day=day_of(filled, "report_day"),
            link=text_of(filled, "report_link"),
            until=day_of(filled, "report_until"),
        )
        await claims.report(turn.session, turn.actor, form, now=turn.now)
        return Part.DID
    if part == Part.NOMINATE:
        named = {each: text_of(filled, f"nominate_{each}") for each in ("name", "email")}
        title = text_of(filled, "nominate_role")
        await notes.nominate(turn.session, turn.actor, **named, title=title, now=turn.now)
        return Part.NOMINATE
    if part == Part.ASK_FOR:
        named = {"kind": text_of(filled, "ask_kind"), "written": text_of(filled, "ask_text")}
        await asking.ask(turn.session, turn.actor, **named, now=turn.now)
        return Part.ASK_FOR
    if part == Part.OBJECT:
        await notes.object_to(turn.session, turn.actor, text_of(filled, "object_what"), now=turn.now)
        return Part.KEPT
    await limits.name_assistant(turn.session, turn.actor, text_of(filled, "assistant"), now=turn.now)
    return Part.LIMITS


async def _show(turn: Turn, place: int) -> Answer:
    """The part where they act: in their messages, on Home, or in a window."""
    view = turn.heard.view
    await page.looked_at(turn.session, turn.actor, place, now=turn.now)
    if view is not None and view.callback:
        return Change(await page.window(turn.session, turn.actor, place, now=turn.now))
    if view is None and place >= Part.EXPORT:  # never in a message, which their employer may read
        return Open(await page.window(turn.session, turn.actor, place, now=turn.now))
    if view is None:
        await page.turn_to(turn.session, turn.actor, place, now=turn.now, real=turn.real)
        return Done()
    return await _home(turn, place)


async def _drawn(turn: Turn) -> Answer:
    """After joining or leaving: messages follow by themselves, what is open is drawn at once."""
    view = turn.heard.view
    if view is not None:
        return await _show(turn, Part.OVERVIEW)
    return Done()


async def _home(turn: Turn, place: int) -> Answer:
    await homes.opened(turn.session, turn.actor, tab=Tab.ABOUT_ME, page=place, now=turn.now, real=turn.real)
    return Done()


ROUTES = (
    Route(Kind.COMMAND, Command.ADVOCATE, command),
    Route(Kind.ACTION, Action.JOIN, join),
    Route(Kind.ACTION, Action.REFUSE_INVITATION, refuse),
    Route(Kind.ACTION, Action.JOIN_AGAIN, join_again),
    Route(Kind.ACTION, Action.OWN_PAGE, turn_page),
    Route(Kind.ACTION, Action.SEND_OWN_PAGE, send),
    Route(Kind.SUBMISSION, Form.OWN_PAGE, send_window),
    Route(Kind.ACTION, Action.LIMIT, set_limit),
    Route(Kind.ACTION, Action.CONSENTS, choose_consents),
    Route(Kind.ACTION, Action.ALLOW_AGAIN, allow_again),
    Route(Kind.ACTION, Action.PAUSE_UNTIL, pause),
    Route(Kind.ACTION, Action.RESUME, resume),
    Route(Kind.ACTION, Action.STOP_UNASKED, stop_unasked),
    Route(Kind.ACTION, Action.LEAVE, leave),
    Route(Kind.ACTION, Action.ERASE, erase),
)
