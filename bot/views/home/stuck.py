"""For managers, on Home: what could not be shown to somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.kit.ids import Action
from bot.kit.text import plural
from bot.views import dates
from bot.views.blocks import Block, actions, button, context, header, section
from models.message import Message, MessageKind

WHAT: Mapping[MessageKind, str] = {
    MessageKind.LINE: "The line of a reference",
    MessageKind.APPROVAL: "A card to approve an ask",
    MessageKind.APPROVAL_REMINDER: "A reminder to approve an ask",
    MessageKind.ASK: "A question to a customer",
    MessageKind.HOME: "Home",
    MessageKind.TASK: "A task",
    MessageKind.RELAY_REMINDER: "A reminder to pass a question on",
    MessageKind.INVITATION: "An invitation to a customer",
    MessageKind.ANSWERED: "Word that a customer has joined",
    MessageKind.OWN_PAGE: "A customer's own page",
    MessageKind.NPS: "The recommendation question",
    MessageKind.SURVEY: "A survey after a delivery",
    MessageKind.DRAFT: "A draft for its author to approve",
    MessageKind.BRIEF: "A brief before a favour",
    MessageKind.DEBRIEF: "The question after a favour",
    MessageKind.DEBRIEF_REMINDER: "A reminder of the question after a favour",
    MessageKind.OUTCOME: "What came of a favour",
    MessageKind.GIVEBACK: "Something given back to a customer",
    MessageKind.INTRODUCTION: "The introduction of two customers",
    MessageKind.NUDGE: "A next step proposed to a customer",
    MessageKind.NOTICE: "Word that a workspace has stopped",
    MessageKind.WELCOME: "Word of a new workspace",
    MessageKind.UPLOAD: "The report on a dropped file",
    MessageKind.GREETING: "An answer to whoever wrote to Rung",
    MessageKind.DIGEST: "Monday's digest",
    MessageKind.OVERDUE: "What became overdue",
    MessageKind.SELLER_WEEK: "A seller's Monday",
    MessageKind.CHASED: "The question after a favour, asked again",
    MessageKind.RECAP: "A customer's quarter",
    MessageKind.CHANNEL: "Word that the channel takes no posts",
    MessageKind.NUDGING: "Word that next steps are paused",
    MessageKind.NOT_OURS: "Word that somebody can have no role here",
}


@dataclass(frozen=True, slots=True)
class Stuck:
    """Some of what was set aside, the longest first, and how many there are in all."""

    rows: Sequence[Message]
    total: int


def could_not_be_shown(stuck: Stuck, *, zone: str, now: datetime) -> list[Block]:
    """Nothing where all is well."""
    if not stuck.total:
        return []
    blocks = [header(f"{plural(stuck.total, 'message')} could not be shown")]
    for row in stuck.rows:
        blocks += [
            section(described(row, zone=zone, now=now)),
            actions([
                button("Try again", Action.TRY_MESSAGE, row.id),
                button("Let it go", Action.LET_MESSAGE_GO, row.id),
            ]),
        ]  # fmt: skip
    if stuck.total > len(stuck.rows):
        blocks.append(context(f"These are the {len(stuck.rows)} that have waited longest."))
    return [*blocks, context("Whoever runs Rung finds the reason in its log, by the number of the message.")]


def described(row: Message, *, zone: str, now: datetime) -> str:
    """What, to whom, since when, and what Slack said."""
    whom = f"<#{row.recipient}>" if row.in_channel else f"<@{row.recipient}>"
    since = dates.when(row.stuck_at or row.due_at, zone=zone, now=now)
    return f"*{WHAT[row.kind]}*, for {whom}, since {since}. {why(row)} Its number is {row.id}."


def why(row: Message) -> str:
    return "Rung could not draw it." if row.error == "unexpected" else f"Slack does not take it: {row.error}."
