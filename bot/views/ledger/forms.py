"""The forms of the record: add a row, correct one, void one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.kit.ids import Action, Form, Search
from bot.kit.text import foreign, plain
from bot.views import dates
from bot.views.blocks import Block, actions, button, datepicker, field, modal, option, section, select, words

NOTE, FEW_WORDS, LINK = 300, 80, 1000


def log_form(kinds: Sequence[tuple[str, str]], *, said: str, day: date) -> dict[str, Any]:
    """`said` is the message that the shortcut was chosen on, `day` its day: the note begins with a few words of it."""
    who = {
        "type": "external_select",
        "action_id": Search.WHO_DID_IT,
        "placeholder": words("Type a name or a company"),
        "min_query_length": 0,
    }
    link = {"type": "plain_text_input", "max_length": LINK}
    note: dict[str, Any] = {"type": "plain_text_input", "multiline": True, "max_length": NOTE}
    if said.strip():
        note["initial_value"] = plain(said, FEW_WORDS)
    blocks = [
        field("advocate", "Who did it", who),
        field("activity", "What it was", select("Choose an activity", kinds)),
        field("done_on", "When", datepicker("done_on", "Choose a day", day.isoformat())),
        _until(),
        field("link", "Link", link, optional=True, hint="Where it can be read or seen, if it can."),
        field("note", "Note", note, optional=True, hint="Only owners and managers read it."),
    ]
    return modal(Form.LOGGED, "Log participation", blocks, submit="Write it down", close="Cancel")


def logged(name: str, advocate_id: str) -> dict[str, Any]:
    """The confirmation, with the way to the whole record."""
    text = f"Written down for {foreign(name)}. It counts like what Rung asked for: they get their rest."
    blocks = [section(text), actions([button("What they did", Action.OPEN_LEDGER, advocate_id)])]
    return modal(Form.NOTICE, "Rung", blocks)


def correction_form(
    kinds: Sequence[tuple[str, str]],
    *,
    entry_id: str,
    activity: str,
    done_on: date,
    serves_until: date | None = None,
) -> dict[str, Any]:
    """`activity` is the key of what stands there now."""
    chosen = next((option(name, key) for name, key in kinds if key == activity), None)
    kind = select("Choose an activity", kinds) | ({"initial_option": chosen} if chosen else {})
    blocks = [
        field("activity", "What it was", kind),
        field("done_on", "When", datepicker("done_on", "Choose a day", done_on.isoformat())),
        _until(serves_until),
        _reason(),
    ]
    for block in blocks:  # Slack keeps what was typed about another row where the ids are the same
        block["element"]["action_id"] = f"{block['block_id']}:{entry_id}"
    return modal(Form.CORRECTION, "Correct", blocks, submit="Correct it", close="Cancel", metadata=entry_id)


def void_form(*, entry_id: str, activity: str, done_on: date, now: datetime) -> dict[str, Any]:
    text = (
        f"*{foreign(activity, 100)}*, {dates.day(done_on, now.date())}: from now on this counts as not done."
    )
    return modal(
        Form.VOIDING,
        "Void",
        [section(text), _reason()],
        submit="Void it",
        close="Cancel",
        metadata=entry_id,
    )


def _until(day: date | None = None) -> Block:
    chosen = datepicker("serves_until", "Choose a day", day.isoformat() if day else None)
    hint = "Of what is served for a time, like a seat on a board, the last day. Empty: still serving."
    return field("serves_until", "Until", chosen, optional=True, hint=hint)


def _reason() -> Block:
    return field("reason", "Why", {"type": "plain_text_input", "max_length": NOTE})
