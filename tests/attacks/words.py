"""What a hostile text must not become, wherever it is shown: a mention, a link, a style, a cell that is run."""

from collections.abc import Iterator
from typing import Any

from sandbox import blockrules
from sandbox.errors import Json
from tests.views.slack_rules import texts

UNSEEN = ("\u202e", "\u200b")
# Parts of `planted.HOSTILE` that are alive in what Slack reads as mrkdwn; the last two were made safe twice.
ALIVE = (
    *("<!channel>", "<!here>", "<@U0EVIL>", "<https://evil", "<script>", "*Qb*", "_Qi_", "~Qs~", "`Qc`"),
    *("&lt;!here&gt;", "\n# Qn", "\n&gt; Qn", *UNSEEN, "&amp;lt;!channel", "&amp;amp;"),
)
MADE_SAFE_FOR_MRKDWN = ("&lt;!channel", "&lt;@U0EVIL", "&amp;lt;")
NOT_SHOWN = frozenset(
    {"value", "private_metadata", "initial_value", "metadata"}
)  # and what somebody typed, as it was


def faults(body: Json) -> Iterator[str]:
    """Of a message, an answer to a payload or the arguments of a call: what is alive in it, and what Slack refuses."""
    for text in texts(body):
        alive = MADE_SAFE_FOR_MRKDWN if text["type"] == "plain_text" else ALIVE
        yield from _in(text["text"], alive)
        if text["type"] == "mrkdwn" and "evil.example" in text["text"] and not text.get("verbatim"):
            yield f"Slack makes links of its own in: {text['text'][:200]!r}"
    yield from _in(body.get("text") or "", ALIVE)
    for sentence in (body.get("errors") or {}).values():
        yield from _in(sentence, MADE_SAFE_FOR_MRKDWN)
    for string in _strings(body):
        yield from _in(string, UNSEEN)
    if isinstance(body.get("view"), dict):
        view = body["view"]
        yield from (str(fault) for fault in blockrules.faults(view, view["type"]))
    if body.get("blocks"):
        yield from (str(fault) for fault in blockrules.faults(body["blocks"], "message"))


def _in(text: str, bad: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{each!r} in: {text[:300]!r}" for each in bad if each in text)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _strings([each for name, each in value.items() if name not in NOT_SHOWN])
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield value
