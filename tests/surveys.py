"""A survey on its way: a company that has gone live, its people's cards, and what they say in them."""

from datetime import date
from typing import Any

from models.advocate import Advocate
from models.draft import Draft
from models.survey import Survey
from sandbox.messages import Message
from sandbox.person import Person
from tests.asking import TUESDAY, change_account
from tests.behind import rows, set_program
from tests.world import World

LIVE = date(2025, 12, 3)  # ninety days before the Tuesday
HEAD = "would like to know how it has gone"
ALL: dict[str, Any] = {
    "survey_goal": "Close the books faster",
    "survey_before": "11",
    "survey_after": "4",
    "survey_unit": "days",
    "survey_time_to_value": "about 3 weeks",
    "survey_most_useful": "The month-end close runs by itself.",
    "survey_to_change": "A faster export.",
    "survey_score": "9",
    "survey_quoting": "named",
}


async def surveyed(world: World, company: str = "Nordlicht Pay", live: date = LIVE) -> None:
    """Ninety days after their go-live."""
    await change_account(world, company, live_since=live)
    await set_program(world, surveys_due_at=None)
    await world.until(TUESDAY)


async def card(world: World, person: Person) -> Message:
    """The survey as it stands in somebody's messages: always the same message."""
    await world.quiet()
    found = [each for each in person.dm if HEAD in each.text]
    assert len(found) == 1, [each.text for each in person.dm]
    return found[0]


async def say(world: World, person: Person, label: str = "Next", **values: Any) -> str:
    """Fill what the card asks, and press: the card as it is then."""
    shown = await card(world, person)
    for block_id, value in values.items():
        await person.pick(shown, block_id, value, block_id=block_id)
    await person.press_label(await card(world, person), label)
    return world.text(await card(world, person))


async def at_once(world: World, person: Person, **values: Any) -> None:
    """The same in a window, sent."""
    await person.press_label(await card(world, person), "All on one page")
    await person.fill(**values)
    await person.submit()
    await world.quiet()


async def draft(world: World, person: Person) -> Message:
    return await world.see(person, "would like to quote you")


async def survey_of(world: World, email: str = "priya@nordlicht.example") -> Survey:
    (person,) = await rows(world, Advocate, email=email)
    (found,) = await rows(world, Survey, advocate_id=person.id)
    return found


async def draft_of(world: World) -> Draft:
    (found,) = await rows(world, Draft)
    return found
