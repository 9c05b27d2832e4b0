"""What a customer writes on their own page: something they did, a colleague, what is wrong, their assistant."""

from datetime import datetime

from bot.kit.text import cut, foreign
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.advocate.frame import back, head, paragraphs
from bot.views.advocate.invitation import LONGEST_ASSISTANT
from bot.views.advocate.limits import MOST_OPTIONS
from bot.views.advocate.values import OwnPage, Part
from bot.views.blocks import Block, Element, datepicker, field, section, select
from models.task import Task

LONGEST_NAME, LONGEST_EMAIL, LONGEST_LINK, LONGEST_OBJECTION = 150, 320, 1000, 1000
OUTCOMES = {
    None: "nominated_open",
    "invited": "nominated_invited",
    "not_now": "nominated_not_now",
    "erased": "nominated_not_now",
}


def report(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:  # noqa: ARG001
    owner = foreign(page.customer.owner.name)
    offered = [(each.name, each.id) for each in page.activities[:MOST_OPTIONS]]
    which = select(wording.label("consents_choose"), offered)
    day = datepicker("report_day", wording.label("consents_choose"))
    link: Element = {"type": "plain_text_input", "max_length": LONGEST_LINK}
    return [
        head(wording, "report_title"),
        section(wording.say("report_why", owner=owner)),
        field("report_activity", wording.label("report_activity"), which),
        field("report_day", wording.label("report_day"), day),
        *_until(page, wording),
        field("report_link", wording.label("report_link"), link, optional=True),
        back(wording, to=Part.DID),
    ]


def _until(page: OwnPage, wording: Wording) -> list[Block]:
    """Where something on the ladder is served for a time."""
    if not any(each.lasting for each in page.activities):
        return []
    day = datepicker("report_until", wording.label("consents_choose"))
    return [field("report_until", wording.label("report_until"), day, optional=True)]


def nominate(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:
    owner = foreign(page.customer.owner.name)
    before = [_nominated(page, task, wording, now) for task in page.tasks]
    return [
        head(wording, "nominate_title"),
        section(wording.say("nominate_why", owner=owner)),
        *paragraphs(before),
        field("nominate_name", wording.label("nominate_name"), _line(LONGEST_NAME)),
        field("nominate_email", wording.label("nominate_email"), _line(LONGEST_EMAIL)),
        field("nominate_role", wording.label("nominate_role"), _line(LONGEST_NAME), optional=True),
        back(wording),
    ]


def _nominated(page: OwnPage, task: Task, wording: Wording, now: datetime) -> str:
    zone, owner = page.customer.advocate.zone, foreign(page.customer.owner.name)
    state = wording.say(OUTCOMES[task.outcome], owner=owner)
    day = dates.on(task.made_at, zone=zone, now=now, language=wording.language)
    name = foreign(task.said.split("\n")[0], 100)
    return wording.say("nominated_line", day=day, name=name, state=state)


def object_to(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:  # noqa: ARG001
    what: Element = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_OBJECTION}
    return [
        head(wording, "object_title"),
        section(wording.say("object_why", owner=foreign(page.customer.owner.name))),
        field("object_what", wording.label("object_what"), what),
        back(wording, to=Part.KEPT),
    ]


def assistant(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:  # noqa: ARG001
    named = page.customer.advocate.assistant
    who = _line(LONGEST_ASSISTANT) | ({"initial_value": cut(named, LONGEST_ASSISTANT)} if named else {})
    return [
        head(wording, "reach_assistant"),
        field("assistant", wording.label("invite_assistant"), who),
        back(wording, to=Part.LIMITS),
    ]


def _line(longest: int) -> Element:
    return {"type": "plain_text_input", "max_length": longest}
