"""A customer is erased who stands in what is about others, too: introductions, lists for their owner, and the log."""

import pytest
from sqlalchemy import delete, select

from bot.views.erased import NOTHING
from models.advocate import Advocate
from models.audit import Audit
from models.consent import Consent
from sandbox.person import Person
from tests.giving import LUKAS, PRIYA, acquaint, met, open_ledger
from tests.giving import approved as allowed
from tests.stories.test_an_erased_customer import erase, left_of
from tests.surveys import ALL, at_once, draft, surveyed
from tests.world import World

NAMES = {PRIYA: ("Priya Raman", PRIYA, "U0PRIYA"), LUKAS: ("Lukas Brandt", LUKAS, "U0LUKAS")}


async def agreed(world: World, *, error: str = "") -> None:
    """Both would like to meet; `error`: of the group that Slack does not open."""
    await acquaint(world, world.anna, PRIYA, "talerhaus")
    await world.priya.press_label(await world.see(world.priya, "similar place"), "Yes, gladly")
    await world.quiet()
    if error:
        world.sandbox.fail_next("conversations.open", error=error)
    await world.lukas.press_label(await world.see(world.lukas, "similar place"), "Yes, gladly")
    await world.quiet()


def of(world: World, email: str) -> Person:
    return {PRIYA: world.priya, LUKAS: world.lukas}[email]


@pytest.mark.parametrize("email", [PRIYA, LUKAS])
async def test_an_introduction_says_nothing_any_more(world: World, email: str) -> None:
    await agreed(world)
    (message,) = met(world)
    assert NAMES[email][0] in world.text(message)
    await erase(world, of(world, email))
    (message,) = met(world)
    assert world.text(message) == NOTHING
    assert left_of(world, *NAMES[email]) == []


@pytest.mark.parametrize("introduced", [True, False])
@pytest.mark.parametrize("email", [PRIYA, LUKAS])
async def test_an_introduction_by_hand_is_forgotten_on_both_sides(
    world: World,
    email: str,
    introduced: bool,  # noqa: FBT001
) -> None:
    await agreed(world, error="missing_scope")
    card = await world.see(world.anna, "Slack can't bring them together")
    if introduced:
        await world.anna.press_label(card, "Introduced")
        await world.quiet()
    await erase(world, of(world, email))
    assert left_of(world, *NAMES[email]) == []
    assert NAMES[email][0] not in "".join(world.text(each) for each in world.anna.dm)


@pytest.mark.parametrize(
    "title", ["Priya Raman, Head of Finance Operations, Nordlicht Pay", "The books close by themselves"]
)
async def test_a_list_of_what_to_take_down_names_them_no_more(world: World, title: str) -> None:
    await allowed(world, "Nordlicht Pay")
    await surveyed(world)
    await at_once(world, world.priya, **ALL)
    await world.priya.press_label(await draft(world, world.priya), "Approve")
    await world.anna.press_label(await world.see(world.anna, "approved a"), "Add the link")
    await world.anna.fill(title=title, link="https://www.brightwell.example/priya-raman")
    await world.anna.submit()
    assert world.anna.modal is None
    await open_ledger(world, world.anna, PRIYA)
    await world.anna.press_modal("open_company")
    await world.anna.press_modal("withdraw_approval")
    assert title in world.text(await world.see(world.anna, "was withdrawn"))

    await erase(world)
    shown = world.text(await world.see(world.anna, "was withdrawn"))
    assert "> Words of somebody who was erased." in shown
    assert title not in shown
    assert left_of(world, *NAMES[PRIYA], "priya-raman", title) == []


async def test_what_they_told_their_owner_is_noted_as_the_owners_doing(world: World) -> None:
    """So the log holds no id of Slack's for them, before they are erased and after."""
    async with world.rung.database.transaction() as session:
        await session.execute(delete(Consent))
    await world.request(world.tom)
    await world.anna.press_label(
        await world.see(world.anna, "May we ask Priya Raman"), "I'll ask them myself"
    )
    await world.anna.press_label(await world.see(world.anna, "Ready to copy"), "Record answer")
    await world.anna.fill(answer="accepted")
    await world.anna.submit()
    await world.quiet()
    async with world.rung.database.reading() as session:
        written = (await session.scalars(select(Audit.actor).where(Audit.verb == "consent_yes"))).all()
        users = (await session.scalars(select(Advocate.slack_user_id))).all()
        actors = (await session.scalars(select(Audit.actor))).all()
    assert set(written) == {"U0ANNA"}
    assert not set(actors) & {each for each in users if each}
