"""The owner's invitation, in their own name: what this is, why you, what you are open to, who sees it, how to leave."""

from collections.abc import Sequence
from datetime import datetime

from bot.kit.ids import Action
from bot.kit.text import duration, foreign, foreign_lines
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.advocate import choices
from bot.views.blocks import (
    OPTION_TEXT,
    Block,
    Drawing,
    Element,
    actions,
    button,
    context,
    field,
    option,
    section,
    words,
)
from models.activity import Activity
from models.joining import Customer
from models.program import Program

MOST_TICKS = 10  # checkboxes take no more
LONGEST_ASSISTANT = 200


def ticked(activities: Sequence[Activity]) -> list[Activity]:
    """What an invitation offers to tick: what deals need first, then the ladder from below."""
    return sorted(activities, key=lambda each: not each.for_deals)[:MOST_TICKS]


def invitation_card(
    customer: Customer, program: Program, activities: Sequence[Activity], wording: Wording, *, now: datetime
) -> Drawing:
    """The invitation as it stands now."""
    advocate = customer.advocate
    speaker = _speaker(customer, program, wording)
    greeting = section(f"*{wording.say('invite_greeting', speaker=speaker)}*")
    if advocate.left_on or advocate.joined_on or advocate.refused_on:
        return _answered(customer, program, wording, greeting, now)
    blocks = [greeting, *_about(customer, program, wording), *_inputs(program, activities, wording)]
    buttons = [
        button(wording.label("invite_join"), Action.JOIN, advocate.id, style="primary"),
        button(wording.label("invite_refuse"), Action.REFUSE_INVITATION, advocate.id),
    ]
    return Drawing(wording.say("invite_notice", speaker=speaker), [*blocks, actions(buttons)])


def invitation_answered(customer: Customer, *, zone: str, now: datetime) -> Drawing:
    """For whoever invited them: where they stand, as of now."""
    advocate, today = customer.advocate, dates.today(now, zone)
    who = f"*{foreign(advocate.name)}*, {foreign(advocate.title, 100)}, {foreign(customer.account.name)}"
    if advocate.left_on:
        said = f"left the programme on {dates.day(advocate.left_on, today)}."
    elif advocate.joined_on:
        day = dates.day(advocate.joined_on, today)
        said = f"joined on {day}, on your invitation. From now on they may be asked."
    else:
        said = "has not joined."
    text = f"{who}, {said}"
    return Drawing(text.replace("*", ""), [section(text)])


def _speaker(customer: Customer, program: Program, wording: Wording) -> str:
    owner, inviter = customer.owner, customer.inviter or customer.owner
    names = {"owner": foreign(owner.name, 100), "company": foreign(program.name, 100)}
    if inviter.id == owner.id:
        return wording.say("ask_speaker", **names)
    return wording.say("ask_speaker_for", decider=foreign(inviter.name, 100), **names)


def _about(customer: Customer, program: Program, wording: Wording) -> list[Block]:
    what = wording.say("invite_what", owner=foreign(customer.owner.name), company=foreign(program.name))
    line = customer.advocate.invitation_line
    why = [section(f"{wording.say('invite_why')}\n{foreign_lines(line, 1000)}")] if line.strip() else []
    terms = wording.say("invite_terms", owner=foreign(customer.owner.name))
    return [section(what), *why, context(terms)]


def _inputs(program: Program, activities: Sequence[Activity], wording: Wording) -> list[Block]:
    """Inputs, so that nothing happens before *Join* is pressed."""
    ticks: Element = {"type": "checkboxes", "options": [_tick(each) for each in ticked(activities)]}
    hint = wording.label("invite_none_ticked")
    asked = [
        field(name, wording.label(f"limit_{name}"), menu, optional=True)
        for name, menu in (
            ("asks_in_year", choices.asks_in_year(program, None, wording)),
            ("days_between_asks", choices.days_between_asks(program, None, wording)),
            ("reach", choices.reach(None, wording)),
        )
    ]
    assistant = {"type": "plain_text_input", "max_length": LONGEST_ASSISTANT}
    open_to = field("open_to", wording.label("invite_open_to"), ticks, optional=True, hint=hint)
    return [
        *([open_to] if activities else []),
        *asked,
        field("assistant", wording.label("invite_assistant"), assistant, optional=True),
    ]


def _tick(activity: Activity) -> dict[str, object]:
    described = {"description": words(duration(activity.minutes), OPTION_TEXT)}
    return option(activity.phrase, activity.id) | described


def _answered(
    customer: Customer, program: Program, wording: Wording, greeting: Block, now: datetime
) -> Drawing:
    advocate = customer.advocate
    today = dates.today(now, advocate.zone)
    if advocate.left_on:
        blocks = left(customer, program, wording, now=now)
    elif advocate.joined_on:
        day = dates.day(advocate.joined_on, today, wording.language)
        blocks = [section(wording.say("invite_joined", day=day))]
    else:
        again = button(wording.label("invite_after_all"), Action.JOIN_AGAIN, advocate.id)
        blocks = [section(wording.say("invite_refused")), actions([again])]
    return Drawing(blocks[0]["text"]["text"], [greeting, *blocks])


def left(customer: Customer, program: Program, wording: Wording, *, now: datetime) -> list[Block]:
    """What leaving means, and the way back."""
    advocate = customer.advocate
    day = dates.day(advocate.left_on or now.date(), dates.today(now, advocate.zone), wording.language)
    said = wording.say("left", day=day, company=foreign(program.name), owner=foreign(customer.owner.name))
    again = button(wording.label("join_again"), Action.JOIN_AGAIN, advocate.id)
    return [section(said), actions([again])]


def to_forward(
    customer: Customer, program: Program, activities: Sequence[Activity], wording: Wording
) -> list[str]:
    """The same for somebody whom Slack does not reach: paragraphs of safe mrkdwn, to be passed on by hand."""
    owner, company = foreign(customer.owner.name, 100), foreign(program.name, 100)
    line = foreign(customer.advocate.invitation_line, 600)
    offered = ", ".join(foreign(each.phrase, 60) for each in ticked(activities))
    return [
        wording.say("invite_what", owner=owner, company=company),
        *([f"{wording.say('invite_why')} {line}"] if customer.advocate.invitation_line.strip() else []),
        wording.say("invite_forward", activities=offered),
    ]
