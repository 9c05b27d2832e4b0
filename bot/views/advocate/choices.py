"""The menus of a customer's own limits: each offers only what is at least as strict as the programme's."""

from collections.abc import Sequence

from bot.kit.text import plain
from bot.rules.limits import (
    OURS,
    asks_in_year_offered,
    closings_offered,
    days_between_offered,
    openings_offered,
)
from bot.rules.wording import Wording
from bot.views.blocks import OPTION_TEXT, Element, option, select
from models.advocate import Advocate, Reach
from models.program import Program

Choice = tuple[str, str]  # label, value


def asks_in_year(program: Program, advocate: Advocate | None, wording: Wording) -> Element:
    own = advocate.asks_in_year if advocate else None
    offered = [
        (_times(count, wording), str(count)) for count in asks_in_year_offered(program.days_between_asks, own)
    ]
    return _menu([(wording.label("limit_ours"), OURS), *offered], own)


def days_between_asks(program: Program, advocate: Advocate | None, wording: Wording) -> Element:
    own = advocate.days_between_asks if advocate else None
    ours = wording.label("limit_ours_days", days=str(program.days_between_asks))
    offered = [
        (wording.label("limit_days", days=str(days)), str(days))
        for days in days_between_offered(program.days_between_asks, own)
    ]
    return _menu([(ours, OURS), *offered], own)


def contact_opens(program: Program, advocate: Advocate, wording: Wording) -> Element:
    own = advocate.contact_opens
    ours = wording.label("limit_ours_hour", hour=hour(program.contact_opens))
    offered = openings_offered(program.contact_opens, program.contact_closes)
    return _menu([(ours, OURS), *((hour(each), str(each)) for each in offered)], own)


def contact_closes(program: Program, advocate: Advocate, wording: Wording) -> Element:
    own = advocate.contact_closes
    ours = wording.label("limit_ours_hour", hour=hour(program.contact_closes))
    offered = closings_offered(program.contact_opens, program.contact_closes)
    return _menu([(ours, OURS), *((hour(each), str(each)) for each in offered)], own)


def reach(advocate: Advocate | None, wording: Wording) -> Element:
    through = wording.label("reach_assistant")
    if advocate and advocate.assistant:
        through = wording.label("reach_assistant_named", assistant=plain(advocate.assistant, 40))
    ways = [
        (wording.label("reach_slack"), Reach.SLACK),
        (wording.label("reach_owner"), Reach.OWNER),
        (through, Reach.ASSISTANT),
    ]
    own = (advocate.reach if advocate else None) or Reach.SLACK
    return _menu([(label, str(way)) for label, way in ways], own)


def hour(each: int) -> str:
    return f"{each}:00"


def _times(count: int, wording: Wording) -> str:
    return wording.label("limit_times_one") if count == 1 else wording.label("limit_times", times=str(count))


def _menu(choices: Sequence[Choice], chosen: int | str | None) -> Element:
    """A menu that shows what is chosen; the first of it where nothing is."""
    value = OURS if chosen is None else str(chosen)
    cut = [(plain(label, OPTION_TEXT), each) for label, each in choices]
    label = next((label for label, each in cut if each == value), cut[0][0])
    shown = value if value in {each for _, each in cut} else cut[0][1]
    return select(label, cut) | {"initial_option": option(label, shown)}
