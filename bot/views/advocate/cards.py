"""What a customer gave their owner to decide: an invitation to pass on, a colleague, an objection, "I did it"."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.kit.ids import Action
from bot.kit.text import foreign, foreign_lines, linked, mail
from bot.views import dates
from bot.views.blocks import Block, Drawing, Element, actions, button, context, section
from models.task import TaskKind, WholeTask

OUTCOMES: Mapping[tuple[TaskKind, str], str] = {
    (TaskKind.INVITE, "joined"): "joined",
    (TaskKind.INVITE, "refused"): "said no to the invitation",
    (TaskKind.NOMINATED, "invited"): "their suggestion was invited",
    (TaskKind.NOMINATED, "not_now"): "their suggestion is left for now",
    (TaskKind.OBJECTION, "done"): "what they said is wrong was put right",
    (TaskKind.OBJECTION, "keep"): "what they said is wrong stays as it is",
    (TaskKind.CLAIM, "verified"): "what they did was confirmed",
    (TaskKind.CLAIM, "void"): "what they reported did not happen",
}
NOTHING_NAMED = "nothing more"


def _who(whole: WholeTask) -> str:
    """The customer, by name, role and company."""
    account = foreign(whole.account.name, 150)
    if whole.advocate is None:
        return f"*{account}*"
    name, title = foreign(whole.advocate.name, 150), foreign(whole.advocate.title, 150)
    return f"*{name}*, {title}, {account}"


def _card(text: str, *blocks: Block, buttons: list[Element]) -> Drawing:
    return Drawing(text.replace("*", ""), [section(text), *blocks, actions(buttons)])


def invite_card(whole: WholeTask, zone: str, now: datetime) -> Drawing:  # noqa: ARG001
    """The ready-to-forward invitation; its paragraphs were made safe when they were written."""
    record = button("Record answer", Action.RECORD_INVITE_ANSWER, whole.task.id, style="primary")
    forward = [section("> " + paragraph.replace("\n", "\n> ")) for paragraph in whole.task.said.split("\n\n")]
    return _card(
        f"Slack brings no message to {_who(whole)}. Please pass your invitation on, and record the answer here.",
        *forward,
        buttons=[record],
    )


def nominated_card(whole: WholeTask, zone: str, now: datetime) -> Drawing:  # noqa: ARG001
    name, email, title = nominated(whole.task.said)
    role = f", {foreign(title, 150)}" if title else ""
    return _card(
        f"{_who(whole)}, suggests a colleague: {foreign(name, 150)}{role}, {mail(email)}.",
        context("Nothing is sent to them unless you invite them."),
        buttons=[
            button("Invite", Action.INVITE_NOMINATED, whole.task.id, style="primary"),
            button("Not now", Action.NOMINATED_NOT_NOW, whole.task.id),
        ],
    )


def nominated(said: str) -> tuple[str, str, str]:
    """Name, e-mail and role of somebody who was suggested, as the task keeps them."""
    name, email, title = [*said.split("\n"), "", ""][:3]
    return name, email, title


def objection_card(whole: WholeTask, zone: str, now: datetime) -> Drawing:  # noqa: ARG001
    return _card(
        f"{_who(whole)}, says that something kept on them is wrong:",
        section(foreign_lines(whole.task.said) or NOTHING_NAMED),
        context("They are shown what you decide."),
        buttons=[
            button("Done", Action.OBJECTION_DONE, whole.task.id, style="primary"),
            button("Keep it", Action.OBJECTION_KEEP, whole.task.id),
        ],
    )


def claim_card(whole: WholeTask, zone: str, now: datetime) -> Drawing:
    activity, day, link = [*whole.task.said.split("\n"), "", ""][:3]
    words = foreign_lines("\n".join(whole.task.said.split("\n")[3:]))
    on = dates.day(date.fromisoformat(day), dates.today(now, zone))
    named = linked(link, activity) if link else foreign(activity, 150)
    return _card(
        f"{_who(whole)}, reports something they did: {named}, on {on}.",
        *([section(words)] if words else []),
        buttons=[
            button("Verify", Action.VERIFY_CLAIM, whole.task.id, style="primary"),
            button("That did not happen", Action.VOID_CLAIM, whole.task.id),
        ],
    )


CARDS = {
    TaskKind.INVITE: invite_card,
    TaskKind.NOMINATED: nominated_card,
    TaskKind.OBJECTION: objection_card,
    TaskKind.CLAIM: claim_card,
}
