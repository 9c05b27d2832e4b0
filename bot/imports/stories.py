"""Published stories and quotes from a file, each known by its address. The file's word counts."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.imports import known
from bot.imports.plan import Plan, differs, overlaid
from bot.imports.row import Row
from bot.imports.run import Run
from bot.kit.text import key
from models import story as stories
from models.base import new_id
from models.story import Story, StoryKind

AS_IT_STANDS = ("title", "text", "product", "industry", "region", "published_on", "anonymous")
TWICE = "The same address stands on line {line} already."


async def plan(session: AsyncSession, run: Run, rows: Sequence[Row]) -> Plan:
    found = Plan()
    companies = await known.companies(session, run, rows)
    there = await stories.at_urls(session, run.program_id, [row.cells["url"] for row in rows])
    for row in rows:
        known.not_ahead(run, row, "published_on")
        if row.clean and (first := run.first_line("story", row.cells["url"], row.line)) is not None:
            row.wrong("url", TWICE.format(line=first))
        if row.clean:
            account = companies[key(row.cells["account"])]
            _one(run, found, row, account.id, there.get(row.cells["url"]))
    return found


def _one(run: Run, found: Plan, row: Row, account_id: str, existing: Story | None) -> None:
    kind = row.get("kind")
    said = {name: row.get(name) for name in AS_IT_STANDS}
    said |= {"account_id": account_id, "kind": StoryKind(kind) if kind else None}
    if existing is None:
        defaults = {
            "kind": said["kind"] or StoryKind.STORY,
            "text": said["text"] or "",
            "published_on": said["published_on"] or run.today,
            "anonymous": bool(said["anonymous"]),
        }
        found.insert(Story, id=new_id(), url=row.cells["url"], **said | defaults)
        found.new += 1
        return
    values = overlaid(existing, said)
    if differs(existing, values):
        found.update(Story, id=existing.id, **values)
        found.updated += 1
    else:
        found.unchanged += 1
