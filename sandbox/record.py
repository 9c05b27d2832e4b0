"""What went to and fro between the bot and the sandbox, for whoever looks into it: the newest of it, with times."""

import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sandbox.clock import SandboxClock
from sandbox.errors import Json

KEPT = 1_000  # entries
PAGE = 100  # entries of one answer to the page
PATIENCE = 3_000.0  # milliseconds in which Slack wants its acknowledgement

Kind = Literal["payload", "ack", "call", "response", "time"]

SECRET = re.compile(r"\b(?:xox[a-z]+|xapp|xwfp)-[\w-]+")
SECRETS = frozenset({"token", "bot_token", "access_token", "refresh_token", "client_secret"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One of these, by `kind`.

    - payload: `sent` to the bot
    - ack: the bot's `answer` to the payload `about`; if Slack can't take it, what the bot `sent` and why not
    - call: a Web API call with the arguments `sent`, and the sandbox's `answer`
    - response: what the bot `sent` to a response_url, and the sandbox's `answer`
    - time: business time was moved; `sent` says to when

    `at` is real time. `took` is in milliseconds up to the answer, None where nothing was answered. `error` is
    Slack's word for what went wrong, or empty.
    """

    number: int
    kind: Kind
    title: str
    at: datetime
    who: str = ""
    sent: Json | None = None
    answer: Json | None = None
    error: str = ""
    took: float | None = None
    about: "Entry | None" = None

    @property
    def late(self) -> bool:
        return self.kind == "ack" and (self.took or 0.0) > PATIENCE


Listener = Callable[[Entry], None]


class Recorder:
    """A ring of entries, numbered from 1; `listeners` hear of each new one."""

    def __init__(self, clock: SandboxClock, size: int = KEPT) -> None:
        self.entries: deque[Entry] = deque(maxlen=size)
        self.listeners: list[Listener] = []
        self.last = 0
        self._clock = clock

    def payload(self, payload: Json, *, attempt: int = 0) -> tuple[Entry, float]:
        """A payload is on its way; what comes back is for `ack`."""
        again = f" (retry {attempt})" if attempt else ""
        entry = self._add("payload", _title(payload) + again, who=_who(payload), sent=payload)
        return entry, time.perf_counter()

    def ack(self, begun: tuple[Entry, float], *, answer: Json | None, error: str | None) -> None:
        payload, started = begun
        self._add(
            "ack",
            payload.title,
            who=payload.who,
            answer=answer,
            error=error or "",
            took=_since(started),
            about=payload,
        )

    def refused(self, payload: Json, sent: Json, answer: Json) -> None:
        """What stood in the acknowledgement `sent` can't be shown; `answer` is as of the Web API."""
        error = str(answer["error"])
        self._add("ack", _title(payload), who=_who(payload), sent=sent, answer=answer, error=error)

    def call(self, method: str, arguments: Json, answer: Json, *, started: float | None, who: str) -> None:
        """`started` is of time.perf_counter()."""
        self._answered("call", method, arguments, answer, started=started, who=who)

    def response(self, user_id: str, sent: Json, answer: Json, started: float) -> None:
        self._answered("response", "response_url", sent, answer, started=started, who=user_id)

    def moved(self, now: datetime) -> None:
        self._add("time", "Time moved", sent={"now": now.isoformat()})

    def page(self, since: int) -> Json:
        """`{"entries", "last"}`: the oldest kept entries above this number; `last` is the newest of all."""
        newer = [each for each in self.entries if each.number > since]
        return {"entries": [described(each) for each in newer[:PAGE]], "last": self.last}

    def _answered(
        self, kind: Kind, title: str, sent: Json, answer: Json, *, started: float | None, who: str
    ) -> None:
        error = "" if answer.get("ok") else str(answer.get("error") or "error")
        took = None if started is None else _since(started)
        self._add(kind, title, who=who, sent=sent, answer=answer, error=error, took=took)

    def _add(self, kind: Kind, title: str, **rest: Any) -> Entry:
        self.last += 1
        entry = Entry(self.last, kind, title, self._clock.real(), **rest)
        self.entries.append(entry)
        for listener in self.listeners:
            listener(entry)
        return entry


def described(entry: Entry) -> Json:
    """An entry as JSON, tokens taken out."""
    return {
        "number": entry.number,
        "kind": entry.kind,
        "title": entry.title,
        "who": entry.who,
        "at": entry.at.isoformat(),
        "took": None if entry.took is None else round(entry.took, 1),
        "late": entry.late,
        "error": entry.error,
        "faults": faults(entry.answer),
        "about": entry.about.number if entry.about else None,
        "sent": without_secrets(entry.sent),
        "answer": without_secrets(entry.answer),
    }


def faults(answer: Json | None) -> list[Json]:
    """The faults of blocks, views and arguments that an answer names: `{"text", "pointer"}` each."""
    if not answer or answer.get("error") not in {"invalid_blocks", "invalid_arguments"}:
        return []
    messages = (answer.get("response_metadata") or {}).get("messages") or []
    return [_fault(str(message)) for message in messages]


def _fault(message: str) -> Json:
    text, _, pointer = message.removeprefix("[ERROR] ").partition(" [json-pointer:")
    return {"text": text, "pointer": pointer.removesuffix("]") or None}


def without_secrets(value: Any) -> Any:
    """A copy in which no token can be read."""
    if isinstance(value, dict):
        return {
            key: "…" if key in SECRETS and isinstance(each, str) else without_secrets(each)
            for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [without_secrets(each) for each in value]
    return SECRET.sub("…", value) if isinstance(value, str) else value


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000.0


def _title(payload: Json) -> str:
    """What kind of payload it is, and what it is about."""
    if "command" in payload:
        return f"{payload['command']} {payload.get('text', '')}".strip()
    kind = str(payload.get("type", ""))
    match kind:
        case "event_callback":
            return str(payload["event"].get("type", ""))
        case "block_actions":
            return f"{kind} {payload['actions'][0].get('action_id', '')}"
        case "block_suggestion":
            return f"{kind} {payload.get('action_id', '')}"
        case "view_submission" | "view_closed":
            return f"{kind} {payload['view'].get('callback_id', '')}"
        case _:
            return f"{kind} {payload.get('callback_id', '')}".strip()


def _who(payload: Json) -> str:
    """The id of the person who did it, or of whom the event tells."""
    if "user_id" in payload:
        return str(payload["user_id"])
    user = payload.get("user") or (payload.get("event") or {}).get("user") or ""
    return str(user.get("id", "")) if isinstance(user, dict) else str(user)
