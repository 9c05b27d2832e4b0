"""Accounts that did us favours, and to whose people nothing was given back."""

from collections.abc import Collection, Sequence

from bot.kit.text import plural
from bot.views import dates
from bot.views.blocks import Block, section
from bot.views.digest.part import At, Do, Part, act, who
from models.balance import Owing


def balance(found: Sequence[Owing], total: int, done: Collection[str], at: At) -> Part:
    """`done`: accounts at which something was offered or given since this was taken."""
    have = plural(total, "company has", "companies have")
    said = f"{have} done us favours within a year, and nothing was given back since."
    rows = [[_row(each, at, done=each.account_id in done)] for each in found]
    waits = sum(each.account_id not in done for each in found)
    return Part(said, rows=rows, total=total, which=", who did most", waits=waits)


def _row(each: Owing, at: At, *, done: bool) -> Block:
    last = dates.day(each.last_on, dates.today(at.now, at.zone))
    text = (
        f"{who(each.title, each.account)}\n{plural(each.favours, 'favour')} from there, the last on {last}."
    )
    if done:
        return section(f"{text} Something is on its way to them by now.")
    return section(text, act("Give something back", Do.GIVE, each.advocate_id))
