"""Named points at which a replica kills itself, seen from the libraries it stands on: nothing of Rung is changed."""

import os
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

MOMENTS = ("claim", "post", "commit", "ack")
SIDES = ("before", "after")
CLAIMS = re.compile(r"UPDATE message SET [^W]*\bstate=.* RETURNING", re.DOTALL).match
POST = "chat.postMessage"
WROTE = "wrote"

Reached = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Point:
    """One side of a moment that comes again and again."""

    moment: str
    side: str

    def __str__(self) -> str:
        return f"{self.side} {self.moment}"


POINTS = tuple(Point(moment, side) for moment in MOMENTS for side in SIDES)


def die_at(point: Point, *, armed: Callable[[], bool]) -> None:
    """The process kills itself, as `kill -9` would, the first time that it comes to the point while it is armed."""

    def reached() -> None:
        if armed():
            os.kill(os.getpid(), signal.SIGKILL)

    watch = {"claim": _at_claim, "post": _at_post, "commit": _at_commit, "ack": _at_ack}
    watch[point.moment](point.side, reached)


def _at_claim(side: str, reached: Reached) -> None:
    """Rows are claimed by one UPDATE: before it is sent, or when its transaction has been committed."""

    @event.listens_for(Session, "do_orm_execute")
    def _statement(state: ORMExecuteState) -> None:
        if state.is_update and CLAIMS(str(state.statement)):
            if side == "before":
                reached()
            else:
                event.listen(state.session, "after_commit", lambda _session: reached(), once=True)


def _at_post(side: str, reached: Reached) -> None:
    """Around the HTTP call that posts a message: before it is sent, or when Slack has answered."""
    asked = aiohttp.ClientSession._request

    async def request(self: Any, method: str, url: Any, **options: Any) -> Any:
        posts = str(url).endswith(POST)
        if posts and side == "before":
            reached()
        answer = await asked(self, method, url, **options)
        if posts and side == "after":
            await answer.read()
            reached()
        return answer

    aiohttp.ClientSession._request = request  # type: ignore[assignment, method-assign]


def _at_commit(side: str, reached: Reached) -> None:
    """Around the commit of any transaction that wrote something."""

    @event.listens_for(Session, "do_orm_execute")
    def _statement(state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            state.session.info[WROTE] = True

    @event.listens_for(Session, "after_flush")
    def _flushed(session: Session, _context: object) -> None:
        session.info[WROTE] = True

    @event.listens_for(Session, f"{side}_commit")
    def _commit(session: Session) -> None:
        if session.info.get(WROTE) or session.dirty or session.new or session.deleted:
            reached()


def _at_ack(side: str, reached: Reached) -> None:
    """Around the answer to a payload on a Socket Mode connection."""
    send = aiohttp.ClientWebSocketResponse.send_str

    async def sent(self: Any, data: str, *rest: Any, **options: Any) -> None:
        if side == "before":
            reached()
        await send(self, data, *rest, **options)
        if side == "after":
            reached()

    aiohttp.ClientWebSocketResponse.send_str = sent  # type: ignore[method-assign]
