"""An owner's forms: to invite a customer, and to record the answer of one whom Slack does not reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.kit.ids import Form, Search
from bot.kit.text import foreign, plain
from bot.views.advocate.forms import LONGEST_EMAIL, LONGEST_NAME
from bot.views.advocate.limits import MOST_OPTIONS
from bot.views.blocks import OPTION_TEXT, Element, context, field, modal, option, section, words
from models.activity import Activity
from models.task import WholeTask

LONGEST_LINE = 500
JOINS, REFUSES = "joins", "refuses"


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What an invitation starts with: a customer who is known, or a suggestion; `task_id` of the latter."""

    account: tuple[str, str] | None = None  # name, id
    user_id: str | None = None
    name: str = ""
    email: str = ""
    title: str = ""
    task_id: str = ""


def invite_form(filled: Prefilled) -> dict[str, Any]:
    account: Element = {
        "type": "external_select",
        "action_id": Search.ACCOUNT,
        "placeholder": words("Type a company's name"),
        "min_query_length": 0,
    }
    if filled.account:
        name, account_id = filled.account
        account["initial_option"] = option(plain(name, OPTION_TEXT), account_id)
    person: Element = {"type": "users_select", "placeholder": words("Choose the person")}
    if filled.user_id:
        person["initial_user"] = filled.user_id
    line: Element = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_LINE}
    return modal(
        Form.INVITE,
        "Invite a customer",
        [
            field("account", "Company", account),
            field("person", "In Slack", person, optional=True, hint="Leave it empty if they are not here."),
            field("name", "Name", _text(filled.name, LONGEST_NAME), optional=True),
            field("email", "E-mail", _text(filled.email, LONGEST_EMAIL), optional=True),
            field("title", "Role", _text(filled.title, LONGEST_NAME), optional=True),
            field("line", "Why you ask them, in your own words", line, optional=True),
            context("It goes out once, in your name, in their working hours. They are free to say no."),
        ],
        submit="Invite",
        metadata=filled.task_id,
    )


def _text(value: str, longest: int) -> Element:
    drawn: Element = {"type": "plain_text_input", "max_length": longest}
    return drawn | {"initial_value": value[:longest]} if value else drawn


def invite_answer_form(whole: WholeTask, activities: Sequence[Activity]) -> dict[str, Any]:
    who = foreign(whole.advocate.name if whole.advocate else whole.account.name)
    answers: Element = {
        "type": "radio_buttons",
        "options": [option("They join", JOINS), option("No, thank you", REFUSES)],
    }
    open_to: Element = {
        "type": "multi_static_select",
        "placeholder": words("Choose"),
        "options": [option(each.name, each.id) for each in activities[:MOST_OPTIONS]],
    }
    return modal(
        Form.INVITE_ANSWER,
        "Record answer",
        [
            section(f"What {who} answered to your invitation."),
            field("answer", "Answer", answers),
            field("open_to", "Glad to be asked for", open_to, optional=True),
        ],
        submit="Record",
        metadata=whole.task.id,
    )
