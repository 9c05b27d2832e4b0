"""A customer's own limits, and what they may be asked for: each menu acts at once."""

from collections.abc import Sequence
from datetime import datetime

from bot.kit.ids import Action
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.advocate import choices
from bot.views.advocate.frame import back, head, turn_to
from bot.views.advocate.values import OwnPage, Part
from bot.views.blocks import PLACEHOLDER, Block, Element, button, context, option, section, words
from models.activity import Activity
from models.advocate import Reach
from models.consent import Consented

GLAD, NEVER = "glad", "never"
MOST_OPTIONS = 100


def your_limits(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:
    advocate, program = page.customer.advocate, page.program
    menus = {
        "asks_in_year": choices.asks_in_year(program, advocate, wording),
        "days_between_asks": choices.days_between_asks(program, advocate, wording),
        "contact_opens": choices.contact_opens(program, advocate, wording),
        "contact_closes": choices.contact_closes(program, advocate, wording),
        "reach": choices.reach(advocate, wording),
    }
    named = turn_to(wording, "reach_assistant", Part.ASSISTANT)
    return [
        head(wording, "limits_title"),
        context(wording.say("limits_why")),
        *(_acting(name, wording.say(f"limit_{name}"), menu, Action.LIMIT) for name, menu in menus.items()),
        *_consents(page, wording, now),
        _unasked(page, wording, now),
        back(wording, *([named] if advocate.reach is Reach.ASSISTANT else [])),
    ]


def _unasked(page: OwnPage, wording: Wording, now: datetime) -> Block:
    """What they said against next steps, or against all that they did not ask for, with the way back."""
    advocate = page.customer.advocate
    if advocate.stopped_on is not None:
        said = wording.say("unasked_stopped")
    elif advocate.stays_since is not None:
        said = wording.say("unasked_stays")
    elif advocate.snoozed_until is not None and advocate.snoozed_until > now:
        day = dates.on(advocate.snoozed_until, zone=advocate.zone, now=now, language=wording.language)
        said = wording.say("unasked_snoozed", day=day)
    else:
        stop = button(wording.label("unasked_stop"), Action.STOP_UNASKED, str(Part.LIMITS))
        return section(wording.say("unasked_why"), stop)
    return section(said, button(wording.label("unasked_allow"), Action.ALLOW_AGAIN, advocate.id))


def _acting(name: str, label: str, menu: Element, action: Action) -> Block:
    return section(label, menu | {"action_id": action}) | {"block_id": name}


def _consents(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:
    in_force = {c.activity_id: c.state for c in page.consents if c.until is None or c.until > now}

    def menu(state: Consented) -> Element:
        chosen = [each for each in page.activities if in_force.get(each.id) is state]
        return _several(page.activities, chosen, wording.label("consents_choose"))

    if not page.activities:
        return []
    return [
        section(wording.say("consents_title")),
        _acting(GLAD, wording.say("consents_glad"), menu(Consented.YES), Action.CONSENTS),
        _acting(NEVER, wording.say("consents_never"), menu(Consented.NO), Action.CONSENTS),
    ]


def _several(offered: Sequence[Activity], chosen: Sequence[Activity], placeholder: str) -> Element:
    drawn: Element = {
        "type": "multi_static_select",
        "placeholder": words(placeholder, PLACEHOLDER),
        "options": [option(each.phrase, each.id) for each in offered[:MOST_OPTIONS]],
    }
    first = [option(each.phrase, each.id) for each in chosen[:MOST_OPTIONS]]
    return drawn | {"initial_options": first} if first else drawn
