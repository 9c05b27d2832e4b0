"""A guided first visit: steps for whoever sits at the page, each done when what it asks for has happened."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sandbox.blocks import elements, label
from sandbox.changes import Changes
from sandbox.errors import Json
from sandbox.record import Entry

ACTS = frozenset({"command", "press", "submit", "sees", "time"})


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that happens, by one of the people `by` (empty: by anybody).

    `act` is one of
    - command: `words` are the slash command that was typed
    - press: `words` are the label of what was used, in a message that shows `on`
    - submit: `words` are the label of the form's own button, and the form was taken
    - sees: all `words` stood together on that person's screen
    - time: business time is `words`, an ISO 8601 instant, or later
    """

    act: str
    words: tuple[str, ...]
    by: frozenset[str]
    on: str = ""

    def concerns(self, user_id: str) -> bool:
        return not self.by or user_id in self.by


@dataclass(frozen=True, slots=True)
class Step:
    """`who` one is, where (`go`: "dm", "home" or a channel's id), what to `do` and what to `look` at.

    `write` is a line to begin with, `chapter` the name of one that begins here. Texts are in Slack's mrkdwn. Done
    when all `signs` were seen.
    """

    title: str
    who: str
    do: str
    signs: tuple[Sign, ...]
    look: str = ""
    go: str = "dm"
    write: str = ""
    chapter: str = ""


class Visit:
    """No steps until a file is read; from then on it ticks them off, in whatever order they are done."""

    def __init__(self, changes: Changes) -> None:
        self.steps: list[Step] = []
        self._texts: Json = {}
        self._waiting: set[tuple[int, Sign]] = set()
        self._changes = changes

    def read(self, path: Path) -> None:
        """Takes the steps of a TOML file; raises ValueError or TypeError where it is not as `Step` says."""
        read = tomllib.loads(path.read_text("utf-8"))
        self.steps = [_step(each) for each in read.pop("step")]
        self._texts = read
        self._waiting = {(number, sign) for number, step in enumerate(self.steps) for sign in step.signs}
        self._changes.note()

    def hear(self, entry: Entry) -> None:
        """Of everything that is recorded."""
        self._tick(lambda sign: sign.concerns(entry.who) and _happened(sign, entry))

    def saw(self, user_id: str, shown: Json) -> Json:
        """What the page shows to a person now; given back as it is."""
        if any(sign.act == "sees" and sign.concerns(user_id) for _, sign in self._waiting):
            text = words_in(shown)
            self._tick(
                lambda sign: (
                    sign.act == "sees" and sign.concerns(user_id) and all(each in text for each in sign.words)
                )
            )
        return shown

    def told(self) -> Json:
        """`{"title", "intro", "outro", "steps": [{…, "done"}], "current"}`: the first step that waits, or None."""
        waiting = {number for number, _ in self._waiting}
        return {
            **{name: str(self._texts.get(name, "")) for name in ("title", "intro", "outro")},
            "steps": [_told(step, done=number not in waiting) for number, step in enumerate(self.steps)],
            "current": min(waiting, default=None),
        }

    def _tick(self, happened: Any) -> None:
        seen = {(number, sign) for number, sign in self._waiting if happened(sign)}
        if seen:
            self._waiting -= seen
            self._changes.note()


def words_in(shown: Any) -> str:
    """All that can be read in messages or views, without the marks of bold type."""
    return "\n".join(_words(shown)).replace("*", "")


def _words(shown: Any) -> Iterator[str]:
    if isinstance(shown, list):
        for each in shown:
            yield from _words(each)
    elif isinstance(shown, dict):
        for key, each in shown.items():
            if key == "text" and isinstance(each, str):
                yield each
            else:
                yield from _words(each)


def _happened(sign: Sign, entry: Entry) -> bool:
    if sign.act == "time":
        moved = entry.kind == "time" and entry.sent
        return bool(moved) and _instant(moved) >= datetime.fromisoformat(sign.words[0])
    if entry.kind != "ack" or entry.error or entry.about is None:
        return False
    payload = entry.about.sent or {}
    match sign.act:
        case "command":
            return payload.get("command") in sign.words
        case "press":
            pressed = payload.get("type") == "block_actions" and _pressed(payload)
            return pressed in sign.words and sign.on in words_in(payload.get("message"))
        case "submit":
            refused = (entry.answer or {}).get("response_action") == "errors"
            return payload.get("type") == "view_submission" and not refused and _submit(payload) in sign.words
        case _:
            return False


def _instant(moved: Any) -> datetime:
    return datetime.fromisoformat(moved["now"])


def _pressed(payload: Json) -> str:
    """The label of what was used, where the payload shows it."""
    used = payload["actions"][0]
    shown = (payload.get("message") or payload.get("view") or {}).get("blocks", [])
    named = (each for _, each in elements(shown) if each.get("action_id") == used.get("action_id"))
    same = (each for each in named if each.get("value") == used.get("value"))
    return label(next(same, used))


def _submit(payload: Json) -> str:
    return str(((payload["view"].get("submit")) or {}).get("text", ""))


def _step(read: Json) -> Step:
    return Step(signs=tuple(_sign(each, read["who"]) for each in read.pop("done")), **read)


def _sign(read: Json, who: str) -> Sign:
    by, on = read.pop("by", who), str(read.pop("on", ""))
    ((act, words),) = read.items()
    if act not in ACTS:
        raise ValueError(f"A step is not done by {act!r} but by one of {sorted(ACTS)}")
    people = frozenset(by if isinstance(by, list) else [by]) if act != "time" else frozenset()
    return Sign(act, tuple(words) if isinstance(words, list) else (str(words),), people, on)


def _told(step: Step, *, done: bool) -> Json:
    texts = {name: getattr(step, name) for name in ("chapter", "title", "who", "do", "look", "go", "write")}
    return {**texts, "done": done}
