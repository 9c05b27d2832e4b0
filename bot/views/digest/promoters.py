"""Customers who would recommend us and whom nobody ever asked: each with a first easy step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.kit.text import foreign, plural
from bot.views import dates
from bot.views.blocks import Block, section
from bot.views.digest.part import At, Do, Part, act, who
from bot.views.nps.first_step import OUTCOMES
from models.task import WholeTask


@dataclass(frozen=True, slots=True)
class Never:
    """One of them, as it stood; `step` as a thing, empty where nothing is left to suggest."""

    advocate_id: str
    title: str
    account: str
    owner: str
    joined: bool
    step: str


def promoters(people: Sequence[Never], total: int, suggested: Mapping[str, WholeTask], at: At) -> Part:
    """`suggested`: by advocate, what their owner was told since."""
    said = f"{plural(total, 'promoter was', 'promoters were')} never asked for anything."
    rows = [_row(each, suggested.get(each.advocate_id), at) for each in people]
    waits = sum("accessory" in row for row in rows)
    return Part(said, rows=[[row] for row in rows], total=total, which=", the happiest of them", waits=waits)


def _row(one: Never, task: WholeTask | None, at: At) -> Block:
    about = who(one.title, one.account)
    owner = foreign(one.owner, 60)
    if task is not None and task.task.done_at is not None:
        return section(f"{about}\n{owner}: {OUTCOMES[task.task.kind, task.task.outcome or '']}")
    if task is not None:
        since = dates.on(task.task.made_at, zone=at.zone, now=at.now)
        return section(f"{about}\nWith {foreign(task.member.name, 60)} since {since}.")
    if not one.joined:
        text = f"{about}\nA first step: an invitation by {owner}."
        return section(text, act("Invite", Do.SUGGEST, one.advocate_id))
    if not one.step:
        return section(f"{about}\nThey would rather do nothing of what we ask for. {owner} may know why.")
    text = f"{about}\nA first step: {foreign(one.step, 100)}. {owner} looks after them."
    return section(text, act("Suggest it", Do.SUGGEST, one.advocate_id))
