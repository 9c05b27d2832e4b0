"""An owner's consent given ahead: so many asks of one customer, each of them shown, and withdrawn at any time."""

from sqlalchemy import func, select, update

from models import member as members
from models.ask import Ask
from models.standing import StandingApproval
from sandbox.messages import Message
from tests.stories.test_home import home, shown
from tests.world import World


async def opened(world: World) -> Message:
    """The owner's card with the window of the standing approval open."""
    await world.request(world.tom, activity="quote")
    card = await world.see(world.anna, "May we ask Priya Raman")
    await world.menu(world.anna, card, "Standing approval …")
    assert world.anna.modal is not None
    return card


async def given(world: World, **values: object) -> None:
    """Anna approves Tom's need, and two more ahead; Priya says yes to it, and is rested again."""
    await opened(world)
    await world.anna.fill(**({"kind": "any"} | values))
    await world.anna.submit()
    assert not world.anna.errors
    await world.see(world.priya, "Would you help")
    await rested(world)


async def rested(world: World) -> None:
    """As if it had happened long ago: nobody is at a cap, only the approval is left."""
    async with world.rung.database.transaction() as session:
        await session.execute(update(Ask).values(state="withdrawn", asked_at=None, due_at=None))


async def again(world: World, **options: str) -> None:
    await world.request(world.sofia, "Fjord", **options)


async def test_the_next_ask_goes_out_at_once_and_the_owner_sees_it(world: World) -> None:
    await given(world)
    await again(world)
    card = world.text(await world.see(world.anna, "By your standing approval"))
    assert "By your standing approval, 1 of 2 left until 31 March." in card
    assert "They were asked, and have until Tuesday 10:30." in card
    assert "Anna Schmidt, your contact at Brightwell" in world.text(
        await world.see(world.priya, "Would you help")
    )


async def test_once_used_up_the_owner_is_asked_again(world: World) -> None:
    await given(world, count="1")
    await again(world)
    await world.see(world.anna, "0 of 1 left")
    await world.sofia.press_label(await world.see(world.sofia, "Fjord"), "Cancel")
    await rested(world)
    await again(world, needed_on="2026-03-25")
    assert "Approve" in world.text(await world.see(world.anna, "needs it by Wednesday 25 March"))


async def test_it_is_for_one_activity_unless_said_otherwise(world: World) -> None:
    await given(world, kind="this")
    await again(world)  # a call, not a quote
    assert "Approve" in world.text(await world.see(world.anna, "Sofia Lindqvist needs it"))


async def test_after_its_last_day_it_counts_no_more(world: World) -> None:
    await given(world, until="2026-03-02")
    await world.pass_time(days=1)
    await again(world)
    assert "Approve" in world.text(await world.see(world.anna, "Sofia Lindqvist needs it"))


async def test_days_that_can_not_be_are_refused(world: World) -> None:
    await opened(world)
    for day, sentence in (("2026-03-01", "That day has passed"), ("2027-06-01", "within a year")):
        await world.anna.fill(until=day)
        await world.anna.submit()
        assert sentence in world.anna.errors["until"]
    assert not world.priya.dm


async def test_only_the_owner_and_their_backup_may_give_one(world: World) -> None:
    card = await opened(world)
    await world.menu(world.maya, card, "Standing approval …", stale=True)
    assert "for the owner of this customer or their backup" in world.maya.ephemerals[-1].text
    await world.menu(world.sofia, card, "Standing approval …", stale=True)
    assert "Anna Schmidt looks after this customer" in world.sofia.ephemerals[-1].text


async def test_what_is_settled_meanwhile_is_told_when_the_window_is_sent(world: World) -> None:
    card = await opened(world)
    await world.ben.press(card, "refuse_now", stale=True)
    await world.anna.submit()
    assert "settled in the meantime" in world.modal(world.anna)
    async with world.rung.database.reading() as session:
        assert (await session.scalars(select(func.count()).select_from(StandingApproval))).one() == 0


async def test_it_ends_with_the_owners_role(world: World) -> None:
    await given(world)
    async with world.rung.database.transaction() as session:
        people = await members.by_email(session, world.program_id)
        people["anna@brightwell.example"].active = False
    await again(world)
    assert "Approve" in world.text(await world.see(world.ben, "May we ask Priya Raman"))


async def test_it_can_be_withdrawn_on_home(world: World) -> None:
    await given(world)
    said = await home(world, world.anna)
    assert (
        "Approved ahead for Priya Raman, Nordlicht Pay: Whatever is asked, 2 of 2 left until 31 March."
        in said
    )
    stale = world.anna.home
    await world.anna.press_home("withdraw_standing")
    await world.quiet()
    assert "Approved ahead" not in shown(world, world.anna)
    assert stale is not None
    world.team.homes[world.anna.id] = stale
    await world.anna.press_home("withdraw_standing")
    assert "nothing to withdraw" in world.modal(world.anna)
    await again(world)
    assert "Approve" in world.text(await world.see(world.anna, "Sofia Lindqvist needs it"))


async def test_an_ask_that_never_reached_the_customer_is_not_counted(world: World) -> None:
    """It waited for their contact hours, and was cancelled before."""
    await given(world)
    await world.pass_time(hours=6, minutes=45)  # 16:15, their contact hours are over
    await again(world)
    await world.see(world.anna, "1 of 2 left")
    await world.sofia.press_label(await world.see(world.sofia, "Fjord"), "Cancel")
    async with world.rung.database.reading() as session:
        (approval,) = await session.scalars(select(StandingApproval))
        assert (approval.used, approval.granted) == (0, 2)
