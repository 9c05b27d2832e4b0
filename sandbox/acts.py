"""What a person does on the page: one function for each type of act."""

from collections.abc import Awaitable, Callable

from sandbox.blocks import find
from sandbox.delivery import Answer
from sandbox.errors import Json, NotOnScreen
from sandbox.messages import Message
from sandbox.person import Person
from sandbox.surfaces import Surface


async def act(person: Person, sent: Json) -> Json:
    """Carries an act out: `{"ok": true, …}`, or `{"ok": false, "error": sentence}`."""
    doing = ACTS.get(str(sent.get("type")))
    if doing is None:
        return _refused(f"There is no act {sent.get('type')!r}.")
    try:
        return await doing(person, sent)
    except NotOnScreen as error:
        return _refused(str(error))
    except KeyError as error:
        return _refused(f"The act lacks {error}.")


async def _command(person: Person, sent: Json) -> Json:
    return _told(await person.command(sent["command"], sent.get("text", ""), channel=sent.get("channel")))


async def _shortcut(person: Person, sent: Json) -> Json:
    """A global one, or with a channel and a ts one of that message's menu."""
    return _told(await person.shortcut(sent["callback_id"], _message(person, sent) if "ts" in sent else None))


async def _press(person: Person, sent: Json) -> Json:
    surface = _surface(person, sent)
    value = sent.get("value")
    found = find(
        surface.blocks,
        sent["action_id"],
        value=value if isinstance(value, str) else None,
        block_id=sent.get("block_id"),
    )
    return _told(await person.use(surface, found, value))


async def _search(person: Person, sent: Json) -> Json:
    surface = _surface(person, sent)
    found = find(surface.blocks, sent["action_id"], block_id=sent.get("block_id"))
    body = await person.search_in(surface, found, sent.get("query", ""))
    return {
        "ok": True,
        "options": body.get("options") or [],
        "option_groups": body.get("option_groups") or [],
    }


async def _fill(person: Person, sent: Json) -> Json:
    person.type_in(sent["values"], _surface(person, sent))
    return {"ok": True}


async def _submit(person: Person, sent: Json) -> Json:
    person.type_in(sent.get("values", {}))
    answer = await person.submit()
    if person.errors:
        return {"ok": False, "error": "Something in the form needs a change.", "errors": person.errors}
    return _told(answer)


async def _close(person: Person, _: Json) -> Json:
    await person.close()
    return {"ok": True}


async def _home(person: Person, _: Json) -> Json:
    await person.open_home()
    return {"ok": True}


async def _say(person: Person, sent: Json) -> Json:
    await person.say(sent["text"], channel=sent.get("channel"), thread_ts=sent.get("thread_ts"))
    return {"ok": True}


def _surface(person: Person, sent: Json) -> Surface:
    match sent.get("where", "modal"):
        case "message":
            return person.on_message(_message(person, sent), stale=False)
        case "home":
            return person.on_home()
        case _:
            return person.on_modal()


def _message(person: Person, sent: Json) -> Message:
    message = person.team.message(sent["channel"], sent["ts"])
    if message is None:
        raise NotOnScreen("This message is no longer there.")
    return message


def _told(answer: Answer) -> Json:
    return _refused("The app did not respond. Try again.") if answer.error else {"ok": True}


def _refused(sentence: str) -> Json:
    return {"ok": False, "error": sentence}


ACTS: dict[str, Callable[[Person, Json], Awaitable[Json]]] = {
    "command": _command,
    "shortcut": _shortcut,
    "press": _press,
    "search": _search,
    "fill": _fill,
    "submit": _submit,
    "close": _close,
    "home": _home,
    "say": _say,
}
