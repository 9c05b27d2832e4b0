"""`POST /hooks/blocks`: what other systems tell of customers, signed as the Standard Webhooks specification says."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError
from standardwebhooks import Webhook as Signed
from standardwebhooks import WebhookVerificationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot import webhooks as doing
from bot.kit import log
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.errors import AwayError, BotError
from bot.kit.vault import Vault
from bot.webhooks import Fact
from handlers import shapes
from models import webhook as webhooks
from models.account import Health
from models.block import BlockKind
from models.webhook import Webhook

LARGEST_BODY = 65_536  # bytes
AHEAD = timedelta(minutes=5)  # by which another system's clock may be ahead of ours
LONGEST_ID = 255
NOT_SIGNED = "The signature is missing, wrong or older than five minutes. Nothing was changed."

Text = Annotated[str, AfterValidator(shapes.text)]


class Told(StrEnum):
    """What a call may be about: some kinds of blocks, and health."""

    INCIDENT = BlockKind.INCIDENT
    DISPUTE = BlockKind.DISPUTE
    OVERDUE_INVOICE = BlockKind.OVERDUE_INVOICE
    NOTICE_GIVEN = BlockKind.NOTICE_GIVEN
    FORMER_CUSTOMER = BlockKind.FORMER_CUSTOMER
    HEALTH = "health"


class Call(BaseModel):
    """The body of a call."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Told
    account: Text = Field(default="", max_length=200)
    domain: Text = Field(default="", max_length=200)
    reference: Text = Field(default="", max_length=100)
    known_at: AwareDatetime | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    over: bool = False
    health: Health | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.account.strip()) == bool(self.domain.strip()):
            raise PydanticCustomError("whose", "send the account's name or its domain")
        if (self.kind is Told.HEALTH) != (self.health is not None):
            raise PydanticCustomError("health", "health (green, amber or red) goes with the kind health")
        if self.since and self.until and self.until <= self.since:
            raise PydanticCustomError("until", "until has to be later than since")
        return self

    def fact(self, now: datetime) -> Fact:
        """Raises BotError for a fact of the future."""
        known_at = self.known_at or now
        if known_at > now + AHEAD:
            raise BotError("known_at lies in the future. Send when this became known.")
        return Fact(
            account=self.account,
            domain=self.domain,
            known_at=known_at,
            kind=None if self.kind is Told.HEALTH else BlockKind(self.kind),
            reference=self.reference,
            since=self.since,
            until=(self.until or known_at) if self.over else self.until,
            health=self.health,
        )


class Door:
    """Hears signed calls: parse, one transaction, commit, wake, answer."""

    def __init__(self, database: Database, clock: Clock, vault: Vault, wake: Callable[[], None]) -> None:
        self._database, self._clock, self._vault, self._wake = database, clock, vault, wake

    async def hear(self, request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return _refused(413, f"A call has {LARGEST_BODY:,} bytes at most.")
        try:
            webhook = await self._caller(request, body)
            if webhook is None:
                return _refused(401, NOT_SIGNED)
            fact = Call.model_validate_json(body).fact(self._clock.business())
            return await self._take(webhook, request.headers["webhook-id"], fact)
        except ValidationError as problem:
            return _refused(422, _sentence(problem))
        except AwayError as refusal:
            return _refused(503, refusal.user_message)
        except BotError as refusal:
            return _refused(422, refusal.user_message)

    async def _caller(self, request: Request, body: bytes) -> Webhook | None:
        """Whose signature the call bears, or None."""
        key = shapes.text(request.query_params.get("key"))
        webhook = await self._database.run(lambda session: webhooks.calling(session, key), writes=False)
        if webhook is None or len(request.headers.get("webhook-id", "")) > LONGEST_ID:
            return None
        good = doing.secrets_of(webhook, self._vault, real=self._clock.real())
        return webhook if any(_signed(secret, body, request) for secret in good) else None

    async def _take(self, webhook: Webhook, message_id: str, fact: Fact) -> Response:
        now, real = self._clock.business(), self._clock.real()
        took = await self._database.run(
            lambda session: doing.hear(session, webhook, message_id, fact, now=now, real=real)
        )
        self._wake()
        log.logger().info("webhook", webhook=webhook.id, took=took)
        return JSONResponse({"ok": True, "result": took})


def _signed(secret: str, body: bytes, request: Request) -> bool:
    """Is this call signed with this secret, within five minutes of now?"""
    try:
        Signed(secret).verify(body, dict(request.headers), json_parse=False)
    except (WebhookVerificationError, ValueError):  # ValueError: what is no base64, or no UTF-8
        return False
    return True


async def _body(request: Request) -> bytes | None:
    """The whole body, or None where it is too large; it is read no further then."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_BODY:
            return None
    return body


def _refused(status: int, sentence: str) -> Response:
    return JSONResponse({"ok": False, "error": sentence}, status_code=status)


def _sentence(problem: ValidationError) -> str:
    first = problem.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(step) for step in first["loc"])
    return f"{place}: {first['msg']}." if place else f"{first['msg']}."
