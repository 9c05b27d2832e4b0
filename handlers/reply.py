"""Bringing a turn's private answer to Slack: in the ack where Slack allows it, else by a window or a response URL."""

from dataclasses import dataclass
from typing import Any, assert_never

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.kit import log
from bot.kit.text import unescaped
from bot.outbox.verdicts import judge
from bot.views.blocks import option
from bot.views.notice import said_in_a_window
from handlers.answers import Answer, Change, Done, Offer, Open, Refuse, Say
from handlers.insisting import SLACK_FAILED, Insisting
from handlers.payloads import Heard, Kind

TOO_MANY, SERVER_ERROR = 429, 500
OPENED = Insisting(frozenset({"exchanged_trigger_id"}))
REDRAWN = Insisting(frozenset({"hash_conflict"}))
# Slack can't say whether it was: where only one person hears, rather once more than not at all.
SAID = Insisting(doubts=3)
EXPIRED = "That took too long for Slack. Try again."


@dataclass(frozen=True, slots=True)
class Reply:
    """The ways in which one payload can be answered."""

    heard: Heard
    client: AsyncWebClient
    ack: AsyncAck

    async def give(self, answer: Answer) -> None:
        """Answer, then acknowledge. What Slack refuses here was private and is only logged: the state is kept."""
        if self.heard.kind is Kind.OPTIONS:
            offered = answer.options if isinstance(answer, Offer) else ()
            await self.ack(options=[option(label, value) for label, value in offered])
        elif self.heard.kind is Kind.SUBMISSION:
            await self.ack(**_submitted(answer))
        elif self.heard.kind in {Kind.EVENT, Kind.CLOSED}:
            await self.ack()
        else:
            await self._interactive(answer)

    async def _interactive(self, answer: Answer) -> None:
        """A command, a shortcut or a press."""
        said = answer.text if isinstance(answer, Say) else ""
        try:
            match answer:
                case Open(view):
                    await self._open(view)
                case Change(view):
                    await self._change(view)
                case Say(text) if self.heard.kind is not Kind.COMMAND:
                    await self._say(text)
                case Refuse(by_input):
                    await self._say(" ".join(by_input.values()))
                case Say() | Done() | Offer():
                    pass
                case _:
                    assert_never(answer)
        except SLACK_FAILED as problem:
            log.logger().warning("answer_failed", error=judge(problem).error)
            said = EXPIRED
        if self.heard.kind is Kind.COMMAND and said:
            await self.ack(text=said, response_type="ephemeral")
        else:
            await self.ack()

    async def _change(self, view: dict[str, Any]) -> None:
        shown = self.heard.view
        if shown is None or not shown.id:
            await self._open(view)
        else:
            await REDRAWN(lambda: self.client.views_update(view_id=shown.id, hash=shown.hash, view=view))

    async def _open(self, view: dict[str, Any]) -> None:
        await OPENED(lambda: self.client.views_open(trigger_id=self.heard.trigger_id, view=view))

    async def _say(self, text: str) -> None:
        if self.heard.response_url:
            await SAID(lambda: self._whisper(text))
            return
        in_modal = self.heard.view is not None and bool(self.heard.view.callback)
        show = self.client.views_push if in_modal else self.client.views_open
        await OPENED(lambda: show(trigger_id=self.heard.trigger_id, view=said_in_a_window(text)))

    async def _whisper(self, text: str) -> None:
        """By the response URL; raises SlackApiError where it is worth another try."""
        hook = AsyncWebhookClient(self.heard.response_url, session=self.client.session, retry_handlers=[])
        answer = await hook.send(text=text, response_type="ephemeral", replace_original=False)
        if answer.status_code == TOO_MANY or answer.status_code >= SERVER_ERROR:
            raise SlackApiError("The response URL does not answer.", answer)  # type: ignore[no-untyped-call]


def _submitted(answer: Answer) -> dict[str, Any]:
    """The ack of a form: closed, drawn anew, or kept open with what is wrong."""
    match answer:
        case Refuse(by_input):
            plain = {name: unescaped(sentence) for name, sentence in by_input.items()}
            return {"response_action": "errors", "errors": plain}
        case Change(view) | Open(view):
            return {"response_action": "update", "view": view}
        case Say(text):
            return {"response_action": "push", "view": said_in_a_window(text)}
        case Done() | Offer():
            return {}
        case _:
            assert_never(answer)
