"""Are we well: for whoever restarts us, for whoever sends to us, and for whoever measures us."""

import asyncio
from collections.abc import Callable

from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.kit import log
from bot.kit.clock import Clock
from bot.kit.config import SettingsError
from bot.kit.database import Database
from bot.kit.metrics import Metrics
from bot.kit.stopping import Stopping
from migrations import runner
from models import upkeep

UNWELL = 503
WITHIN = 2.0  # seconds in which the database has to answer
AWAY = (SQLAlchemyError, OSError, TimeoutError)


class Health:
    """`hears`: is there a way by which Slack reaches us now, as far as we can tell?"""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        metrics: Metrics,
        stopping: Stopping,
        hears: Callable[[], bool],
    ) -> None:
        self._database, self._clock, self._metrics = database, clock, metrics
        self._stopping, self._hears = stopping, hears
        self._look: asyncio.Task[str] | None = None

    def routes(self) -> list[Route]:
        return [
            Route("/healthz", self.alive),
            Route("/readyz", self.ready),
            Route("/metrics", self.metrics),
        ]

    async def alive(self, _request: Request) -> Response:
        """The event loop answers; whether anything else does is no reason to kill us."""
        return PlainTextResponse("ok")

    async def ready(self, _request: Request) -> Response:
        trouble = await self.trouble()
        return PlainTextResponse(trouble or "ready", status_code=UNWELL if trouble else 200)

    async def trouble(self) -> str:
        """Why nothing should be sent to us, or nothing. Whoever asks while a look is under way hears what it finds."""
        if self._stopping.begun:
            return "stopping"
        if self._look is None or self._look.done():
            self._look = asyncio.create_task(self._looked())
        return await asyncio.shield(self._look)

    async def _looked(self) -> str:
        try:
            async with asyncio.timeout(WITHIN):
                await runner.check(self._database)
        except SettingsError:
            return "schema: run `rung migrate`"
        except AWAY:
            return "database: it does not answer"
        return "" if self._hears() else "socket: not connected to Slack"

    async def metrics(self, _request: Request) -> Response:
        await self._measure()
        return Response(self._metrics.as_text(), media_type=CONTENT_TYPE_LATEST)

    async def _measure(self) -> None:
        """What only the database knows, asked once at each scrape."""
        for pool, count in self._database.in_use.items():
            self._metrics.connections.labels(pool).set(count)
        try:
            async with asyncio.timeout(WITHIN), self._database.reading() as session:
                found = await upkeep.backlog(session, now=self._clock.business(), real=self._clock.real())
        except AWAY as problem:
            log.logger().warning("metrics_without_database", error=type(problem).__name__)
            self._metrics.database_up.set(0)
            return
        self._metrics.database_up.set(1)
        self._metrics.due.set(found.due)
        self._metrics.oldest_due.set(found.oldest.total_seconds())
        self._metrics.in_doubt.set(found.in_doubt)
        self._metrics.stuck.set(found.stuck)
        self._metrics.paused.set(found.paused)
