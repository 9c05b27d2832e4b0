"""What no screen of ours sends: without its window, with a value that names nothing, blank, again, and far too late."""

import copy
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import make_url

from handlers.payloads import Kind
from sandbox.errors import Json
from tests.attacks.pressing import ID
from tests.attacks.restored import restored
from tests.databases import Maker
from tests.faults import copies, strange
from tests.faults.bots import Still, bot
from tests.faults.mute import mute
from tests.faults.recorded import Press
from tests.faults.watching import watching

OK = 200
NOTHING = "nothing"
FAR, LONG_AGO = "2093-01-01", "1993-01-01"

pytestmark = pytest.mark.timeout(600)


async def test_whatever_else_is_sent_is_answered_and_breaks_nothing(
    presses: Sequence[Press], sqlite_maker: Maker
) -> None:
    with watching() as watch:
        for press in presses:
            url = copies.copy(sqlite_maker, press.database, "odd")
            with restored(Path(make_url(url).database or "")) as database:
                async with mute() as slack, bot(url, Still(press.now), slack) as here:
                    for name, payload in odd(press):
                        answer = await here.hear(press.kind, payload)
                        watch.look(answer.status_code, f"{press.id} {name}")
                        database.changed()  # the next one finds all as it was
            sqlite_maker.drop(url)
    assert not watch.faults, "\n".join(watch.faults)


async def test_what_was_pressed_before_is_answered_too(presses: Sequence[Press], sqlite_maker: Maker) -> None:
    """The same press again, when it was taken already."""
    with watching() as watch:
        for press in presses:
            url = copies.copy(sqlite_maker, press.database, "again")
            async with mute() as slack, bot(url, Still(press.now), slack) as here:
                for again in range(2):
                    answer = await here.hear(press.kind, strange.lean(press.payload))
                    watch.look(answer.status_code, f"{press.id} {again}")
            sqlite_maker.drop(url)
    assert not watch.faults, "\n".join(watch.faults)


def odd(press: Press) -> Iterator[tuple[str, Json]]:
    """Each with what is odd about it."""
    payload = strange.lean(press.payload)
    if press.kind is Kind.ACTION and "view" in payload:
        yield "without its window", {name: value for name, value in payload.items() if name != "view"}
    for value in ("", NOTHING, f"{NOTHING}|{NOTHING}|{NOTHING}"):
        if "actions" in payload:
            yield f"for {value!r}", _chosen(payload, value)
    if isinstance(payload.get("view"), dict):
        yield "about nothing", _about_nothing(payload)
        for name, filled in _inputs(payload) if press.kind is Kind.SUBMISSION else ():
            for odd_one in _odd_ones(filled):
                changed = copy.deepcopy(payload)
                block, _, action = name.partition("|")
                changed["view"]["state"]["values"][block][action] = odd_one
                yield f"{block} as {odd_one}", changed


def _chosen(payload: Json, value: str) -> Json:
    changed = copy.deepcopy(payload)
    for action in changed["actions"]:
        for name in ("value", "selected_user", "selected_date", "selected_conversation"):
            if name in action:
                action[name] = value
        if action.get("selected_option"):
            action["selected_option"]["value"] = value
    return changed


def _about_nothing(payload: Json) -> Json:
    changed = copy.deepcopy(payload)
    kept = str(changed["view"].get("private_metadata") or "")
    changed["view"]["private_metadata"] = ID.sub(NOTHING, kept)
    return changed


def _inputs(payload: Json) -> Iterator[tuple[str, Json]]:
    for block, actions in payload["view"].get("state", {}).get("values", {}).items():
        for action, filled in actions.items():
            yield f"{block}|{action}", filled


def _odd_ones(filled: Json) -> Iterator[Json]:
    """What an input of this type holds when nothing was chosen, or something that was not offered."""
    type_ = filled.get("type")
    match type_:
        case "plain_text_input" | "url_text_input" | "email_text_input" | "number_input":
            for value in (" ", "9" * 3000):
                yield {"type": type_, "value": value}
        case "datepicker":
            for day in (NOTHING, FAR, LONG_AGO):
                yield {"type": type_, "selected_date": day}
        case "static_select" | "external_select" | "radio_buttons":
            yield {"type": type_, "selected_option": None}
            yield {"type": type_, "selected_option": {"value": NOTHING}}
        case "checkboxes" | "multi_static_select" | "multi_external_select":
            yield {"type": type_, "selected_options": []}
            yield {"type": type_, "selected_options": [{"value": NOTHING}]}
        case "users_select":
            yield {"type": type_, "selected_user": NOTHING}
        case "multi_users_select":
            yield {"type": type_, "selected_users": [NOTHING]}
        case "conversations_select":
            yield {"type": type_, "selected_conversation": NOTHING}
