"""Payloads as Slack never sends them: real ones with fields missing, null, of wrong types, huge, or somebody else's.

All chance comes from a `Random` that is handed in: a seeded one, or one of Hypothesis', which can then shrink.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from sandbox.blocks import copied
from sandbox.errors import Json

MOST_SPOILT = 4  # places of a payload
STRANGER, OTHER_TEAM = "U0STRANGER", "T0SOMEBODYELSE"
HUGE = "x" * 20_000
JUNK: tuple[Any, ...] = (
    None,
    "",
    0,
    -1,
    1.5,
    10**30,
    True,
    [],
    {},
    [None],
    [[]],
    {"id": None},
    {"value": 5},
    "0",
    "|",
    "||",
    "a|b",
    "|9",
    "a|b|c",
    "9" * 40,
    "-1",
    "²",
    "٣",
    "null",
    "{}",
    "[]",
    '{"place": 5}',
    '{"section": "caps", "was": []}',
    '{"language": "de", "key": "x", "seen": {}, "place": {"page": "x"}}',
    "\x00",
    "a\x00b",
    "\ud800",
    "\u202e",
    "<!channel> *_`",
    "' OR 1=1 --",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "2026-03-20",
    "U0TOM",
    "U0NOBODY",
    STRANGER,
    OTHER_TEAM,
    HUGE,
)
UNREAD = frozenset({"blocks", "token", "api_app_id", "container", "title", "close", "submit"})


def lean(payload: Json) -> Json:
    """The payload without what nobody reads, so that what is spoilt is what is read."""
    slim: Json = copied(payload)
    if "response_url" in slim:
        slim["response_url"] = ""  # what is said is said by a window
    parts = (slim, slim.get("view"), slim.get("message"), slim.get("event"))
    for part in [each for each in parts if isinstance(each, dict)]:
        for name in UNREAD & part.keys():
            del part[name]
    return slim


def spoilt(payload: Json, strings: Sequence[str], random: Random) -> Any:
    """A copy in which a few places hold something else; `strings` are ids and values of other payloads."""
    strange: Any = copied(payload)
    for _ in range(random.randint(1, MOST_SPOILT)):
        places = list(_places(strange))
        if not places:
            return strange
        holder, key = random.choice(places)
        _spoil(holder, key, strings, random)
    return strange


def by_somebody_else(payload: Any, user: Any, team: str | None = None) -> Any:
    """The payload as if this user had sent it, or as if it had come out of this workspace."""
    if not isinstance(payload, dict):
        return payload
    forged = {**payload, "user_id": user}
    if isinstance(payload.get("event"), dict):
        forged["event"] = {**payload["event"], "user": user, "user_id": user}
        forged.pop("authorizations", None)
    forged["user"] = {"id": user, "team_id": team or _team(payload)}
    if "command" in payload or "event" in payload:
        del forged["user"]
    if team is not None:
        forged |= {"team": {"id": team}, "team_id": team}
        if isinstance(payload.get("view"), dict):
            forged["view"] = {**payload["view"], "team_id": team, "app_installed_team_id": team}
    return forged


def _team(payload: Json) -> Any:
    team = payload.get("team")
    return team.get("id") if isinstance(team, dict) else payload.get("team_id")


def strings_of(value: Any) -> list[str]:
    """All short texts of a payload."""
    if isinstance(value, dict):
        return [each for part in value.values() for each in strings_of(part)]
    if isinstance(value, list):
        return [each for part in value for each in strings_of(part)]
    return [value] if isinstance(value, str) and 0 < len(value) < 200 else []


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Everything that can be replaced, with what holds it."""
    keys: Sequence[Any] = ()
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = range(len(value))
    return [place for key in keys for place in ((value, key), *_places(value[key]))]


def _spoil(holder: Any, key: Any, strings: Sequence[str], random: Random) -> None:
    random.choice(WAYS)(holder, key, strings, random)


def _drop(holder: Any, key: Any, _strings: Sequence[str], _random: Random) -> None:
    del holder[key]


def _junk(holder: Any, key: Any, _strings: Sequence[str], random: Random) -> None:
    holder[key] = copied(random.choice(JUNK))


def _foreign(holder: Any, key: Any, strings: Sequence[str], random: Random) -> None:
    holder[key] = random.choice(strings)


def _cut(holder: Any, key: Any, _strings: Sequence[str], random: Random) -> None:
    """A text loses its end, gains one, or is said twice."""
    if isinstance(holder[key], str):
        text = holder[key]
        end = random.randint(0, len(text))
        holder[key] = random.choice([text[:end], text[end:], text + text, text + "|x", text + "\x00"])
    else:
        holder[key] = [holder[key]]


def _wrapped(holder: Any, key: Any, _strings: Sequence[str], random: Random) -> None:
    holder[key] = random.choice(
        [[holder[key]], {"id": holder[key]}, {"value": holder[key]}, str(holder[key])]
    )


Way = Callable[[Any, Any, Sequence[str], Random], None]
WAYS: tuple[Way, ...] = (_drop, _junk, _junk, _foreign, _foreign, _cut, _wrapped)
