"""One turn: parse, one transaction, commit, wake the outbox, answer, and only then acknowledge."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.advocates import standing
from bot.kit import log
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.errors import AwayError, BotError, FormError
from bot.kit.metrics import Metrics
from handlers import roles
from handlers.answers import Answer, Done, Refuse, Say
from handlers.payloads import Heard, Kind, parse
from handlers.places import BusyError, Places
from handlers.reply import Reply
from handlers.table import Route, Table, Turn
from models import actor as actors
from models import audit
from models import event as events
from models.base import new_id
from models.member import Role

UNKNOWN = "That belongs to an older version of Rung. Start again with /reference or from Home."
TYPED = frozenset({Kind.COMMAND, Kind.SHORTCUT})  # what a customer may come upon by themselves
AT_ONCE = 50
NOT_INSTALLED = "Rung is not set up in this workspace yet. Ask whoever manages your customer programme."


@dataclass(slots=True)
class By:
    """Whose turn it is, as the log may know it: our own id, which tells nobody who that is once they are erased."""

    id: str = "nobody known"


class Turns:
    """Takes turns: everything that Slack tells us comes through `hear`."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        table: Table,
        wake: Callable[[], None],
        *,
        metrics: Metrics | None = None,
        at_once: int = AT_ONCE,
        host: str = "",
    ) -> None:
        self._database, self._clock, self._table, self._wake = database, clock, table, wake
        self._metrics, self._places, self._host = metrics or Metrics(), Places(at_once), host

    async def hear(
        self, kind: Kind, body: Mapping[str, Any], *, team_id: str, client: AsyncWebClient, ack: AsyncAck
    ) -> None:
        """One payload, from its arrival to its acknowledgement.

        Raises only for events that went wrong: unacknowledged, Slack sends them again.
        """
        loop, begun = asyncio.get_running_loop(), asyncio.get_running_loop().time()
        heard = parse(kind, body, team_id=team_id)
        reply = Reply(heard, client, ack)
        with structlog.contextvars.bound_contextvars(turn=f"{kind} {heard.id}", team=team_id):
            try:
                async with self._places.taken():
                    with self._metrics.turns_running.track_inprogress():
                        await self._hear(heard, reply, waited=loop.time() - begun)
            except BusyError as busy:
                log.logger().warning("turn_busy")
                self._count(heard, "busy")
                if heard.kind is Kind.EVENT:
                    raise
                await reply.give(Say(busy.user_message))
        self._metrics.turn_seconds.labels(heard.kind).observe(loop.time() - begun)

    async def _hear(self, heard: Heard, reply: Reply, *, waited: float) -> None:
        route, by = self._table.get((heard.kind, heard.id)), By()
        if route:
            answer = await self._answer(route, heard, by, waited=waited)
            if route.writes:
                self._wake()
        else:
            self._count(heard, "unheard")
            answer = _unheard(heard)
        await reply.give(answer)
        log.logger().info("turn", by=by.id, answer=type(answer).__name__)

    def _count(self, heard: Heard, outcome: str) -> None:
        self._metrics.turns.labels(heard.kind, outcome).inc()

    async def _answer(self, route: Route, heard: Heard, by: By, *, waited: float) -> Answer:
        try:
            taken = partial(self._take, route, heard, by)
            answer = await self._database.run(
                taken, writes=route.writes, patient=route.patient, waited=waited
            )
            self._count(heard, "done")
        except FormError as refusal:
            self._count(heard, "refused")
            return Refuse(refusal.by_input)
        except AwayError as refusal:
            self._count(heard, "away")
            log.logger().warning("database_away", error=repr(refusal.__cause__))
            if heard.kind is Kind.EVENT:
                raise
            return Say(refusal.user_message)
        except BotError as refusal:
            self._count(heard, "refused")
            return Say(refusal.user_message)
        except Exception:  # the edge: rolled back, told with a number that the log knows
            self._count(heard, "failed")
            number = new_id()[-8:]
            log.logger().exception("turn_failed", number=number, by=by.id)
            if heard.kind is Kind.EVENT:
                raise
            return Say(
                f"Something went wrong on our side, and nothing was changed. Try again; if it stays, quote {number}."
            )
        else:
            return answer

    async def _take(self, route: Route, heard: Heard, by: By, session: AsyncSession) -> Answer:
        actor = await actors.identify(session, heard.team_id, heard.user_id, own_team=heard.own_team)
        if actor is None:
            raise BotError(NOT_INSTALLED)
        by.id = actor.member_id or actor.advocate_id or by.id
        refusal = roles.refusal(route.id, actor.roles)
        if refusal is not None:
            customer = heard.kind in TYPED and actor.roles == {Role.ADVOCATE}
            raise BotError(await standing.not_theirs(session, actor) if customer else refusal)
        if actor.advocate_id and not actor.member_id:  # Slack's ids for them would still tell who it was
            session.info[audit.SIGNED] = dict.fromkeys((actor.user_id, actor.written_to), actor.advocate_id)
        real = self._clock.real()
        if heard.event_id and not await events.first_time(
            session, actor.program_id, heard.event_id, real=real
        ):
            return Done()
        now = self._clock.business()
        turn = Turn(session=session, now=now, real=real, actor=actor, heard=heard, host=self._host)
        answer = await route.handler(turn)
        if actor.elsewhere and route.writes:  # what they see there is not where messages about it go
            await messages.changed(session, actor.program_id, actor.user_id, now=now)
        return answer


def _unheard(heard: Heard) -> Answer:
    """Nobody hears this id: an event we did not ask for, a closed form, or a button of an older version."""
    return Done() if heard.kind in {Kind.EVENT, Kind.CLOSED, Kind.OPTIONS} else Say(UNKNOWN)
