"""What came of a press, as whoever pressed sees it: windows, sentences, options, errors in a form."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from bot.kit.ids import Form
from sandbox.errors import Json
from tests.faults.bots import told


@dataclass(frozen=True, slots=True)
class Outcome:
    """`windows`: the callback ids of what opened or was drawn anew; `text`: all words of it, one a line."""

    windows: tuple[str, ...]
    options: int
    said: tuple[str, ...]
    text: str

    @property
    def opens(self) -> bool:
        return bool(self.windows or self.options)


def read(answer: httpx.Response, calls: Sequence[str]) -> Outcome:
    """`calls`: of Slack, as text, since the payload was sent. A sentence is a notice, an error or a private text."""
    body, sent = told(answer), [json.loads(call).get("json") or {} for call in calls]
    views = [each["view"] for each in (body, *sent) if isinstance(each.get("view"), dict)]
    notices = [view for view in views if view["callback_id"] == Form.NOTICE]
    windows = [view for view in views if view not in notices]
    said = [text for view in notices for text in _texts(view["blocks"])]
    said += body.get("errors", {}).values()
    said += [each["text"] for each in (body, *sent) if each.get("text")]
    everything = [*said, *(text for view in windows for text in _texts(view)), *_texts(body.get("options"))]
    return Outcome(
        tuple(str(view["callback_id"]) for view in windows),
        len(body.get("options") or body.get("option_groups") or ()),
        tuple(said),
        "\n".join(everything),
    )


def _texts(value: Json | list[Any] | Any) -> Iterator[str]:
    """Every text in a view, in reading order."""
    if isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str) and value:
        yield value
