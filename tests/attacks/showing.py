"""All that is shown when something is pressed: to everybody who could press it, and on every screen afterwards."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
from sqlalchemy import make_url, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import homes, screens
from bot.kit.ids import Action, bare
from models.message import Message, MessageKind
from sandbox.blocks import elements
from sandbox.errors import Json
from tests.attacks import cast, planted, who_may, words
from tests.attacks.cast import CAST, OURS, OUTSIDERS
from tests.attacks.masks import Judge
from tests.attacks.pressing import Comes, who_pressed
from tests.attacks.restored import restored
from tests.databases import Maker
from tests.faults import strange
from tests.faults.bots import Bot, Still, bot, told
from tests.faults.copies import copy
from tests.faults.mute import mute
from tests.faults.recorded import Press

REFUSED = (
    "another_owner",
    "seller",
)  # whom a refusal tells most; what all others hear is judged with who may what


@dataclass(frozen=True, slots=True)
class Shown:
    """`to`: a Slack user, or a channel."""

    to: str
    where: str
    body: Json


async def faults(press: Press, maker: Maker) -> list[str]:
    """What was shown that should not have been, with every text hostile and marked."""
    url = copy(maker, press.database, "shown")
    file = Path(make_url(url).database or "")
    cast.plant(file)
    judge, found = Judge(file, planted.plant(file)), list[str]()
    async with mute() as slack, bot(url, Still(press.now), slack) as here:
        async for shown in _everything(press, here, slack.said, file):
            where = f"{press.id}, {shown.where}: "
            read = json.dumps(shown.body, ensure_ascii=False)
            found += [where + fault for fault in (*judge.faults(shown.to, read), *words.faults(shown.body))]
    maker.drop(url)
    return found


async def _everything(press: Press, here: Bot, said: list[str], file: Path) -> AsyncIterator[Shown]:
    payload, user, rows = strange.lean(press.payload), who_pressed(press), who_may.rows()[press.id]
    with restored(file) as database:
        for person in CAST:
            if person.name in REFUSED or rows.get(person.name, Comes.TOLD) is not Comes.TOLD:
                said.clear()
                for body in _bodies(await here.hear(press.kind, person.sends(payload)), said):
                    yield Shown(person.user, f"pressed by {person.name}", body)
                database.changed()
    said.clear()
    typed = strange.lean(planted.typed(press.payload))
    for body in _bodies(await here.hear(press.kind, typed), said):
        yield Shown(user, "pressed", body)
    async for shown in _screens(press, here):
        yield shown


def _bodies(answer: httpx.Response, said: list[str]) -> Iterator[Json]:
    """What came back, and the arguments of what Slack was called with meanwhile."""
    yield told(answer)
    yield from (json.loads(call).get("json") or {} for call in said)


async def _screens(press: Press, here: Bot) -> AsyncIterator[Shown]:
    async with here.database.reading() as session:
        everything = (await session.scalars(select(Message))).all()
        rows = [row for row in everything if row.kind is not MessageKind.HOME]
        drawn = await screens.draw_all(session, rows, now=press.now)
        for row, screen in zip(rows, drawn, strict=True):
            if screen is not None:
                body = {"text": screen.drawing.text, "blocks": screen.drawing.blocks}
                yield Shown(row.recipient, f"{row.kind} to {row.recipient}", body)
        changed = {row.recipient for row in everything if row.shown < row.wanted}
        for user in sorted(
            {who_pressed(press)} | changed | {each.user for each in CAST if each.name in OUTSIDERS}
        ):
            async for view in _home(session, user, press.now):
                yield Shown(user, f"Home of {user}", {"view": view})


async def _home(session: AsyncSession, user: str, now: datetime) -> AsyncIterator[Json]:
    """What it opens with, and each tab that can be pressed there."""
    first = await homes.draw(session, OURS, user, page=0, now=now)
    if first is not None:
        yield first
    for _, element in elements(first["blocks"] if first else []):
        if bare(element.get("action_id", "")) == Action.HOME_TAB and "style" not in element:
            tab = element["value"]
            view = await homes.draw(session, OURS, user, tab=tab, page=0, now=now)
            assert view is not None
            yield view
