"""A question that one of ours passes on: the text to copy, until when, and a place to record the answer."""

from datetime import datetime
from typing import Any

from bot.kit.ids import Action, Form
from bot.kit.text import foreign
from bot.views import dates
from bot.views.blocks import (
    Block,
    Drawing,
    actions,
    button,
    context,
    datepicker,
    field,
    modal,
    option,
    section,
)
from models.ask import AskState, Declined, Road
from models.task import TaskKind, WholeTask

WHY = {
    "user_disabled": "their Slack account is switched off",
    "account_inactive": "their Slack account is switched off",
    "is_stranger": "Slack lets Rung write only to people who share a channel with it, and they do not",
    "cannot_dm_bot": "Slack does not let Rung write to them",
    "messages_tab_disabled": "Slack does not let Rung write to them",
    "channel_not_found": "Slack no longer finds them",
    "user_not_found": "Slack no longer finds them",
    "users_not_found": "Slack no longer finds them",
    "restricted_action": "their company's settings keep Rung from writing to them",
}
ANSWERS = {
    AskState.ACCEPTED: "Yes",
    Declined.NOT_THIS: "Not this one",
    Declined.NOT_NOW: "Not now until a day",
    Declined.NEVER_THIS_KIND: "Never this kind",
}
SLACK_AGAIN = "slack_again"
OUTCOMES = {(TaskKind.RELAY, str(state)): "settled in the meantime" for state in AskState} | {
    (TaskKind.RELAY, str(AskState.ACCEPTED)): "said yes, thank you for asking",
    (TaskKind.RELAY, str(AskState.SPARE)): "said yes, and was not needed any more",
    (TaskKind.RELAY, str(AskState.DECLINED)): "said no, and is left alone",
    (TaskKind.RELAY, str(AskState.PASSED_ON)): "would rather a colleague is asked",
    (TaskKind.RELAY, str(AskState.SILENT)): "no answer came in time, nothing is left to do",
    (TaskKind.RELAY, str(AskState.NOT_PASSED_ON)): "was not passed on in time, so somebody else is asked",
    (TaskKind.RELAY, str(AskState.WITHDRAWN)): "no longer needed, nothing is left to do",
    (TaskKind.RELAY, str(Declined.NOT_THIS)): "said no to this one, and is left alone",
    (TaskKind.RELAY, str(Declined.NOT_NOW)): "asked for a pause; nobody asks before it ends",
    (TaskKind.RELAY, str(Declined.NEVER_THIS_KIND)): "does not want this kind; nobody asks for it again",
    (TaskKind.RELAY, SLACK_AGAIN): "asked in Slack once more",
}


def relay_card(task: WholeTask, zone: str, now: datetime) -> Drawing:  # noqa: ARG001
    """Without its ask, as in a list of everybody's tasks, the card is short: the text is on its member's own."""
    who = _who(task)
    if task.ask is None:
        said = f"A question for {who}, waits to be passed on."
        return Drawing(said, [section(said), _buttons(task)])
    theirs = task.ask.advocate.zone  # as in the text that they read
    due = f"{dates.when(task.ask.ask.due_at or now, zone=theirs, now=now, named=True)}, their time,"
    title = f"*{_title(task.ask.ask.road, who, task)}*"
    blocks: list[Block] = [
        section(f"{title}\n{_reason(task)}Ready to copy:"),
        section(f"```\n{task.forward}\n```"),
        context(_counts(task, due)),
        _buttons(task),
    ]
    return Drawing(f"Please pass a question on to {who}, until {due.rstrip(',')}.", blocks)


def _counts(task: WholeTask, due: str) -> str:
    if not _to_confirm(task):
        return f"It counts as an ask. No answer by {due} is fine: somebody else is asked then."
    return (
        "It counts as an ask once you say that they have it. If nobody passes it on by "
        f"{due} somebody else is asked."
    )


def _to_confirm(task: WholeTask) -> bool:
    """Has nobody said yet that the question was put?"""
    return task.ask is not None and (task.ask.ask.asked_at is None or task.task.due_at is not None)


def _who(task: WholeTask) -> str:
    account = foreign(task.account.name)
    return f"{foreign(task.advocate.name)}, {account}" if task.advocate else account


def _title(road: Road, who: str, task: WholeTask) -> str:
    if road is Road.IN_PERSON:
        return f"You ask {who}, yourself."
    if road is Road.ASSISTANT:
        assistant = task.advocate.assistant if task.advocate else None
        named = f"Their assistant, {foreign(assistant)}," if assistant else "Their assistant"
        return f"Please pass this on for {who}. {named} arranges it."
    return f"Please pass this on to {who}."


def _reason(task: WholeTask) -> str:
    """Why a person has to, where Slack is the cause; nobody needs to be told that they asked for it."""
    error = task.advocate.dm_error if task.advocate else None
    if error is None or (task.ask and task.ask.ask.road is Road.IN_PERSON):
        return ""
    return f"Rung can't reach them: {WHY.get(error, 'Slack does not bring them our messages')}. "


def _buttons(task: WholeTask) -> Block:
    drawn = []
    if _to_confirm(task):
        in_person = task.ask is not None and task.ask.ask.road is Road.IN_PERSON
        said = "I have asked them" if in_person else "I have passed it on"
        drawn.append(button(said, Action.PASSED_ON, task.task.id))
    drawn.append(button("Record answer", Action.RECORD_ANSWER, task.task.id, style="primary"))
    if task.advocate is not None and task.advocate.dm_error is not None:
        drawn.append(button("Try Slack again", Action.TRY_SLACK, task.task.id))
    return actions(drawn)


def relay_reminder(task: WholeTask) -> Drawing:
    """The one reminder, without buttons: the card has them."""
    if task.task.done_at is not None or not _to_confirm(task):
        settled = f"The question for {_who(task)}, is taken care of. Thank you."
        return Drawing(settled, [section(settled)])
    said = (
        f"A reminder: the question for {_who(task)}, still waits to be passed on. Until you say that they have it, "
        "nobody has asked them. The card is above and on Home."
    )
    return Drawing(said, [section(said)])


def answer_form(task: WholeTask) -> dict[str, Any]:
    """What the customer said, in one of their own four answers."""
    options = [option(label, str(answer)) for answer, label in ANSWERS.items()]
    return modal(
        Form.RELAY_ANSWER,
        "Record answer",
        [
            section(f"What did {_who(task)}, say?"),
            field("answer", "Their answer", {"type": "radio_buttons", "options": options}),
            field(
                "until",
                "Not now until",
                datepicker("until", "Choose a day"),
                optional=True,
                hint="Only for “Not now”: from this day on they may be asked again. Nobody can override it.",
            ),
        ],
        submit="Record",
        metadata=task.task.id,
    )
