"""What stands against asking at a company: who said so, since when, until when, and how it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.kit.ids import Action, variant
from bot.kit.text import foreign, sentence
from bot.rules.protection import WORDS, Reason
from bot.views import dates
from bot.views.blocks import Block as Drawn
from bot.views.blocks import button, confirm, section
from models.block import BlockKind, WholeBlock

# How somebody at the customer takes it back, as the owner heard it.
TOLD: Mapping[BlockKind, str] = {
    BlockKind.NOT_HAPPY: "They told me that they are happy with us again, and may be asked.",
    BlockKind.COMPANY_FORBIDS: "They told me that their company allows this kind of help again.",
    BlockKind.CONFLICT: "They told me that there is no conflict with that company any more.",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A block as one reader sees it.

    `told`: the customer said it, so that only they can take it back. `noted_by` is a colleague's Slack user, or the
    customer's id.
    """

    whole: WholeBlock
    told: bool
    may: bool
    noted_by: str | None


SLACK_USER = ("U", "W")


def standing_blocks(shown: Sequence[Standing], *, zone: str, now: datetime) -> list[Drawn]:
    return [_line(each, zone, now) for each in shown]


def _line(each: Standing, zone: str, now: datetime) -> Drawn:
    block, account = each.whole.block, each.whole.account
    who = f"*{foreign(account.name, 100)}*"
    if each.whole.advocate:
        who = f"*{foreign(each.whole.advocate.name, 100)}, {foreign(account.name, 100)}*"
    lines = [who, f"{_what(each.whole)}. {_said(each)}, since {dates.on(block.since, zone=zone, now=now)}, "]
    lines[1] += f"until {dates.on(block.until, zone=zone, now=now)}." if block.until else "with no end set."
    if not each.may:
        lines.append(_whose(each))
    return section("\n".join(lines), _lift(each) if each.may else None)


def _what(whole: WholeBlock) -> str:
    said = sentence(WORDS[Reason(whole.block.kind)])
    if whole.activity:
        return f"{said}: {foreign(whole.activity.name, 100)}"
    return f"{said}: {foreign(whole.block.company_key, 100)}" if whole.block.company_key else said


def _said(each: Standing) -> str:
    if each.noted_by is None:
        return f"Known from {foreign(each.whole.block.source, 100)}"
    if not each.noted_by.startswith(SLACK_USER):
        return "The customer said so"  # by themselves: the log knows them by an id of ours
    return f"{'The customer said so; noted' if each.told else 'Set'} by <@{each.noted_by}>"


def _whose(each: Standing) -> str:
    if each.told:
        owner = foreign(each.whole.owner.name, 60)
        return (
            f"The customer said so: only {owner} or their backup can lift it, once they were told otherwise."
        )
    return "Only a manager can lift what a contract says."


def _lift(each: Standing) -> dict[str, Any]:
    block_id, company = each.whole.block.id, each.whole.account.name
    if each.told:
        sure = confirm("Did they tell you?", TOLD[each.whole.block.kind], "Yes, they told me", "Not yet")
    else:
        text = f"From now on this no longer keeps anybody at {company[:100]} from being asked."
        sure = confirm("Lift this block?", text, "Lift", "Keep")
    return button("Lift", variant(Action.LIFT, block_id), block_id, confirm=sure)
