"""The managers' queue: what waits for whom, since when, and what a manager can do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.kit.ids import Action, Form, encode, variant
from bot.kit.text import foreign, listed, plural, sentence
from bot.views import dates
from bot.views.ask.approval import approval_card
from bot.views.ask.known import Carried
from bot.views.blocks import (
    Block,
    actions,
    button,
    context,
    divider,
    modal,
    option,
    overflow,
    section,
    words,
)
from bot.views.blocks import field as input_field
from bot.views.manager.nudging import Steps, steps
from bot.views.notice import REASONS
from bot.views.owner.blocks import Standing, standing_blocks
from models.ask import WholeAsk
from models.deal import Deal
from models.member import Member
from models.reference import Reference, ReferenceState
from models.task import TaskKind, WholeTask
from models.workspace import Workspace

SHOWN = frozenset({"section", "context", "divider"})  # of a card: what is read, not pressed


class QueueTab(StrEnum):
    APPROVALS = "approvals"
    TASKS = "tasks"
    REFERENCES = "references"
    NUDGES = "nudges"
    BLOCKS = "blocks"


class Do(StrEnum):
    """What a manager can do about one thing of the queue."""

    DECIDE = "decide"
    TAKE_ASK = "take_ask"
    HAND_ASK = "hand_ask"
    TAKE_TASK = "take_task"
    HAND_TASK = "hand_task"
    EXCEPTION = "exception"


LABELS = {
    QueueTab.APPROVALS: "Approvals",
    QueueTab.TASKS: "Tasks",
    QueueTab.REFERENCES: "References",
    QueueTab.NUDGES: "Next steps",
    QueueTab.BLOCKS: "Blocks",
}
NOTHING = {
    QueueTab.APPROVALS: "No question waits for an approver.",
    QueueTab.TASKS: "Nobody has anything to do for a customer.",
    QueueTab.REFERENCES: "Nothing is looked for, and nothing ended without a customer in the last two weeks.",
    QueueTab.NUDGES: "No next step was proposed to a customer in the last two weeks.",
    QueueTab.BLOCKS: "Nothing keeps a whole company from being asked.",
}
KINDS: Mapping[TaskKind, str] = {
    TaskKind.RELAY: "pass a question on, and record the answer",
    TaskKind.CHECK_IN: "check in after two silences",
    TaskKind.NOT_HAPPY: "a customer is not happy: clear the account when that is mended",
    TaskKind.COLLEAGUE: "a customer would rather a colleague is asked",
    TaskKind.FORBIDDEN: "a customer's company does not allow this kind of help",
    TaskKind.CHANGED_JOB: "a customer has changed jobs",
    TaskKind.NOMINATED: "a customer suggests somebody",
    TaskKind.INVITE: "pass an invitation on, and record the answer",
    TaskKind.OBJECTION: "a customer says that something we keep is wrong",
    TaskKind.HAND_OFFER: "pass on what we give back, and record the answer",
    TaskKind.GIVE: "give a customer what they agreed to or asked for",
    TaskKind.INTRODUCE: "introduce two customers who agreed to meet",
    TaskKind.TAKE_DOWN: "take down what may no longer stand in public",
    TaskKind.CLAIM: "a customer says that they did something: verify it",
    TaskKind.PROPOSE: "an executive may be ready for a next step",
    TaskKind.STARTED: "a customer said yes to a next step: get in touch",
    TaskKind.UNHEARD: "a customer said yes to a next step a month ago: what became of it",
    TaskKind.RATHER_NOT: "a customer would rather not do that again",
    TaskKind.DETRACTOR: "a customer would not recommend us: talk to them",
    TaskKind.FIRST_STEP: "suggest a first step to a customer who thinks highly of us",
    TaskKind.PUBLISH: "a customer approved their words: publish them, and add the link",
    TaskKind.RETRACT: "a customer took their words back: take them down",
    TaskKind.NOT_HELD: "one side says that it did not happen",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An ask before its approvers: since when, and who of them is there."""

    whole: WholeAsk
    since: datetime
    deciders: Sequence[Member]


@dataclass(slots=True)
class Queue:
    """One page of one part; `counts` says how much there is of each."""

    tab: QueueTab
    page: int
    counts: Mapping[QueueTab, int]
    stuck: int
    paused: Sequence[Workspace]
    more: bool = False
    approvals: Sequence[Waiting] = field(default_factory=list)
    tasks: Sequence[WholeTask] = field(default_factory=list)
    references: Sequence[tuple[Reference, Deal, Member]] = field(default_factory=list)
    blocks: Sequence[Standing] = field(default_factory=list)
    steps: Steps | None = None


def queue_view(queue: Queue, *, zone: str, now: datetime, said: str = "") -> dict[str, Any]:
    """`said`: what became of the press that led here, where the queue itself does not show it."""
    blocks = [*([context(said)] if said else []), _tabs(queue), *_trouble(queue)]
    items = [
        *(_approval(each, zone, now) for each in queue.approvals),
        *(_task(each, zone, now) for each in queue.tasks),
        *(_reference(*each, zone, now) for each in queue.references),
        *standing_blocks(queue.blocks, zone=zone, now=now),
        *(steps(queue.steps, zone=zone, now=now) if queue.steps else []),
    ]
    blocks += items
    if not items or (queue.steps and not queue.steps.nudges):
        blocks.append(section(NOTHING[queue.tab]))
    turned = [
        *([button("Before", variant(Action.QUEUE, "before"), _place(queue, -1))] if queue.page else []),
        *([button("More", variant(Action.QUEUE, "more"), _place(queue, 1))] if queue.more else []),
    ]
    blocks += [actions(turned, block_id="pages")] if turned else []
    return modal(Form.QUEUE, "What waits", blocks)


def _place(queue: Queue, step: int) -> str:
    return encode(queue.tab, str(queue.page + step))


def _tabs(queue: Queue) -> Block:
    return actions(
        [
            button(
                f"{LABELS[tab]} ({count})",
                variant(Action.QUEUE, tab),
                encode(tab, "0"),
                style="primary" if tab is queue.tab else None,
            )
            for tab, count in queue.counts.items()
        ],
        block_id="tabs",
    )


def _trouble(queue: Queue) -> list[Block]:
    said = [
        f"Sending to {foreign(workspace.name, 100)} rests: "
        f"{REASONS.get(workspace.paused_reason or '', 'Slack refuses its key')}."
        for workspace in queue.paused[:3]
    ]
    if queue.stuck:
        said.append(
            f"{plural(queue.stuck, 'message')} could not be sent; whoever runs Rung finds the reason in its log."
        )
    return [*([context(" ".join(said))] if said else []), divider()]


def _approval(waiting: Waiting, zone: str, now: datetime) -> Block:
    whole = waiting.whole
    who = f"*{foreign(whole.advocate.title, 100)}, {foreign(whole.account.name, 100)}*"
    names = listed([foreign(member.name, 60) for member in waiting.deciders[:4]], "or")
    since = dates.soon(waiting.since, zone=zone, now=now)
    until = dates.stated(dates.soon(whole.ask.due_at or now, zone=zone, now=now))
    text = (
        f"{who} for {foreign(whole.deal.name, 150)}\nOwner: {foreign(whole.owner.name, 60)}. "
        f"Waiting since {since} for {names or 'nobody who is there'}; "
        f"the next step comes {until}."
    )
    return section(text, _menu(whole.ask.id, Do.DECIDE, Do.TAKE_ASK, Do.HAND_ASK))


def _task(whole: WholeTask, zone: str, now: datetime) -> Block:
    about = f"*{foreign(whole.account.name, 100)}*"
    if whole.advocate:
        about = f"*{foreign(whole.advocate.title, 100)}, {foreign(whole.account.name, 100)}*"
    since = dates.soon(whole.task.made_at, zone=zone, now=now)
    text = (
        f"{about}\n{sentence(KINDS[whole.task.kind])}. With {foreign(whole.member.name, 60)} since {since}."
    )
    return section(text, _menu(whole.task.id, Do.TAKE_TASK, Do.HAND_TASK))


def _reference(reference: Reference, deal: Deal, seller: Member, zone: str, now: datetime) -> Block:
    today = dates.today(now, zone)
    needed = dates.near(reference.needed_on, today)
    state = (
        "Nobody was found" if reference.state is ReferenceState.UNFILLED else "Still looking for a customer"
    )
    text = f"*{foreign(deal.name, 150)}*\n{state}. {foreign(seller.name, 60)} needs it by {needed}."
    open_still = reference.needed_on >= today
    return section(text, _menu(reference.id, Do.EXCEPTION) if open_still else None)


DOING = {
    Do.DECIDE: "Decide",
    Do.TAKE_ASK: "Take over",
    Do.HAND_ASK: "Hand to somebody else",
    Do.TAKE_TASK: "Take over",
    Do.HAND_TASK: "Hand to somebody else",
    Do.EXCEPTION: "Make an exception",
}


def _menu(subject: str, *ways: Do) -> dict[str, Any]:
    return overflow(Action.QUEUE_ITEM, [(DOING[way], encode(way, subject)) for way in ways])


def decide_form(whole: WholeAsk, carried: Carried, *, zone: str, now: datetime) -> dict[str, Any]:
    """The approver's card as a form: a manager decides in the owner's place."""
    card = approval_card(whole, carried, reader=None, zone=zone, now=now)
    ways = [("Approve", "approve"), ("Not now", "not_now"), ("Not this deal", "not_this_deal")]
    choice = {"type": "radio_buttons", "options": [option(*way) for way in ways]}
    blocks = [
        *(block for block in card.blocks if block["type"] in SHOWN),
        input_field("decision", "Your decision", choice),
    ]
    return modal(Form.DECIDE, "Decide", blocks, submit="Decide", close="Cancel", metadata=whole.ask.id)


def hand_form(way: Do, subject: str) -> dict[str, Any]:
    """Who decides from now on."""
    chosen = {"type": "users_select", "placeholder": words("Choose a colleague", 150)}
    blocks = [
        section("Whoever you choose gets the card at once. It goes away for whoever had it."),
        input_field("to", "Who decides from now on", chosen),
    ]
    return modal(
        Form.HAND, "Hand over", blocks, submit="Hand over", close="Cancel", metadata=encode(way, subject)
    )
