"""The section of accounts that did us favours within a year and got nothing back since."""

from dataclasses import asdict
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.section import About, Frozen, Kept, Moment, Present, Section
from bot.views.digest import balance as view
from bot.views.digest.part import At, Part
from models import balance
from models.balance import Owing
from models.eligibility.load import YEAR

MOST = 2
AS_OF = "as_of"


async def freeze(session: AsyncSession, moment: Moment) -> Frozen | None:
    since = moment.as_of.date() - timedelta(days=YEAR)
    found, total = await balance.owing(session, moment.program.id, since=since, most=MOST)
    if not found:
        return None
    rows = [asdict(each) | {"last_on": each.last_on.isoformat()} for each in found]
    kept = {"accounts": rows, "total": total, AS_OF: moment.as_of.isoformat()}
    return Frozen(kept, [each.account_id for each in found])


def draw(kept: Kept, present: Present, at: At) -> Part:
    rows = [Owing(**each | {"last_on": date.fromisoformat(each["last_on"])}) for each in kept["accounts"]]
    as_of = datetime.fromisoformat(kept[AS_OF])
    done = {id_ for id_, moved in present.gave.items() if moved > as_of}
    return view.balance(rows, kept["total"], done, at)


SECTION = Section("balance", About.ACCOUNTS, freeze, draw)
